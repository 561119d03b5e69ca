import Commentary

/// Every passage that names an entry, gathered by entry.
struct Concordance: Sendable {
  /// A sentence of one version that names the entry.
  struct Passage: Sendable {
    let excerpt: Excerpt
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

  /// In the order of the editions.
  func readings(of entry: EntryName) -> [Reading] { readings[entry] ?? [] }

  /// The passages of one version, by the index of its edition.
  func reading(of entry: EntryName, in edition: Int) -> Reading? {
    let readings = readings(of: entry)
    let place = readings.bisection { readings[$0].edition >= edition }
    return place < readings.count && readings[place].edition == edition ? readings[place] : nil
  }

  /// Mentions in one sentence are one passage, found at the first.
  private static func passages(_ mentions: [(offset: Int, element: Mention)], in edition: Edition)
    -> [Passage]
  {
    var passages: [Passage] = []
    for (rank, mention) in mentions {
      let excerpt = Excerpt(mention)
      if let last = passages.last, let joined = last.excerpt.joined(with: excerpt) {
        passages[passages.count - 1] = Passage(
          excerpt: joined, target: last.target, paragraph: last.paragraph)
      } else {
        passages.append(
          Passage(
            excerpt: excerpt, target: edition.address.at(edition.targetID(ofMention: rank)),
            paragraph: mention.paragraph))
      }
    }
    return passages
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
