/// Where a stretch of an old text stands in the new one.
package struct MappedRange: Sendable, Hashable {
  /// UTF-8 offsets in the new text, between whole characters.
  package let range: Range<Int>
  /// The share of the words that were kept, by weight: 0…1.
  package let kept: Double
  /// Whether it left the order of the words about it.
  package let isMoved: Bool
  /// Whether the same words stand there, case and typography aside, and nothing between them.
  package let isWhole: Bool
}

extension TextAlignment {
  /// Where a stretch of the old text (UTF-8 offsets) went; `nil` where none of its words is left.
  package func map(_ range: Range<Int>) -> MappedRange? {
    let units = old.folded.trimmed(old.folded.units(at: range))
    let words = old.words(ofUnits: units)
    guard !words.isEmpty, let carried = mapping.carried(words) else { return nil }
    return MappedRange(
      range: offsets(of: carried, from: units, words), kept: Double(carried.kept), isMoved: carried.isMoved,
      isWhole: carried.isWhole)
  }

  /// The UTF-8 offsets of carried words; where the stretch began or ended inside a word that was kept, so does this.
  func offsets(of carried: CarriedWords, from units: Range<Int>, _ words: Range<Int>) -> Range<Int> {
    let found = new.units(of: carried.words)
    var (start, end) = (found.lowerBound, found.upperBound)
    let (first, last) = (words.lowerBound, words.upperBound - 1)
    let (cutBefore, cutAfter) = (
      units.lowerBound - Int(old.starts[first]), Int(old.ends[last]) - units.upperBound
    )
    if cutBefore > 0, isSame(first, carried.words.lowerBound) { start += cutBefore }
    if cutAfter > 0, isSame(last, carried.words.upperBound - 1), end - cutAfter > start { end -= cutAfter }
    return new.folded.offsets(of: start..<end)
  }

  private func isSame(_ one: Int, _ other: Int) -> Bool {
    Int(partners[one]) == other && old.words[one] == new.words[other]
  }
}
