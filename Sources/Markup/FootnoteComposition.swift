/// A text rewritten so that libcmark, which knows no footnotes, tells us where they are.
///
/// Each definition becomes, where it stands, a comment that numbers it and a block quote with its body; each call
/// `[^label]` becomes an image whose address begins with `mark`, by way of link references set before the text.
/// So libcmark decides what is code, escaped or a lazy line, and a call may stand inside a link. `mark` is a
/// character that the text has nowhere; it is set before each call and taken out of every text afterwards.
struct FootnoteComposition {
  struct Definition {
    let label: String
    /// From 1, in the text before the rewriting.
    let line: Int
    /// Whether an earlier definition has the same label.
    let isRepeated: Bool
  }

  private(set) var utf8: [UInt8] = []
  /// The line, in the text before, of each line of `utf8`.
  private(set) var lines: [Int] = []
  private(set) var definitions: [Definition] = []
  /// Lines that look like a definition inside a quote, a list or another definition, where none is read.
  private(set) var nested: [Int] = []
  /// The offsets of the first calls of labels that nothing defines; some may be code.
  private(set) var unknownCalls: [Range<Int>] = []
  let mark: [UInt8]

  private let original: [UInt8]
  private let originalLines: [Range<Int>]
  private let isLiteral: [Bool]
  private var keys: Set<String> = []
  private var unknownKeys: Set<String> = []

  /// `nil` for a text without definitions; `isLiteral` says which lines are code or HTML.
  init?(_ original: [UInt8], lines: [Range<Int>], isLiteral: [Bool]) {
    guard let mark = Self.unusedMark(in: original) else { return nil }
    self.mark = mark
    self.original = original
    self.originalLines = lines
    self.isLiteral = isLiteral
    collectDefinitions()
    guard !definitions.isEmpty else { return nil }
    compose()
  }

  /// Whether some line might be a definition, so that the rewriting is worth its while.
  static func isWorthwhile(_ utf8: [UInt8], _ lines: [Range<Int>]) -> Bool {
    lines.contains { FootnoteDefinition(utf8, $0) != nil }
  }

  /// A rare punctuation mark (a call begins with punctuation too, so emphasis beside it is read alike).
  private static func unusedMark(in utf8: [UInt8]) -> [UInt8]? {
    var isUsed = Array(repeating: false, count: 64)
    for index in utf8.indices.dropLast(2) where utf8[index] == 0xE2 && utf8[index + 1] == 0xB8 {
      isUsed[Int(utf8[index + 2] & 0x3F)] = true
    }
    // U+2E00 to U+2E2E.
    return (0...0x2E).first { !isUsed[$0] }.map { [0xE2, 0xB8, 0x80 | UInt8($0)] }
  }

  private mutating func collectDefinitions() {
    for (index, line) in originalLines.enumerated() where !isLiteral[index] {
      guard let definition = FootnoteDefinition(original, line) else { continue }
      let isNew = keys.insert(FootnoteDefinition.key(definition.label)).inserted
      definitions.append(Definition(label: definition.label, line: index + 1, isRepeated: !isNew))
    }
  }

  private mutating func compose() {
    utf8.reserveCapacity(original.count + original.count / 8)
    for (number, definition) in definitions.enumerated() where !definition.isRepeated {
      write("[^\(definition.label)]: ", line: definition.line)
      utf8 += mark
      write("\(number)\n\n", line: definition.line)
    }
    var index = 0
    var number = 0
    while index < originalLines.count {
      if number < definitions.count, definitions[number].line == index + 1,
        let definition = FootnoteDefinition(original, originalLines[index])
      {
        index = write(definition, number, at: index)
        number += 1
      } else {
        if !isLiteral[index], looksNested(originalLines[index]) { nested.append(index + 1) }
        writeMarked(originalLines[index])
        endLine(index)
        index += 1
      }
    }
  }

  /// Writes a definition as a comment and a quote; returns the index of the first line after it.
  private mutating func write(_ definition: FootnoteDefinition, _ number: Int, at first: Int) -> Int {
    let indent = String(repeating: " ", count: definition.indent)
    writeComment(number, indent, line: first)
    write(indent + "> ", line: first + 1)
    let body = definition.bodyStart..<originalLines[first].upperBound
    writeMarked(body)
    endLine(first)
    var isOpen = !FootnoteDefinition.isLeafStart(original, body)
    var fence: UInt8?
    var isInterrupted = false
    var index = first + 1
    while let next = nextLine(after: index, isOpen: isOpen && fence == nil) {
      for _ in index..<next.index {
        write(isInterrupted ? "" : indent + ">", line: index + 1)
        endLine(index)
        index += 1
        isOpen = false
      }
      let line = originalLines[index]
      if next.isLazy || (isInterrupted && isOpen) {
        writeMarked(line)
        isInterrupted = true
      } else {
        if isInterrupted { writeComment(number, indent, line: index) }
        isInterrupted = false
        isOpen = writeBody(index, indent, &fence)
      }
      endLine(index)
      index += 1
    }
    if index < originalLines.count, startsWithQuote(originalLines[index]) {
      writeComment(nil, indent, line: index)
    }
    return index
  }

