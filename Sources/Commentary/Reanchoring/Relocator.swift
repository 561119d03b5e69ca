/// Finds quoted passages again in a text that was edited.
///
/// With the old text, what the edit did to the words decides; they are lost if it deleted them, even where the
/// same words stand elsewhere. Without it, quote and context have to be alike enough, and one place clearly the
/// best.
package struct Relocator: Sendable {
  /// Below this score a passage is lost; measured, see `docs/anchoring.md`.
  package static let defaultFloor = 0.5

  private let alignment: TextAlignment?
  private let newWords: WordedText
  private let floor: Float
  private let vocabulary: Vocabulary

  /// Knows both texts.
  package init(_ alignment: TextAlignment, floor: Double = defaultFloor) {
    self.alignment = alignment
    newWords = alignment.new
    vocabulary = alignment.vocabulary
    self.floor = Float(floor)
  }

  /// Knows the new text alone.
  package init(to new: ParagraphedText, floor: Double = defaultFloor) {
    var vocabulary = Vocabulary()
    newWords = WordedText(new, with: &vocabulary)
    vocabulary.weigh()
    alignment = nil
    self.vocabulary = vocabulary
    self.floor = Float(floor)
  }

  /// One answer for each selector, in the same order.
  package func relocations(of selectors: [QuoteSelector]) -> [Relocation] {
    var vocabulary = vocabulary
    let patterns = selectors.map { QuotePattern($0, with: &vocabulary) }
    let wordCount = vocabulary.weights.count
    let inNew = QuoteSearch(
      text: newWords, index: WordIndex(newWords, wordCount: wordCount), vocabulary: vocabulary)
    let placing = QuotePlacing(search: inNew, floor: floor)
    guard let alignment else { return placing.relocations(of: patterns) }
    let inOld = QuoteSearch(
      text: alignment.old, index: WordIndex(alignment.old, wordCount: wordCount), vocabulary: vocabulary)
    let origins = zip(selectors, patterns).map { origin(of: $0, $1, inOld) }
    let strangers = patterns.indices.filter { origins[$0] == .unknown }
    var placed = placing.relocations(of: strangers.map { patterns[$0] })[...]
    return origins.map { origin in
      switch origin {
      case .known(let units): carry(units, along: alignment)
      case .several: Relocation(.ambiguous, score: 0)
      case .unknown: placed.popFirst() ?? Relocation(.lost, score: 0)
      }
    }
  }

  /// Where the words stood in the old text.
  private enum Origin: Equatable {
    /// Units of the old text.
    case known(Range<Int>)
    case several
    case unknown
  }

  private func origin(of selector: QuoteSelector, _ pattern: QuotePattern, _ search: QuoteSearch) -> Origin {
    guard !pattern.quote.isEmpty else { return .unknown }
    let folded = search.text.folded
    if let position = selector.position {
      let units = folded.trimmed(folded.units(at: position))
      if !units.isEmpty, folded.units[units] == pattern.words.folded.units[pattern.quoteUnits] {
        return .known(units)
      }
    }
    let places = search.places(of: pattern).places.filter(\.isExact)
    let ranked = places.sorted { Self.fit($0) > Self.fit($1) }
    guard let best = ranked.first else { return .unknown }
    if ranked.count > 1, Self.fit(ranked[1]) > Self.fit(best) - 0.05 {
      guard let position = selector.position else { return .several }
      let near = ranked.filter { Self.fit($0) > Self.fit(best) - 0.05 }.min {
        abs($0.range.lowerBound - position.lowerBound) < abs($1.range.lowerBound - position.lowerBound)
      }
      return .known(folded.units(at: (near ?? best).range))
    }
    return .known(folded.units(at: best.range))
  }

  private static func fit(_ place: QuoteSearch.Place) -> Float {
    place.before + place.after + (place.isVerbatim ? 0.1 : 0)
  }

  private func carry(_ units: Range<Int>, along alignment: TextAlignment) -> Relocation {
    let words = alignment.old.words(ofUnits: units)
    guard let carried = alignment.mapping.carried(words) else { return Relocation(.lost, score: 0) }
    let range = alignment.offsets(of: carried, from: units, words)
    let evidence = CarriedEvidence(carried, of: words, along: alignment.mapping)
    let score = Judgement.score(ofCarried: evidence.odds, isWhole: carried.isWhole)
    guard score >= floor else { return Relocation(.lost, score: score) }
    let found = alignment.new.folded.units[alignment.new.folded.units(at: range)]
    guard carried.isWhole, found == alignment.old.folded.units[units] else {
      return Relocation(.reworded, range, score: min(0.99, score))
    }
    return carried.isMoved
      ? Relocation(.moved, range, score: min(0.99, max(0.9, score))) : Relocation(.unchanged, range, score: 1)
  }
}
