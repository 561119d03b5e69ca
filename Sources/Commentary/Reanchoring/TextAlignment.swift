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
  /// Sentence by sentence: whether any counterpart was found.
  private(set) var hasCounterpart: [Bool]

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
    hasCounterpart = [Bool](repeating: false, count: oldWords.sentences.count)
    matchSentences()
    matchMovedRuns()
  }

  /// Aligns two versions' texts, block by block.
  package init(from old: PlainText, to new: PlainText) {
    self.init(from: ParagraphedText(old), to: ParagraphedText(new))
  }

  private mutating func match(_ one: Int, _ other: Int, moved: Bool) {
    guard partners[one] < 0, origins[other] < 0 else { return }
    (partners[one], origins[other], isMoved[one]) = (Int32(other), Int32(one), moved)
  }

  private mutating func matchSentences() {
    let pairing = SentencePairing(old, new, vocabulary)
    for (one, other) in pairing.partners.enumerated() where other >= 0 {
      hasCounterpart[one] = true
      for (left, right) in zip(old.sentences[one], new.sentences[other]) {
        match(left, right, moved: pairing.isMoved[one])
      }
    }
    let aligner = WordAligner(old: old, new: new, vocabulary: vocabulary)
    for cluster in pairing.clusters {
      for one in cluster.old { hasCounterpart[one] = true }
      let words = (
        old: Self.stretches(cluster.old, old.sentences), new: Self.stretches(cluster.new, new.sentences)
      )
      for left in words.old {
        for right in words.new {
          for found in aligner.matches(left, right) { match(found.old, found.new, moved: cluster.isMoved) }
        }
      }
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

  /// Finds runs of words that were cut from one sentence and put into another.
  private mutating func matchMovedRuns() {
    let runs = MovedRuns(old, new, vocabulary, partners, origins)
    for run in runs.found() {
      for offset in 0..<run.count { match(run.old + offset, run.new + offset, moved: true) }
    }
  }
}
