/// What happens to the characters that a format gives a meaning to, and to those that it forbids.
///
/// HTML: `&`, `<`, `>`, `"` become references. CR and CR LF become LF, as every HTML parser would read them.
/// Other controls but tab and LF are dropped, noncharacters (U+FDD0–U+FDEF, U+FFFE, U+FFFF and their like on
/// every plane) become U+FFFD. XML: the same references; CR becomes `&#13;`; what XML 1.0 forbids
/// (U+0000–8, B, C, E–1F, FFFE, FFFF) is dropped.
package enum Escaping: Sendable, Hashable {
  case html
  /// HTML, where the text may stand between single quotes: `'` becomes a reference too.
  case htmlAnyQuote
  case xml
  /// XML, where a tab and a line feed would be read as spaces.
  case xmlAttribute
}

extension [UInt8] {
  /// Adds a text, escaped once, byte by byte: a quote followed by a combining mark is still a quote.
  package mutating func append(_ text: String, escapedFor escaping: Escaping) {
    let utf8 = text.utf8
    let source = utf8.span
    var length = source.count
    var position = 0
    var hasSubstitute = false
    while position < source.count {
      guard Escaping.maySubstitute(source[position]) else {
        position += 1
        continue
      }
      guard let substitute = escaping.substitute(at: position, in: source) else {
        position += 1
        continue
      }
      length += substitute.bytes.count - substitute.length
      position += substitute.length
      hasSubstitute = true
    }
    guard hasSubstitute else { return append(contentsOf: utf8) }
    fill(from: source, count: length, escapedFor: escaping)
  }

  /// Makes room once and writes into it, which takes half the time of adding byte after byte.
  private mutating func fill(from source: Span<UInt8>, count length: Int, escapedFor escaping: Escaping) {
    var end = count
    append(contentsOf: repeatElement(0, count: length))
    var target = mutableSpan
    var position = 0
    while position < source.count {
      let byte = source[position]
      if Escaping.maySubstitute(byte), let substitute = escaping.substitute(at: position, in: source) {
        for byte in substitute.bytes {
          target[end] = byte
          end += 1
        }
        position += substitute.length
      } else {
        target[end] = byte
        end += 1
        position += 1
      }
    }
  }
}

extension Escaping {
  /// Whether a byte may begin something to be replaced.
  fileprivate static func maySubstitute(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00..<0x20, 0x7F, 0xC2, 0xEF, 0xF0...0xF4: true
    case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
    default: false
    }
  }

  private static let ampersand = Array("&amp;".utf8)
  private static let less = Array("&lt;".utf8)
  private static let greater = Array("&gt;".utf8)
  private static let quote = Array("&quot;".utf8)
  private static let apostrophe = Array("&#39;".utf8)
  private static let tab = Array("&#9;".utf8)
  private static let lineFeed = Array("&#10;".utf8)
  private static let carriageReturn = Array("&#13;".utf8)
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// How many bytes to replace, and by what; `nil` where the bytes may stay.
  fileprivate func substitute(at position: Int, in bytes: Span<UInt8>) -> (length: Int, bytes: [UInt8])? {
    switch bytes[position] {
    case 0x26: (1, Self.ampersand)
    case 0x3C: (1, Self.less)
    case 0x3E: (1, Self.greater)
    case 0x22: (1, Self.quote)
    case 0x27: self == .htmlAnyQuote ? (1, Self.apostrophe) : nil
    case 0x09: self == .xmlAttribute ? (1, Self.tab) : nil
    case 0x0A: self == .xmlAttribute ? (1, Self.lineFeed) : nil
    case 0x0D: carriageReturn(at: position, in: bytes)
    case 0x00..<0x20: (1, [])
    case 0x7F: isXML ? nil : (1, [])
    case 0xC2: !isXML && bytes[position + 1] < 0xA0 ? (2, []) : nil
    case 0xEF: nonCharacterOfPlane0(at: position, in: bytes)
    case 0xF0...0xF4: nonCharacterOfHigherPlane(at: position, in: bytes)
    default: nil
    }
  }

  private var isXML: Bool {
    switch self {
    case .xml, .xmlAttribute: true
    case .html, .htmlAnyQuote: false
    }
  }

  private func carriageReturn(at position: Int, in bytes: Span<UInt8>) -> (length: Int, bytes: [UInt8]) {
    if isXML { return (1, Self.carriageReturn) }
    let isFollowedByLineFeed = position + 1 < bytes.count && bytes[position + 1] == 0x0A
    return isFollowedByLineFeed ? (1, []) : (1, [0x0A])
  }

  private func nonCharacterOfPlane0(at position: Int, in bytes: Span<UInt8>) -> (length: Int, bytes: [UInt8])?
  {
    switch (bytes[position + 1], bytes[position + 2]) {
    case (0xBF, 0xBE), (0xBF, 0xBF): (3, isXML ? [] : Self.replacement)
    case (0xB7, 0x90...0xAF): isXML ? nil : (3, Self.replacement)
    default: nil
    }
  }

  private func nonCharacterOfHigherPlane(
    at position: Int, in bytes: Span<UInt8>
  ) -> (length: Int, bytes: [UInt8])? {
    let isLast =
      bytes[position + 1] & 0x0F == 0x0F && bytes[position + 2] == 0xBF && bytes[position + 3] >= 0xBE
    return isLast && !isXML ? (4, Self.replacement) : nil
  }
}
