/// How sure a place is, 0…1, so that one floor parts what is taken from what is lost.
///
/// The figures were chosen on cases of edits with known truth and checked on others; see `docs/anchoring.md`.
enum Judgement {
  /// How many passages are rather missed than one put at a wrong place, where the old text is known.
  private static let costOfErrorAlongText: Float = 5

  /// Odds from which on nothing is in doubt.
  private static let beyondDoubt: Float = 250

  /// Of words that the alignment carried over, by their odds against being gone; only what stands as it was can be
  /// beyond doubt.
  static func score(ofCarried odds: Float, isWhole: Bool) -> Float {
    isWhole && odds >= beyondDoubt ? 1 : min(0.99, odds / (odds + costOfErrorAlongText))
  }

  /// How many passages are rather missed than one put at a wrong place, where it is not; what more of it costs is in
  /// `docs/anchoring.md`.
  private static let costOfError: Float = 2

  /// How sure it is that a quote that was found by its words and context alone went to a place, where its odds against
  /// the quote's being gone and those of all other places are given.
  static func score(odds: Float, others: Float) -> Float { odds / (odds + costOfError * (1 + others)) }

  /// Whether it stands somewhere, though none of the places is sure enough.
  static func score(ofSomewhere odds: Float) -> Float { odds / (odds + costOfError) }
}
