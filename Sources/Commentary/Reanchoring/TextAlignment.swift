package import Markup

/// What became of each word and each paragraph of an old text in a new one.
///
/// Paragraphs with the same words are matched first, in order, then those that moved; likewise the sentences of
/// the rest; then sentences that are alike; and words inside what belongs together. All ranges are UTF-8 offsets.
package struct TextAlignment: Sendable {
  package let oldText: ParagraphedText
  package let newText: ParagraphedText
  let old: WordedText
  let new: WordedText
  let vocabulary: Vocabulary
  /// The new word that an old one became, or -1.
  private(set) var partners: [Int32]
  /// The old word that a new one was, or -1.
  private(set) var origins: [Int32]
  /// Old words that stand in another order than the words about them did.
  private(set) var isMoved: [Bool]

  /// Aligns two plain texts; linear in their size, but for a few logarithms.
  package init(from old: ParagraphedText, to new: ParagraphedText) {
    var vocabulary = Vocabulary()
    let oldWords = WordedText(old, with: &vocabulary)
    let newWords = WordedText(new, with: &vocabulary)
    vocabulary.weigh()
    (oldText, newText, self.old, self.new) = (old, new, oldWords, newWords)
    self.vocabulary = vocabulary
    partners = [Int32](repeating: -1, count: oldWords.words.count)
    origins = [Int32](repeating: -1, count: newWords.words.count)
    isMoved = [Bool](repeating: false, count: oldWords.words.count)
    var pairing = SentencePairing(oldWords, newWords, vocabulary)
    matchEqualSentences(pairing)
    // Long runs first: a sentence that went elsewhere is not to be taken for one that is merely alike.
    matchRuns(MovedRuns(self, length: 8, mass: 3))
    pairing.pairAlikeSentences(matched: (old: partners, new: origins))
    matchAlikeSentences(pairing)
    matchRuns(MovedRuns(self, length: 5, mass: 2))
    findMoved()
  }

  /// Aligns two versions' texts, block by block.
  package init(from old: PlainText, to new: PlainText) {
    self.init(from: ParagraphedText(old), to: ParagraphedText(new))
  }

  private mutating func match(_ one: Int, _ other: Int) {
    guard partners[one] < 0, origins[other] < 0 else { return }
    (partners[one], origins[other]) = (Int32(other), Int32(one))
  }

  private mutating func matchEqualSentences(_ pairing: SentencePairing) {
    for (one, other) in pairing.partners.enumerated() where other >= 0 {
      for (left, right) in zip(old.sentences[one], new.sentences[other]) { match(left, right) }
    }
  }

  private mutating func matchAlikeSentences(_ pairing: SentencePairing) {
    let aligner = WordAligner(old: old, new: new, vocabulary: vocabulary)
    for cluster in pairing.clusters {
      let words = (
        old: Self.stretches(cluster.old, old.sentences), new: Self.stretches(cluster.new, new.sentences)
      )
      for left in words.old {
        for right in words.new {
          for found in aligner.matches(left, right) { match(found.old, found.new) }
        }
      }
    }
  }

  /// What is in no heaviest chain of matches has left its order.
  private mutating func findMoved() {
    var runs: [(match: Match, weight: Float, count: Int)] = []
    for (word, partner) in partners.enumerated() where partner >= 0 {
      let weight = vocabulary.weights[Int(old.words[word])]
      if let last = runs.last, last.match.old + last.count == word,
        last.match.new + last.count == Int(partner)
      {
        runs[runs.count - 1] = (last.match, last.weight + weight, last.count + 1)
      } else {
        runs.append((Match(old: word, new: Int(partner)), weight, 1))
      }
    }
    let chain = heaviestChain(runs.map { ($0.match, $0.weight) }, newCount: new.words.count)
    let inOrder = Set(chain.map(\.old))
    for run in runs where !inOrder.contains(run.match.old) {
      for word in run.match.old..<run.match.old + run.count { isMoved[word] = true }
    }
  }

  /// The words of some sentences; those that follow one another are one stretch.
  private static func stretches(_ sentences: [Int], _ words: [Range<Int>]) -> [Range<Int>] {
    sentences.reduce(into: []) { stretches, sentence in
      if let last = stretches.last, last.upperBound == words[sentence].lowerBound {
        stretches[stretches.count - 1] = last.lowerBound..<words[sentence].upperBound
      } else {
        stretches.append(words[sentence])
      }
    }
  }

  /// Matches runs of words that were cut from one sentence and put into another.
  private mutating func matchRuns(_ runs: MovedRuns) {
    for run in runs.found() {
      for offset in 0..<run.count { match(run.old + offset, run.new + offset) }
    }
  }
}
