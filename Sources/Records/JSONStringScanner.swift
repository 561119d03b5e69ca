import Diagnostics

/// Reads one JSON string, from its opening quote to behind its closing one (RFC 8259, section 7).
struct JSONStringScanner {
  private let source: SourceText
  private let utf8: [UInt8]
  private let start: Int
  /// The UTF-8 offset of the next byte to read.
  private(set) var position: Int
  private var text: [UInt8] = []

  init(_ source: SourceText, at start: Int) {
    self.source = source
    self.start = start
    utf8 = source.utf8
    position = start + 1
  }

  mutating func read() throws(Refusal) -> String {
    while position < utf8.count {
      let byte = utf8[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try readEscape()
      case 0x0A: throw Refusal(.isUnclosed(source.range(start..<position)))
      case 0..<0x20: throw Refusal(.isControlCharacter(byte, source.range(position..<position + 1)))
      default: readPlain()
      }
    }
    throw Refusal(.isUnclosed(source.range(start..<utf8.count)))
  }

  /// Reads up to the next byte that is not as it is in the text.
  private mutating func readPlain() {
    let isPlain = { (byte: UInt8) in
      byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    var end = position
    while end < utf8.count, isPlain(utf8[end]) { end += 1 }
    text += utf8[position..<end]
    position = end
  }

  private mutating func readEscape() throws(Refusal) {
    let escape = position
    guard escape + 1 < utf8.count else { throw Refusal(.isUnclosed(source.range(start..<utf8.count))) }
    let simple: UInt8
    switch utf8[escape + 1] {
    case UInt8(ascii: "\""): simple = 0x22
    case UInt8(ascii: "\\"): simple = 0x5C
    case UInt8(ascii: "/"): simple = 0x2F
    case UInt8(ascii: "b"): simple = 0x08
    case UInt8(ascii: "f"): simple = 0x0C
    case UInt8(ascii: "n"): simple = 0x0A
    case UInt8(ascii: "r"): simple = 0x0D
    case UInt8(ascii: "t"): simple = 0x09
    case UInt8(ascii: "u"):
      text.append(contentsOf: String(Character(try readScalar())).utf8)
      return
    default: throw Refusal(.isUnknownEscape(escapeRange(from: escape)))
    }
    text.append(simple)
    position += 2
  }

  /// Reads `\uXXXX`, or two of them that are a surrogate pair.
  private mutating func readScalar() throws(Refusal) -> Unicode.Scalar {
    let first = position
    let unit = try readUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let alone = source.range(first..<position)
    guard UTF16.isLeadSurrogate(unit), position + 1 < utf8.count, utf8[position] == UInt8(ascii: "\\"),
      utf8[position + 1] == UInt8(ascii: "u")
    else { throw Refusal(.isLoneSurrogate(alone)) }
    let other = try readUnit()
    guard UTF16.isTrailSurrogate(other) else { throw Refusal(.isLoneSurrogate(alone)) }
    let value = 0x10000 + ((UInt32(unit) - 0xD800) << 10) + (UInt32(other) - 0xDC00)
    guard let scalar = Unicode.Scalar(value) else { preconditionFailure("a surrogate pair is a scalar") }
    return scalar
  }

  private mutating func readUnit() throws(Refusal) -> UInt16 {
    let digits = utf8[min(position + 2, utf8.count)..<min(position + 6, utf8.count)]
    guard digits.count == 4, let value = Int(digits: digits, radix: 16), let unit = UInt16(exactly: value)
    else {
      throw Refusal(.isUnknownEscape(escapeRange(from: position)))
    }
    position += 6
    return unit
  }

  /// The backslash and the code point behind it.
  private func escapeRange(from escape: Int) -> SourceRange {
    var end = min(escape + 2, utf8.count)
    while end < utf8.count, utf8[end] & 0xC0 == 0x80 { end += 1 }
    return source.range(escape..<end)
  }
}

extension Diagnostic {
  fileprivate static func isUnclosed(_ range: SourceRange) -> Diagnostic {
    .error(
      "json.unclosed-string", "this string lacks its closing “\"” on the line; write a line feed as “\\n”",
      at: range)
  }

  fileprivate static func isControlCharacter(_ byte: UInt8, _ range: SourceRange) -> Diagnostic {
    let hex = String(byte, radix: 16, uppercase: true)
    let escape = byte == 0x09 ? "\\t" : "\\u00" + (byte < 0x10 ? "0" : "") + hex
    return .error(
      "json.control-character", "a string cannot hold a control character as it is; write “\(escape)”",
      at: range)
  }

  fileprivate static func isUnknownEscape(_ range: SourceRange) -> Diagnostic {
    let remedy =
      range.text == "\\u" ? "four hexadecimal digits follow “\\u”" : "write “\\\\” for a backslash"
    return .error("json.escape", "unknown escape “\(range.text)”; \(remedy)", at: range)
  }

  fileprivate static func isLoneSurrogate(_ range: SourceRange) -> Diagnostic {
    .error(
      "json.surrogate", "“\(range.text)” is half of a surrogate pair; the other half is missing", at: range)
  }
}
