/// What a note says of its place, as the W3C Web Annotation Data Model has it: `TextQuoteSelector`, with a
/// `TextPositionSelector` where known.
package struct QuoteSelector: Sendable, Hashable {
  package let exact: String
  /// What stood just before; may be empty.
  package let prefix: String
  /// What stood just after; may be empty.
  package let suffix: String
  /// UTF-8 offsets in the text that the words were quoted from.
  package let position: Range<Int>?
  /// The UTF-8 offset in the new text where the words would begin if nothing before them had changed; tells a
  /// little where the old text is not known.
  package let likelyStart: Int?

  package init(
    exact: String, prefix: String = "", suffix: String = "", position: Range<Int>? = nil,
    likelyStart: Int? = nil
  ) {
    (self.exact, self.prefix, self.suffix) = (exact, prefix, suffix)
    (self.position, self.likelyStart) = (position, likelyStart)
  }

  package init(_ selector: Selector, position: Range<Int>? = nil) {
    self.init(exact: selector.exact, prefix: selector.prefix, suffix: selector.suffix, position: position)
  }
}

/// What became of a quoted passage in a new text.
package struct Relocation: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable {
    /// The same words, typography aside, among the same words.
    case unchanged
    /// The same words, typography aside, elsewhere.
    case moved
    /// Words that replaced them, or among which they stand.
    case reworded
    /// Several places fit equally; none is taken.
    case ambiguous
    /// The words are gone.
    case lost
  }

  package let verdict: Verdict
  /// UTF-8 offsets in the new text, between whole characters; none where ambiguous or lost.
  package let range: Range<Int>?
  /// How sure that is: 0…1; of a lost passage, how sure the best place would have been.
  package let score: Double

  init(_ verdict: Verdict, _ range: Range<Int>? = nil, score: Float) {
    (self.verdict, self.range) = (verdict, range)
    self.score = Double(max(0, min(1, score)))
  }
}
