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
    let marks = [UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: " ")]
    let rest = cursor..<block.offsets.upperBound
    guard let found = find(Array(destination.utf8), in: rest, after: marks) else { return nil }
    cursor = found.upperBound
    return source.range(found)
  }

  /// The destination in a definition `[label]: …` anywhere, else the first line of the block.
  ///
  /// This looks through the whole source, so ask for it only when there is something to say.
  func definition(of destination: String) -> SourceRange {
    let marks = [UInt8(ascii: " "), UInt8(ascii: "<"), UInt8(ascii: "\t"), UInt8(ascii: ":")]
    if let found = find(Array(destination.utf8), in: 0..<source.utf8.count, after: marks) {
      return source.range(found)
    }
    let end = source.utf8[block.offsets].firstIndex(of: 0x0A) ?? block.offsets.upperBound
    return source.range(block.offsets.lowerBound..<end)
  }

  /// The first place where `wanted` stands right after one of some bytes.
  private func find(_ wanted: [UInt8], in range: Range<Int>, after marks: [UInt8]) -> Range<Int>? {
    guard !wanted.isEmpty else { return nil }
    var index = range.lowerBound
    while index + wanted.count <= range.upperBound {
      if index > 0, marks.contains(source.utf8[index - 1]), source.utf8[index...].starts(with: wanted) {
        return index..<index + wanted.count
      }
      index += 1
    }
    return nil
  }
}

extension Entry {
  /// Where the front matter has these words, or the file's first line.
  func rangeInFrontMatter(of words: String) -> SourceRange {
    let source = body.source
    let wanted = Array(words.utf8)
    let end =
      body.blocks.first.map { LineStarts(source).range($0.lines).offsets.lowerBound } ?? source.utf8.count
    let start = (0..<end).first { source.utf8[$0..<end].starts(with: wanted) }
    guard let start, !wanted.isEmpty else { return source.line(1) }
    return source.range(start..<start + wanted.count)
  }
}
