import Diagnostics

/// What to tell an author where a JSON text goes on otherwise than the grammar has it.
struct JSONComplaint {
  /// What the grammar wanted instead.
  enum Want { case value, key, colon, comma, end }

  private let source: SourceText
  private let utf8: [UInt8]
  private let position: Int
  private let assembly: RecordAssembly
  private let wanted: Want

  init(in source: SourceText, at position: Int, _ assembly: RecordAssembly, wanted: Want) {
    self.source = source
    self.position = position
    self.assembly = assembly
    self.wanted = wanted
    utf8 = source.utf8
  }

  var diagnostic: Diagnostic {
    guard position < utf8.count else {
      let opening = assembly.innermostStart.map { source.range($0..<$0 + 1) }
      return .isCutOff(source.range(utf8.count..<utf8.count), opening: opening)
    }
    if isMergeConflict { return .isMergeConflict(source.range(position..<position + 7)) }
    if ["/", "#"].contains(character.text) { return .isComment(character) }
    if ["'", "“", "”", "„", "‘", "’"].contains(character.text) { return .isWrongQuote(character) }
    switch wanted {
    case .value: return .lacksValue(character)
    case .key: return .lacksKey(character)
    case .colon: return .lacksColon(character)
    case .comma: return startsValue ? .lacksComma(character) : .isUnexpected(character)
    case .end: return .isBehindTheEnd(character)
    }
  }

  /// Whether a line starts here with one of the marks that git leaves in a file with conflicts.
  var isMergeConflict: Bool {
    guard position == 0 || utf8[position - 1] == 0x0A, position + 7 <= utf8.count else { return false }
    return ["<", "=", ">", "|"].contains { (mark: Unicode.Scalar) in
      utf8[position..<position + 7].allSatisfy { $0 == UInt8(ascii: mark) }
    }
  }

  private var character: SourceRange {
    var end = position + 1
    while end < utf8.count, utf8[end] & 0xC0 == 0x80 { end += 1 }
    return source.range(position..<end)
  }

  private var startsValue: Bool { !["]", "}", ":", ",", ";", "="].contains(character.text) }
}

extension Diagnostic {
  fileprivate static func isCutOff(_ range: SourceRange, opening: SourceRange?) -> Diagnostic {
    guard let opening else {
      return .error("json.empty", "a JSON value is wanted, and there is none", at: range)
    }
    return .error(
      "json.cut-off", "the file ends inside the “\(opening.text)” that is still open", at: range,
      notes: [Note("“\(opening.text)” is opened here", at: opening)])
  }

  fileprivate static func isMergeConflict(_ range: SourceRange) -> Diagnostic {
    .error(
      "json.merge-conflict", "a merge conflict is left in this file; settle it and remove the marks",
      at: range)
  }

  fileprivate static func isWrongQuote(_ range: SourceRange) -> Diagnostic {
    .error("json.quotes", "JSON takes straight double quotes only, no single or curly ones", at: range)
  }

  fileprivate static func isComment(_ range: SourceRange) -> Diagnostic {
    .error("json.comment", "JSON has no comments; remove this one", at: range)
  }

  fileprivate static func lacksValue(_ range: SourceRange) -> Diagnostic {
    .error("json.syntax", "a value is wanted before “\(range.text)”", at: range)
  }

  fileprivate static func lacksKey(_ range: SourceRange) -> Diagnostic {
    .error("json.syntax", "a key in double quotes is wanted before “\(range.text)”", at: range)
  }

  fileprivate static func lacksColon(_ range: SourceRange) -> Diagnostic {
    .error("json.syntax", "a “:” is wanted between key and value, before “\(range.text)”", at: range)
  }

  fileprivate static func lacksComma(_ range: SourceRange) -> Diagnostic {
    .error("json.syntax", "a comma is missing before “\(range.text)”", at: range)
  }

  fileprivate static func isUnexpected(_ range: SourceRange) -> Diagnostic {
    .error(
      "json.syntax", "“\(range.text)” cannot stand here; a comma or the closing bracket is wanted", at: range)
  }

  fileprivate static func isBehindTheEnd(_ range: SourceRange) -> Diagnostic {
    .error("json.syntax", "the JSON value has ended before “\(range.text)”; one file holds one", at: range)
  }
}
