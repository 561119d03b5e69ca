import Diagnostics

/// Turns the text of one template into instructions.
struct TemplateParser {
  static let longest = 1 << 20

  private let source: SourceText
  private let mode: TemplateLibrary.Mode
  private let tokens: [Token]
  private let lines: TagLines
  private var open: [Level] = [Level(tag: nil)]
  private var findings: [Diagnostic] = []

  /// The instructions of a template; none where its tags do not fit together.
  static func instructions(
    of source: SourceText, mode: TemplateLibrary.Mode
  ) -> Diagnosed<[Instruction]> {
    guard source.utf8.count <= longest else { return Diagnosed([], [.isTooLong(source)]) }
    let hidden = hiddenControls(in: source)
    var findings: [Diagnostic] = hidden
    let tokens = TemplateScanner.tokens(of: source).unwrapped(into: &findings)
    guard findings.count == hidden.count else { return Diagnosed([], findings) }
    let pairs = TagPairs(of: tokens, in: source)
    guard pairs.findings.isEmpty else { return Diagnosed([], findings + pairs.findings) }
    let lines = TagLines(of: tokens, partners: pairs.partners, parents: pairs.parents, in: source)
    var parser = TemplateParser(source: source, mode: mode, tokens: tokens, lines: lines)
    let instructions = parser.instructions()
    return Diagnosed(instructions, findings + parser.findings)
  }

  private init(source: SourceText, mode: TemplateLibrary.Mode, tokens: [Token], lines: TagLines) {
    self.source = source
    self.mode = mode
    self.tokens = tokens
    self.lines = lines
  }

  /// A tag that is still open, with what it holds so far.
  private struct Level {
    let tag: (tag: Tag, index: Int)?
    var body: [Instruction] = []

    var isParent: Bool { tag?.tag.kind == .parent }
  }

  private mutating func instructions() -> [Instruction] {
    for (index, token) in tokens.enumerated() {
      guard findings.count < TagPairs.mostFindings else { return [] }
      switch token {
      case .text: add(text: lines.texts[index])
      case .tag(let tag): add(tag, at: index)
      }
    }
    return open[0].body
  }

  private mutating func add(text range: Range<Int>) {
    guard !range.isEmpty else { return }
    if open[open.count - 1].isParent {
      guard mode == .strict, let first = source.utf8[range].firstIndex(where: { !$0.isBlank }) else { return }
      findings.append(.isOutsideBlocks(source.range(first..<range.upperBound)))
      return
    }
    append(.literal(Literal(bytes: Array(source.utf8[range]), range: source.range(range))))
  }

  private mutating func add(_ tag: Tag, at index: Int) {
    check(tag)
    let name = name(of: tag)
    switch tag.kind {
    case .variable: append(.variable(Variable(name: name, isUnescaped: false)))
    case .unescaped: append(.variable(Variable(name: name, isUnescaped: true)))
    case .partial: append(.partial(partial(tag, at: index)))
    case .section, .inverted, .parent, .block: open.append(Level(tag: (tag, index)))
    case .close: close()
    case .comment, .delimiters: return
    }
  }

  private mutating func append(_ instruction: Instruction) {
    let isIgnored: Bool
    switch instruction {
    case .block: isIgnored = false
    case .literal, .variable, .section, .partial, .parent: isIgnored = open[open.count - 1].isParent
    }
    guard isIgnored else {
      open[open.count - 1].body.append(instruction)
      return
    }
    if mode == .strict, let range = instruction.range { findings.append(.isOutsideBlocks(range)) }
  }

  private mutating func close() {
    let level = open.removeLast()
    guard let (tag, index) = level.tag else { preconditionFailure("a closing tag has been paired") }
    switch tag.kind {
    case .section, .inverted:
      let isInverted = tag.kind == .inverted
      append(.section(Section(name: name(of: tag), isInverted: isInverted, body: level.body)))
    case .block: append(.block(block(tag, at: index, body: level.body)))
    case .parent:
      let overrides = level.body.compactMap { instruction in
        if case .block(let block) = instruction { block } else { nil }
      }
      append(.parent(Parent(template: partial(tag, at: index), overrides: overrides)))
    case .variable, .unescaped, .close, .partial, .comment, .delimiters:
      preconditionFailure("this tag needs no closing")
    }
  }

  private func block(_ tag: Tag, at index: Int, body: [Instruction]) -> Block {
    let isStandalone = lines.isStandalone[index]
    let blanks = lines.indentations[index].map { Array(source.utf8[$0]) }
    let shared: [UInt8]
    if isStandalone {
      shared = BlockIndentation.common(of: body, startsLine: true) ?? blanks ?? []
    } else {
      shared = blanks.map { BlockIndentation.common(of: body, startsLine: false, atMost: $0) ?? $0 } ?? []
    }
    let lean = BlockIndentation.removing(shared.count, from: body, startsLine: isStandalone)
    return Block(name: name(of: tag), isStandalone: isStandalone, indentation: shared, body: lean)
  }

