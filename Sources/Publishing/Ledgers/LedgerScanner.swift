import Commentary
import Records

extension Ledger {
  /// Reads a ledger whose members stand as `serialized` writes them, in one pass over its bytes.
  ///
  /// `nil` for any other, be it damaged or somebody else’s: `reading` understands it or says what is wrong.
  init?(serialized bytes: [UInt8]) {
    guard bytes.count <= Record.jsonSizeLimit, bytes.span.isUTF8 else { return nil }
    var scanner = LedgerScanner(bytes)
    guard let texts = scanner.ledger() else { return nil }
    self.init(texts: texts)
  }
}

/// Takes one thing after the other from the front of a ledger; `nil` where something else stands there.
private struct LedgerScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func ledger() -> [String: RecordedText]? {
    guard take("{"), takeKey("version"), integer() == Ledger.formatVersion, take(","), takeKey("texts"),
      let texts = list(from: "{", to: "}", of: { $0.text() }), take("}"), isAtEnd
    else { return nil }
    let byID = Dictionary(texts.map { ($0.id, $0.text) }) { first, _ in first }
    return byID.count == texts.count ? byID : nil
  }

  private mutating func text() -> (id: String, text: RecordedText)? {
    guard let id = string(), take(":"), take("{"), takeKey("blocks"), let blocks = list(of: { $0.block() })
    else { return nil }
    var text = RecordedText(blocks: blocks)
    let places = RecordedPlaces(of: text)
    guard take(","), takeKey("notes"), let anchors = list(of: { $0.anchor(in: text, places) }) else {
      return nil
    }
    text.anchors = anchors
    if take(",") {
      guard takeKey("withheld"), let withheld = list(of: { $0.withheldNote() }) else { return nil }
      text.withheld = withheld
    }
    return take("}") ? (id, text) : nil
  }

  private mutating func block() -> (block: RecordedText.Block, text: ArraySlice<UInt8>)? {
    guard take("{"), let id = optional("id", { $0.string() }), let was = optional("was", { $0.names() }),
      takeKey("text"), let text = utf8(), take("}")
    else { return nil }
    return (RecordedText.Block(id: id, formerIDs: was ?? []), text)
  }

  private mutating func anchor(in text: RecordedText, _ places: RecordedPlaces) -> RecordedAnchor? {
    guard take("{"), let note = words("note"), take(","), let paragraph = optional("in", { $0.string() }),
      takeKey("at"), let at = integer(), take(","), takeKey("exact"), let exact = string(), take(","),
      let marks = optional("marks", { $0.list(of: { $0.range() }) }),
      takeKey("prefix"), skipString(), take(","), takeKey("suffix"), skipString(), let lemma = lastMember()
    else { return nil }
    return RecordedAnchor(note, exact, in: paragraph, at: at, marks: marks, lemma: lemma, of: text, places)
  }

  private mutating func withheldNote() -> WithheldNote? {
    guard take("{"), let note = words("note"), take(","), let exact = words("exact"), take(","),
      takeKey("prefix"), let prefix = string(), take(","), takeKey("suffix"), let suffix = string(),
      let lemma = lastMember()
    else { return nil }
    let selector = Selector(exact: exact, prefix: prefix, suffix: suffix)
    return WithheldNote(note: note, lemma: lemma ?? exact, selector: selector)
  }

  private mutating func names() -> [String]? { list { $0.string() } }

  /// A text that is not blank, with its key.
  private mutating func words(_ key: String) -> String? {
    guard takeKey(key), let text = string(), text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
    return text
  }

  /// A member that may be missing, with the comma behind it.
  private mutating func optional<Value>(
    _ key: String, _ value: (inout LedgerScanner) -> Value?
  ) -> Value?? {
    guard takeKey(key) else { return .some(nil) }
    guard let value = value(&self), take(",") else { return nil }
    return value
  }

  /// The lemma, which may be missing, and the end of its object.
  private mutating func lastMember() -> String?? {
    guard take(",") else { return take("}") ? .some(nil) : nil }
    guard takeKey("lemma"), let lemma = string(), take("}") else { return nil }
    return lemma
  }

  /// `[3,7]`, which must not be empty.
  private mutating func range() -> Range<Int>? {
    guard take("["), let lower = integer(), take(","), let upper = integer(), take("]"), lower < upper else {
      return nil
    }
    return lower..<upper
  }
}

/// The parts of JSON, without the escapes `\u…`.
extension LedgerScanner {
  fileprivate var isAtEnd: Bool {
    bytes[position...].allSatisfy { $0 == 0x20 || $0 == 0x0A }
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0A { position += 1 }
  }

  /// Takes a sign and the blanks before it.
  fileprivate mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  /// Takes a key in quotes and its colon.
  fileprivate mutating func takeKey(_ key: String) -> Bool {
    let start = position
    if take("\""), bytes[position...].starts(with: key.utf8) {
      position += key.utf8.count
      if take("\""), take(":") { return true }
    }
    position = start
    return false
  }

  fileprivate mutating func list<Element>(
    from opening: Unicode.Scalar = "[", to closing: Unicode.Scalar = "]",
    of element: (inout LedgerScanner) -> Element?
  ) -> [Element]? {
    guard take(opening) else { return nil }
    var elements: [Element] = []
    if take(closing) { return elements }
    repeat {
      guard let next = element(&self) else { return nil }
      elements.append(next)
    } while take(",")
    return take(closing) ? elements : nil
  }

  fileprivate mutating func integer() -> Int? {
    skipBlanks()
    let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
    position = digits.endIndex
    guard digits.first != 0x30 || digits.count == 1 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  fileprivate mutating func string() -> String? { utf8().map { String(decoding: $0, as: UTF8.self) } }

  /// What a string says.
  fileprivate mutating func utf8() -> ArraySlice<UInt8>? {
    let start = position
    guard skipString() else { return nil }
    let inner = bytes[start..<position].drop { $0 != UInt8(ascii: "\"") }.dropFirst().dropLast()
    guard inner.contains(UInt8(ascii: "\\")) else { return inner }
    var text: [UInt8] = []
    var isEscaped = false
    for byte in inner {
      if isEscaped {
        text.append(Self.escapes[byte] ?? byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        text.append(byte)
      }
    }
    return text[...]
  }

  /// What stands behind a backslash, and what both stand for.
  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  /// Goes behind a string.
  fileprivate mutating func skipString() -> Bool {
    guard take("\"") else { return false }
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return true
      case UInt8(ascii: "\\"):
        guard position + 1 < bytes.count, Self.escapes[bytes[position + 1]] != nil else { return false }
        position += 2
      case 0..<0x20: return false
      default: position += 1
      }
    }
    return false
  }
}

extension Span<UInt8> {
  fileprivate var isUTF8: Bool {
    do {
      _ = try UTF8Span(validating: self)
      return true
    } catch {
      return false
    }
  }
}
