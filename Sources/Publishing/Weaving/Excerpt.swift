import Commentary
import HTML
import Markup

/// A sentence with the places in it that name an entry.
struct Excerpt: Sendable, Hashable {
  /// UTF-8 offsets in the plain text.
  let sentence: Range<Int>
  /// Sorted, none overlapping.
  let marks: [Range<Int>]

  init(_ mention: Mention) { self.init(sentence: mention.sentence, marks: mention.marks) }

  private init(sentence: Range<Int>, marks: [Range<Int>]) {
    self.sentence = sentence
    self.marks = Self.merged(marks)
  }

  /// Both as one if their sentences overlap.
  func joined(with other: Excerpt) -> Excerpt? {
    guard sentence.overlaps(other.sentence) else { return nil }
    let lower = min(sentence.lowerBound, other.sentence.lowerBound)
    let upper = max(sentence.upperBound, other.sentence.upperBound)
    return Excerpt(sentence: lower..<upper, marks: marks + other.marks)
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = result.last, last.upperBound >= range.lowerBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}

extension Excerpt: Storable {
  func print(in ink: inout Ink) { ink.put(([sentence] + marks).flatMap { [$0.lowerBound, $0.upperBound] }) }

  init?(printed reader: inout InkReader) {
    guard let bounds = [Int](printed: &reader), bounds.count >= 2, bounds.count.isMultiple(of: 2) else {
      return nil
    }
    let pairs = stride(from: 0, to: bounds.count, by: 2).map { (bounds[$0], bounds[$0 + 1]) }
    guard pairs.allSatisfy({ $0 <= $1 }) else { return nil }
    let ranges = pairs.map { $0..<$1 }
    self.init(sentence: ranges[0], marks: Array(ranges.dropFirst()))
  }
}

extension Excerpt {
  /// The sentence with the words that name the entry marked.
  func nodes(in text: PlainText) -> [Node] { nodes(in: text, from: sentence.lowerBound) }

  /// What stands in the sentence before the first marked words.
  func nodesBefore(in text: PlainText) -> [Node] {
    let range = sentence.lowerBound..<firstMark
    return range.isEmpty ? [] : [.text(text[range])]
  }

  /// The sentence from its first marked words on.
  func nodesFromName(in text: PlainText) -> [Node] { nodes(in: text, from: firstMark) }

  private var firstMark: Int { (marks.first ?? sentence).clamped(to: sentence).lowerBound }

  private func nodes(in text: PlainText, from start: Int) -> [Node] {
    var nodes: [Node] = []
    var offset = start
    for mark in marks {
      let range = mark.clamped(to: sentence)
      if offset < range.lowerBound { nodes.append(.text(text[offset..<range.lowerBound])) }
      nodes.append(.element("mark", [], [.text(text[range])]))
      offset = range.upperBound
    }
    if offset < sentence.upperBound { nodes.append(.text(text[offset..<sentence.upperBound])) }
    return nodes
  }
}
