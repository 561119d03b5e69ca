import Diagnostics
import HTML

/// Carries out the steps of templates and appends to one buffer.
struct TemplateRenderer {
  static let deepestCall = 100
  static let deepestNesting = 1000
  static let mostCalls = 200_000
  static let longestPage = 64 << 20
  /// What most pages take at most.
  private static let usualLength = 64 << 10
  /// After so many mistakes on one page the rest is not worth rendering.
  static let mostFindings = 100

  let library: TemplateLibrary
  var bytes: [UInt8] = []
  var findings: [Diagnostic] = []
  /// The values at hand, the innermost last.
  var frames: [TemplateValue]
  /// Tags reported already, so that a list of a thousand says it once.
  private var reported: Set<SourceRange> = []
  /// The steps that replace those of a block, by its number.
  private var overrides: [Int: Range<Int>] = [:]
  private var indentation: [UInt8] = []
  private var isAtLineStart = true
  private var callDepth = 0
  private var nesting = 0
  private var calls = 0
  private var isStopped = false

  init(library: TemplateLibrary, value: TemplateValue) {
    self.library = library
    frames = [value]
    bytes.reserveCapacity(Self.usualLength)
  }

  /// Carries out some steps of the program.
  mutating func render(_ steps: Range<Int>) {
    nesting += 1
    defer { nesting -= 1 }
    var index = steps.lowerBound
    while index < steps.upperBound, !isStopped {
      let step = library.program.steps[index]
      index = step.end ?? index + 1
      switch step {
      case .literal(let literal): append(literal)
      case .variable(let variable):
        indent()
        if let value = value(of: variable.reference) { print(value, for: variable) }
      case .section(let section): render(section)
      case .call(let call): render(call)
      case .block(let block): render(block)
      }
    }
  }

  private mutating func render(_ section: Program.Section) {
    guard nesting < Self.deepestNesting else { return stop(section.reference, Diagnostic.isTooDeep) }
    let found = value(of: section.reference)
    guard !section.isInverted else {
      if let found, found.isTrue { return }
      if found != nil || library.mode == .lenient { render(section.body) }
      return
    }
    guard let found, found.isTrue else { return }
    switch found {
    case .list(let elements): for element in elements where !isStopped { render(section.body, over: element) }
    case .text, .html, .url, .json, .number, .bool, .object, .none: render(section.body, over: found)
    }
  }

  private mutating func render(_ body: Range<Int>, over value: TemplateValue) {
    frames.append(value)
    render(body)
    frames.removeLast()
  }

  private mutating func render(_ block: Program.Block) {
    guard nesting < Self.deepestNesting else { return stop(block.reference, Diagnostic.isTooDeep) }
    let override = overrides[block.number]
    if override != nil {
      calls += 1
      guard calls < Self.mostCalls else { return stop(block.reference, Diagnostic.isTooLong) }
    }
    let outer = indentation
    if !block.indentation.isEmpty { indentation += library.program.bytes[block.indentation] }
    render(override ?? block.body)
    indentation = outer
  }

  private mutating func render(_ call: Program.Call) {
    guard let template = template(for: call) else { return }
    calls += 1
    guard callDepth < Self.deepestCall, nesting < Self.deepestNesting else {
      return stop(call.reference, Diagnostic.isTooDeep)
    }
    guard calls < Self.mostCalls, bytes.count < Self.longestPage else {
      return stop(call.reference, Diagnostic.isTooLong)
    }
    let outer = (indentation, overrides)
    if call.isStandalone {
      if !call.indentation.isEmpty { indentation += library.program.bytes[call.indentation] }
    } else {
      indent()
      indentation = []
    }
    override(by: call.overrides)
    callDepth += 1
    isAtLineStart = true
    render(template)
    callDepth -= 1
    isAtLineStart = call.isStandalone
    (indentation, overrides) = outer
  }

  /// What an outer template put into a block goes before what a nearer one puts there.
  private mutating func override(by blocks: Range<Int>) {
    var index = blocks.lowerBound
    while index < blocks.upperBound, case .block(let block) = library.program.steps[index] {
      if overrides[block.number] == nil { overrides[block.number] = block.body }
      index = block.body.upperBound
    }
  }

  /// The steps of the template that is called.
  private mutating func template(for call: Program.Call) -> Range<Int>? {
    guard call.isDynamic else { return call.template.map { library.program.templates[$0] } }
    guard case .text(let name)? = value(of: call.reference) else { return nil }
    return library.program.steps(of: name)
  }

  private mutating func stop(_ reference: Program.Reference, _ diagnostic: (Name) -> Diagnostic) {
    isStopped = true
    let name = name(of: reference)
    report(diagnostic(name), at: name.range)
  }

  mutating func report(_ diagnostic: Diagnostic, at range: SourceRange) {
    if reported.insert(range).inserted { findings.append(diagnostic) }
    if findings.count >= Self.mostFindings { isStopped = true }
  }

  /// The name as it stands in its tag, for messages.
  func name(of reference: Program.Reference) -> Name { library.program.names[reference.name] }
}

extension TemplateRenderer {
  /// Indentation stands before the first thing on a line, if there is any.
  private mutating func indent() {
    if isAtLineStart, !indentation.isEmpty { bytes += indentation }
    isAtLineStart = false
  }

  private mutating func append(_ literal: Program.Literal) {
    guard !indentation.isEmpty else {
      bytes.append(library.program.bytes, in: literal.range)
      isAtLineStart = literal.endsLine
      return
    }
    var start = literal.range.lowerBound
    while start < literal.range.upperBound {
      let line = library.program.line(from: start, upTo: literal.range.upperBound)
      if !line.isBlank { indent() }
      bytes.append(library.program.bytes, in: line.range)
      isAtLineStart = line.isEnded
      start = line.range.upperBound
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
