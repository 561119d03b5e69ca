/// What a plain scalar means under the core schema of YAML 1.2.2, section 10.3.2; quoted ones are strings.
///
/// `no`, `yes`, `on`, `off`, `1.2.3` and `12:30` are strings, unlike in YAML 1.1.
extension Scalar {
  /// `~`, `null`, `Null`, `NULL` or nothing at all.
  package var isNull: Bool { !isQuoted && ["", "~", "null", "Null", "NULL"].contains(text) }

  /// `true` or `false`, in lower case, upper case or with a capital.
  package var bool: Bool? {
    guard !isQuoted else { return nil }
    if ["true", "True", "TRUE"].contains(text) { return true }
    if ["false", "False", "FALSE"].contains(text) { return false }
    return nil
  }

  /// A whole number: decimal (`012` is twelve), octal after `0o`, hexadecimal after `0x`.
  ///
  /// `nil` too for a number that an `Int` cannot hold.
  package var integer: Int? {
    guard !isQuoted else { return nil }
    let bytes = Array(text.utf8)
    if bytes.starts(with: "0o".utf8) { return Int(digits: bytes.dropFirst(2), radix: 8) }
    if bytes.starts(with: "0x".utf8) { return Int(digits: bytes.dropFirst(2), radix: 16) }
    let hasSign = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
    guard Int(digits: bytes.dropFirst(hasSign ? 1 : 0), radix: 10) != nil || text == String(Int.min) else {
      return nil
    }
    return Int(text)
  }

  /// Any number, whole or with a fraction or exponent, `.inf` and `.nan` among them.
  package var number: Double? {
    if let integer { return Double(integer) }
    guard !isQuoted else { return nil }
    var bytes = Array(text.utf8)[...]
    if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
    switch String(decoding: bytes, as: UTF8.self) {
    case ".inf", ".Inf", ".INF": return text.utf8.first == UInt8(ascii: "-") ? -.infinity : .infinity
    case ".nan", ".NaN", ".NAN": return text.utf8.count == 4 ? .nan : nil
    default:
      return bytes.isDecimalNumber ? Double(text.utf8.last == UInt8(ascii: ".") ? text + "0" : text) : nil
    }
  }
}

extension Int {
  /// A number of digits alone, without sign; `nil` where there are none or too many.
  init?(digits: ArraySlice<UInt8>, radix: Int) {
    guard !digits.isEmpty, digits.allSatisfy({ $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }) else {
      return nil
    }
    self.init(String(decoding: digits, as: UTF8.self), radix: radix)
  }
}

extension ArraySlice<UInt8> {
  /// Whether these bytes are an unsigned float of the core schema: `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
  fileprivate var isDecimalNumber: Bool {
    var rest = self
    let whole = rest.dropDigits()
    var fraction = 0
    var hasDot = false
    if rest.first == UInt8(ascii: ".") {
      hasDot = true
      rest = rest.dropFirst()
      fraction = rest.dropDigits()
    }
    guard whole > 0 || (hasDot && fraction > 0) else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard rest.dropDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  /// Removes the ASCII digits at the front and says how many there were.
  private mutating func dropDigits() -> Int {
    let digits = prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    self = dropFirst(digits.count)
    return digits.count
  }
}
