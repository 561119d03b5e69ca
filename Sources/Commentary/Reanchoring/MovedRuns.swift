/// Runs of words that are left over on both sides: what was cut here and put there.
struct MovedRuns {
  struct Run: Sendable {
    let old: Int
    let new: Int
    let count: Int
  }

  /// How many words a run must have, at the least.
  private let length: Int
  /// What its words must weigh together.
  private let mass: Float
  /// A run that begins at more places is left alone.
  private static let placeLimit = 4
  /// A phrase of fewer words, as spaces part them, may stand at two places by chance.
  private static let spacedWordLimit = 5

  private let old: WordedText
  private let new: WordedText
  private let vocabulary: Vocabulary
  private let partners: [Int32]
  private let origins: [Int32]

  init(_ alignment: TextAlignment, length: Int, mass: Float) {
    (old, new, vocabulary) = (alignment.old, alignment.new, alignment.vocabulary)
    (partners, origins) = (alignment.partners, alignment.origins)
    (self.length, self.mass) = (length, mass)
  }

  /// The runs, the longest first.
  func found() -> [Run] {
    let seeds = (old: starts(old, partners), new: starts(new, origins))
    guard !seeds.old.isEmpty, !seeds.new.isEmpty else { return [] }
    var places: [UInt64: [Int]] = [:]
    for index in seeds.old { places[old.key(of: index..<index + length)] = [] }
    for index in seeds.new {
      let key = new.key(of: index..<index + length)
      if places[key]?.count ?? .max <= Self.placeLimit { places[key]?.append(index) }
    }
    var runs: [Run] = []
    var covered = 0
    for index in seeds.old where index >= covered {
      let found = places[old.key(of: index..<index + length)] ?? []
      guard !found.isEmpty, found.count <= Self.placeLimit else { continue }
      let best = found.map { extended(index, $0) }.sorted { $0.count > $1.count }
      // Of several places as good, none is taken.
      guard let run = best.first, best.count == 1 || best[1].count < run.count else { continue }
      covered = run.old + run.count
      let mass = old.words[run.old..<covered].reduce(Float(0)) { $0 + vocabulary.weights[Int($1)] }
      if mass >= self.mass, spacedWords(in: run) >= Self.spacedWordLimit { runs.append(run) }
    }
    return runs.sorted { ($0.count, -$0.old) > ($1.count, -$1.old) }
  }

  /// How many words of a run stand after a space or at its beginning; in scripts without spaces, all of them.
  private func spacedWords(in run: Run) -> Int {
    (run.old..<run.old + run.count).count { index in
      guard vocabulary.isWord[Int(old.words[index])] else { return false }
      return index == run.old || old.starts[index] > old.ends[index - 1] || isUnspaced(index)
    }
  }

  private func isUnspaced(_ index: Int) -> Bool {
    vocabulary.alphabet.category(of: old.folded.units[Int(old.starts[index])]) == .unspaced
  }

  /// Words from which on as many as a run has are free.
  private func starts(_ text: WordedText, _ partners: [Int32]) -> [Int] {
    var starts: [Int] = []
    var free = 0
    for index in partners.indices {
      free = partners[index] < 0 ? free + 1 : 0
      if free >= length { starts.append(index - length + 1) }
    }
    return starts
  }

  private func extended(_ one: Int, _ other: Int) -> Run {
    var (start, startNew, end, endNew) = (one, other, one + length, other + length)
    while start > 0, startNew > 0, partners[start - 1] < 0, origins[startNew - 1] < 0,
      old.words[start - 1] == new.words[startNew - 1]
    { (start, startNew) = (start - 1, startNew - 1) }
    while end < partners.count, endNew < origins.count, partners[end] < 0, origins[endNew] < 0,
      old.words[end] == new.words[endNew]
    { (end, endNew) = (end + 1, endNew + 1) }
    return Run(old: start, new: startNew, count: end - start)
  }
}
