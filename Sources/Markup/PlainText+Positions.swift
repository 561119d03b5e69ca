package import Diagnostics

extension PlainText {
  /// The run of a leaf of this text.
  package func run(of leaf: Leaf) -> Run {
    precondition(runs.indices.contains(leaf.rank - firstRank), "the leaf is one of the text")
    return runs[leaf.rank - firstRank]
  }

  /// The run that holds the byte at a UTF-8 offset; none between blocks and at the end.
  package func run(at offset: Int) -> Run? { index(at: offset, in: runs, by: \.range).map { runs[$0] } }

  /// The block that holds the byte at a UTF-8 offset; none between blocks and at the end.
  package func block(at offset: Int) -> TextBlock? {
    index(at: offset, in: blocks, by: \.range).map { blocks[$0] }
  }

  /// The source line, from 1, of the text at a UTF-8 offset; between blocks, that of the text before.
  package func line(at offset: Int) -> Int {
    let next = firstIndex(after: offset, in: runs, by: \.range)
    guard next > 0 else { return runs.first?.line ?? 1 }
    let run = runs[next - 1]
    guard case .code = blocks[run.block].kind else { return run.line }
    let end = min(offset, run.range.upperBound - 1)
    return run.line + (run.range.lowerBound < end ? utf8[run.range.lowerBound..<end].count { $0 == 0x0A } : 0)
  }

  /// Where a stretch of the text stands in the source: whole lines, with exact ends where the line holds the
  /// words at that end as the reader sees them.
  package func sourceRange(of range: Range<Int>) -> SourceRange {
    precondition(range.upperBound <= utf8.count, "the range lies inside the text")
    let last = max(range.lowerBound, range.upperBound - 1)
    let start = place(of: range.lowerBound) ?? source.line(line(at: range.lowerBound)).offsets.lowerBound
    let end = place(of: last).map { $0 + (range.isEmpty ? 0 : scalarEnd(last) - last) }
    let lineEnd = source.line(line(at: last)).offsets.upperBound
    // Code that the end of the text cuts short is given a last line feed.
    return source.range(start..<max(start, min(end ?? lineEnd, source.utf8.count)))
  }

  /// The source offset of the byte at a text offset, where its line holds the run around it verbatim.
  private func place(of offset: Int) -> Int? {
    guard let found = index(at: offset, in: runs, by: \.range) else { return nil }
    let wanted = runs[found]
    guard wanted.kind != .lineEnd else { return nil }
    if case .code = blocks[wanted.block].kind { return placeInCode(offset) }
    var first = found
    while first > 0, runs[first - 1].block == wanted.block, runs[first - 1].line == wanted.line { first -= 1 }
    let line = source.line(wanted.line).offsets
    var cursor = line.lowerBound
    for run in runs[first...found] where run.kind != .lineEnd && !run.range.isEmpty {
      guard let start = find(run.range, in: cursor..<line.upperBound) else {
        if run == wanted { return nil }
        continue
      }
      if run == wanted { return start + offset - run.range.lowerBound }
      cursor = start + run.range.count
    }
    return nil
  }

  private func placeInCode(_ offset: Int) -> Int? {
    let code = utf8[..<offset]
    let start = code.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let textStart = max(start, run(at: offset)?.range.lowerBound ?? start)
    let textEnd = utf8[offset...].firstIndex(of: 0x0A) ?? utf8.count
    let line = source.line(line(at: offset)).offsets
    // Code stands at the end of its line, whatever containers stand before it.
    let place = line.upperBound - (textEnd - textStart)
    guard place >= line.lowerBound,
      utf8[textStart..<textEnd].elementsEqual(source.utf8[place..<line.upperBound])
    else { return nil }
    return place + offset - textStart
  }

  private func find(_ words: Range<Int>, in place: Range<Int>) -> Int? {
    let last = place.upperBound - words.count
    guard place.lowerBound <= last else { return nil }
    return (place.lowerBound...last).first { start in
      utf8[words].elementsEqual(source.utf8[start..<start + words.count])
    }
  }

  private func scalarEnd(_ offset: Int) -> Int {
    var end = offset + 1
    while end < utf8.count, utf8[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private func index<Element>(
    at offset: Int, in elements: [Element], by range: (Element) -> Range<Int>
  ) -> Int? {
    let next = firstIndex(after: offset, in: elements, by: range)
    return next > 0 && range(elements[next - 1]).contains(offset) ? next - 1 : nil
  }

  /// The first element that begins after an offset, by binary search.
  private func firstIndex<Element>(
    after offset: Int, in elements: [Element], by range: (Element) -> Range<Int>
  ) -> Int {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if range(elements[middle]).lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
