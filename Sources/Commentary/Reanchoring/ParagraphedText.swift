package import Diagnostics
package import Markup

/// A text in paragraphs, as alignment takes it: UTF-8 and the stretch of each paragraph.
package struct ParagraphedText: Sendable {
  package let utf8: [UInt8]
  /// UTF-8 offsets, in the order of the text, none overlapping.
  package let paragraphs: [Range<Int>]

  /// A text and the stretches of its paragraphs, in order.
  init(utf8: [UInt8], paragraphs: [Range<Int>]) { (self.utf8, self.paragraphs) = (utf8, paragraphs) }

  /// A version's text with its blocks as paragraphs.
  package init(_ text: PlainText) {
    utf8 = text.utf8
    paragraphs = text.blocks.map(\.range)
  }

  /// A plain text whose paragraphs are parted by lines that hold nothing but blanks.
  package init(plain text: SourceText) {
    utf8 = text.utf8
    var paragraphs: [Range<Int>] = []
    var open: Range<Int>?
    for number in 1...max(1, text.lineStarts.count) {
      let line = text.line(number).offsets
      let isBlank = text.utf8[line].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if !isBlank {
        open = (open?.lowerBound ?? line.lowerBound)..<line.upperBound
      } else if let done = open {
        paragraphs.append(done)
        open = nil
      }
    }
    self.paragraphs = open.map { paragraphs + [$0] } ?? paragraphs
  }

  package subscript(range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }
}
