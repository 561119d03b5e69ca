import Diagnostics
import Markup

/// Finds where the destinations of links are written, by looking for them in their block's lines.
///
/// libcmark tells no columns that could be trusted. Destinations are asked for in the order of the text, so
/// that one that occurs twice is found at its own place each time.
struct DestinationFinder {
  let source: SourceText
  private let lines: LineStarts
  private var block: SourceRange
  private var cursor = 0

  init(_ source: SourceText) {
    self.source = source
    lines = LineStarts(source)
    block = source.whole
  }

  /// Goes to the lines of another block.
  mutating func enter(_ lines: ClosedRange<Int>) {
    block = self.lines.range(lines)
    cursor = block.offsets.lowerBound
  }

  /// The destination where it is written next in the block, or `nil` if it is not there.
  mutating func next(_ destination: String) -> SourceRange? {
    let rest = cursor..<block.offsets.upperBound
    guard let found = find(Array(destination.utf8), in: rest, where: isInline) else { return nil }
    cursor = found.upperBound
    return source.range(found)
  }

  /// The destination in a definition `[label]: …` anywhere, else the first line of the block.
  ///
  /// This looks through the whole source, so ask for it only when there is something to say.
  func definition(of destination: String) -> SourceRange {
    if let found = find(Array(destination.utf8), in: 0..<source.utf8.count, where: isDefined) {
      return source.range(found)
    }
    return firstLine
  }

  /// The parentheses of the next link or image without a destination, else the first line of the block.
  mutating func nextEmpty() -> SourceRange {
    let rest = cursor..<block.offsets.upperBound
    for form in ["]()", "](<>)"] {
      guard let found = find(Array(form.utf8), in: rest, where: { _ in true }) else { continue }
      cursor = found.upperBound
      return source.range(found)
    }
    return firstLine
  }

  private var firstLine: SourceRange {
    let end = source.utf8[block.offsets].firstIndex(of: 0x0A) ?? block.offsets.upperBound
    return source.range(block.offsets.lowerBound..<end)
  }

  /// The first place of `wanted` that something is true of.
  private func find(
    _ wanted: [UInt8], in range: Range<Int>, where isMeant: (Int) -> Bool
  ) -> Range<Int>? {
    guard let first = wanted.first else { return nil }
    let utf8 = source.utf8
    var index = range.lowerBound
    while index + wanted.count <= range.upperBound {
      if utf8[index] == first, utf8[index...].starts(with: wanted), isMeant(index) {
        return index..<index + wanted.count
      }
      index += 1
    }
    return nil
  }

  /// Whether what begins at an offset is the destination of a link there, `](…`, or an autolink, `<…`.
  private func isInline(_ offset: Int) -> Bool {
    let before = source.utf8[..<offset]
    return before.last == UInt8(ascii: "<") || opening(before).ends(with: "](")
  }

  /// Whether it is that of a definition, `]: …`.
  private func isDefined(_ offset: Int) -> Bool { opening(source.utf8[..<offset]).ends(with: "]:") }

  /// What stands before a destination, without white space or the `<` about it.
  private func opening(_ before: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var before = before
    if before.last == UInt8(ascii: "<") { before.removeLast() }
    while let byte = before.last, byte == 0x20 || (0x09...0x0D).contains(byte) { before.removeLast() }
    return before
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}

extension Entry {
  /// Where the front matter has these words as a value of their own, else anywhere, else the file’s first line.
  func rangeInFrontMatter(of words: String) -> SourceRange {
    let source = body.source
    let (utf8, wanted) = (source.utf8, Array(words.utf8))
    let end = body.blocks.first.map { LineStarts(source).range($0.lines).offsets.lowerBound } ?? utf8.count
    let places = (0..<end).filter { utf8[$0..<end].starts(with: wanted) }
    let whole = places.first { source.hasValue(at: $0..<$0 + wanted.count) }
    guard let start = whole ?? places.first, !wanted.isEmpty else { return source.line(1) }
    return source.range(start..<start + wanted.count)
  }
}

extension SourceText {
  /// Whether what stands at these offsets is a whole value of YAML: an item of a list or what a key has.
  fileprivate func hasValue(at range: Range<Int>) -> Bool {
    let before = utf8[..<range.lowerBound].reversed().drop { $0 == UInt8(ascii: " ") }
    let after = utf8[range.upperBound...].drop { $0 == UInt8(ascii: " ") }
    let isOpen = before.first.map { "[,:-\"'".utf8.contains($0) } ?? false
    let isClosed = after.first.map { "],\"'\r\n".utf8.contains($0) } ?? true
    return isOpen && isClosed
  }
}
