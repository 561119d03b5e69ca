import Markup

extension PlainText {
  /// The runs that stand, in whole or in part, in a range.
  func runs(at range: Range<Int>) -> ArraySlice<Run> {
    let first = runs.bisection { runs[$0].range.upperBound > range.lowerBound }
    let end = runs.bisection { runs[$0].range.lowerBound >= range.upperBound }
    return runs[first..<Swift.max(first, end)]
  }
}
