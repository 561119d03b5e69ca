/// Writes JSON values as bytes; equal values give equal bytes.
struct JSONWriter {
  enum Style { case compact, file, script }

  let style: Style
  var bytes: [UInt8] = []

  init(style: Style) { self.style = style }

  mutating func append(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let bool): bytes.append(contentsOf: (bool ? "true" : "false").utf8)
    case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
    case .number(let number):
      precondition(number.isFinite, "JSON knows only finite numbers")
      bytes.append(contentsOf: number.description.utf8)
    case .string(let string): append(string)
    case .array(let elements):
      list(elements, from: "[", to: "]", depth: depth) { writer, element in
        writer.append(element, depth: depth + 1)
      }
    case .object(let members):
      precondition(Set(members.map(\.0)).count == members.count, "the keys of a JSON object are unique")
      list(members, from: "{", to: "}", depth: depth) { writer, member in
        writer.append(member.0)
        writer.bytes.append(contentsOf: (writer.style == .file ? ": " : ":").utf8)
        writer.append(member.1, depth: depth + 1)
      }
    }
  }

  private mutating func list<Item>(
    _ items: [Item], from opening: Unicode.Scalar, to closing: Unicode.Scalar, depth: Int,
    each write: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(UInt8(ascii: opening))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      breakLine(depth: depth + 1)
      write(&self, item)
    }
    if !items.isEmpty { breakLine(depth: depth) }
    bytes.append(UInt8(ascii: closing))
  }

  private mutating func breakLine(depth: Int) {
    guard style == .file else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func append(_ string: String) {
    bytes.append(0x22)
    let utf8 = string.utf8
    let source = utf8.span
    var (start, position) = (0, 0)
    while position < source.count {
      guard !Self.isPlain(source[position]) else {
        position += 1
        continue
      }
      bytes.append(source.extracting(start..<position))
      let scalar = string.unicodeScalars[utf8.index(utf8.startIndex, offsetBy: position)]
      append(scalar)
      position += UTF8.width(scalar)
      start = position
    }
    bytes.append(source.extracting(start..<source.count))
    bytes.append(0x22)
  }

  /// Whether a byte belongs to a character that every style writes as it is.
  ///
  /// Beyond ASCII that is told by the first byte: those that may be escaped begin with one of those left out.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x3C, 0x3E, 0x5C: false
    case 0x20...0x7E: true
    case 0xC2, 0xE2, 0xEF, 0xF0...: false
    case 0x80...: true
    default: false
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\":
      bytes.append(0x5C)
      bytes.append(UInt8(ascii: scalar))
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case _ where isEscaped(scalar):
      for unit in scalar.utf16 { appendEscape(unit) }
    case _ where scalar.isASCII: bytes.append(UInt8(ascii: scalar))
    default: bytes.append(contentsOf: scalar.utf8)
    }
  }

  private func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x20 else { return true }
    guard style == .script else { return false }
    switch scalar.value {
    case 0x26, 0x3C, 0x3E, 0x7F...0x9F, 0x2028, 0x2029, 0xFDD0...0xFDEF: return true
    default: return scalar.value & 0xFFFE == 0xFFFE
    }
  }

  private mutating func appendEscape(_ unit: UInt16) {
    let digits = String(unit, radix: 16)
    bytes.append(contentsOf: "\\u".utf8)
    bytes.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
    bytes.append(contentsOf: digits.utf8)
  }
}
