import Diagnostics

/// Where the lines of a source stand; one that ends in a line feed has an empty line behind it.
struct LineStarts {
  private let source: SourceText

  init(_ source: SourceText) { self.source = source }

  /// The lines without the last line feed; numbers count from 1 and are clamped to the text.
  func range(_ lines: ClosedRange<Int>) -> SourceRange {
    let first = min(max(lines.lowerBound, 1), count)
    let last = min(max(lines.upperBound, first), count)
    let end = last < count ? start(of: last + 1) - 1 : source.utf8.count
    return source.range(start(of: first)..<max(end, start(of: first)))
  }

  private var count: Int { source.lineStarts.count + (source.utf8.last == 0x0A ? 1 : 0) }

  private func start(of line: Int) -> Int {
    line <= source.lineStarts.count ? source.lineStarts[line - 1] : source.utf8.count
  }
}
