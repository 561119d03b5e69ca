/// A stretch of a source text, as UTF-8 offsets that never split a scalar.
package struct SourceRange: Sendable, Hashable {
  package let source: SourceText
  package let offsets: Range<Int>

  package init(source: SourceText, offsets: Range<Int>) {
    precondition(
      offsets.lowerBound >= 0 && offsets.upperBound <= source.utf8.count,
      "a source range lies inside its text")
    self.source = source
    self.offsets = offsets
  }

  package var text: String { source[offsets] }

  /// Line and column of the start, both from 1; the column counts code points, as most editors do.
  package var position: (line: Int, column: Int) { source.position(at: offsets.lowerBound) }

  /// Line and column just after the last character, counted as `position` is.
  package var endPosition: (line: Int, column: Int) { source.position(at: offsets.upperBound) }
}

extension SourceText {
  /// Line and column of a UTF-8 offset, both from 1; the column counts code points.
  fileprivate func position(at offset: Int) -> (line: Int, column: Int) {
    // Behind a last line feed begins a line that has no text and so no start of its own.
    if offset == utf8.count, utf8.last == 0x0A { return (lineStarts.count + 1, 1) }
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    let column = utf8[lineStarts[low - 1]..<offset].count { $0 & 0xC0 != 0x80 } + 1
    return (low, column)
  }
}
