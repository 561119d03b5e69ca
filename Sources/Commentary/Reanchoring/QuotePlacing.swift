/// Places quotes by their words and contexts alone, and the doubtful ones by what the sure ones tell.
struct QuotePlacing: Sendable {
  let search: QuoteSearch
  /// Below this score a quote is lost.
  let floor: Float

  /// One answer for each pattern, in the same order.
  func relocations(of patterns: [QuotePattern]) -> [Relocation] {
    let found = patterns.map { pattern in
      pattern.quote.isEmpty ? [] : [PlaceEvidence](of: pattern, in: search)
    }
    let sure = SurePlaces(patterns, found, in: search)
    return zip(patterns, found).map { relocation(among: sure.weighed($1, of: $0)) }
  }

  private func relocation(among places: [PlaceEvidence]) -> Relocation {
    let judged = places.map { (place: $0.place, odds: $0.odds) }
    let total = judged.reduce(Float(0)) { $0 + $1.odds }
    let best = judged.max {
      ($0.odds, -$0.place.range.lowerBound) < ($1.odds, -$1.place.range.lowerBound)
    }
    guard let (best, odds) = best else { return Relocation(.lost, score: 0) }
    let score = Judgement.score(odds: odds, others: total - odds)
    guard score >= floor else {
      return Relocation(
        Judgement.score(ofSomewhere: total) >= floor ? .ambiguous : .lost, score: score)
    }
    guard best.isVerbatim else { return Relocation(.reworded, best.range, score: min(0.99, score)) }
    let hasContext = best.before >= 0.5 || best.after >= 0.5
    return Relocation(hasContext ? .unchanged : .moved, best.range, score: score)
  }
}