  /// The next line that belongs to a definition: one indented by four columns, also after blank lines, or text
  /// right below an open paragraph.
  private func nextLine(after index: Int, isOpen: Bool) -> (index: Int, isLazy: Bool)? {
    var ahead = index
    while ahead < originalLines.count, LineCursor(original, originalLines[ahead]).isBlank { ahead += 1 }
    guard ahead < originalLines.count else { return nil }
    let line = originalLines[ahead]
    var cursor = LineCursor(original, line)
    if cursor.takeIndent(upTo: 4) == 4 { return (ahead, false) }
    let isLazy = ahead == index && isOpen && !FootnoteDefinition.endsParagraph(original, line)
    return isLazy ? (ahead, true) : nil
  }

  /// Writes a line of a body without its four columns, and says whether it leaves a paragraph open.
  private mutating func writeBody(_ index: Int, _ indent: String, _ fence: inout UInt8?) -> Bool {
    let line = originalLines[index]
    var cursor = LineCursor(original, line)
    let columns = cursor.takeIndent(upTo: .max) - 4
    utf8 += "\(indent)> \(String(repeating: " ", count: columns))".utf8
    let rest = cursor.index..<line.upperBound
    if looksNested(line) { nested.append(index + 1) }
    writeMarked(rest)
    let first = rest.first.map { original[$0] }
    let isFence = original[rest].prefix { $0 == first }.count >= 3
    if isFence, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") {
      fence = fence == nil ? first : fence == first ? nil : fence
    }
    return columns < 4 && !FootnoteDefinition.isLeafStart(original, rest)
  }
}

extension FootnoteComposition {
  private mutating func write(_ text: String, line: Int) {
    utf8 += text.utf8
    for byte in text.utf8 where byte == 0x0A { lines.append(line) }
  }

  private mutating func writeComment(_ number: Int?, _ indent: String, line: Int) {
    utf8 += "\(indent)<!--".utf8
    utf8 += mark
    write("\(number.map(String.init) ?? "")-->\n", line: line + 1)
  }

  private mutating func endLine(_ index: Int) {
    utf8.append(0x0A)
    lines.append(index + 1)
  }

  /// Writes text with `mark` before each call of a note, and `!` where that makes it an image.
  private mutating func writeMarked(_ range: Range<Int>) {
    var index = range.lowerBound
    var isEscaped = false
    while index < range.upperBound {
      let byte = original[index]
      if byte == UInt8(ascii: "["), !isEscaped,
        let label = FootnoteDefinition.label(original, at: index, before: range.upperBound),
        isKnown(label)
      {
        utf8 += mark
        // `[^1](address)` and `[^1][label]` are links for GFM.
        if !isLinkTail(label.upperBound + 1, range.upperBound) { utf8.append(UInt8(ascii: "!")) }
        utf8 += original[index...label.upperBound]
        index = label.upperBound + 1
        continue
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      utf8.append(byte)
      index += 1
    }
  }

  private mutating func isKnown(_ label: Range<Int>) -> Bool {
    let key = FootnoteDefinition.key(String(decoding: original[label], as: UTF8.self))
    if keys.contains(key) { return true }
    if unknownCalls.count < 20, unknownKeys.insert(key).inserted {
      unknownCalls.append(label.lowerBound - 2..<label.upperBound + 1)
    }
    return false
  }

  private func isLinkTail(_ index: Int, _ end: Int) -> Bool {
    guard index < end else { return false }
    if original[index] == UInt8(ascii: "[") {
      return index + 1 == end || original[index + 1] != UInt8(ascii: "^")
    }
    return original[index] == UInt8(ascii: "(")
  }

  private func startsWithQuote(_ line: Range<Int>) -> Bool {
    var cursor = LineCursor(original, line)
    return cursor.takeIndent(upTo: 4) < 4 && cursor.next == UInt8(ascii: ">")
  }

  /// Whether a definition stands behind the marker of a quote or a list.
  private func looksNested(_ line: Range<Int>) -> Bool {
    var cursor = LineCursor(original, line)
    while true {
      _ = cursor.takeIndent(upTo: .max)
      if cursor.take(UInt8(ascii: ">")) { continue }
      guard cursor.takeListMarker() == nil else { continue }
      break
    }
    return cursor.index > line.lowerBound
      && FootnoteDefinition(original, cursor.index..<line.upperBound) != nil
  }
}
