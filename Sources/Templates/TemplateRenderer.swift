import Diagnostics
import HTML

/// Carries out the instructions of templates and appends to one buffer.
struct TemplateRenderer {
  static let deepestCall = 100
  static let deepestNesting = 1000
  static let mostCalls = 200_000
  static let longestPage = 64 << 20
  /// After so many mistakes on one page the rest is not worth rendering.
  static let mostFindings = 100

  let library: TemplateLibrary
  var bytes: [UInt8] = []
  var findings: [Diagnostic] = []
  /// The values at hand, the innermost last.
  var frames: [TemplateValue]
  /// Tags reported already, so that a list of a thousand says it once.
  private var reported: Set<SourceRange> = []
  private var overrides: [String: Block] = [:]
  private var indentation: [UInt8] = []
  private var isAtLineStart = true
  private var callDepth = 0
  private var nesting = 0
  private var calls = 0
  private var isStopped = false

  init(library: TemplateLibrary, value: TemplateValue) {
    self.library = library
    frames = [value]
  }

  mutating func report(_ diagnostic: Diagnostic, at range: SourceRange) {
    if reported.insert(range).inserted { findings.append(diagnostic) }
    if findings.count >= Self.mostFindings { isStopped = true }
  }

  mutating func render(_ instructions: [Instruction]) {
    nesting += 1
    defer { nesting -= 1 }
    for instruction in instructions {
      if isStopped { return }
      switch instruction {
      case .literal(let literal): append(literal.bytes, endsLine: literal.endsLine)
      case .variable(let variable):
        indent()
        if let value = value(of: variable.name) { print(value, for: variable) }
      case .section(let section): render(section)
      case .partial(let partial): render(partial, overriding: [])
      case .parent(let parent): render(parent.template, overriding: parent.overrides)
      case .block(let block): render(block)
      }
    }
  }

  private mutating func render(_ section: Section) {
    guard nesting < Self.deepestNesting else { return stop(.isTooDeep(section.name), at: section.name.range) }
    let found = value(of: section.name)
    guard !section.isInverted else {
      if let found, found.isTrue { return }
      if found != nil || library.mode == .lenient { render(section.body) }
      return
    }
    guard let found, found.isTrue else { return }
    let elements =
      switch found {
      case .list(let elements): elements
      case .text, .html, .url, .json, .number, .bool, .object, .none: [found]
      }
    for element in elements {
      frames.append(element)
      render(section.body)
      frames.removeLast()
      if isStopped { return }
    }
  }

  private mutating func render(_ block: Block) {
    guard nesting < Self.deepestNesting else { return stop(.isTooDeep(block.name), at: block.name.range) }
    let override = overrides[block.name.text]
    if override != nil {
      calls += 1
      guard calls < Self.mostCalls else { return stop(.isTooLong(block.name), at: block.name.range) }
    }
    let outer = indentation
    if !block.indentation.isEmpty { indentation += block.indentation }
    render((override ?? block).body)
    indentation = outer
  }

  private mutating func render(_ partial: Partial, overriding blocks: [Block]) {
    guard let template = template(for: partial) else { return }
    calls += 1
    guard callDepth < Self.deepestCall, nesting < Self.deepestNesting else {
      return stop(.isTooDeep(partial.name), at: partial.name.range)
    }
    guard calls < Self.mostCalls, bytes.count < Self.longestPage else {
      return stop(.isTooLong(partial.name), at: partial.name.range)
    }
    let outer = (indentation, overrides)
    if partial.isStandalone {
      if !partial.indentation.isEmpty { indentation += partial.indentation }
    } else {
      indent()
      indentation = []
    }
    // What an outer template put into a block goes before what a nearer one puts there.
    for block in blocks where overrides[block.name.text] == nil { overrides[block.name.text] = block }
    callDepth += 1
    isAtLineStart = true
    render(template.instructions)
    callDepth -= 1
    isAtLineStart = partial.isStandalone
    (indentation, overrides) = outer
  }

  private mutating func template(for partial: Partial) -> Template? {
    guard partial.isDynamic else { return library.templates[partial.name.text] }
    switch value(of: partial.name) {
    case .text(let name)?: return library.templates[name]
    case .html?, .url?, .json?, .number?, .bool?, .list?, .object?, TemplateValue.none?, nil: return nil
    }
  }

  private mutating func stop(_ diagnostic: Diagnostic, at range: SourceRange) {
    isStopped = true
    report(diagnostic, at: range)
  }
}

extension TemplateRenderer {
  /// Indentation stands before the first thing on a line, if there is any.
  private mutating func indent() {
    if isAtLineStart { bytes.append(contentsOf: indentation) }
    isAtLineStart = false
  }

  private mutating func append(_ text: [UInt8], endsLine: Bool) {
    guard !indentation.isEmpty else {
      bytes.append(contentsOf: text)
      isAtLineStart = endsLine
      return
    }
    var position = 0
    while position < text.count {
      let end = text[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      if text[position] != 0x0A, text[position] != 0x0D { indent() }
      bytes.append(contentsOf: text[position..<end])
      isAtLineStart = text[end - 1] == 0x0A
      position = end
    }
  }
}

extension TemplateValue {
  /// Whether a section over this value is printed: not for `false`, nothing, and what is empty.
  fileprivate var isTrue: Bool {
    switch self {
    case .text(let text): !text.utf8.isEmpty
    case .html(let html): !html.isEmpty
    case .list(let elements): !elements.isEmpty
    case .bool(let bool): bool
    case .none: false
    case .url, .json, .number, .object: true
    }
  }
}

extension Diagnostic {
  fileprivate static func isTooDeep(_ name: Name) -> Diagnostic {
    .error(
      "template.recursion",
      "templates call each other more than \(TemplateRenderer.deepestCall) deep at “\(name.range.text)”; "
        + "a template that calls itself has to end somewhere",
      at: name.range)
  }

  fileprivate static func isTooLong(_ name: Name) -> Diagnostic {
    .error(
      "template.too-much",
      "the page calls more than \(TemplateRenderer.mostCalls) templates or is longer than "
        + "\(TemplateRenderer.longestPage >> 20) MiB at “\(name.range.text)”",
      at: name.range)
  }
}
