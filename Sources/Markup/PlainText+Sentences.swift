extension PlainText {
  /// The sentence, or sentences, around a stretch of the text, as UTF-8 offsets within its block or blocks.
  ///
  /// A full stop ends no sentence after an initial, “U.S.”, a title such as “Adm.”, or before a lower-case word;
  /// quotes and brackets that close behind the stop belong to the sentence.
  package func sentence(around range: Range<Int>) -> Range<Int> {
    let last = max(range.lowerBound, range.upperBound - 1)
    guard let first = block(at: range.lowerBound), let end = block(at: last) else { return range }
    let before = sentences(of: first).last { $0.lowerBound <= range.lowerBound }
    let after = sentences(of: end).first { $0.upperBound > last }
    let lower = min(range.lowerBound, before?.lowerBound ?? first.range.lowerBound)
    return lower..<max(range.upperBound, after?.upperBound ?? end.range.upperBound)
  }

  /// The sentences of a block in order, without the white space between them.
  package func sentences(of block: TextBlock) -> [Range<Int>] {
    guard block.kind != .code else { return block.range.isEmpty ? [] : [block.range] }
    return SentenceScanner(utf8, in: block.range).sentences
  }
}

/// Parts one block's text into sentences; whatever is counted are UTF-8 offsets in the text.
private struct SentenceScanner {
  private let utf8: [UInt8]
  private let range: Range<Int>

  init(_ utf8: [UInt8], in range: Range<Int>) {
    self.utf8 = utf8
    self.range = range
  }

  var sentences: [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = skipSpace(range.lowerBound)
    var index = start
    while index < range.upperBound {
      guard isStop(at: index), let end = sentenceEnd(stop: index) else {
        index += 1
        continue
      }
      sentences.append(start..<end)
      start = skipSpace(end)
      index = start
    }
    var end = range.upperBound
    while end > start, case let (last, before) = scalar(before: end), last.isSpace { end = before }
    if end > start { sentences.append(start..<end) }
    return sentences
  }

  /// The end of the sentence that a stop ends, or nothing where it ends none.
  private func sentenceEnd(stop: Int) -> Int? {
    var end = stop
    while end < range.upperBound, isStop(at: end) { end = scalar(at: end).end }
    while end < range.upperBound, case let (scalar, next) = scalar(at: end), Self.closers.contains(scalar) {
      end = next
    }
    let next = skipSpace(end)
    guard next < range.upperBound else { return end }
    guard next > end else { return nil }
    let word = firstOfWord(next)
    if word.properties.isLowercase { return nil }
    let isSingleStop =
      utf8[stop] == UInt8(ascii: ".")
      && (stop + 1 == range.upperBound || utf8[stop + 1] != UInt8(ascii: "."))
    if isSingleStop, isAbbreviation(before: stop, next: word) { return nil }
    return end
  }

  private func skipSpace(_ index: Int) -> Int {
    var index = index
    while index < range.upperBound, case let (scalar, end) = scalar(at: index), scalar.isSpace { index = end }
    return index
  }

  private func firstOfWord(_ index: Int) -> Unicode.Scalar {
    var (first, end) = scalar(at: index)
    while end < range.upperBound, Self.openers.contains(first) { (first, end) = scalar(at: end) }
    return first
  }

  private func isAbbreviation(before stop: Int, next: Unicode.Scalar) -> Bool {
    var start = stop
    var word: [Unicode.Scalar] = []
    while start > range.lowerBound, case let (scalar, before) = scalar(before: start),
      scalar.isLetter || scalar == "."
    {
      word.insert(scalar, at: 0)
      start = before
    }
    guard let first = word.first else { return false }
    // “U.S”, “e.g”; an initial.
    if word.contains(".") || (word.count == 1 && first.properties.isUppercase && first != "I") { return true }
    guard word.count <= Self.longestAbbreviation else { return false }
    var name = ""
    for scalar in word { name += scalar.properties.lowercaseMapping }
    let isNumber = next.properties.numericType != nil
    return Self.titles.contains(name) || (isNumber && Self.beforeNumbers.contains(name))
  }

  /// The scalar that begins at an offset, and where it ends.
  private func scalar(at index: Int) -> (scalar: Unicode.Scalar, end: Int) {
    let lead = utf8[index]
    guard lead >= 0x80 else { return (Unicode.Scalar(lead), index + 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead & (0x7F >> length))
    for next in index + 1..<index + length { value = value << 6 | UInt32(utf8[next] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", index + length)
  }

  /// The scalar that ends at an offset, and where it begins.
  private func scalar(before index: Int) -> (scalar: Unicode.Scalar, start: Int) {
    var start = index - 1
    while utf8[start] & 0xC0 == 0x80 { start -= 1 }
    return (scalar(at: start).scalar, start)
  }

  private func isStop(at index: Int) -> Bool {
    switch utf8[index] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): true
    // `…`
    case 0xE2: utf8[index + 1] == 0x80 && utf8[index + 2] == 0xA6
    default: false
    }
  }

  private static let closers: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", ")", "]", "}"]
  private static let openers: Set<Unicode.Scalar> = ["\"", "'", "“", "‘", "«", "(", "[", "{"]
  /// The scalars of “messrs” and “approx”.
  private static let longestAbbreviation = 6
  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "messrs", "dr", "prof", "rev", "hon", "st", "jr", "sr", "adm", "gen", "col", "lt",
    "maj",
    "capt", "cmdr", "cdr", "sgt", "brig", "sen", "rep", "gov", "pres", "sec", "amb", "mt", "ft", "vs", "cf",
    "viz",
    "ibid", "ed", "eds", "trans", "vol", "approx", "ca", "dept", "univ", "assn",
  ]
  private static let beforeNumbers: Set<String> = [
    "no", "nos", "p", "pp", "fig", "figs", "art", "arts", "sect", "ch", "chap", "par", "para", "jan", "feb",
    "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "v", "s", "c",
  ]
}

extension Unicode.Scalar {
  /// White space; few bytes of a text ask for properties.
  fileprivate var isSpace: Bool {
    isASCII ? self == " " || (0x09...0x0D).contains(value) : properties.isWhitespace
  }

  fileprivate var isLetter: Bool {
    isASCII ? (0x61...0x7A).contains(value | 0x20) : properties.isAlphabetic
  }
}
