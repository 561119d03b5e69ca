extension Array {
  /// The first index for which the condition holds, or the count; it has to hold for all after that.
  @inlinable
  package func bisection(_ holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
