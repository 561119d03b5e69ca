package import Diagnostics

extension Document {
  /// Parses CommonMark 0.30 with the footnotes of GFM and Pandoc, from a line start at a UTF-8 offset on (behind
  /// front matter); lines are those of the file.
  ///
  /// A text that breaks a limit comes back empty, with an error that names the limit and the line.
  package static func parsing(
    _ source: SourceText, from offset: Int = 0, limits: Limits = .standard
  ) -> Diagnosed<Document> {
    precondition(
      offset == 0 || source.utf8[offset - 1] == 0x0A || offset == source.utf8.count,
      "a text begins at the start of a line")
    let parse = Parse(source: source, offset: offset, limits: limits)
    do throws(BrokenLimit) {
      return try parse.document()
    } catch {
      let empty = Document(blocks: [], footnotes: [], source: source)
      return Diagnosed(empty, [error.diagnostic(at: parse.firstLine - 1 + error.line, in: source, limits)])
    }
  }
}

/// The steps of one parse.
///
/// The line of a limit that is thrown counts from the start of the text.
private struct Parse {
  let source: SourceText
  let limits: Limits
  let firstLine: Int
  private let offset: Int

  init(source: SourceText, offset: Int, limits: Limits) {
    self.source = source
    self.offset = offset
    self.limits = limits
    firstLine = 1 + source.utf8[..<offset].count { $0 == 0x0A }
  }

  func document() throws(BrokenLimit) -> Diagnosed<Document> {
    let size = source.utf8.count
    guard size <= limits.fileBytes else { throw BrokenLimit(.fileBytes(size), line: 1) }
    let text = Array(source.utf8[offset...])
    let lines = lineRanges(of: text, from: 0)
    var prescan = Prescan(text, limits: limits)
    try prescan.check(lines)
    let warnings = invisibleCharacters(in: source, from: offset)
    guard let composition = try composition(of: text, lines) else {
      let events = try ParsedMarkdown(text).events(within: limits)
      var builder = DocumentBuilder(events, lines: LineMap(first: firstLine))
      return Diagnosed(Document(blocks: builder.mainText(), footnotes: [], source: source), warnings)
    }
    let found = try document(composition, lines)
    return Diagnosed(found.value, warnings + found.diagnostics)
  }

  /// The text with its footnotes rewritten, or nothing where it defines none.
  private func composition(of text: [UInt8], _ lines: [Range<Int>]) throws(BrokenLimit)
    -> FootnoteComposition?
  {
    guard FootnoteComposition.isWorthwhile(text, lines) else { return nil }
    var isLiteral = Array(repeating: false, count: lines.count)
    for event in try ParsedMarkdown(text).events(within: limits) {
      switch event {
      case .codeBlock(_, _, let block), .htmlBlock(_, let block):
        for line in block where line <= isLiteral.count { isLiteral[line - 1] = true }
      case .open, .close, .thematicBreak, .text, .code, .softBreak, .lineBreak, .inlineHTML: break
      }
    }
    return FootnoteComposition(text, lines: lines, isLiteral: isLiteral)
  }

  private func document(
    _ composition: FootnoteComposition, _ ranges: [Range<Int>]
  ) throws(BrokenLimit) -> Diagnosed<Document> {
    let lines = LineMap(first: firstLine, rewritten: composition.lines)
    let events: [MarkdownEvent]
    do throws(BrokenLimit) {
      // Each definition costs a comment and a quote, and one level, that the author did not write.
      var allowed = limits
      allowed.blockCount += 2 * composition.definitions.count
      allowed.containerDepth += 1
      events = try ParsedMarkdown(composition.utf8).events(within: allowed)
    } catch {
      throw BrokenLimit(error.kind, line: lines(error.line) - firstLine + 1)
    }
    var builder = DocumentBuilder(events, lines: lines, mark: composition.mark)
    let blocks = builder.mainText()
    var bodies: [[Block]] = []
    while bodies.count < builder.called.count { bodies.append(builder.body(of: bodies.count)) }
    let footnotes = bodies.enumerated().map { number, blocks in
      let definition = composition.definitions[builder.called[number]]
      return Footnote(
        label: definition.label, blocks: blocks, callCount: builder.callCounts[number],
        line: firstLine - 1 + definition.line)
    }
    let document = Document(blocks: blocks, footnotes: footnotes, source: source)
    let warnings = warnings(about: composition, builder) { line in
      source.range(shifted(ranges[line - 1]))
    }
    return Diagnosed(document, warnings)
  }

  private func shifted(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound + offset..<range.upperBound + offset
  }

  private func warnings(
    about composition: FootnoteComposition, _ builder: DocumentBuilder, at place: (Int) -> SourceRange
  ) -> [Diagnostic] {
    let called = Set(builder.called)
    var warnings: [Diagnostic] = []
    for (number, definition) in composition.definitions.enumerated() where !called.contains(number) {
      let range = place(definition.line)
      warnings.append(
        definition.isRepeated
          ? .footnoteRepeated(definition.label, at: range) : .footnoteUncalled(definition.label, at: range))
    }
    let labels = composition.definitions.map(\.label)
    for call in composition.unknownCalls where builder.uncalledLabels.contains(source[shifted(call)]) {
      let label = source[shifted(call)]
      warnings.append(.footnoteUnknown(label, among: labels, at: source.range(shifted(call))))
    }
    return warnings + composition.nested.map { .footnoteNested(at: place($0)) }
  }
}

extension Diagnostic {
  fileprivate static func footnoteUnknown(_ call: String, among labels: [String], at range: SourceRange)
    -> Diagnostic
  {
    let label = String(decoding: call.utf8.dropFirst(2).dropLast(), as: UTF8.self)
    return .warning(
      "markup.footnote-unknown",
      "no footnote “\(label)” is defined, so the call stays text\(suggestion(for: label, among: labels))",
      at: range)
  }

  fileprivate static func footnoteUncalled(_ label: String, at range: SourceRange) -> Diagnostic {
    .warning(
      "markup.footnote-uncalled", "footnote “\(label)” is never called and left out", at: range,
      fixes: [Fix("call it by [^\(label)], or delete it")])
  }

  fileprivate static func footnoteRepeated(_ label: String, at range: SourceRange) -> Diagnostic {
    .warning(
      "markup.footnote-repeated", "footnote “\(label)” is defined before; this definition is left out",
      at: range,
      fixes: [Fix("give it another label")])
  }

  fileprivate static func footnoteNested(at range: SourceRange) -> Diagnostic {
    .warning(
      "markup.footnote-nested", "a footnote is not defined inside a quote, a list or another footnote",
      at: range, fixes: [Fix("move the definition to the start of a line of its own")])
  }
}
