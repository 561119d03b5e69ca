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

  /// Of a place that was found by quote and context alone; `gap` tells how surely the words were cut elsewhere.
  static func score(of place: QuoteSearch.Place, _ pattern: QuotePattern, gap: Float) -> Float {
    let telling = min(1, pattern.mass / tellingMass)
    if place.kept < 0.25 { return min(0.45, place.kept) }
    let context = context(of: place, pattern)
    // What differs in some words is likelier another passage than the same one.
    let kept = place.isExact ? 1 : 0.95 * place.kept * place.kept.squareRoot()
    let isKnownAnywhere = place.kept >= 0.8 && pattern.mass >= 1.2 * tellingMass
    // Where what stood before and after meets elsewhere, and fits better there, the words were cut there.
    let isCut = gap > 0.5 && context < max(0.6, gap - 0.04)
    let penalty = isCut && !isKnownAnywhere ? 0.35 * gap : 0
    // The less is left of the words, the more of what stood around them has to be.
    let isDoubtful = !place.isExact && context < 1.05 - 0.85 * place.kept
    if isDoubtful, !isKnownAnywhere { return min(0.45, kept) }
    return kept * (0.15 + 0.5 * telling) + (0.52 - 0.1 * telling) * context - penalty - 0.02
  }

  private static func context(of place: QuoteSearch.Place, _ pattern: QuotePattern) -> Float {
    if pattern.before.isEmpty && pattern.after.isEmpty { return 0.5 }
    if pattern.before.isEmpty { return place.after }
    if pattern.after.isEmpty { return place.before }
    return 0.6 * max(place.before, place.after) + 0.4 * min(place.before, place.after)
  }

  /// Whether the best place is so much better than the next that it is no guess.
  static func isClear(
    _ best: QuoteSearch.Place, _ score: Float, over next: QuoteSearch.Place, _ nextScore: Float
  ) -> Bool {
    if best.isVerbatim != next.isVerbatim, best.isVerbatim, score >= nextScore { return true }
    let isPerfect = best.isExact && best.before >= 0.98 && best.after >= 0.98
    return score - nextScore >= (isPerfect ? 0.02 : 0.08)
  }
}
