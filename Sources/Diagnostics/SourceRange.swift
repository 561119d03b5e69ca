/// A stretch of a source text, as UTF-8 offsets that never split a scalar.
package struct SourceRange: Sendable, Hashable {
  package let source: SourceText
  package let offsets: Range<Int>

  package init(source: SourceText, offsets: Range<Int>) {
    precondition(
      offsets.lowerBound >= 0 && offsets.upperBound <= source.utf8.count, "a source range lies inside its text")
    self.source = source
    self.offsets = offsets
  }

  package var text: String { source[offsets] }

  /// Line and column of the start, both from 1; the column counts UTF-8 bytes.
  package var position: (line: Int, column: Int) {
    var line = 1
    var lineStart = 0
    for index in 0..<offsets.lowerBound where source.utf8[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    return (line, offsets.lowerBound - lineStart + 1)
  }
}
