import Diagnostics
package import Markup

/// One version's text made ready for thousands of look-ups: folded once, its words listed with their places.
package struct TextIndex: Sendable {
  package let text: PlainText
  let folded: FoldedText
  let alphabet: Alphabet
  /// By number, then by place: one array, since a text has hundreds of words and most are never asked for.
  ///
  /// They are sorted when something is looked for in all of the text.
  private let words: Once<[WordStart]>

  package init(_ text: PlainText) { self.init(text, alphabet: Alphabet()) }

  /// Folds the text with an alphabet that knows other texts already; of the text, if anything may be left out, the
  /// blocks that overlap some ranges, which are sorted.
  init(_ text: PlainText, within ranges: [Range<Int>]? = nil, alphabet: Alphabet) {
    var alphabet = alphabet
    let folded = FoldedText(blocksOf: text, within: ranges, with: &alphabet)
    self.text = text
    self.folded = folded
    self.alphabet = alphabet
    // They come by place, and sorting is stable.
    words = Once { [alphabet] in
      Commentary.words(of: folded.units, with: alphabet).sorted { $0.key < $1.key }
    }
  }

  /// Where the units of a phrase stand, as indices of their first unit, in the order of the text.
  ///
  /// Where the phrase begins or ends with a letter or digit, so does a word of the text: “art” is not in
  /// “party”. The search starts from the phrase's rarest word.
  func places(of phrase: [Alphabet.Unit], with alphabet: Alphabet, atMost limit: Int = .max) -> [Int] {
    guard let rarest = rarestWord(of: phrase, with: alphabet) else {
      return found(at: folded.units.indices, phrase, alphabet, limit)
    }
    let starts = rarest.places.lazy.map { $0.start - rarest.offset }
    return found(at: starts, phrase, alphabet, limit)
  }

  /// Likewise, of those that overlap some units of the text.
  func places(
    of phrase: [Alphabet.Unit], with alphabet: Alphabet, touching units: Range<Int>
  ) -> [Int] {
    found(at: max(0, units.lowerBound - phrase.count + 1)..<units.upperBound, phrase, alphabet, .max)
  }

  private func rarestWord(
    of phrase: [Alphabet.Unit], with alphabet: Alphabet
  ) -> (offset: Int, places: ArraySlice<WordStart>)? {
    let words = words.value
    var rarest: (offset: Int, places: ArraySlice<WordStart>)?
    for word in Commentary.words(of: phrase, with: alphabet) {
      let start = words.bisection { words[$0].key >= word.key }
      let places = words[start...].prefix { $0.key == word.key }
      if places.count < rarest?.places.count ?? .max { rarest = (word.start, places) }
    }
    return rarest
  }

  private func found(
    at starts: some Sequence<Int>, _ phrase: [Alphabet.Unit], _ alphabet: Alphabet, _ limit: Int
  ) -> [Int] {
    var found: [Int] = []
    for start in starts where start >= 0 && stands(phrase, at: start, alphabet) {
      found.append(start)
      if found.count == limit { break }
    }
    return found
  }

  private func stands(_ phrase: [Alphabet.Unit], at start: Int, _ alphabet: Alphabet) -> Bool {
    let end = start + phrase.count
    guard let first = phrase.first, let last = phrase.last, end <= folded.units.count else { return false }
    for index in phrase.indices where folded.units[start + index] != phrase[index] { return false }
    if alphabet.isWord(first), start > 0, alphabet.isWord(folded.units[start - 1]) { return false }
    if alphabet.isWord(last), end < folded.units.count, alphabet.isWord(folded.units[end]) { return false }
    return true
  }
}

/// A word's first unit and a number to look it up by; equal words have equal numbers, others hardly ever.
struct WordStart {
  let start: Int
  let key: UInt64
}

/// Maximal runs of letters and digits; each letter of a script without spaces is a word.
func words(of units: [Alphabet.Unit], with alphabet: Alphabet) -> [WordStart] {
  var words: [WordStart] = []
  var start: Int?
  var key: UInt64 = 0
  func mixed(_ key: UInt64, _ unit: Alphabet.Unit) -> UInt64 { (key ^ UInt64(unit)) &* 0x0000_0100_0000_01B3 }
  let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  for (index, unit) in units.enumerated() {
    let category = alphabet.category(of: unit)
    if category == .word {
      key = mixed(start == nil ? seed : key, unit)
      start = start ?? index
      continue
    }
    if let begin = start { words.append(WordStart(start: begin, key: key)) }
    start = nil
    if category == .unspaced { words.append(WordStart(start: index, key: mixed(seed, unit))) }
  }
  if let begin = start { words.append(WordStart(start: begin, key: key)) }
  return words
}
