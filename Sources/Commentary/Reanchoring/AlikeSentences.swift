/// Pairs the sentences that no equal one was found for with those that are alike.
struct AlikeSentences {
  struct Pair: Sendable {
    let old: Int
    let new: Int
    /// 0 nothing in common … 1 the same words, by weight.
    let likeness: Float
  }

  /// How alike two sentences must be (Dice's measure of their stems) that stand in the same gap.
  static let inPlaceFloor: Float = 0.25
  /// Likewise where the sentences before and after are the same.
  static let enclosedFloor: Float = 0.1
  /// Likewise for two that stand anywhere.
  static let movedFloor: Float = 0.66
  /// How much of a sentence another must hold that it was split from or merged into.
  static let containmentFloor: Float = 0.55
  /// Words that more sentences have than these lead to no pairs.
  private static let postingLimit = 12
  /// Gaps with at most so many pairs are compared through.
  private static let smallGap = 144

  private let old: WordedText
  private let new: WordedText
  private let vocabulary: Vocabulary
  private let partners: [Int]
  private let origins: [Int]
  private let gapOfOld: [Int]
  private let gapOfNew: [Int]
  private let gaps: [(old: Range<Int>, new: Range<Int>)]
  private let oldStems: [[Stem]]
  private let newStems: [[Stem]]
  private let oldMass: [Float]
  private let newMass: [Float]

  init(
    _ old: WordedText, _ new: WordedText, _ vocabulary: Vocabulary, _ partners: [Int], _ origins: [Int],
    _ gaps: [(old: Range<Int>, new: Range<Int>)]
  ) {
    (self.old, self.new, self.vocabulary) = (old, new, vocabulary)
    (self.partners, self.origins, self.gaps) = (partners, origins, gaps)
    var gapOfOld = [Int](repeating: -1, count: partners.count)
    var gapOfNew = [Int](repeating: -2, count: origins.count)
    for (number, gap) in gaps.enumerated() {
      for index in gap.old { gapOfOld[index] = number }
      for index in gap.new { gapOfNew[index] = number }
    }
    (self.gapOfOld, self.gapOfNew) = (gapOfOld, gapOfNew)
    oldStems = Self.stems(of: old, partners, vocabulary)
    newStems = Self.stems(of: new, origins, vocabulary)
    oldMass = oldStems.map { $0.reduce(0) { $0 + $1.weight } }
    newMass = newStems.map { $0.reduce(0) { $0 + $1.weight } }
  }

  /// A stem with the weight of all words of a sentence that have it.
  private struct Stem {
    let number: Int32
    var weight: Float
  }

  /// The stems of each sentence that is not paired, by number.
  private static func stems(of text: WordedText, _ partners: [Int], _ vocabulary: Vocabulary) -> [[Stem]] {
    partners.indices.map { index in
      guard partners[index] < 0 else { return [] }
      let words = text.words[text.sentences[index]].map { Int($0) }
      let sorted = words.sorted { vocabulary.stems[$0] < vocabulary.stems[$1] }
      return sorted.reduce(into: []) { stems, word in
        let (number, weight) = (vocabulary.stems[word], vocabulary.weights[word])
        if stems.last?.number == number {
          stems[stems.count - 1].weight += weight
        } else {
          stems.append(Stem(number: number, weight: weight))
        }
      }
    }
  }

  /// The pairs, the most alike first; a sentence stands in several where it was split or merged.
  func pairs() -> [Pair] {
    let candidates = self.candidates()
    var chosen: [Pair] = []
    var newOf = [Int](repeating: -1, count: partners.count)
    var oldOf = [Int](repeating: -1, count: origins.count)
    var left: [Candidate] = []
    for candidate in candidates {
      guard newOf[candidate.old] < 0, oldOf[candidate.new] < 0, candidate.isAlike else {
        left.append(candidate)
        continue
      }
      (newOf[candidate.old], oldOf[candidate.new]) = (candidate.new, candidate.old)
      chosen.append(candidate.pair)
    }
    left += neighbours(of: chosen, newOf, oldOf)
    for candidate in left
    where candidate.isContained && (newOf[candidate.old] < 0) != (oldOf[candidate.new] < 0) {
      let isMerged = newOf[candidate.old] < 0
      let neighbour = isMerged ? oldOf[candidate.new] : newOf[candidate.old]
      guard abs(neighbour - (isMerged ? candidate.old : candidate.new)) == 1 else { continue }
      if isMerged { newOf[candidate.old] = candidate.new } else { oldOf[candidate.new] = candidate.old }
      chosen.append(candidate.pair)
    }
    return chosen
  }

