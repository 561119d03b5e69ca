/// Runs of words that are left over on both sides and stand only once on each: what was cut here and put there.
struct MovedRuns {
  struct Run: Sendable {
    let old: Int
    let new: Int
    let count: Int
  }

  /// How many words a run must have, at the least.
  private static let length = 5
  /// What its words must weigh together.
  private static let mass: Float = 2

  private let old: WordedText
  private let new: WordedText
  private let vocabulary: Vocabulary
  private let partners: [Int32]
  private let origins: [Int32]

  init(
    _ old: WordedText, _ new: WordedText, _ vocabulary: Vocabulary, _ partners: [Int32], _ origins: [Int32]
  ) {
    (self.old, self.new, self.vocabulary) = (old, new, vocabulary)
    (self.partners, self.origins) = (partners, origins)
  }

  /// The runs, the longest first.
  func found() -> [Run] {
    let seeds = (old: starts(old, partners), new: starts(new, origins))
    guard !seeds.old.isEmpty, !seeds.new.isEmpty else { return [] }
    var places: [UInt64: (old: Int, new: Int)] = [:]
    for index in seeds.old {
      let key = old.key(of: index..<index + Self.length)
      places[key] = (places[key] == nil ? index : -2, -1)
    }
    for index in seeds.new {
      let key = new.key(of: index..<index + Self.length)
      guard let known = places[key] else { continue }
      places[key] = (known.old, known.new == -1 ? index : -2)
    }
    var runs: [Run] = []
    var covered = 0
    for index in seeds.old where index >= covered {
      guard let place = places[old.key(of: index..<index + Self.length)], place.old == index, place.new >= 0
      else { continue }
      let run = extended(index, place.new)
      covered = run.old + run.count
      let mass = old.words[run.old..<covered].reduce(Float(0)) { $0 + vocabulary.weights[Int($1)] }
      if mass >= Self.mass { runs.append(run) }
    }
    return runs.sorted { ($0.count, -$0.old) > ($1.count, -$1.old) }
  }

  /// Words from which on as many as a run has are free.
  private func starts(_ text: WordedText, _ partners: [Int32]) -> [Int] {
    var starts: [Int] = []
    var free = 0
    for index in partners.indices {
      free = partners[index] < 0 ? free + 1 : 0
      if free >= Self.length { starts.append(index - Self.length + 1) }
    }
    return starts
  }

  private func extended(_ one: Int, _ other: Int) -> Run {
    var (start, startNew, end, endNew) = (one, other, one + Self.length, other + Self.length)
    while start > 0, startNew > 0, partners[start - 1] < 0, origins[startNew - 1] < 0,
      old.words[start - 1] == new.words[startNew - 1]
    { (start, startNew) = (start - 1, startNew - 1) }
    while end < partners.count, endNew < origins.count, partners[end] < 0, origins[endNew] < 0,
      old.words[end] == new.words[endNew]
    { (end, endNew) = (end + 1, endNew + 1) }
    return Run(old: start, new: startNew, count: end - start)
  }
}
