import Diagnostics

/// What a parsed template is made of, in the order it is carried out.
indirect enum Instruction: Sendable {
  case literal(Literal)
  case variable(Variable)
  case section(Section)
  case partial(Partial)
  case parent(Parent)
  case block(Block)
}

/// Static text, less the lines that hold nothing but a tag.
struct Literal: Sendable {
  let bytes: [UInt8]
  let range: SourceRange

  var endsLine: Bool { bytes.last == 0x0A }
}

/// A name in a tag, with the range of the whole tag.
struct Name: Sendable {
  let text: String
  /// The parts between the dots; none for `.`, the value at hand.
  let parts: [String]
  let range: SourceRange

  init(_ text: String, at range: SourceRange) {
    self.text = text
    self.range = range
    if text == "." {
      parts = []
    } else {
      parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
  }
}

struct Variable: Sendable {
  let name: Name
  /// Written `{{{name}}}` or `{{&name}}`.
  let isUnescaped: Bool
  var position = Position.unchecked
}

struct Section: Sendable {
  let name: Name
  let isInverted: Bool
  let body: [Instruction]

  /// The same section around something else.
  func around(_ body: [Instruction]) -> Section {
    Section(name: name, isInverted: isInverted, body: body)
  }
}

/// A call of another template; `isDynamic` where data tells which.
struct Partial: Sendable {
  let name: Name
  let isDynamic: Bool
  /// Alone on its line, which is then removed, and each line of the partial indented as the tag was.
  let isStandalone: Bool
  var indentation: [UInt8]
}

/// A call of another template with some of its blocks replaced.
struct Parent: Sendable {
  var template: Partial
  var overrides: [Block]
}

/// A part of a template that others may replace.
///
/// The body's lines have lost `indentation`; it is put back where the block stands, so a body that replaces
/// another is indented like it.
struct Block: Sendable {
  let name: Name
  let isStandalone: Bool
  var indentation: [UInt8]
  var body: [Instruction]
}

/// A parsed template under its name.
struct Template: Sendable {
  let name: String
  let source: SourceText
  var instructions: [Instruction]
}
