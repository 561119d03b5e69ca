/// The line of a source text that a message is about, with the range underlined below it.
///
///      12 | quote: men led lives of desperation
///         |        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~
///
/// Tabs are kept, and repeated in the second line, so that the two agree whatever a tab is worth. A range over
/// several lines is underlined on its first. A long line is cut to about a hundred columns around the range.
struct Excerpt {
  /// Columns of text shown at most.
  static let limit = 100
  /// How many bytes to either side of the start of a range are looked at, lest a line of megabytes be laid out.
  private static let reach = 4096

  /// The line number with its bar, and the same without the number.
  let gutter: (numbered: String, empty: String)
  let text: String
  /// White space up to the first underlined column.
  let indent: String
  /// `^~~~`.
  let underline: String

  init(_ range: SourceRange) {
    let number = String(range.position.line)
    gutter = (" \(number) |", String(repeating: " ", count: number.utf8.count + 1) + " |")
    let line = Excerpt.line(around: range)
    let (cells, marked) = Excerpt.cells(of: range, in: line.offsets, from: gutter.empty.utf8.count + 1)
    let shown = Excerpt.window(of: cells, around: marked)
    let cutsStart = shown.lowerBound > 0 || line.cutsStart
    let cutsEnd = shown.upperBound < cells.count || line.cutsEnd
    text = (cutsStart ? "…" : "") + cells[shown].map(\.text).joined() + (cutsEnd ? "…" : "")
    indent =
      (cutsStart ? " " : "")
      + cells[shown.lowerBound..<marked.lowerBound].map(\.blank).joined()
    let width = cells[marked.clamped(to: shown)].reduce(0) { $0 + $1.width }
    underline = "^" + String(repeating: "~", count: max(0, width - 1))
  }
}

extension Excerpt {
  private struct Cell {
    let text: String
    let width: Int
    var blank: String { text == "\t" ? text : String(repeating: " ", count: width) }
  }

  /// The range's first line, as far as it is within reach, and whether it goes on beyond.
  private static func line(around range: SourceRange) -> (
    offsets: Range<Int>, cutsStart: Bool, cutsEnd: Bool
  ) {
    let utf8 = range.source.utf8
    let start = range.offsets.lowerBound
    var first = max(0, start - reach)
    while first > 0, first < start, utf8[first] & 0xC0 == 0x80 { first += 1 }
    var last = min(utf8.count, start + reach)
    while last < utf8.count, last > start, utf8[last] & 0xC0 == 0x80 { last -= 1 }
    let lineStart = utf8[first..<start].lastIndex(of: 0x0A).map { $0 + 1 }
    let lineEnd = utf8[start..<last].firstIndex(of: 0x0A)
    let cutsStart = lineStart == nil && first > 0 && utf8[first - 1] != 0x0A
    let cutsEnd = lineEnd == nil && last < utf8.count && utf8[last] != 0x0A
    return ((lineStart ?? first)..<(lineEnd ?? last), cutsStart, cutsEnd)
  }

  /// The code points of a line, and which of them are in the range.
  private static func cells(of range: SourceRange, in line: Range<Int>, from firstColumn: Int) -> (
    cells: [Cell], marked: Range<Int>
  ) {
    let start = range.offsets.lowerBound
    let end = min(range.offsets.upperBound, line.upperBound)
    var cells: [Cell] = []
    var column = firstColumn
    for scalar in range.source[line].unicodeScalars {
      let shown = DisplayedScalar(scalar)
      let cell =
        scalar == "\t" ? Cell(text: "\t", width: 8 - column % 8) : Cell(text: shown.text, width: shown.width)
      column += cell.width
      cells.append(cell)
    }
    let first = range.source[line.lowerBound..<start].unicodeScalars.count
    return (cells, first..<first + range.source[start..<end].unicodeScalars.count)
  }

  /// Which cells to show: all, or what fits in the limit with a third of it before the range.
  private static func window(of cells: [Cell], around marked: Range<Int>) -> Range<Int> {
    guard cells.reduce(0, { $0 + $1.width }) > limit else { return cells.indices }
    let first = marked.lowerBound
    let tail = cells[first...].reduce(0) { $0 + $1.width }
    var room = max(limit / 3, limit - tail)
    var start = first
    while start > 0, cells[start - 1].width <= room {
      start -= 1
      room -= cells[start].width
    }
    // A mark without its letter would sit on the ellipsis.
    while start < first, cells[start].width == 0 { start += 1 }
    room = limit - cells[start..<first].reduce(0) { $0 + $1.width }
    var end = first
    while end < cells.count, cells[end].width <= room {
      room -= cells[end].width
      end += 1
    }
    return start..<end
  }
}
