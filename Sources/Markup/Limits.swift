import Diagnostics

/// What a Markdown text may be at most, so that no input takes long, much memory or the stack.
///
/// libcmark 0.30.2 needs quadratic time for some paragraphs and cannot be interrupted: size and nesting are
/// checked before it sees a text, counts and inline nesting after it.
package struct Limits: Sendable, Hashable {
  /// Bytes of a file.
  package var fileBytes = 4 << 20
  /// Bytes of successive lines with no blank line between them.
  package var runBytes = 64 << 10
  /// Stretches of `runBytes` in a file; shorter ones count by the square of their length, as they may cost.
  package var longRuns = 8
  /// Block quotes and list items inside each other.
  package var containerDepth = 100
  /// Emphasis, links and images inside each other.
  package var inlineDepth = 100
  /// Blocks of a file: paragraphs, headings, lists, list items and so on.
  package var blockCount = 50_000
  /// Pieces of text, line ends and spans of a file.
  package var inlineCount = 400_000

  package static let standard = Limits()
}

/// The first limit that a text breaks.
struct BrokenLimit: Error {
  enum Kind { case fileBytes(Int), runBytes, longRuns, containerDepth, inlineDepth, blockCount, inlineCount }

  let kind: Kind
  /// From 1, in the text that was looked at.
  let line: Int

  init(_ kind: Kind, line: Int) {
    self.kind = kind
    self.line = line
  }

  /// The message, with the broken line of the file; a very long line is cut.
  func diagnostic(at line: Int, in source: SourceText, _ limits: Limits) -> Diagnostic {
    let start = source.lineStarts[min(line, source.lineStarts.count) - 1]
    let rest = source.utf8[start...].prefix(81)
    var end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
    if end == start + 81 {
      repeat { end -= 1 } while source.utf8[end] & 0xC0 == 0x80
    }
    return .brokenLimit(kind, limits, at: source.range(start..<end))
  }
}

extension Diagnostic {
  fileprivate static func brokenLimit(_ kind: BrokenLimit.Kind, _ limits: Limits, at range: SourceRange)
    -> Diagnostic
  {
    switch kind {
    case .fileBytes(let size):
      .error(
        "markup.file-size", "the file has \(size) bytes; the limit is \(limits.fileBytes)", at: range,
        fixes: [Fix("split the file")])
    case .runBytes:
      .error(
        "markup.run-size", "over \(limits.runBytes) bytes without a blank line; that is the limit", at: range,
        fixes: [Fix("part the text into paragraphs by blank lines")])
    case .longRuns:
      .error(
        "markup.long-runs",
        "over \(limits.longRuns) stretches of \(limits.runBytes) bytes, or many shorter ones, without a blank line;"
          + " that is the limit", at: range, fixes: [Fix("part the text into paragraphs by blank lines")])
    case .containerDepth:
      .error(
        "markup.container-depth",
        "block quotes and lists nested over \(limits.containerDepth) deep; that is the limit", at: range)
    case .inlineDepth:
      .error(
        "markup.inline-depth",
        "emphasis, links and images nested over \(limits.inlineDepth) deep; that is the limit", at: range)
    case .blockCount:
      .error(
        "markup.block-count", "over \(limits.blockCount) blocks in one file; that is the limit", at: range,
        fixes: [Fix("split the file")])
    case .inlineCount:
      .error(
        "markup.inline-count", "over \(limits.inlineCount) pieces of text in one file; that is the limit",
        at: range,
        fixes: [Fix("split the file")])
    }
  }
}
