import Commentary

/// Where every entry is named, gathered by entry.
struct Concordance: Sendable {
  /// The passages of one version.
  struct Reading: Sendable {
    /// Index into the editions.
    let edition: Int
    /// Where they stand, in reading order.
    let places: [EditionFace.Place]
  }

  private let readings: [EntryName: [Reading]]

  /// `faces` are those of the editions, in their order.
  init(_ faces: [EditionFace]) {
    var readings: [EntryName: [Reading]] = [:]
    for (index, face) in faces.enumerated() {
      for (entry, places) in face.places {
        readings[entry, default: []].append(Reading(edition: index, places: places))
      }
    }
    self.readings = readings
  }

  /// How many passages the first version has that names an entry.
  var firstCounts: [EntryName: Int] { readings.compactMapValues { $0.first?.places.count } }

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
  /// A sentence that names an entry.
  struct NamingPassage: Sendable {
    let excerpt: Excerpt
    /// The id of the first place in it that does.
    let target: String
    let paragraph: Int?
  }

  /// The passages that name each entry, in reading order.
  var passagesByEntry: [EntryName: [NamingPassage]] {
    Dictionary(grouping: mentions.indices, by: { mentions[$0].entry }).mapValues(passages)
  }

  /// Mentions in one sentence are one passage, found at the first.
  private func passages(ofMentions indices: [Int]) -> [NamingPassage] {
    var passages: [NamingPassage] = []
    for index in indices {
      let excerpt = Excerpt(mentions[index])
      if let last = passages.last, let joined = last.excerpt.joined(with: excerpt) {
        passages[passages.count - 1] = NamingPassage(
          excerpt: joined, target: last.target, paragraph: last.paragraph)
      } else {
        passages.append(
          NamingPassage(
            excerpt: excerpt, target: targetID(ofMention: index), paragraph: mentions[index].paragraph))
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
