/// From the lines of a text that was parsed to those of the file it came from; all count from 1.
struct LineMap {
  /// The line of the file on which the text begins.
  let first: Int
  /// For a text that was rewritten: the line, before the rewriting, of each of its lines.
  var rewritten: [Int]?

  func callAsFunction(_ line: Int) -> Int {
    guard let rewritten, !rewritten.isEmpty else { return first - 1 + line }
    return first - 1 + rewritten[min(max(line, 1), rewritten.count) - 1]
  }

  func callAsFunction(_ lines: ClosedRange<Int>) -> ClosedRange<Int> {
    let start = self(lines.lowerBound)
    return start...max(start, self(lines.upperBound))
  }
}
