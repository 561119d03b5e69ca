import Diagnostics

/// Says what an author did where libyaml says what its scanner did, and adds the remedy.
struct YAMLExplanation {
  private let fault: YAMLFault
  private let source: SourceText
  private let offsets: Range<Int>
  /// The UTF-8 offsets of the problem and of what libyaml was busy with.
  private let problem: Int
  private let context: Int

  init(of fault: YAMLFault, in source: SourceText, _ offsets: Range<Int>, _ marks: CodePointMarks) {
    self.fault = fault
    self.source = source
    self.offsets = offsets
    switch fault.place {
    case .byte(let byte): problem = min(offsets.lowerBound + byte, offsets.upperBound)
    case .codePoint(let codePoint): problem = marks.offset(of: codePoint)
    }
    context = marks.offset(of: fault.contextStart)
  }

  var diagnostic: Diagnostic {
    if let tab = indentingTab { return .isTab(source.range(tab..<tab + 1)) }
    return refusedFeature ?? mistake
  }

  /// What libyaml calls a mistake in something that we do not take anyway.
  private var refusedFeature: Diagnostic? {
    switch (fault.context, fault.problem) {
    case ("while scanning an alias", _): .isAlias(opening)
    case ("while scanning an anchor", _): .isAnchor(opening)
    case ("while scanning a tag", _), ("while parsing a tag", _): .isTag(opening)
    case (_, "found undefined tag handle"): .isTag(character)
    case (_, "found incompatible YAML document"): .isDirective(restOfLine(from: problem))
    case (_, "found duplicate %YAML directive"), (_, "found duplicate %TAG directive"):
      .isDirective(restOfLine(from: problem))
    case (let context, _) where context.hasSuffix("directive"): .isDirective(restOfLine(from: self.context))
    case (_, "mapping keys are not allowed in this context"): .isComplexKey(character)
    case (_, "did not find expected <document start>") where endsBefore: .isSecondDocument(character)
    case (_, "did not find expected key") where restOfLine(from: problem).text.utf8.first == UInt8(ascii: ":"):
      .lacksKey(character)
    default: nil
    }
  }

  private var mistake: Diagnostic {
    switch fault.problem {
    case "mapping values are not allowed in this context": colonInValue
    case "control characters are not allowed": .isControlCharacter(character)
    case "found character that cannot start any token", "did not find expected node content":
      character.text == "\t" ? .isMisplacedTab(character) : .cannotStart(character)
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      .isMisplacedTab(character)
    case "found unexpected end of stream", "found unexpected document indicator": .isUnclosedQuote(opening)
    case "found unknown escape character": .isUnknownEscape(escape)
    case "did not find expected hexdecimal number": .lacksDigits(character)
    case "did not find expected ',' or ']'": .isUnclosed("[", "]", at: opening, seen: character)
    case "did not find expected ',' or '}'": .isUnclosed("{", "}", at: opening, seen: character)
    case "could not find expected ':'": .lacksColon(restOfLine(from: context))
    case "did not find expected key": .isNotKey(restOfLine(from: problem))
    case "did not find expected '-' indicator": .isNotItem(restOfLine(from: problem))
    case "did not find expected <document start>": .isBehindTheEnd(character)
    case "block sequence entries are not allowed in this context": .isMisplacedItem(character)
    case "did not find expected comment or line break": .isNotBlock(opening)
    case "found unexpected ':'": .isMisplacedColon(character)
    default: .isInvalid(fault.problem, fault.context, character)
    }
  }

  /// The code point at the problem, or the last place of the text.
  private var character: SourceRange {
    var end = min(problem + 1, offsets.upperBound)
    while end < offsets.upperBound, source.utf8[end] & 0xC0 == 0x80 { end += 1 }
    return source.range(min(problem, end)..<end)
  }

  /// The backslash at the problem and the code point behind it.
  private var escape: SourceRange {
    var end = min(problem + 2, offsets.upperBound)
    while end < offsets.upperBound, source.utf8[end] & 0xC0 == 0x80 { end += 1 }
    return source.range(min(problem, end)..<end)
  }

  private func restOfLine(from offset: Int) -> SourceRange {
    source.range(offset..<lineBounds(around: offset).upperBound)
  }

  /// Whether the last line before the problem that is not blank is `...`.
  private var endsBefore: Bool {
    let before = source.utf8[offsets.lowerBound..<lineBounds(around: problem).lowerBound]
    let last = before.split(separator: 0x0A).last { line in line.contains { $0 != 0x20 } }
    return last?.starts(with: "...".utf8) ?? false
  }

  private var opening: SourceRange { source.range(context..<min(context + 1, offsets.upperBound)) }

  /// A tab among the blanks before the first word of the problem's line.
  private var indentingTab: Int? {
    let bounds = lineBounds(around: problem)
    let blanks = source.utf8[bounds].prefix { $0 == 0x20 || $0 == 0x09 }
    return blanks.endIndex < bounds.upperBound ? blanks.firstIndex(of: 0x09) : nil
  }

  /// `title: Foo: a story` wants quotes around everything after the first colon.
  private var colonInValue: Diagnostic {
    let bounds = lineBounds(around: problem)
    let colon = (bounds.lowerBound..<problem).first {
      source.utf8[$0] == UInt8(ascii: ":") && $0 + 1 < problem && source.utf8[$0 + 1] == 0x20
    }
    guard let colon, let start = (colon + 1..<problem).first(where: { source.utf8[$0] != 0x20 }) else {
      return .isMisplacedColon(source.range(problem..<min(problem + 1, offsets.upperBound)))
    }
    var end = bounds.upperBound
    while source.utf8[end - 1] == 0x20 { end -= 1 }
    return .hasColon(source.range(start..<end))
  }