  /// Sentences beside chosen ones that may be parts of their counterparts.
  private func neighbours(of chosen: [Pair], _ newOf: [Int], _ oldOf: [Int]) -> [Candidate] {
    chosen.flatMap { pair in
      [-1, 1].flatMap { step -> [Candidate] in
        let (one, other) = (pair.old + step, pair.new + step)
        var found: [Candidate?] = []
        if partners.indices.contains(one), partners[one] < 0, newOf[one] < 0 {
          found.append(candidate(one, pair.new))
        }
        if origins.indices.contains(other), origins[other] < 0, oldOf[other] < 0 {
          found.append(candidate(pair.old, other))
        }
        return found.compactMap { $0 }
      }
    }
  }

  private struct Candidate {
    let old: Int
    let new: Int
    let likeness: Float
    let containment: Float
    let isInPlace: Bool
    let isEnclosed: Bool

    var isAlike: Bool {
      let floor =
        isEnclosed
        ? AlikeSentences.enclosedFloor : isInPlace ? AlikeSentences.inPlaceFloor : AlikeSentences.movedFloor
      return likeness >= floor || (isInPlace && isContained)
    }
    var isContained: Bool { containment >= AlikeSentences.containmentFloor }
    /// Pairs in place go first.
    var rank: Float { likeness + (isInPlace ? 0.2 : 0) }
    var pair: Pair { Pair(old: old, new: new, likeness: likeness) }
  }

  private func candidates() -> [Candidate] {
    var seen: Set<Match> = []
    var candidates: [Candidate] = []
    func consider(_ one: Int, _ other: Int) {
      guard partners[one] < 0, origins[other] < 0, seen.insert(Match(old: one, new: other)).inserted else {
        return
      }
      if let candidate = candidate(one, other) { candidates.append(candidate) }
    }
    for gap in gaps {
      let free = (old: gap.old.filter { partners[$0] < 0 }, new: gap.new.filter { origins[$0] < 0 })
      guard free.old.count * free.new.count <= Self.smallGap else { continue }
      for one in free.old { for other in free.new { consider(one, other) } }
    }
    var places: [Int32: [Int]] = [:]
    for index in newStems.indices {
      for stem in newStems[index] { places[stem.number, default: []].append(index) }
    }
    for one in oldStems.indices where partners[one] < 0 {
      var votes: [Int: Float] = [:]
      for stem in oldStems[one] {
        guard let found = places[stem.number], found.count <= Self.postingLimit else { continue }
        for other in found { votes[other, default: 0] += stem.weight }
      }
      let best = votes.sorted { ($0.value, -$0.key) > ($1.value, -$1.key) }.prefix(6)
      for vote in best { consider(one, vote.key) }
    }
    return candidates.sorted { ($0.rank, -$0.old, -$0.new) > ($1.rank, -$1.old, -$1.new) }
  }

  private func candidate(_ one: Int, _ other: Int) -> Candidate? {
    var common: Float = 0
    var (left, right) = (oldStems[one][...], newStems[other][...])
    while let first = left.first, let second = right.first {
      if first.number == second.number { common += min(first.weight, second.weight) }
      if first.number <= second.number { left = left.dropFirst() }
      if second.number <= first.number { right = right.dropFirst() }
    }
    let mass = (oldMass[one], newMass[other])
    guard common > 0 else { return nil }
    let containment = min(mass.0, mass.1) >= 1 ? common / min(mass.0, mass.1) : 0
    let candidate = Candidate(
      old: one, new: other, likeness: 2 * common / (mass.0 + mass.1), containment: containment,
      isInPlace: isInPlace(one, other), isEnclosed: isEnclosed(one, other))
    return candidate.isAlike || candidate.isContained ? candidate : nil
  }

  /// Whether the sentences before both and after both are the same, or there are none.
  private func isEnclosed(_ one: Int, _ other: Int) -> Bool {
    let follows = one == 0 ? other == 0 : other > 0 && partners[one - 1] == other - 1
    let precedes =
      one + 1 == partners.count ? other + 1 == origins.count : partners[one + 1] == other + 1
    return follows && precedes
  }

  /// Whether both stand in the same gap, or beside sentences of which one became the other.
  private func isInPlace(_ one: Int, _ other: Int) -> Bool {
    if gapOfOld[one] == gapOfNew[other] { return true }
    if one > 0, other > 0, partners[one - 1] == other - 1 { return true }
    return one + 1 < partners.count && other + 1 < origins.count && partners[one + 1] == other + 1
  }
}
