import Commentary
import Markup

/// How much text and note a line holds in one of the layouts of `style.css`, and how high things stand in it.
///
/// Estimates for an ordinary serif face, in CSS pixels at a root size of 16 px. A page is planned by them, never set:
/// the style sheet stacks the notes by their true heights.
struct MarginLayout {
  let columnsOfText: Int
  let columnsOfNote: Int

  /// A margin on either side of the text, from 84em.
  static let two = MarginLayout(columnsOfText: 62, columnsOfNote: 41)
  /// One margin at the right, from 60em.
  static let one = MarginLayout(columnsOfText: 60, columnsOfNote: 44)

  static let textLine = 30
  static let noteLine = 20
  private static let blockGap = 18
  private static let headingHeight = 88

  /// The room above a note; notes of one line stand close, as the lines of a list do.
  static func gap(rows: Int) -> Int { rows == 1 ? 4 : 11 }

  /// How many lines some text takes in a margin.
  func lines(ofNote width: Int) -> Int { max(1, (width + columnsOfNote - 1) / columnsOfNote) }

  /// How far below the first block the lines at some offsets stand; the offsets need no order.
  ///
  /// `widths` are the columns of the blocks of the text.
  func heights(of offsets: [Int], in text: PlainText, widths: [Int]) -> [Int] {
    var tops: [Int] = []
    var lines: [Int] = []
    var height = 0
    for (block, width) in zip(text.blocks, widths) {
      if case .heading = block.kind { height += Self.headingHeight - Self.textLine - Self.blockGap }
      tops.append(height)
      lines.append(max(1, (width + columnsOfText - 1) / columnsOfText))
      height += (lines.last ?? 1) * Self.textLine + Self.blockGap
    }
    return offsets.map { offset in
      guard let index = text.blocks.lastIndex(startingAtOrBefore: offset) else { return 0 }
      let range = text.blocks[index].range
      let line = (offset - range.lowerBound) * lines[index] / max(1, range.count)
      return tops[index] + min(line, lines[index] - 1) * Self.textLine
    }
  }
}

/// How many columns some UTF-8 takes: one for each code point, two from U+3000, where wide scripts begin.
func columns(of utf8: some Sequence<UInt8>) -> Int {
  utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xE3 ? 2 : 1) }
}

extension [PlainText.TextBlock] {
  /// Found by bisection, since blocks are in the order of their text.
  fileprivate func lastIndex(startingAtOrBefore offset: Int) -> Int? {
    let next = bisection { self[$0].range.lowerBound > offset }
    return next == 0 ? nil : next - 1
  }
}
