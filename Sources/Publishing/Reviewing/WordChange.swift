import Commentary
import Markup

/// The words of a passage before and after an edit, with some about them, told apart word by word.
package struct WordChange: Sendable, Hashable {
  package struct Stretch: Sendable, Hashable {
    package let text: String
    /// Whether the other side lacks it.
    package let isChanged: Bool
    /// Whether it belongs to the passage and not to the words about it.
    package let isMarked: Bool
  }

  package let old: [Stretch]
  /// Empty where the words are gone.
  package let new: [Stretch]

  /// How many words are shown on either side of a passage.
  private static let reach = 5

  init(from record: RecordedAnchor, to passage: Passage?, in text: PlainText, _ change: TextChange) {
    let recorded = change.recorded
    let runs = passage.map { Self.runs(record.range, $0.range, text, change) } ?? []
    let isGone = passage == nil
    old = Self.stretches(
      of: recorded.utf8, in: recorded.ranges, record.range,
      changed: runs.filter { $0.kind == .deleted }.map(\.old) + (isGone ? [record.range] : []))
    new =
      passage.map { passage in
        Self.stretches(
          of: text.utf8, in: text.blocks.map(\.range), passage.range,
          changed: runs.filter { $0.kind == .inserted }.map(\.new))
      } ?? []
  }

  /// What an edit did to the words of the paragraphs that hold the two passages.
  private static func runs(
    _ old: Range<Int>, _ new: Range<Int>, _ text: PlainText, _ change: TextChange
  ) -> [WordRun] {
    func block(_ blocks: [Range<Int>], at offset: Int) -> Int {
      blocks.bisection { blocks[$0].upperBound > offset }
    }
    let one = block(change.recorded.ranges, at: old.lowerBound)
    let other = text.blocks.bisection { text.blocks[$0].range.upperBound > new.lowerBound }
    guard let alignment = change.alignment,
      let pair = change.paragraphs.first(where: { $0.old.contains(one) && $0.new.contains(other) })
    else { return [] }
    return alignment.runs(of: pair)
  }

  /// Cuts a passage and the words about it in its block wherever being changed or marked begins or ends.
  private static func stretches(
    of utf8: [UInt8], in blocks: [Range<Int>], _ passage: Range<Int>, changed: [Range<Int>]
  ) -> [Stretch] {
    let block = blocks.first { $0.contains(passage.lowerBound) } ?? passage
    let end = blocks.last { $0.lowerBound < passage.upperBound } ?? passage
    let before = utf8[block.lowerBound..<passage.lowerBound].split { $0 == 0x20 || $0 == 0x0A }
    let after = utf8[passage.upperBound..<max(end.upperBound, passage.upperBound)].split {
      $0 == 0x20 || $0 == 0x0A
    }
    let start = before.suffix(reach).first?.startIndex ?? passage.lowerBound
    let shown = start..<(after.prefix(reach).last?.endIndex ?? passage.upperBound)
    let cuts =
      ([shown.lowerBound, shown.upperBound, passage.lowerBound, passage.upperBound]
      + changed.flatMap { [$0.lowerBound, $0.upperBound] })
      .filter { $0 >= shown.lowerBound && $0 <= shown.upperBound }
    let sorted = Set(cuts).sorted()
    return zip(sorted, sorted.dropFirst()).map { start, end in
      Stretch(
        text: String(decoding: utf8[start..<end], as: UTF8.self),
        isChanged: changed.contains { $0.contains(start) }, isMarked: passage.contains(start))
    }
  }
}
