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
    let text = SentenceScanner(utf8[block.range])
    return text.sentences.map {
      $0.lowerBound + block.range.lowerBound..<$0.upperBound + block.range.lowerBound
    }
  }
}

/// Parts one block's text into sentences.
private struct SentenceScanner {
  private let scalars: [Unicode.Scalar]
  /// The UTF-8 offset of each scalar, and the end.
  private let offsets: [Int]

  init(_ utf8: ArraySlice<UInt8>) {
    scalars = Array(String(decoding: utf8, as: UTF8.self).unicodeScalars)
    var offsets = [0]
    for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
    self.offsets = offsets
  }

  var sentences: [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = skipSpace(0)
    var index = start
    while index < scalars.count {
      guard Self.isStop(scalars[index]), let end = sentenceEnd(stop: index) else {
        index += 1
        continue
      }
      sentences.append(offsets[start]..<offsets[end])
      start = skipSpace(end)
      index = start
    }
    if start < scalars.count {
      var end = scalars.count
      while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
      if end > start { sentences.append(offsets[start]..<offsets[end]) }
    }
    return sentences
  }

  /// The index after the sentence that a stop ends, or nothing where it ends none.
  private func sentenceEnd(stop: Int) -> Int? {
    var end = stop
    while end < scalars.count, Self.isStop(scalars[end]) { end += 1 }
    while end < scalars.count, Self.closers.contains(scalars[end]) { end += 1 }
    let next = skipSpace(end)
    guard next < scalars.count else { return end }
    guard next > end else { return nil }
    let word = firstOfWord(next)
    if word.properties.isLowercase { return nil }
    let isSingleStop = scalars[stop] == "." && (stop + 1 == scalars.count || scalars[stop + 1] != ".")
    if isSingleStop, isAbbreviation(before: stop, next: word) { return nil }
    return end
  }

  private func skipSpace(_ index: Int) -> Int {
    var index = index
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    return index
  }

  private func firstOfWord(_ index: Int) -> Unicode.Scalar {
    var index = index
    while index + 1 < scalars.count, Self.openers.contains(scalars[index]) { index += 1 }
    return scalars[index]
  }

  private func isAbbreviation(before stop: Int, next: Unicode.Scalar) -> Bool {
    var start = stop
    while start > 0, scalars[start - 1].properties.isAlphabetic || scalars[start - 1] == "." { start -= 1 }
    let word = scalars[start..<stop]
    guard let first = word.first else { return false }
    // “U.S”, “e.g”; an initial.
    if word.contains(".") || (word.count == 1 && first.properties.isUppercase && first != "I") { return true }
    var name = ""
    for scalar in word { name += scalar.properties.lowercaseMapping }
    let isNumber = next.properties.numericType != nil
    return Self.titles.contains(name) || (isNumber && Self.beforeNumbers.contains(name))
  }

  private static func isStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "!", "?", "…": true
    default: false
    }
  }

  private static let closers: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", ")", "]", "}"]
  private static let openers: Set<Unicode.Scalar> = ["\"", "'", "“", "‘", "«", "(", "[", "{"]
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
