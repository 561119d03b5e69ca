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
  /// Word by word.
  let shared: SharedWords
  /// The share of the context on the side that fits better, and on the other.
  let better: Float
  let worse: Float
  /// The share of the context, by rarity, that stands near, in whatever order.
  let nearby: Float
  /// How many edges of the quote are edges of sentences, and are so here, too.
  let edges: Float
  /// How many are edges of sentences on one side alone.
  let clashes: Float
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
  /// How many words away context counts as near.
  private static let reach = 40

  init(_ place: QuoteSearch.Place, of pattern: QuotePattern, in search: QuoteSearch, gap: Float) {
    (self.place, self.gap, mass) = (place, gap, pattern.mass)
    let placeMass = place.words.reduce(Float(0)) {
      $0 + search.vocabulary.weights[Int(search.text.words[$1])]
    }
    likeness = min(1, 2 * place.kept * mass / max(0.1, mass + placeMass))
    shared = SharedWords(pattern, place, in: search)
    let before = pattern.before.isEmpty ? nil : place.before
    let after = pattern.after.isEmpty ? nil : place.after
    let (one, other) = (before ?? after ?? 0.5, after ?? before ?? 0.5)
    (better, worse) = (max(one, other), min(one, other))
    nearby = Self.nearby(place, pattern, search)
    let starts = (
      pattern.startsSentence, search.text.startsSentence(at: place.words.lowerBound, search.vocabulary)
    )
    let ends = (
      pattern.endsSentence, search.text.endsSentence(at: place.words.upperBound, search.vocabulary)
    )
    // A quote that comes without any context tells nothing of its edges.
    let isKnown = !(pattern.before.isEmpty && pattern.after.isEmpty)
    edges = isKnown ? (starts == (true, true) ? 1 : 0) + (ends == (true, true) ? 1 : 0) : 0
    clashes = isKnown ? (starts.0 != starts.1 ? 1 : 0) + (ends.0 != ends.1 ? 1 : 0) : 0
  }

  private static func nearby(
    _ place: QuoteSearch.Place, _ pattern: QuotePattern, _ search: QuoteSearch
  ) -> Float {
    guard place.isExact else { return 0 }
    // Where no context is known, none is missing.
    guard !(pattern.before.isEmpty && pattern.after.isEmpty) else { return 1 }
    let words = search.text.words
    let there = Set(words[max(0, place.words.lowerBound - reach)..<place.words.lowerBound])
      .union(words[place.words.upperBound..<min(words.count, place.words.upperBound + reach)])
    var (near, total): (Float, Float) = (0, 0)
    for word in pattern.words.words[pattern.before] + pattern.words.words[pattern.after] {
      let rarity = search.rarity(of: word)
      total += rarity
      near += there.contains(word) ? rarity : 0
    }
    return near / max(1, total)
  }

  /// The odds that the quote went here and is not gone.
  var odds: Float { exp(min(30, place.isExact ? exactLogOdds : alikeLogOdds)) }

  /// Of a place where the quote's words stand as they are.
  private var exactLogOdds: Float {
    var odds: Float = -6.6 + 2.8 * log(0.3 + mass) + (distinction.isOnlyExact ? 1.7 : 0)
    odds += 5.1 * better + 4.5 * worse + 1.9 * nearby
    // Context that is whole tells more than the sum of its words.
    odds += 18 * max(0, better - 0.8) + 12 * max(0, worse - 0.8)
    odds += (0.67 + 2.4 * (1 - better)) * edges - 1.4 * clashes - 4.6 * gap
    return odds + 0.54 * nearness - (isTaken ? Self.costOfTaken : 0)
  }

  /// Of a place where some of them stand.
  private var alikeLogOdds: Float {
    let kept = log(0.3 + place.kept * mass)
    // Below a half of the words, chance explains them.
    var odds: Float = -7.9 + 4.2 * kept - 4.7 * kept * likeness + 9.7 * min(0, place.kept - 0.5)
    odds += 0.6 * shared.runs - 0.81 * shared.misspelt - 0.066 * shared.missing - 0.46 * shared.added
    odds += 2.9 * distinction.lead + 0.99 * log(1 + distinction.own) - 1.6 * distinction.ownShare
    odds += 6.9 * better + 10 * worse + 7.1 * max(0, worse - 0.8) - 7.8 * better * worse
    // A sentence that went elsewhere is a sentence there; a copy of its words within another is not.
    odds += 3.1 * (1 - better) * edges - 0.34 * clashes - 6.9 * gap * better
    return odds + 0.26 * nearness - (isTaken ? Self.costOfTaken : 0)
  }
}

/// What tells a place from the others where the same quote may stand.
struct PlaceDistinction: Sendable {
  /// Whether the quote's words stand as they are here and nowhere else.
  var isOnlyExact = false
  /// How much more of the quote stands here than at any other place.
  var lead: Float = 0
  /// How rare, all in all, the words of the quote are that stand at no other place; and their share of those
  /// that stand here.
  var own: Float = 0
  var ownShare: Float = 0
}

extension [PlaceEvidence] {
  /// Where less than this of a quote stands, a few words came together by chance.
  private static var leastRival: Float { 0.25 }

  /// Of the places of one quote.
  init(of pattern: QuotePattern, in search: QuoteSearch) {
    let found = search.places(of: pattern)
    self = found.places.map { PlaceEvidence($0, of: pattern, in: search, gap: found.gap) }
    let exact = count { $0.place.isExact }
    for index in indices {
      let others = indices.filter { $0 != index }
      let rivals = others.filter { self[$0].place.kept >= Self.leastRival }
      let elsewhere = Set(rivals.flatMap { self[$0].shared.words })
      var (all, own): (Float, Float) = (0, 0)
      for word in self[index].shared.words {
        let rarity = search.rarity(of: pattern.words.words[word])
        all += rarity
        own += elsewhere.contains(word) ? 0 : rarity
      }
      let rival = others.map { self[$0].place.kept }.max() ?? 0
      self[index].distinction = PlaceDistinction(
        isOnlyExact: exact == 1 && self[index].place.isExact,
        lead: Swift.max(0, self[index].place.kept - rival),
        own: own, ownShare: own / Swift.max(0.1, all))
    }
  }
}
