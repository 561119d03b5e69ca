import Glibc

/// The places of quotes that are sure, and what they tell of the others: notes keep their order.
struct SurePlaces: Sendable {
  /// Where a quote was, and where it is now (UTF-8 offsets; those of the old text as likely ones in the new).
  private struct Step: Sendable {
    let old: Int
    let new: Int
  }

  /// Those that keep their order, in order.
  private var steps: [Step] = []
  /// Words of the text that stood as they stand before the edit, in order, apart from one another.
  private var untouched: [Range<Int>] = []
  private let text: WordedText

  /// From which share of all odds on a place is sure.
  private static let leastShare: Float = 0.97
  /// From which share of a context on it is whole.
  private static let wholeContext: Float = 0.98
  /// So many bytes farther is as good as there.
  private static let slack: Float = 20
  /// Texts that are shorter than this are near everywhere.
  private static let leastLength: Float = 400
  /// What makes nearness 0 where it tells nothing.
  private static let meanNearness: Float = 2.9

  /// Reads them off what was found of each pattern.
  init(_ patterns: [QuotePattern], _ found: [[PlaceEvidence]], in search: QuoteSearch) {
    text = search.text
    var moves: [(match: Match, weight: Float)] = []
    var whole: [Range<Int>] = []
    for (pattern, places) in zip(patterns, found) {
      guard let place = Self.surePlace(among: places) else { continue }
      if let start = pattern.likelyStart {
        moves.append((Match(old: start, new: place.words.lowerBound), 1))
      }
      if min(place.before, place.after) >= Self.wholeContext {
        let start = max(0, place.words.lowerBound - pattern.before.count)
        whole.append(start..<min(text.words.count, place.words.upperBound + pattern.after.count))
      }
    }
    steps = heaviestChain(moves, newCount: text.words.count).map {
      Step(old: $0.old, new: text.folded.offsets(of: text.units(of: $0.new..<$0.new + 1)).lowerBound)
    }
    for words in whole.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = untouched.last, words.lowerBound < last.upperBound {
        untouched[untouched.count - 1] = last.lowerBound..<max(last.upperBound, words.upperBound)
      } else {
        untouched.append(words)
      }
    }
  }

  /// The place where a quote stands as it is, if no other is likely.
  private static func surePlace(among places: [PlaceEvidence]) -> QuoteSearch.Place? {
    guard let best = places.max(by: { $0.odds < $1.odds }), best.place.isExact else { return nil }
    let total = places.reduce(Float(1)) { $0 + $1.odds }
    return best.odds >= leastShare * total ? best.place : nil
  }

  /// What they tell of the places of a quote.
  func weighed(_ places: [PlaceEvidence], of pattern: QuotePattern) -> [PlaceEvidence] {
    places.map { evidence in
      var evidence = evidence
      evidence.isTaken = isTaken(evidence.place, against: pattern)
      if let start = pattern.likelyStart {
        evidence.nearness = nearness(of: evidence.place.range.lowerBound, to: start)
      }
      return evidence
    }
  }

  /// How near an offset is to where the sure places before and after have it, in doublings or so.
  private func nearness(of offset: Int, to start: Int) -> Float {
    let next = steps.bisection { steps[$0].old >= start }
    let after = steps[next...].first { $0.old > start }
    var distance: Int
    if next > 0 {
      distance = abs(offset - steps[next - 1].new - (start - steps[next - 1].old))
    } else {
      distance = abs(offset - start)
    }
    if let after { distance = min(distance, abs(after.new - offset - (after.old - start))) }
    let length = max(Self.leastLength, Float(text.folded.end ?? 1))
    return log(length / (Self.slack + Float(distance))) - Self.meanNearness
  }

  /// Whether words that stood there before the edit show that they were not the quote.
  private func isTaken(_ place: QuoteSearch.Place, against pattern: QuotePattern) -> Bool {
    let index = untouched.bisection { untouched[$0].upperBound >= place.words.upperBound }
    guard index < untouched.count, untouched[index].lowerBound <= place.words.lowerBound else { return false }
    guard place.isExact else { return true }
    let (quote, words, around) = (pattern.quote, place.words, untouched[index])
    let isOther = { (old: Int, new: Int) in pattern.words.words[old] != text.words[new] }
    return words.lowerBound > around.lowerBound && quote.lowerBound > pattern.before.lowerBound
      && isOther(quote.lowerBound - 1, words.lowerBound - 1)
      || words.upperBound < around.upperBound && quote.upperBound < pattern.after.upperBound
        && isOther(quote.upperBound, words.upperBound)
  }
}
