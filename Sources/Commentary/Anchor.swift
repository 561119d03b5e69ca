/// Where a note's lemma was found in one version.
package struct Anchor: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    /// The words stand there as quoted, typography aside.
    case unchanged(Passage)
    /// Several passages fit equally; none is taken.
    case ambiguous([Passage])
    /// No passage fits; the closest ones are for the message only, and never published.
    case lost(closest: [Passage])
    /// The note has no lemma: it is on the whole essay.
    case general
  }

  /// Index into the notes that were anchored.
  package let note: Int
  package let verdict: Verdict
  /// Index of the lemma that was met, or that came closest.
  package let lemma: Int?
}

/// A stretch of a version's plain text (UTF-8 offsets) with the words in it that are marked.
package struct Passage: Sendable, Hashable {
  /// In the order of the text, not empty, none overlapping.
  package let marks: [Range<Int>]

  /// From the first marked word to the last.
  package var range: Range<Int> {
    guard let first = marks.first, let last = marks.last else { preconditionFailure("a passage has marks") }
    return first.lowerBound..<last.upperBound
  }
}
