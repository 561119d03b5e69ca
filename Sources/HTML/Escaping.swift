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
    var (start, position) = (0, source.firstToEscape(from: 0))
    while position < source.count {
      if let substitute = escaping.substitute(at: position, in: source) {
        append(source.extracting(start..<position))
        append(contentsOf: substitute.text.utf8)
        position += substitute.length
        start = position
      } else {
        position += 1
      }
      position = source.firstToEscape(from: position)
    }
    append(source.extracting(start..<source.count))
  }
}

extension Span<UInt8> {
  /// The first byte from an offset on that may begin something to be replaced; the end where there is none.
  ///
  /// Most text has none for hundreds of bytes, so that eight are looked at as one number.
  fileprivate func firstToEscape(from offset: Int) -> Int {
    var position = offset
    while position + 8 <= count {
      let eight = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      if Escaping.maySubstitute(inAny: eight) { break }
      position += 8
    }
    while position < count, !Escaping.maySubstitute(self[position]) { position += 1 }
    return position
  }
}

extension Escaping {
  /// Whether a byte may begin something to be replaced.
  fileprivate static func maySubstitute(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00..<0x20, 0x7F, 0xC2, 0xEF...: true
    case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
    default: false
    }
  }

  /// The same of any of eight bytes.
  ///
  /// A byte of `zeros` has its highest bit where the byte is zero; those above one that is may have it too.
  fileprivate static func maySubstitute(inAny eight: UInt64) -> Bool {
    func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
    func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- all(1)) & ~bytes }
    let controls = (eight &- all(0x20)) & ~eight
    let ampersandOrApostrophe = zeros((eight | all(0x01)) ^ all(0x27))
    let angles = zeros((eight | all(0x02)) ^ all(0x3E))
    let others = zeros(eight ^ all(0x22)) | zeros(eight ^ all(0x7F)) | zeros(eight ^ all(0xC2))
    let fromEF = ((eight & all(0x7F)) &+ all(0x11)) & eight
    return (controls | ampersandOrApostrophe | angles | others | fromEF) & all(0x80) != 0
  }

  /// How many bytes to replace, and by what; `nil` where the bytes may stay.
  fileprivate func substitute(at position: Int, in bytes: Span<UInt8>) -> Substitute? {
    switch bytes[position] {
    case 0x26: Substitute("&amp;")
    case 0x3C: Substitute("&lt;")
    case 0x3E: Substitute("&gt;")
    case 0x22: Substitute("&quot;")
    case 0x27: self == .htmlAnyQuote ? Substitute("&#39;") : nil
    case 0x09: self == .xmlAttribute ? Substitute("&#9;") : nil
    case 0x0A: self == .xmlAttribute ? Substitute("&#10;") : nil
    case 0x0D: carriageReturn(at: position, in: bytes)
    case 0x00..<0x20: Substitute("")
    case 0x7F: isXML ? nil : Substitute("")
    case 0xC2: !isXML && bytes[position + 1] < 0xA0 ? Substitute("", for: 2) : nil
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

  private func carriageReturn(at position: Int, in bytes: Span<UInt8>) -> Substitute {
    if isXML { return Substitute("&#13;") }
    let isFollowedByLineFeed = position + 1 < bytes.count && bytes[position + 1] == 0x0A
    return Substitute(isFollowedByLineFeed ? "" : "\n")
  }

  private func nonCharacterOfPlane0(at position: Int, in bytes: Span<UInt8>) -> Substitute? {
    switch (bytes[position + 1], bytes[position + 2]) {
    case (0xBF, 0xBE), (0xBF, 0xBF): Substitute(isXML ? "" : "\u{FFFD}", for: 3)
    case (0xB7, 0x90...0xAF): isXML ? nil : Substitute("\u{FFFD}", for: 3)
    default: nil
    }
  }

  private func nonCharacterOfHigherPlane(at position: Int, in bytes: Span<UInt8>) -> Substitute? {
    let isLast =
      bytes[position + 1] & 0x0F == 0x0F && bytes[position + 2] == 0xBF && bytes[position + 3] >= 0xBE
    return isLast && !isXML ? Substitute("\u{FFFD}", for: 4) : nil
  }
}

/// What to write instead of some bytes; of at most fifteen bytes, so that nothing is allocated or counted.
private struct Substitute {
  let text: String
  let length: Int

  init(_ text: String, for length: Int = 1) { (self.text, self.length) = (text, length) }
}
