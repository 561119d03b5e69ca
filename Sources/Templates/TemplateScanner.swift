import Diagnostics

/// A stretch of static text or one tag, as UTF-8 offsets.
enum Token {
  case text(Range<Int>)
  case tag(Tag)
}

struct Tag {
  enum Kind {
    case variable, unescaped, section, inverted, close, partial, parent, block, comment, delimiters
  }

  let kind: Kind
  /// The name without the blanks around it.
  let name: Range<Int>
  let range: Range<Int>
}

/// Splits a template into static text and tags; knows delimiters, but neither names nor nesting.
struct TemplateScanner {
  private let source: SourceText
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private var tokens: [Token] = []
  private var findings: [Diagnostic] = []

  private init(source: SourceText) { self.source = source }

  static func tokens(of source: SourceText) -> Diagnosed<[Token]> {
    var scanner = TemplateScanner(source: source)
    scanner.scan()
    return Diagnosed(scanner.tokens, scanner.findings)
  }

  private var bytes: [UInt8] { source.utf8 }

  private mutating func scan() {
    var position = 0
    while let start = offset(of: opening, from: position) {
      if start > position { tokens.append(.text(position..<start)) }
      guard let end = tag(at: start) else { return }
      position = end
    }
    if position < bytes.count { tokens.append(.text(position..<bytes.count)) }
  }

  /// Takes the tag at an opening delimiter; returns its end, or `nil` if it has none.
  private mutating func tag(at start: Int) -> Int? {
    let inner = start + opening.count
    let (kind, sigilLength, closer) = kind(at: inner)
    guard let close = offset(of: closer, from: inner + sigilLength) else {
      findings.append(.isUnclosed(source, from: start, closer: closer))
      return nil
    }
    let end = close + closer.count
    let name = trimmed((inner + sigilLength)..<close)
    tokens.append(.tag(Tag(kind: kind, name: name, range: start..<end)))
    return kind != .delimiters || setDelimiters(name, in: start..<end) ? end : nil
  }

  private func kind(at offset: Int) -> (Tag.Kind, sigilLength: Int, closer: [UInt8]) {
    guard offset < bytes.count else { return (.variable, 0, closing) }
    return switch bytes[offset] {
    case UInt8(ascii: "{"): (.unescaped, 1, [0x7D] + closing)
    case UInt8(ascii: "&"): (.unescaped, 1, closing)
    case UInt8(ascii: "#"): (.section, 1, closing)
    case UInt8(ascii: "^"): (.inverted, 1, closing)
    case UInt8(ascii: "/"): (.close, 1, closing)
    case UInt8(ascii: ">"): (.partial, 1, closing)
    case UInt8(ascii: "<"): (.parent, 1, closing)
    case UInt8(ascii: "$"): (.block, 1, closing)
    case UInt8(ascii: "!"): (.comment, 1, closing)
    case UInt8(ascii: "="): (.delimiters, 1, [0x3D] + closing)
    default: (.variable, 0, closing)
    }
  }

  private mutating func setDelimiters(_ content: Range<Int>, in range: Range<Int>) -> Bool {
    let parts = bytes[content].split { $0.isBlank }
    guard parts.count == 2, !parts[0].contains(0x3D), !parts[1].contains(0x3D) else {
      findings.append(.hasBadDelimiters(source.range(range)))
      return false
    }
    opening = Array(parts[0])
    closing = Array(parts[1])
    return true
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    guard let first = bytes[range].firstIndex(where: { !$0.isBlank }),
      let last = bytes[range].lastIndex(where: { !$0.isBlank })
    else { return range.lowerBound..<range.lowerBound }
    return first..<(last + 1)
  }

  private func offset(of needle: [UInt8], from start: Int) -> Int? {
    guard let first = needle.first, start <= bytes.count else { return nil }
    var position = start
    while let candidate = bytes[position...].firstIndex(of: first) {
      if bytes[candidate...].starts(with: needle) { return candidate }
      position = candidate + 1
    }
    return nil
  }
}

extension UInt8 {
  /// A space, a tab or a line end.
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

extension Diagnostic {
  fileprivate static func isUnclosed(_ source: SourceText, from start: Int, closer: [UInt8]) -> Diagnostic {
    let lineEnd = source.utf8[start...].firstIndex(of: 0x0A) ?? source.utf8.count
    return .error(
      "template.unclosed-tag",
      "the tag is never closed; end it with “\(String(decoding: closer, as: UTF8.self))”",
      at: source.range(start..<lineEnd))
  }

  fileprivate static func hasBadDelimiters(_ range: SourceRange) -> Diagnostic {
    .error(
      "template.bad-delimiters", "delimiters are two words without “=”, such as “{{=<% %>=}}”", at: range)
  }
}
