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

  /// `passages` are those of each edition, by entry.
  init(_ passages: [[EntryName: [Passage]]]) {
    var readings: [EntryName: [Reading]] = [:]
    for (index, passages) in passages.enumerated() {
      for (entry, passages) in passages {
        readings[entry, default: []].append(Reading(edition: index, passages: passages))
      }
    }
    self.readings = readings
  }

  /// How many passages the first version has that names an entry.
  var firstCounts: [EntryName: Int] { readings.compactMapValues { $0.first?.passages.count } }

  /// In the order of the editions.
  func readings(of entry: EntryName) -> [Reading] { readings[entry] ?? [] }

  /// The passages of one version, by the index of its edition.
  func reading(of entry: EntryName, in edition: Int) -> Reading? {
    let readings = readings(of: entry)
    let place = readings.bisection { readings[$0].edition >= edition }
    return place < readings.count && readings[place].edition == edition ? readings[place] : nil
  }
}

extension Edition {
  /// The passages that name each entry, in reading order.
  var passages: [EntryName: [Concordance.Passage]] {
    Dictionary(grouping: mentions.indices, by: { mentions[$0].entry }).mapValues(passages)
  }

  /// Mentions in one sentence are one passage, found at the first.
  private func passages(ofMentions indices: [Int]) -> [Concordance.Passage] {
    var passages: [Concordance.Passage] = []
    for index in indices {
      let excerpt = Excerpt(mentions[index])
      if let last = passages.last, let joined = last.excerpt.joined(with: excerpt) {
        passages[passages.count - 1] = Concordance.Passage(
          excerpt: joined, target: last.target, paragraph: last.paragraph)
      } else {
        passages.append(
          Concordance.Passage(
            excerpt: excerpt, target: address.at(targetID(ofMention: index)),
            paragraph: mentions[index].paragraph))
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
