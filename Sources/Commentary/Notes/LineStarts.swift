import Diagnostics

/// Where each line of a source begins, so that many look-ups cost no more than one pass.
struct LineStarts {
  private let source: SourceText
  private let starts: [Int]

  init(_ source: SourceText) {
    self.source = source
    var starts = [0]
    for (index, byte) in source.utf8.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// The lines without the last line feed; numbers count from 1 and are clamped to the text.
  func range(_ lines: ClosedRange<Int>) -> SourceRange {
    let first = min(max(lines.lowerBound, 1), starts.count)
    let last = min(max(lines.upperBound, first), starts.count)
    let end = last < starts.count ? starts[last] - 1 : source.utf8.count
    // Past a final line feed there is one more, empty line.
    return source.range(starts[first - 1]..<max(end, starts[first - 1]))
  }
}
