import Commentary
import HTML
import Markup

/// Every passage that names an entry, gathered by entry.
struct Concordance: Sendable {
  /// A sentence of one version with the places in it that name the entry.
  struct Passage: Sendable {
    let sentence: Range<Int>
    /// Sorted, none overlapping.
    let marks: [Range<Int>]
    let target: Address
    let paragraph: Int?
  }

  /// The passages of one version, in reading order.
  struct Reading: Sendable {
    /// Index into the editions.
    let edition: Int
    let passages: [Passage]
  }

  private let readings: [EntryName: [Reading]]

  init(_ editions: [Edition]) {
    var readings: [EntryName: [Reading]] = [:]
    for (index, edition) in editions.enumerated() {
      for (entry, mentions) in Dictionary(grouping: edition.mentions.enumerated(), by: \.element.entry) {
        let passages = Self.passages(mentions.sorted { $0.offset < $1.offset }, in: edition)
        readings[entry, default: []].append(Reading(edition: index, passages: passages))
      }
    }
    self.readings = readings
  }

  func readings(of entry: EntryName) -> [Reading] { readings[entry] ?? [] }

  /// Mentions in one sentence are one passage.
  private static func passages(_ mentions: [(offset: Int, element: Mention)], in edition: Edition)
    -> [Passage]
  {
    var passages: [Passage] = []
    for (rank, mention) in mentions {
      let ranges = mention.marks
      if let last = passages.last, last.sentence.overlaps(mention.sentence) {
        let sentence =
          min(
            last.sentence.lowerBound, mention.sentence.lowerBound)..<max(
            last.sentence.upperBound, mention.sentence.upperBound)
        passages[passages.count - 1] = Passage(
          sentence: sentence, marks: merged(last.marks + ranges), target: last.target,
          paragraph: last.paragraph)
      } else {
        passages.append(
          Passage(
            sentence: mention.sentence, marks: merged(ranges),
            target: edition.address.at(edition.targetID(ofMention: rank)), paragraph: mention.paragraph))
      }
    }
    return passages
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

extension Concordance.Passage {
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

extension Edition {
  /// The id at which a mention is found on the page of its version.
  func targetID(ofMention index: Int) -> String {
    let mention = mentions[index]
    if case .note(let id) = mention.way { return "m-\(id)" }
    return "at-\(mention.entry.kind)-\(mention.entry.id)-\(index + 1)"
  }
}
