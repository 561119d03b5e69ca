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

  /// The id at which a mention is found on the page of its version.
  func targetID(ofMention index: Int) -> String { mentions[index].targetID(at: index) }
}

extension Edition.NamingPassage {
  /// The passages of all mentions in a text, by entry; those in one sentence are one passage, found at the first.
  static func byEntry(of mentions: [Mention]) -> [EntryName: [Self]] {
    var passages: [EntryName: [Self]] = [:]
    for (index, mention) in mentions.enumerated() {
      let excerpt = Excerpt(mention)
      var own = passages[mention.entry, default: []]
      if let last = own.last, let joined = last.excerpt.joined(with: excerpt) {
        own[own.count - 1] = Self(excerpt: joined, target: last.target, paragraph: last.paragraph)
      } else {
        own.append(Self(excerpt: excerpt, target: mention.targetID(at: index), paragraph: mention.paragraph))
      }
      passages[mention.entry] = own
    }
    return passages
  }
}

extension Mention {
  /// Its id on the page, where it is the mention of this index.
  fileprivate func targetID(at index: Int) -> String {
    if case .note(let id) = way { return "m-\(id)" }
    return "at-\(entry.kind)-\(entry.id)-\(index + 1)"
  }
}
