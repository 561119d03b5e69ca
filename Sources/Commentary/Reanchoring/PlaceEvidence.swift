import Glibc

/// What speaks for and against a place that was found by quote and context alone.
///
/// A conditional logit (McFadden 1973): each place has odds against the quote's being gone, and of all places and
/// “gone” one is true. The constants were fitted to cases of edits with known truth; see `docs/anchoring.md`.
struct PlaceEvidence: Sendable {
  let place: QuoteSearch.Place
  /// What the quote's words weigh.
  let mass: Float
  /// How much quote and place have in common, by weight (Dice's measure).
  let likeness: Float
  /// The share of the context on the side that fits better, and on the other.
  let better: Float
  let worse: Float
  /// How many edges of the quote are edges of sentences, and are so here, too.
  let edges: Float
  /// How many are edges of sentences on one side alone.
  let clashes: Float
  /// How surely the words were cut where what stood before and after them now meets.
  let gap: Float
  /// How near it is to where the quote stood, if that is known: above 0 near, below 0 far.
  let nearness: Float

  init(_ place: QuoteSearch.Place, of pattern: QuotePattern, in search: QuoteSearch, gap: Float) {
    (self.place, self.gap, mass) = (place, gap, pattern.mass)
    let placeMass = place.words.reduce(Float(0)) {
      $0 + search.vocabulary.weights[Int(search.text.words[$1])]
    }
    likeness = min(1, 2 * place.kept * mass / max(0.1, mass + placeMass))
    let before = pattern.before.isEmpty ? nil : place.before
    let after = pattern.after.isEmpty ? nil : place.after
    let (one, other) = (before ?? after ?? 0.5, after ?? before ?? 0.5)
    (better, worse) = (max(one, other), min(one, other))
    let starts = (
      pattern.startsSentence, search.text.startsSentence(at: place.words.lowerBound, search.vocabulary)
    )
    let ends = (
      pattern.endsSentence, search.text.endsSentence(at: place.words.upperBound, search.vocabulary)
    )
    // A quote that comes without any context tells nothing of its edges.
    let isKnown = !(pattern.before.isEmpty && pattern.after.isEmpty)
    edges = isKnown ? (starts == (true, true) ? 1 : 0) + (ends == (true, true) ? 1 : 0) : 0
    nearness =
      pattern.likelyStart.map { Self.nearness(of: place.range.lowerBound, to: $0, in: search.text) } ?? 0
    clashes = isKnown ? (starts.0 != starts.1 ? 1 : 0) + (ends.0 != ends.1 ? 1 : 0) : 0
  }

  /// From 2 at the place itself to -1.9 at the other end of the text.
  private static func nearness(of offset: Int, to likely: Int, in text: WordedText) -> Float {
    let length = max(1, text.folded.ends.last ?? 1)
    return -1.9 - log(0.02 + min(1, Float(abs(offset - likely)) / Float(length)))
  }

  /// The odds that the quote went here and is not gone.
  var odds: Float { exp(min(30, place.isExact ? exactLogOdds : alikeLogOdds)) }

  /// Of a place where the quote's words stand as they are.
  private var exactLogOdds: Float {
    var odds: Float = -5.2 + 3.7 * log(0.3 + mass)
    odds += 5.7 * better + 5.4 * worse
    // Context that is whole tells more than the sum of its words.
    odds += 15.7 * max(0, better - 0.8) + 12.7 * max(0, worse - 0.8)
    return odds + 2.05 * edges - 1.4 * clashes - 4.6 * gap + 0.75 * nearness
  }

  /// Of a place where some of them stand.
  private var alikeLogOdds: Float {
    let kept = log(0.3 + place.kept * mass)
    var odds: Float = -6.5 + 1.2 * kept - 1.9 * max(0, kept - 1) + 1.7 * kept * likeness
    // Below a half of the words, chance explains them.
    odds += 17.7 * min(0, place.kept - 0.5) + 2.8 * min(0, likeness - 0.5)
    odds += 5.7 * better + 3.9 * worse - 5.6 * gap * better
    // A sentence that went elsewhere is a sentence there; a copy of its words within another is not.
    return odds + 2.5 * (1 - better) * edges - 0.43 * clashes + 0.2 * nearness
  }
}
