extension Range<Int> {
  func holds(_ inner: Range<Int>) -> Bool { lowerBound <= inner.lowerBound && inner.upperBound <= upperBound }
}

/// Ranges sorted by their start, none overlapping.
extension [Range<Int>] {
  /// Whether one of the ranges holds another.
  func holds(_ inner: Range<Int>) -> Bool {
    let after = bisection { self[$0].lowerBound > inner.lowerBound }
    return after > 0 && self[after - 1].holds(inner)
  }

  /// Whether one of the ranges overlaps another.
  func overlap(_ other: Range<Int>) -> Bool {
    let after = bisection { self[$0].upperBound > other.lowerBound }
    return after < count && self[after].lowerBound < other.upperBound
  }
}
