/// Takes HTML apart into tags and text (HTML Standard, 13.2.5, without the recovery from mistakes: those are faults).
struct MarkupScanner {
  enum Token {
    case start(String, [(name: String, value: String)])
    case end(String)
    case text(String)
  }

  private(set) var faults: [String] = []
  private let bytes: [UInt8]
  private var offset = 0
  /// The element whose content is no markup, such as `script`.
  private var rawName: String?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    guard offset < bytes.count else { return nil }
    if let name = rawName {
      rawName = nil
      return rawText(endingIn: name)
    }
    if starts(with: "<!--") { return skip(to: "-->") }
    if starts(with: "<!") { return skip(to: ">") }
    if starts(with: "</") { return endTag() }
    if starts(with: "<"), offset + 1 < bytes.count, bytes[offset + 1].isLetter { return startTag() }
    return text()
  }

  private func starts(with text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

  private mutating func skip(to end: String) -> Token? {
    let found = bytes[offset...].firstRange(of: Array(end.utf8))
    if found == nil { faults.append("“\(end)” is missing") }
    offset = found?.upperBound ?? bytes.count
    return .text("")
  }

  private mutating func text() -> Token {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") || offset == start { offset += 1 }
    if bytes[start] == UInt8(ascii: "<") { faults.append("“<” stands for itself") }
    return .text(decoded(start..<offset))
  }

  private mutating func rawText(endingIn name: String) -> Token {
    let start = offset
    while offset < bytes.count, !(starts(with: "</") && isNamed(name, at: offset + 2)) { offset += 1 }
    let isScript = name == "script" || name == "style"
    return .text(isScript ? String(decoding: bytes[start..<offset], as: UTF8.self) : decoded(start..<offset))
  }

  private func isNamed(_ name: String, at start: Int) -> Bool {
    let end = start + name.utf8.count
    guard end < bytes.count, !bytes[end].isLetter else { return false }
    return String(decoding: bytes[start..<end], as: UTF8.self).lowercased() == name
  }

  private mutating func endTag() -> Token {
    offset += 2
    let name = takeName()
    skipSpace()
    if take(">") == false { faults.append("</\(name) has no end") }
    return .end(name)
  }

  private mutating func startTag() -> Token {
    offset += 1
    let name = takeName()
    var attributes: [(name: String, value: String)] = []
    while offset < bytes.count {
      skipSpace()
      if take(">") { break }
      if take("/") { continue }
      let attribute = takeName()
      guard !attribute.isEmpty else {
        faults.append("<\(name)> has a stray character")
        offset += 1
        continue
      }
      attributes.append((attribute, take("=") ? takeValue(of: attribute) : ""))
    }
    if ["script", "style", "title", "textarea"].contains(name) { rawName = name }
    return .start(name, attributes)
  }

  private mutating func takeValue(of name: String) -> String {
    guard let quote = ["\"", "'"].first(where: { take($0) }), let mark = quote.utf8.first else {
      faults.append("the attribute “\(name)” is not quoted")
      let start = offset
      while offset < bytes.count, !bytes[offset].isSpace, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
      return decoded(start..<offset)
    }
    let start = offset
    while offset < bytes.count, bytes[offset] != mark { offset += 1 }
    let value = decoded(start..<offset)
    if !take(quote) { faults.append("the attribute “\(name)” has no end") }
    return value
  }

  private mutating func takeName() -> String {
    let start = offset
    let ends = Array("/>=\"'<".utf8)
    while offset < bytes.count, !bytes[offset].isSpace, !ends.contains(bytes[offset]) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self).lowercased()
  }

  private mutating func skipSpace() { while offset < bytes.count, bytes[offset].isSpace { offset += 1 } }

  private mutating func take(_ text: String) -> Bool {
    guard starts(with: text) else { return false }
    offset += text.utf8.count
    return true
  }

  private mutating func decoded(_ range: Range<Int>) -> String {
    let reading = CharacterReferenceReading(bytes[range])
    faults += reading.faults
    return reading.text
  }
}

/// Text with its character references decoded.
struct CharacterReferenceReading {
  private(set) var text = ""
  private(set) var faults: [String] = []

  init(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += String(decoding: rest[..<ampersand], as: UTF8.self)
      let end = rest[ampersand...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
      let name = String(decoding: rest[(ampersand + 1)..<(end ?? ampersand + 1)], as: UTF8.self)
      if let end, let scalar = Self.scalar(named: name) {
        text.unicodeScalars.append(scalar)
        rest = rest[(end + 1)...]
      } else {
        faults.append("“&” begins no character reference")
        text += "&"
        rest = rest[(ampersand + 1)...]
      }
    }
    text += String(decoding: rest, as: UTF8.self)
  }

  private static func scalar(named name: String) -> Unicode.Scalar? {
    if name.hasPrefix("#x") { return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
    if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
    return ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"][name]
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
