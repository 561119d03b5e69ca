import Records
import TestSupport
import Testing

@testable import Publishing

@Suite struct `A timeline that runs down the page` {
  /// Crowded and empty stretches, points and bars, short and long labels.
  private func drawn(_ count: Int, seed: UInt64) throws -> TallTimeline {
    var random = SeededRandom(seed: seed)
    let items = try (0..<count).map { index in
      let year = Bool.random(using: &random) ? 2000 : Int.random(in: 1900...2020, using: &random)
      let date = try CalendarDate(year: year, month: Int.random(in: 1...12, using: &random))
      let end = try CalendarDate(year: year + Int.random(in: 0...40, using: &random), month: 12)
      let words = String(repeating: " Wm", count: Int.random(in: 1...9, using: &random))
      let label = LabelText.shortened("\(index)\(words)", to: 46)
      return Timeline.Item(
        label: label, description: label, address: "a.html",
        span: TimeSpan(from: date, to: Bool.random(using: &random) ? end : nil), standing: .met)
    }
    return TallTimeline(Timeline(items))
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `lets no two labels meet and keeps all within the drawing`(seed: UInt64) throws {
    let timeline = try drawn(90, seed: seed)
    var foot = 0.0
    for place in timeline.placed {
      #expect(place.labelY - place.labelHeight / 2 >= foot - 0.001, "\(place.item.label)")
      foot = place.labelY + place.labelHeight / 2
      for line in place.lines {
        let width = LabelText.width(of: line) * TallTimeline.letterSize
        #expect(timeline.labelX + width <= TallTimeline.width, "\(line)")
      }
      #expect(place.lines.joined(separator: " ") == place.item.label)
      // What can be pressed is as high as WCAG 2.2 asks of a target.
      #expect(place.labelHeight >= 24)
    }
    #expect(foot <= timeline.height)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `puts what is later further down, to scale, in a column of its own for the time`(seed: UInt64) throws {
    let timeline = try drawn(60, seed: seed)
    let yearLength = timeline.y(1951) - timeline.y(1950)
    for (one, next) in zip(timeline.placed, timeline.placed.dropFirst()) { #expect(one.y <= next.y) }
    for (index, one) in timeline.placed.enumerated() {
      #expect(abs(one.y - timeline.y(1950) - (one.item.span.start - 1950) * yearLength) < 0.001)
      for other in timeline.placed[..<index] where other.column == one.column {
        #expect(other.y + other.length <= one.y)
      }
    }
  }

  @Test func `sets labels with room where their dates are, and piles the others around the mean`() {
    let heights = [20.0, 20, 20, 20]
    #expect(TallTimeline.spread([50, 100, 200, 300], heights: heights) == [50, 100, 200, 300])
    #expect(TallTimeline.spread([100, 100, 100, 300], heights: heights) == [80, 100, 120, 300])
    #expect(TallTimeline.spread([0, 0, 0, 25], heights: heights) == [10, 30, 50, 70])
    #expect(TallTimeline.spread([], heights: []) == [])
  }

  @Test func `breaks a label between words, and cuts a word that fits in no line`() {
    #expect(LabelText.lines(of: "one two three", width: 5) == ["one two", "three"])
    #expect(LabelText.lines(of: "an unbreakable", width: 3) == ["an", "unb…"])
    #expect(LabelText.lines(of: "", width: 3) == [])
  }
}
