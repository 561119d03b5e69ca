package import Diagnostics

extension Record {
  /// How many bytes of JSON are read at most: 8 MiB.
  package static let jsonSizeLimit = 8 << 20

  /// Reads one JSON text of RFC 8259: any value on top, at most `depthLimit` levels of lists and objects and
  /// `jsonSizeLimit` bytes.
  ///
  /// Strings are quoted scalars; numbers, `true`, `false` and `null` plain ones, as written. There is no value
  /// where the text breaks the grammar, which is told at its first fault; an object's key written twice is an
  /// error, and the first one stands.
  package static func readingJSON(_ source: SourceText) -> Diagnosed<Record?> {
    guard source.utf8.count <= jsonSizeLimit else { return Diagnosed(nil, [.isTooLarge(source)]) }
    var reader = JSONReader(source)
    do throws(Refusal) {
      let record = try reader.read()
      return Diagnosed(record, reader.findings)
    } catch {
      return Diagnosed(nil, reader.findings + [error.diagnostic])
    }
  }
}

/// The state of reading one JSON text, on its bytes and without recursion.
private struct JSONReader {
  /// What the grammar allows next.
  private enum Expectation {
    case value
    case valueOrEnd
    case key
    case keyOrEnd
    case commaOrEnd
  }

  private let source: SourceText
  private let utf8: [UInt8]
  private var position = 0
  private var assembly: RecordAssembly

  init(_ source: SourceText) {
    self.source = source
    utf8 = source.utf8
    assembly = RecordAssembly(of: source)
  }

  var findings: [Diagnostic] { assembly.findings }

  mutating func read() throws(Refusal) -> Record {
    var expectation = Expectation.value
    while true {
      skipBlanks()
      if let record = assembly.result {
        guard position == utf8.count else { throw refusal(wanted: .end) }
        return record
      }
      switch expectation {
      case .value: expectation = try readValue()
      case .valueOrEnd: expectation = closes() ? .commaOrEnd : try readValue()
      case .key: expectation = try readKey()
      case .keyOrEnd: expectation = closes() ? .commaOrEnd : try readKey()
      case .commaOrEnd: expectation = closes() ? .commaOrEnd : try readComma()
      }
    }
  }

  private mutating func skipBlanks() {
    while position < utf8.count {
      switch utf8[position] {
      case 0x20, 0x0A, 0x09, 0x0D: position += 1
      default: return
      }
    }
  }

  /// Takes the bracket that closes the innermost list or object, if it stands here.
  private mutating func closes() -> Bool {
    let closing = assembly.isInMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    guard position < utf8.count, utf8[position] == closing else { return false }
    position += 1
    assembly.close(at: position)
    return true
  }

  private mutating func readValue() throws(Refusal) -> Expectation {
    guard position < utf8.count else { throw refusal(wanted: .value) }
    switch utf8[position] {
    case UInt8(ascii: "["):
      try assembly.openList(at: position)
      position += 1
      return .valueOrEnd
    case UInt8(ascii: "{"):
      try assembly.openMapping(at: position)
      position += 1
      return .keyOrEnd
    case UInt8(ascii: "\""):
      let start = position
      let text = try readString()
      assembly.scalar(Scalar(text: text, isQuoted: true), at: start..<position)
    default: try readWord()
    }
    return .commaOrEnd
  }

  private mutating func readKey() throws(Refusal) -> Expectation {
    guard position < utf8.count, utf8[position] == UInt8(ascii: "\"") else { throw refusal(wanted: .key) }
    let start = position
    let key = try readString()
    assembly.key(key, at: start..<position)
    skipBlanks()
    guard position < utf8.count, utf8[position] == UInt8(ascii: ":") else { throw refusal(wanted: .colon) }
    position += 1
    return .value
  }

  private mutating func readComma() throws(Refusal) -> Expectation {
    guard position < utf8.count, utf8[position] == UInt8(ascii: ",") else { throw refusal(wanted: .comma) }
    let comma = position
    position += 1
    skipBlanks()
    if position < utf8.count, utf8[position] == UInt8(ascii: "]") || utf8[position] == UInt8(ascii: "}") {
      throw Refusal(.isTrailingComma(source.range(comma..<comma + 1)))
    }
    return assembly.isInMapping ? .key : .value
  }

  private mutating func readString() throws(Refusal) -> String {
    var scanner = JSONStringScanner(source, at: position)
    let text = try scanner.read()
    position = scanner.position
    return text
  }

  /// Reads a number, `true`, `false` or `null`.
  private mutating func readWord() throws(Refusal) {
    let isPartOfWord = { (byte: UInt8) in
      let letter = byte | 0x20
      return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) || isDigit(byte)
        || [
          UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        ].contains(byte)
    }
    let end = utf8[position...].firstIndex { !isPartOfWord($0) } ?? utf8.count
    guard end > position else { throw refusal(wanted: .value) }
    let word = source[position..<end]
    guard ["true", "false", "null"].contains(word) || isJSONNumber(utf8[position..<end]) else {
      if JSONComplaint(in: source, at: position, assembly, wanted: .value).isMergeConflict {
        throw refusal(wanted: .value)
      }
      let range = source.range(position..<end)
      let startsLikeNumber = [0x2B, 0x2D, 0x2E].contains(utf8[position]) || isDigit(utf8[position])
      throw Refusal(startsLikeNumber ? .isNotNumber(range) : .isUnknownWord(range))
    }
    assembly.scalar(Scalar(text: word, isQuoted: false), at: position..<end)
    position = end
  }

  private func refusal(wanted: JSONComplaint.Want) -> Refusal {
    Refusal(JSONComplaint(in: source, at: position, assembly, wanted: wanted).diagnostic)
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// RFC 8259, section 6: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?`.
private func isJSONNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
  var rest = bytes
  if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
  let whole = rest.prefix(while: isDigit)
  guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
  rest = rest[whole.endIndex...]
  if rest.first == UInt8(ascii: ".") {
    let fraction = rest.dropFirst().prefix(while: isDigit)
    guard !fraction.isEmpty else { return false }
    rest = rest[fraction.endIndex...]
  }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let exponent = rest.prefix(while: isDigit)
    guard !exponent.isEmpty else { return false }
    rest = rest[exponent.endIndex...]
  }
  return rest.isEmpty
}

extension Diagnostic {
  fileprivate static func isTooLarge(_ source: SourceText) -> Diagnostic {
    .error("json.too-large", "this JSON is larger than 8 MiB", in: source.path)
  }

  fileprivate static func isTrailingComma(_ range: SourceRange) -> Diagnostic {
    .error(
      "json.trailing-comma", "no comma can stand after the last item; remove it", at: range,
      fixes: [Fix("remove the comma", replacement: "")])
  }

  fileprivate static func isNotNumber(_ range: SourceRange) -> Diagnostic {
    .error(
      "json.number", "“\(range.text)” is no JSON number; write it like 12, -3.5 or 6e7, or put it in quotes",
      at: range)
  }

  fileprivate static func isUnknownWord(_ range: SourceRange) -> Diagnostic {
    let remedy = suggestion(for: range.text, among: ["true", "false", "null"])
    return .error(
      "json.word", "unknown word “\(range.text)”\(remedy.isEmpty ? "; put a text in double quotes" : remedy)",
      at: range)
  }
}
