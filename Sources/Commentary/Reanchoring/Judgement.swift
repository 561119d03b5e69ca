/// How sure a place is, 0…1, so that one floor parts what is taken from what is lost.
///
/// The figures were chosen on cases of edits with known truth and checked on others; see `docs/anchoring.md`.
enum Judgement {
  /// Words of this weight together tell enough to be known anywhere.
  private static let tellingMass: Float = 2.5

  /// Of words that the alignment carried over.
  static func score(of carried: CarriedWords, mass: Float) -> Float {
    let telling = min(1, mass / tellingMass)
    let context: Float =
      (carried.keepsBefore ? 0.16 : 0) + (carried.keepsAfter ? 0.16 : 0) + 0.08 * Float(carried.closeSides)
    // Much that was kept tells more than the share of it.
    let much = 0.2 * min(1, carried.kept * mass / (2 * tellingMass))
    if carried.kept < 0.3, much < 0.15 { return min(0.45, carried.kept) }
    return carried.kept * (0.25 + 0.45 * telling) + context + much
  }

  /// How many passages are rather missed than one put at a wrong place.
  private static let costOfError: Float = 3.5

  /// How sure it is that a quote that was found by its words and context alone went to a place, where its odds against
  /// the quote's being gone and those of all other places are given.
  static func score(odds: Float, others: Float) -> Float { odds / (odds + costOfError * (1 + others)) }

  /// Whether it stands somewhere, though none of the places is sure enough.
  static func score(ofSomewhere odds: Float) -> Float { odds / (odds + costOfError) }
}
