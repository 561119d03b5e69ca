import Diagnostics

/// What a parsed template is made of, in the order it is carried out.
///
/// Each is one reference, since every page goes through all of its template's.
enum Instruction: Sendable {
  case literal(Literal)
  case variable(Variable)
  case section(Section)
  indirect case partial(Partial)
  indirect case parent(Parent)
  indirect case block(Block)
}

/// Static text, less the lines that hold nothing but a tag.
final class Literal: Sendable {
  let bytes: [UInt8]
  let range: SourceRange

  init(bytes: [UInt8], range: SourceRange) { (self.bytes, self.range) = (bytes, range) }

  var endsLine: Bool { bytes.last == 0x0A }
}

/// A name in a tag, with the range of the whole tag.
final class Name: Sendable {
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

final class Variable: Sendable {
  let name: Name
  /// Written `{{{name}}}` or `{{&name}}`.
  let isUnescaped: Bool
  let position: Position

  init(name: Name, isUnescaped: Bool, position: Position = .unchecked) {
    (self.name, self.isUnescaped, self.position) = (name, isUnescaped, position)
  }
}

final class Section: Sendable {
  let name: Name
  let isInverted: Bool
  let body: [Instruction]

  init(name: Name, isInverted: Bool, body: [Instruction]) {
    (self.name, self.isInverted, self.body) = (name, isInverted, body)
  }

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
