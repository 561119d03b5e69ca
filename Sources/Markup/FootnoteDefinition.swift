/// The first line of a note, `[^label]: …`, as GFM and Pandoc have it, indented by at most three columns.
struct FootnoteDefinition {
  let label: String
  /// The offset in the text of whatever follows the colon and its white space.
  let bodyStart: Int
  let indent: Int

  /// Reads a definition at the beginning of a line.
  init?(_ utf8: [UInt8], _ line: Range<Int>) {
    var index = line.lowerBound
    while index < line.upperBound, utf8[index] == 0x20, index - line.lowerBound < 4 { index += 1 }
    indent = index - line.lowerBound
    guard indent < 4, let label = Self.label(utf8, at: index, before: line.upperBound) else { return nil }
    let colon = label.upperBound + 1
    guard colon < line.upperBound, utf8[colon] == UInt8(ascii: ":") else { return nil }
    var body = colon + 1
    while body < line.upperBound, utf8[body] == 0x20 || utf8[body] == 0x09 { body += 1 }
    bodyStart = body
    self.label = String(decoding: utf8[label], as: UTF8.self)
  }

  /// The label of a `[^label]` that begins at an offset: no white space, no brackets, under 1000 bytes.
  static func label(_ utf8: [UInt8], at index: Int, before end: Int) -> Range<Int>? {
    guard index + 3 < end, utf8[index] == UInt8(ascii: "["), utf8[index + 1] == UInt8(ascii: "^") else {
      return nil
    }
    var close = index + 2
    while close < end, close - index < 1000 {
      switch utf8[close] {
      case UInt8(ascii: "]"):
        let isLabel = close > index + 2 && utf8[close - 1] != UInt8(ascii: "\\")
        return isLabel ? index + 2..<close : nil
      case 0x00...0x20, UInt8(ascii: "["): return nil
      default: close += 1
      }
    }
    return nil
  }

  /// Labels that are the same but for case name one note.
  static func key(_ label: String) -> String { label.lowercased() }

  /// Whether a line that no blank line parts from a paragraph ends it rather than going on with it.
  static func endsParagraph(_ utf8: [UInt8], _ line: Range<Int>) -> Bool {
    var cursor = LineCursor(utf8, line)
    guard cursor.takeIndent(upTo: 4) < 4 else { return false }
    if cursor.isThematicBreak || isLeafStart(utf8, cursor.index..<line.upperBound) { return true }
    return cursor.next == UInt8(ascii: ">") || cursor.takeListMarker() != nil
      || FootnoteDefinition(utf8, line) != nil
  }

  /// Whether a line is a heading, a fence or HTML, after which no paragraph is open.
  static func isLeafStart(_ utf8: [UInt8], _ rest: Range<Int>) -> Bool {
    guard let first = rest.first.map({ utf8[$0] }) else { return true }
    let length = utf8[rest].prefix { $0 == first }.count
    switch first {
    case UInt8(ascii: "#"):
      let after = rest.lowerBound + length
      return length <= 6 && (after == rest.upperBound || utf8[after] == 0x20 || utf8[after] == 0x09)
    case UInt8(ascii: "`"), UInt8(ascii: "~"): return length >= 3
    case UInt8(ascii: "<"): return true
    default: return false
    }
  }
}
