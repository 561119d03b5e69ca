/// A selector as words: what stood before, the quote, what stood after.
struct QuotePattern: Sendable {
  let words: WordedText
  /// Units of the quote, without blanks at its ends; empty where it holds nothing to be seen.
  let quoteUnits: Range<Int>
  /// Words that the quote touches.
  let quote: Range<Int>
  /// Words before, without one that may be cut.
  let before: Range<Int>
  let after: Range<Int>
  /// What the quote's words weigh: how much it tells.
  let mass: Float
  /// Whether a sentence or the text begins with the quote.
  let startsSentence: Bool
  let endsSentence: Bool
  /// Where in the text that is searched it would stand if nothing before it had changed (UTF-8 offset).
  let likelyStart: Int?

  /// A context of so many bytes was probably cut to a length, in the middle of a word.
  private static let cutLength = 24

  init(_ selector: QuoteSelector, with vocabulary: inout Vocabulary) {
    let utf8 = Array(selector.prefix.utf8) + Array(selector.exact.utf8) + Array(selector.suffix.utf8)
    let words = WordedText(utf8, utf8.isEmpty ? [] : [0..<utf8.count], with: &vocabulary)
    let start = selector.prefix.utf8.count
    let units = words.folded.trimmed(words.folded.units(at: start..<start + selector.exact.utf8.count))
    let quote = units.isEmpty ? 0..<0 : words.words(ofUnits: units)
    let isCutBefore = start >= Self.cutLength && quote.lowerBound > 1
    let isCutAfter = selector.suffix.utf8.count >= Self.cutLength && words.words.count - quote.upperBound > 1
    self.words = words
    likelyStart = selector.likelyStart
    quoteUnits = units
    self.quote = quote
    before = (isCutBefore ? 1 : 0)..<quote.lowerBound
    after = quote.upperBound..<max(quote.upperBound, words.words.count - (isCutAfter ? 1 : 0))
    mass = words.words[quote].reduce(0) { $0 + vocabulary.weights[Int($1)] }
    startsSentence =
      selector.prefix.utf8.reversed().isBlankLineFirst
      || words.startsSentence(at: quote.lowerBound, vocabulary)
    endsSentence =
      selector.suffix.utf8.isBlankLineFirst || words.endsSentence(at: quote.upperBound, vocabulary)
  }
}

extension Sequence<UInt8> {
  /// Whether a paragraph ends before anything is seen.
  fileprivate var isBlankLineFirst: Bool {
    var breaks = 0
    for byte in self {
      guard byte == 0x20 || (0x09...0x0D).contains(byte) else { return false }
      breaks += byte == 0x0A ? 1 : 0
      if breaks == 2 { return true }
    }
    return false
  }
}
