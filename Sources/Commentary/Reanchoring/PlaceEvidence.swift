import Glibc

/// What speaks for and against a place that was found by quote and context alone.
///
/// A conditional logit (McFadden 1973): each place has odds against the quote's being gone, and of all places and
/// “gone” one is true. The constants were fitted to cases of edits with known truth; see `docs/anchoring.md`.
struct PlaceEvidence: Sendable {
  let place: QuoteSearch.Place
  /// What the quote's words weigh.
  let mass: Float
  /// Word by word.
  let shared: SharedWords
  /// The share of the context on the side that fits better, and on the other.
  let better: Float
  let worse: Float
  /// How many edges of the quote are edges of sentences, and are so here, too.
  let edges: Float
  /// 1 where a sentence ends with the place and none did with the quote.
  let stop: Float
  /// How surely the words were cut where what stood before and after them now meets.
  let gap: Float
  /// What tells this place from the others that were found.
  var distinction = PlaceDistinction()
  /// How near it is to where the quote is expected, if that is known: above 0 near, below 0 far.
  var nearness: Float = 0
  /// Whether the same words stood here before the edit, too, and were not the quote.
  var isTaken = false

  /// What it takes from the log odds that a place is taken: hardly any quote went to one.
  private static let costOfTaken: Float = 8
  /// What counts as its share where no context is known: none is missing.
  private static let unknownContext: Float = 0.75

  init(_ place: QuoteSearch.Place, of pattern: QuotePattern, in search: QuoteSearch, gap: Float) {
    (self.place, self.gap, mass) = (place, gap, pattern.mass)
    shared = SharedWords(pattern, place, in: search)
    let before = pattern.before.isEmpty ? nil : place.before
    let after = pattern.after.isEmpty ? nil : place.after
    let (one, other) = (before ?? after ?? Self.unknownContext, after ?? before ?? Self.unknownContext)
    (better, worse) = (max(one, other), min(one, other))
    let starts =
      pattern.startsSentence && search.text.startsSentence(at: place.words.lowerBound, search.vocabulary)
    let ends =
      pattern.endsSentence && search.text.endsSentence(at: place.words.upperBound, search.vocabulary)
    // A quote that comes without any context tells nothing of its edges.
    let isKnown = !(pattern.before.isEmpty && pattern.after.isEmpty)
    edges = isKnown ? (starts ? 1 : 0) + (ends ? 1 : 0) : 0
    let stops =
      !pattern.endsSentence && search.text.endsSentence(at: place.words.upperBound, search.vocabulary)
    stop = stops ? 1 : 0
  }

  /// The odds that the quote went here and is not gone.
  var odds: Float { exp(min(30, place.isExact ? exactLogOdds : alikeLogOdds)) }

  /// Of a place where the quote's words stand as they are.
  private var exactLogOdds: Float {
    var odds: Float = -5 + (distinction.isOnlyExact ? 2.2 : 0)
    // A long quote needs no context, and whole context no long quote.
    odds += (3.5 - 4.1 * better) * log(0.3 + mass) + 7 * better + 1.5 * worse
    // Context that is whole tells more than the sum of its words.
    odds += 4.5 * max(0, better - 0.8) + 8.1 * max(0, worse - 0.8)
    odds += 1.5 * edges - 2 * stop - 2.5 * gap
    // What moved is far; only for what is near the distance tells much.
    return odds + (nearness > 0 ? 1 : 0.33) * nearness - (isTaken ? Self.costOfTaken : 0)
  }

  /// Of a place where some of them stand.
  private var alikeLogOdds: Float {
    let (here, gone) = (place.kept * mass, max(0, 1 - place.kept) * mass)
    // Below a half of the words, chance explains them.
    var odds: Float = -8.9 + 0.53 * log(0.3 + here) + 9.7 * min(0, place.kept - 0.5)
    odds -= 0.85 * log(0.05 + max(0, 1 - place.kept))
    // Where the context tells nothing, another sentence of the same form differs in more than a word or two.
    odds += 1.7 * (1 - better) * log((0.3 + here) / (0.3 + gone + shared.misspelt + 0.7 * shared.added))
    odds += 2.8 * distinction.lead - 0.8 * shared.misspelt - 0.16 * shared.added
    odds += 6.8 * better + 2.2 * worse + 7.9 * max(0, worse - 0.8)
    // A sentence that went elsewhere is a sentence there; a copy of its words within another is not.
    odds += 2.4 * (1 - better) * edges - 2.2 * stop - 4.3 * gap * better
    return odds + 0.49 * nearness - (isTaken ? Self.costOfTaken : 0)
  }
}

/// What tells a place from the others where the same quote may stand.
struct PlaceDistinction: Sendable {
  /// Whether the quote's words stand as they are here and nowhere else.
  var isOnlyExact = false
  /// How much more of the quote stands here than at any other place.
  var lead: Float = 0
}

extension [PlaceEvidence] {
  /// Of the places of one quote.
  init(of pattern: QuotePattern, in search: QuoteSearch) {
    let found = search.places(of: pattern)
    self = found.places.map { PlaceEvidence($0, of: pattern, in: search, gap: found.gap) }
    let exact = count { $0.place.isExact }
    for index in indices {
      let rival = indices.filter { $0 != index }.map { self[$0].place.kept }.max() ?? 0
      self[index].distinction = PlaceDistinction(
        isOnlyExact: exact == 1 && self[index].place.isExact,
        lead: Swift.max(0, self[index].place.kept - rival))
    }
  }
}