  private func partial(_ tag: Tag, at index: Int) -> Partial {
    let isStandalone = lines.isStandalone[index]
    let indentation = isStandalone ? lines.indentations[index].map { Array(source.utf8[$0]) } ?? [] : []
    var text = source[tag.name]
    let isDynamic = text.utf8.first == 0x2A
    if isDynamic { text = String(Substring(text.utf8.dropFirst().drop { $0.isBlank })) }
    return Partial(
      name: Name(text, at: source.range(tag.range)), isDynamic: isDynamic, isStandalone: isStandalone,
      indentation: indentation)
  }

  private func name(of tag: Tag) -> Name { Name(source[tag.name], at: source.range(tag.range)) }
}

extension TemplateParser {
  /// In strict mode names are ASCII, so that two that look alike are alike.
  private mutating func check(_ tag: Tag) {
    let name = source.utf8[tag.name]
    switch tag.kind {
    case .comment, .delimiters: return
    case .variable, .unescaped, .section, .inverted, .close, .partial, .parent, .block: break
    }
    guard !name.isEmpty else {
      findings.append(.hasNoName(source.range(tag.range)))
      return
    }
    guard mode == .strict else { return }
    let isCall = tag.kind == .partial || tag.kind == .parent || tag.kind == .close
    if name.first == 0x2A, tag.kind == .partial || tag.kind == .parent {
      findings.append(.isDynamic(source.range(tag.range)))
    } else if !name.allSatisfy({ $0.isNameByte || (isCall && $0 == 0x2F) }) || hasEmptyPart(name) {
      findings.append(.hasBadName(source[tag.name], source.range(tag.range)))
    }
  }

  private func hasEmptyPart(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count > 1 else { return false }
    return name.split(separator: 0x2E, omittingEmptySubsequences: false).contains { $0.isEmpty }
  }

  /// Directional controls: they can make a template look unlike what it does (CVE-2021-42574).
  private static func hiddenControls(in source: SourceText) -> [Diagnostic] {
    guard source.utf8.contains(0xE2) else { return [] }
    var findings: [Diagnostic] = []
    var offset = 0
    for scalar in source.text.unicodeScalars {
      guard findings.count < TagPairs.mostFindings else { break }
      let length = UTF8.width(scalar)
      switch scalar.value {
      case 0x202A...0x202E, 0x2066...0x2069:
        findings.append(.isHidden(scalar, source.range(offset..<offset + length)))
      default: break
      }
      offset += length
    }
    return findings
  }
}

extension UInt8 {
  fileprivate var isNameByte: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }
}

extension Instruction {
  /// The tag it was read from.
  fileprivate var range: SourceRange? {
    switch self {
    case .literal(let literal): literal.range
    case .variable(let variable): variable.name.range
    case .section(let section): section.name.range
    case .partial(let partial): partial.name.range
    case .parent(let parent): parent.template.name.range
    case .block(let block): block.name.range
    }
  }
}

extension Diagnostic {
  fileprivate static func isTooLong(_ source: SourceText) -> Diagnostic {
    .error(
      "template.too-long",
      "the template has \(source.utf8.count) bytes; at most \(TemplateParser.longest) are read",
      in: source.path)
  }

  fileprivate static func isOutsideBlocks(_ range: SourceRange) -> Diagnostic {
    .error(
      "template.outside-blocks",
      "what stands between “{{<…}}” and its end, outside its blocks, is never shown; put it into a block",
      at: range)
  }

  fileprivate static func hasNoName(_ range: SourceRange) -> Diagnostic {
    .error("template.no-name", "the tag names nothing", at: range)
  }

  fileprivate static func isDynamic(_ range: SourceRange) -> Diagnostic {
    .error(
      "template.dynamic-name", "a partial is never named by data; write a section for each that may be meant",
      at: range)
  }

  fileprivate static func hasBadName(_ name: String, _ range: SourceRange) -> Diagnostic {
    .error(
      "template.bad-name",
      "“\(name)” is not a name; names have ASCII letters, digits, “-”, “_” and single dots",
      at: range)
  }

  fileprivate static func isHidden(_ scalar: Unicode.Scalar, _ range: SourceRange) -> Diagnostic {
    .error(
      "template.hidden-control", "\(scalar.codePoint) changes the direction of the text unseen; remove it",
      at: range)
  }
}
