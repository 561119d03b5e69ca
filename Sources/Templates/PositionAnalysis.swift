import Diagnostics

/// Finds for each variable where in the HTML it is printed, across sections, partials and blocks.
///
/// Partials and parents stand between tags and begin and end there. A section or block ends where it began, so
/// that the page means the same whether it is printed or not. A block that replaces another is read as if it
/// stood in that one's place. After the idea of Google's ctemplate.
struct PositionAnalysis {
  private var templates: [String: Template]
  /// For each template that has been read: its blocks, and where they stand.
  private var blocks: [String: [String: HTMLScanner]] = [:]
  private var begun: Set<String> = []
  private var findings: [Diagnostic] = []

  static func positioned(_ templates: [String: Template]) -> Diagnosed<[String: Template]> {
    var analysis = PositionAnalysis(templates: templates)
    for name in templates.keys.sorted() { analysis.read(name) }
    return Diagnosed(analysis.templates, analysis.findings)
  }

  private init(templates: [String: Template]) { self.templates = templates }

  private mutating func read(_ name: String) {
    guard begun.insert(name).inserted, var template = templates[name] else { return }
    var walk = Walk()
    template.instructions = positioned(template.instructions, &walk)
    if walk.scanner.state != .text {
      let end = template.source.utf8.count
      report(.endsInside(walk.scanner, template.source.range(end..<end)))
    }
    blocks[name] = walk.blocks
    templates[name] = template
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    if findings.count < TagPairs.mostFindings { findings.append(diagnostic) }
  }

  private struct Walk {
    var scanner = HTMLScanner()
    var blocks: [String: HTMLScanner] = [:]
  }

  private mutating func positioned(_ instructions: [Instruction], _ walk: inout Walk) -> [Instruction] {
    instructions.map { instruction in
      switch instruction {
      case .literal(let literal):
        walk.scanner.advance(over: literal.bytes)
        if walk.scanner.takeSplitAttribute() { report(.splitsAttribute(literal.range)) }
        return instruction
      case .variable(let variable): return .variable(positioned(variable, &walk))
      case .section(let section):
        return .section(section.around(positioned(section.body, closing: section.name, &walk)))
      case .block(var block):
        note(walk.scanner, of: block.name, &walk)
        block.body = positioned(block.body, closing: block.name, &walk)
        return .block(block)
      case .partial(let partial):
        call(partial, &walk)
        return instruction
      case .parent(var parent):
        call(parent.template, &walk)
        parent.overrides = overrides(of: parent, &walk)
        return .parent(parent)
      }
    }
  }

  private mutating func positioned(_ variable: Variable, _ walk: inout Walk) -> Variable {
    var positioned = variable
    if let position = walk.scanner.position {
      positioned.position = position
    } else {
      report(.hasNoPlace(variable.name, in: walk.scanner))
    }
    walk.scanner.passValue()
    return positioned
  }

  /// The body of a section or block, which has to end where it began.
  private mutating func positioned(
    _ body: [Instruction], closing name: Name, _ walk: inout Walk
  ) -> [Instruction] {
    let start = walk.scanner
    let result = positioned(body, &walk)
    if let joined = start.joined(with: walk.scanner) {
      walk.scanner = joined
    } else {
      report(.endsElsewhere(name, from: start, to: walk.scanner))
      walk.scanner = start
    }
    return result
  }

  private mutating func note(_ scanner: HTMLScanner, of block: Name, _ walk: inout Walk) {
    if let other = walk.blocks[block.text], other.position != scanner.position {
      report(.standsTwice(block, other, scanner))
    }
    walk.blocks[block.text] = walk.blocks[block.text] ?? scanner
  }

  private mutating func call(_ partial: Partial, _ walk: inout Walk) {
    guard templates[partial.name.text] != nil else {
      report(.isUnknown(partial.name, among: templates.keys.sorted()))
      return
    }
    if walk.scanner.state != .text { report(.isCalled(partial.name, in: walk.scanner)) }
    read(partial.name.text)
    walk.blocks.merge(blocks[partial.name.text] ?? [:]) { known, _ in known }
  }

  private mutating func overrides(of parent: Parent, _ walk: inout Walk) -> [Block] {
    let name = parent.template.name.text
    // Without an entry the parent is unknown, or is being read right now because it calls itself.
    guard let known = blocks[name] else { return parent.overrides }
    return parent.overrides.map { override in
      guard let place = known[override.name.text] else {
        report(.replacesNothing(override.name, in: name, among: known.keys.sorted()))
        return override
      }
      var inner = Walk(scanner: place, blocks: [:])
      var block = override
      block.body = positioned(override.body, closing: override.name, &inner)
      walk.blocks.merge(inner.blocks) { known, _ in known }
      return block
    }
  }
}

extension Diagnostic {
  fileprivate static func endsInside(_ scanner: HTMLScanner, _ range: SourceRange) -> Diagnostic {
    .error(
      "template.ends-inside-tag", "the template ends \(scanner.place); each template ends between tags",
      at: range)
  }

  fileprivate static func splitsAttribute(_ range: SourceRange) -> Diagnostic {
    .error(
      "template.split-attribute", "an attribute begins without a blank before it; begin it with a space",
      at: range)
  }

  fileprivate static func hasNoPlace(_ name: Name, in scanner: HTMLScanner) -> Diagnostic {
    let tag = name.range.text
    if scanner.isUnquoted {
      let attribute = String(decoding: scanner.attribute, as: UTF8.self)
      return .error(
        "template.unquoted-attribute",
        "“\(tag)” stands in an attribute without quotes; write \(attribute)=\"\(tag)\"", at: name.range)
    }
    return .error(
      "template.no-place",
      "no value can be printed \(scanner.place); put “\(tag)” into a quoted attribute or text",
      at: name.range)
  }

  fileprivate static func endsElsewhere(
    _ name: Name, from start: HTMLScanner, to end: HTMLScanner
  ) -> Diagnostic {
    .error(
      "template.uneven-section",
      "“\(name.range.text)” begins \(start.place) and ends \(end.place); it has to end where it began",
      at: name.range)
  }

  fileprivate static func standsTwice(_ name: Name, _ one: HTMLScanner, _ other: HTMLScanner) -> Diagnostic {
    .error(
      "template.block-moved",
      "the block “\(name.text)” stands \(one.place) and \(other.place); give one of them another name",
      at: name.range)
  }

  fileprivate static func isUnknown(_ name: Name, among names: [String]) -> Diagnostic {
    .error(
      "template.unknown-partial",
      "there is no template “\(name.text)”\(suggestion(for: name.text, among: names))",
      at: name.range)
  }

  fileprivate static func isCalled(_ name: Name, in scanner: HTMLScanner) -> Diagnostic {
    .error(
      "template.partial-in-tag",
      "“\(name.range.text)” stands \(scanner.place); another template can only be called between tags",
      at: name.range)
  }

  fileprivate static func replacesNothing(_ name: Name, in template: String, among names: [String])
    -> Diagnostic
  {
    .error(
      "template.unknown-block",
      "“\(template)” has no block “\(name.text)”\(suggestion(for: name.text, among: names))", at: name.range)
  }
}
