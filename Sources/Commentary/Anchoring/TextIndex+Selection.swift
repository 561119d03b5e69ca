import Diagnostics
import Markup

extension TextIndex {
  /// The passages that a reader means who selected words: one stretch for each block, whole words each.
  ///
  /// `before` and `after` are what stands about them in the first and the last block. They tell apart what the words
  /// alone do not; where they are not found with the words, the words alone decide.
  package func passages(selecting words: [String], between before: String, and after: String) -> [Passage] {
    let marked = words.enumerated().flatMap { number, words -> [Lemma.Piece] in
      (number == 0 ? [] : [.gap(isMarked: false)]) + [.words(words, isMarked: true)]
    }
    let left: [Lemma.Piece] = before.isEmpty ? [] : [.words(before, isMarked: false)]
    let right: [Lemma.Piece] = after.isEmpty ? [] : [.words(after, isMarked: false)]
    let found = passages(of: left + marked + right)
    return found.isEmpty ? passages(of: marked) : found
  }

  private func passages(of pieces: [Lemma.Piece]) -> [Passage] {
    var alphabet = alphabet
    let lemma = Lemma(pieces: pieces, range: text.source.range(0..<0))
    return passages(of: FoldedLemma(lemma, with: &alphabet), with: alphabet)
  }
}
