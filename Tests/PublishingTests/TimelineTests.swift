import HTML
import Records
import TestSupport
import Testing

@testable import Publishing

@Suite struct `A timeline` {
  private func item(_ label: String, _ date: CalendarDate, to end: CalendarDate? = nil) -> Timeline.Item {
    Timeline.Item(
      label: LabelText.shortened(label, to: 46), description: label, address: "a.html",
      span: TimeSpan(from: date, to: end), standing: .met)
  }

  /// Crowded and empty stretches, points and bars, short and long labels, in the order of their dates.
  private func items(_ count: Int, seed: UInt64) throws -> [Timeline.Item] {
    var random = SeededRandom(seed: seed)
    let items = try (0..<count).map { index in
      let year = Bool.random(using: &random) ? 2000 : Int.random(in: 1900...2020, using: &random)
      let date = try CalendarDate(year: year, month: Int.random(in: 1...12, using: &random))
      let end = try CalendarDate(year: year + Int.random(in: 0...40, using: &random), month: 12)
      let label = String(repeating: "Wm ", count: Int.random(in: 1...30, using: &random))
      return item("\(index) " + label, date, to: Bool.random(using: &random) ? end : nil)
    }
    return items.sorted { $0.span.start < $1.span.start }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `lets no two labels meet and keeps all within the drawing`(seed: UInt64) throws {
    let timeline = Timeline(try items(120, seed: seed))
    for (index, one) in timeline.placed.enumerated() {
      #expect(one.extent.lowerBound >= 0 && one.extent.upperBound <= Timeline.width)
      let width = LabelText.width(of: one.item.label) * Timeline.letterSize
      let label = one.side == .before ? one.labelX - width...one.labelX : one.labelX...one.labelX + width
      #expect(one.extent.lowerBound <= label.lowerBound && one.extent.upperBound >= label.upperBound)
      for other in timeline.placed[..<index] where other.lane == one.lane {
        #expect(!one.extent.overlaps(other.extent), "\(one.item.label) and \(other.item.label)")
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `puts what is later further right, to scale`(seed: UInt64) throws {
    let timeline = Timeline(try items(80, seed: seed))
    for (one, next) in zip(timeline.placed, timeline.placed.dropFirst()) { #expect(one.x <= next.x) }
    let ticks = timeline.ticks.map { timeline.x(Double($0)) }
    #expect(ticks.count > 2)
    let gaps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
    #expect(gaps.allSatisfy { abs($0 - gaps[0]) < 0.001 && $0 >= 56 })
  }

  @Test func `takes a year alone to its end, and a day as a moment`() throws {
    let year = TimeSpan(from: try CalendarDate(year: 1992), to: try CalendarDate(year: 2012))
    #expect(year.start == 1992 && year.end == 2013)
    let day = TimeSpan(from: try CalendarDate(year: 2000, month: 7, day: 1), to: nil)
    #expect(day.start == 2000.5 && day.end == 2000.5)
  }

  @Test func `of one year has a scale`() throws {
    let timeline = Timeline([item("One", try CalendarDate(year: 1, month: 1, day: 1))])
    #expect(timeline.years == 1...2 && timeline.ticks == [1, 2])
  }

  @Test func `cuts a long label between words`() {
    #expect(LabelText.shortened("one two three", to: 10) == "one two…")
    #expect(LabelText.shortened("unbreakable", to: 5) == "unbr…")
    #expect(LabelText.shortened("short", to: 5) == "short")
  }
}

@Suite struct `A strip of passages` {
  @Test func `has a tall stroke for each paragraph that is met and a dot for each other`() {
    let text = String(
      decoding: [PassageStrip(paragraphs: [2, 3], count: 4).drawing].html, as: UTF8.self)
    #expect(text.contains(#"class="rest" d="M16.5 13V15M115.5 13V15""#))
    #expect(text.contains(#"class="met" d="M49.5 1V15M82.5 1V15""#))
  }
}

@Suite struct `A figure of a site` {
  private let flood = "Content/floods/great-flood.md"

  private func sample() throws -> SampleSite {
    var sample = try SampleSite.whole()
    sample["Content/floods/late.md"] =
      "---\ntitle: Late <b>\"flood\"\ndate: 1940-01-02\n---\n\nAfter the essay.\n"
    sample["Content/floods/early.md"] = "---\ntitle: Early flood\ndate: \"1701\"\n---\n\nBefore it.\n"
    return sample
  }

  @Test func `links the same entries in either drawing as in the list, in the order of time`() async throws {
    let page = try await sample().built().page("floods/index.html")
    let ancestors = { (index: Int) in page.ancestors(of: index).map { page.elements[$0].name } }
    let links = page.elements.indices.filter { page.elements[$0].name == "a" }
    let drawn = links.filter { ancestors($0).contains("svg") && page.elements[$0]["class"] != "essay" }
    let listed = links.filter { ancestors($0).first == "h2" }
    let addresses = listed.map { page.elements[$0]["href"] }
    #expect(drawn.map { page.elements[$0]["href"] } == addresses + addresses)
    let standings = ["unmet", "met", "afterward"]
    #expect(drawn.map { page.elements[$0]["class"] } == standings + standings)
    #expect(page.elements.count { $0.name == "a" && $0["class"] == "essay" } == 2)
  }

  @Test func `escapes what a title holds`() async throws {
    let text = try await sample().built().text("floods/index.html")
    #expect(text.contains("<title>Late &lt;b&gt;&quot;flood&quot;, 2 January 1940, after the essay</title>"))
    #expect(!text.contains("Late <b>"))
  }

  @Test func `is a table where a kind has fields and goes by title`() async throws {
    let page = try await sample().built().page("words/index.html")
    #expect(page.all("table").count == 1 && page.all("th").first?.text == "Ferry word")
    #expect(page.all("td").first?.text.contains("On the whole river") == true)
    #expect(page.all("td").last?.text.contains("Great flood") == true)
  }

  @Test func `shows where an essay meets each entry`() async throws {
    let text = try await sample().built().text("ferry/notes.html")
    #expect(text.contains(#"<h2 id="map">"#) && text.contains(#"class="strip""#))
  }

  @Test func `parts a passage where its words begin, and loses none`() async throws {
    let page = try await sample().built().page("words/ebb.html")
    let parts = page.elements.filter { $0["class"] == "named" }
    #expect(!parts.isEmpty && page.elements.count { $0["class"] == "before" } == parts.count)
    #expect(
      page.elements.contains { $0["class"] == "sentence" && $0.text == "At the ebb the man is paid twice." })
  }

  @Test func `leaves every page sound`() async throws {
    #expect(PageWalk(try await sample().built()).findings == [])
  }
}
