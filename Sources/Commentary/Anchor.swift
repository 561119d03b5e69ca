/// Where a note's words were found in one version.
package struct Anchor: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    /// The words stand there as quoted, typography aside.
    case unchanged(Passage)
    /// The words stand as quoted, but no longer among the words that stood about them.
    case moved(Passage)
    /// The words that took the place of those quoted.
    case reworded(Passage)
    /// Several passages fit equally; none is taken.
    case ambiguous([Passage])
    /// No passage fits, or what the note was about is gone; those that look like it are for messages only, and
    /// never published.
    case lost(closest: [Passage])
    /// The note has no lemma: it is on the whole essay.
    case general

    /// Where the note is published.
    package var passage: Passage? {
      switch self {
      case .unchanged(let passage), .moved(let passage), .reworded(let passage): passage
      case .ambiguous, .lost, .general: nil
      }
    }
  }

  /// What the ledger says of a note whose lemma is still the same.
  package enum Known: Sendable, Hashable {
    case standing(RecordedAnchor)
    case withheld(WithheldNote)
  }

  /// Index into the notes that were anchored.
  package let note: Int
  package let verdict: Verdict
  /// Index of the lemma that was met, or that came closest.
  package let lemma: Int?
  /// How sure the verdict is: 0…1; 1 where the words stand as quoted.
  package let score: Double
  package let known: Known?

  init(note: Int, verdict: Verdict, lemma: Int?, score: Double = 1, known: Known? = nil) {
    self.note = note
    self.verdict = verdict
    self.lemma = lemma
    self.score = score
    self.known = known
  }

  /// Whether something became of the note that nobody has agreed to yet: it moved, was reworded or is lost.
  package var isPending: Bool {
    guard case .standing = known else { return false }
    if case .unchanged = verdict { return false }
    return true
  }
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
