extension Array {
  /// The same in no more room than it needs, to be kept.
  @inlinable
  package var compact: [Element] {
    var kept: [Element] = []
    kept.reserveCapacity(count)
    kept += self
    return kept
  }
}