  private func lineBounds(around offset: Int) -> Range<Int> {
    let before = source.utf8[offsets.lowerBound..<offset].lastIndex(of: 0x0A)
    let after = source.utf8[offset..<offsets.upperBound].firstIndex(of: 0x0A)
    return (before.map { $0 + 1 } ?? offsets.lowerBound)..<(after ?? offsets.upperBound)
  }
}

extension Diagnostic {
  fileprivate static func isTab(_ range: SourceRange) -> Diagnostic {
    .error("yaml.tab", "a tab indents this line; YAML takes spaces only", at: range)
  }

  fileprivate static func isMisplacedTab(_ range: SourceRange) -> Diagnostic {
    .error("yaml.tab", "a tab cannot stand here; YAML takes spaces only", at: range)
  }

  fileprivate static func hasColon(_ range: SourceRange) -> Diagnostic {
    let inner = range.text.flatMap { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
    return .error(
      "yaml.colon", "this value holds “: ”, which starts another value; put it in quotes", at: range,
      fixes: [Fix("put quotes around the value", replacement: "\"\(String(inner))\"")])
  }

  fileprivate static func isMisplacedColon(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.colon",
      "no “:” can stand here; put a value that holds one in quotes, or give the key a line of its own",
      at: range)
  }

  fileprivate static func isControlCharacter(_ range: SourceRange) -> Diagnostic {
    let name = range.text.unicodeScalars.first?.codePoint ?? "U+0000"
    return .error("yaml.control-character", "the control character \(name) is not allowed", at: range)
  }

  fileprivate static func cannotStart(_ range: SourceRange) -> Diagnostic {
    let summary =
      range.text.isEmpty || range.text == "\n"
      ? "a value is missing here" : "no value can start with “\(range.text)”; put it in quotes"
    return .error("yaml.start", summary, at: range)
  }

  fileprivate static func isUnclosedQuote(_ range: SourceRange) -> Diagnostic {
    .error("yaml.unclosed", "the quote opened here is never closed", at: range)
  }

  fileprivate static func isUnclosed(
    _ opening: String, _ closing: String, at range: SourceRange, seen: SourceRange
  ) -> Diagnostic {
    let wanted = Note("the “,” or “\(closing)” is wanted before this", at: seen)
    let summary = "the “\(opening)” opened here lacks a “,” or its “\(closing)”"
    return .error("yaml.unclosed", summary, at: range, notes: [wanted])
  }

  fileprivate static func isUnknownEscape(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.escape",
      "unknown escape “\(range.text)”; write “\\\\” for a backslash, or use single quotes", at: range)
  }

  fileprivate static func lacksDigits(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.escape", "hexadecimal digits are wanted here: 2 after “\\x”, 4 after “\\u”, 8 after “\\U”",
      at: range)
  }

  fileprivate static func lacksColon(_ range: SourceRange) -> Diagnostic {
    .error("yaml.syntax", "this is no “key: value”; a “:” and a blank are wanted after the key", at: range)
  }

  fileprivate static func isNotKey(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.syntax", "this is no “key: value” of the mapping before it; check the indentation and the quotes",
      at: range)
  }

  fileprivate static func isNotItem(_ range: SourceRange) -> Diagnostic {
    .error("yaml.syntax", "this is no “- ” item of the list before it; check the indentation", at: range)
  }

  fileprivate static func isNotBlock(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.syntax",
      "words follow “\(range.text)”; begin them on the next line, or put a value that starts with it in quotes",
      at: range)
  }

  fileprivate static func isBehindTheEnd(_ range: SourceRange) -> Diagnostic {
    .error("yaml.syntax", "the YAML has ended before this; check the indentation", at: range)
  }

  fileprivate static func isSecondDocument(_ range: SourceRange) -> Diagnostic {
    .error("yaml.second-document", "a second YAML document is not taken; one file holds one", at: range)
  }

  fileprivate static func isMisplacedItem(_ range: SourceRange) -> Diagnostic {
    .error("yaml.syntax", "no list item can stand here; give “- ” a line of its own", at: range)
  }

  fileprivate static func lacksKey(_ range: SourceRange) -> Diagnostic {
    .error("yaml.empty-key", "empty keys are not taken; write one before the “:”", at: range)
  }

  fileprivate static func isAlias(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.alias", "YAML aliases are not taken; put a value that starts with “*” in quotes", at: range)
  }

  fileprivate static func isTag(_ range: SourceRange) -> Diagnostic {
    .error("yaml.tag", "YAML tags are not taken; put a value that starts with “!” in quotes", at: range)
  }

  fileprivate static func isComplexKey(_ range: SourceRange) -> Diagnostic {
    .error("yaml.complex-key", "complex keys (“? key”) are not taken; write “key: value”", at: range)
  }

  fileprivate static func isAnchor(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.anchor", "YAML anchors are not taken; put a value that starts with “&” in quotes", at: range)
  }

  fileprivate static func isDirective(_ range: SourceRange) -> Diagnostic {
    .error("yaml.directive", "no directive is taken but “%YAML 1.2”; remove this line", at: range)
  }

  fileprivate static func isInvalid(_ problem: String, _ context: String, _ range: SourceRange) -> Diagnostic
  {
    let when = context.isEmpty ? "" : " \(context)"
    return .error("yaml.syntax", "invalid YAML: \(problem)\(when)", at: range)
  }
}
