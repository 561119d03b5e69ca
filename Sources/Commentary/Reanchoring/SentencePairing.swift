/// Which sentences of an old text became which of a new one: equal ones first, in order and moved; then those
/// that are alike.
struct SentencePairing {
  /// Old sentences and new ones, side by side, that are to be aligned word by word.
  struct Cluster: Sendable {
    var old: [Int]
    var new: [Int]
  }

  private let old: WordedText
  private let new: WordedText
  private let vocabulary: Vocabulary
  /// The new sentence that has the same words as an old one, or -1.
  private(set) var partners: [Int]
  /// Likewise for new sentences.
  private(set) var origins: [Int]
  /// Old sentences that have a partner out of order.
  private(set) var isMoved: [Bool]
  private(set) var clusters: [Cluster] = []

  init(_ old: WordedText, _ new: WordedText, _ vocabulary: Vocabulary) {
    (self.old, self.new, self.vocabulary) = (old, new, vocabulary)
    partners = [Int](repeating: -1, count: old.sentences.count)
    origins = [Int](repeating: -1, count: new.sentences.count)
    isMoved = [Bool](repeating: false, count: old.sentences.count)
    pairParagraphs()
    pairEqualSentences()
    pairMovedSentences()
  }

  /// Pairs the sentences that are left: those whose words are mostly matched already with the ones that hold
  /// these, the others with those that are alike.
  mutating func pairAlikeSentences(matched: (old: [Int32], new: [Int32])) {
    var taken = (old: partners, new: origins)
    var pairs: [AlikeSentences.Pair] = []
    for one in partners.indices where partners[one] < 0 {
      guard let word = Self.mostlyMatched(old.sentences[one], matched.old) else { continue }
      let other = new.sentence(of: Int(matched.old[word]))
      taken.old[one] = other
      pairs.append(AlikeSentences.Pair(old: one, new: other, likeness: 1))
    }
    for other in origins.indices where origins[other] < 0 {
      guard let word = Self.mostlyMatched(new.sentences[other], matched.new) else { continue }
      let one = old.sentence(of: Int(matched.new[word]))
      taken.new[other] = one
      if taken.old[one] != other { pairs.append(AlikeSentences.Pair(old: one, new: other, likeness: 1)) }
    }
    pairs += AlikeSentences(old, new, vocabulary, taken.old, taken.new, gaps()).pairs()
    clusters = Self.clusters(of: pairs)
  }

  /// The first matched word of a sentence of which most words are matched.
  private static func mostlyMatched(_ sentence: Range<Int>, _ matches: [Int32]) -> Int? {
    let matched = sentence.filter { matches[$0] >= 0 }
    return 3 * matched.count > 2 * sentence.count ? matched.first : nil
  }

  private mutating func pair(_ one: Int, _ other: Int, moved: Bool) {
    guard partners[one] < 0, origins[other] < 0 else { return }
    (partners[one], origins[other], isMoved[one]) = (other, one, moved)
  }

  private mutating func pairParagraphs() {
    let keys = (
      old: old.paragraphs.map { old.key(of: $0) }, new: new.paragraphs.map { new.key(of: $0) }
    )
    let matches = PatienceDiff(
      old: keys.old, new: keys.new, weights: old.paragraphs.map { Float($0.count + 1) }
    ).matches()
    for match in matches { pairParagraph(match.old, match.new, moved: false) }
    let isTaken = (old: Set(matches.map(\.old)), new: Set(matches.map(\.new)))
    let rest = (
      old: old.paragraphs.indices.filter { !isTaken.old.contains($0) && old.paragraphs[$0].count >= 3 },
      new: new.paragraphs.indices.filter { !isTaken.new.contains($0) }
    )
    for match in Self.uniquePairs(rest.old, rest.new, keys.old, keys.new) {
      pairParagraph(match.old, match.new, moved: true)
    }
  }

  private mutating func pairParagraph(_ one: Int, _ other: Int, moved: Bool) {
    for (left, right) in zip(old.paragraphSentences[one], new.paragraphSentences[other]) {
      pair(left, right, moved: moved)
    }
  }

  private mutating func pairEqualSentences() {
    for gap in gaps() where !gap.old.isEmpty && !gap.new.isEmpty {
      let free = (old: gap.old.filter { partners[$0] < 0 }, new: gap.new.filter { origins[$0] < 0 })
      let diff = PatienceDiff(
        old: free.old.map { old.key(of: old.sentences[$0]) },
        new: free.new.map { new.key(of: new.sentences[$0]) },
        weights: free.old.map { Float(old.sentences[$0].count) })
      for match in diff.matches() { pair(free.old[match.old], free.new[match.new], moved: false) }
    }
  }

  private mutating func pairMovedSentences() {
    let free = (
      old: partners.indices.filter { partners[$0] < 0 && old.sentences[$0].count >= 4 },
      new: origins.indices.filter { origins[$0] < 0 }
    )
    let keys = (
      old: old.sentences.map { old.key(of: $0) }, new: new.sentences.map { new.key(of: $0) }
    )
    for match in Self.uniquePairs(free.old, free.new, keys.old, keys.new) {
      pair(match.old, match.new, moved: true)
    }
  }

  /// Pairs what has the same key and is alone with it on both sides.
  private static func uniquePairs(
    _ old: [Int], _ new: [Int], _ oldKeys: [UInt64], _ newKeys: [UInt64]
  ) -> [Match] {
    var places: [UInt64: (old: Int, new: Int)] = [:]
    for index in old {
      let key = oldKeys[index]
      places[key] = (places[key] == nil ? index : -2, -1)
    }
    for index in new {
      let key = newKeys[index]
      guard let known = places[key] else { continue }
      places[key] = (known.old, known.new == -1 ? index : -2)
    }
    return old.compactMap { index in
      guard let known = places[oldKeys[index]], known.old == index, known.new >= 0 else { return nil }
      return Match(old: index, new: known.new)
    }
  }

  /// The stretches of sentences between those that are paired in order.
  private func gaps() -> [(old: Range<Int>, new: Range<Int>)] {
    var gaps: [(old: Range<Int>, new: Range<Int>)] = []
    var (left, right) = (0, 0)
    for index in partners.indices where partners[index] >= 0 && !isMoved[index] {
      if left < index || right < partners[index] { gaps.append((left..<index, right..<partners[index])) }
      (left, right) = (index + 1, partners[index] + 1)
    }
    if left < partners.count || right < origins.count {
      gaps.append((left..<partners.count, right..<origins.count))
    }
    return gaps
  }

  /// Pairs that share a sentence become one cluster.
  private static func clusters(of pairs: [AlikeSentences.Pair]) -> [Cluster] {
    var clusters: [Cluster] = []
    var byOld: [Int: Int] = [:]
    var byNew: [Int: Int] = [:]
    for pair in pairs {
      if let known = byOld[pair.old] {
        clusters[known].new = (clusters[known].new + [pair.new]).sorted()
        byNew[pair.new] = known
      } else if let known = byNew[pair.new] {
        clusters[known].old = (clusters[known].old + [pair.old]).sorted()
        byOld[pair.old] = known
      } else {
        (byOld[pair.old], byNew[pair.new]) = (clusters.count, clusters.count)
        clusters.append(Cluster(old: [pair.old], new: [pair.new]))
      }
    }
    return clusters
  }
}
