package import Diagnostics

/// The text that a reader sees of a document's blocks (footnotes apart), with the way back from every offset
/// to its leaf and its source line.
///
/// Soft breaks read as a space, hard breaks as a line feed; blocks are parted by an empty line. Raw HTML,
/// image descriptions and footnote calls are no part of it.
package struct PlainText: Sendable {
  /// One leaf's stretch of the text, in half the room of its `Int`s: a site keeps many.
  package struct Run: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case text, code, lineEnd }

    private let offsets: Range<UInt32>
    private let place: UInt32
    private let sourceLine: UInt32
    package let kind: Kind
    /// Whether the leaf stands inside a link.
    package let isLinked: Bool

    init(range: Range<Int>, kind: Kind, isLinked: Bool, block: Int, line: Int) {
      offsets = UInt32(range.lowerBound)..<UInt32(range.upperBound)
      place = UInt32(block)
      sourceLine = UInt32(line)
      self.kind = kind
      self.isLinked = isLinked
    }

    package var range: Range<Int> { Int(offsets.lowerBound)..<Int(offsets.upperBound) }
    /// Index into `blocks`.
    package var block: Int { Int(place) }
    /// The source line, from 1; exact for text that the line holds verbatim, else the block's first line.
    package var line: Int { Int(sourceLine) }
  }

  /// A paragraph, heading or code block, kept small likewise: what no lemma crosses unless it has an `…`.
  package struct TextBlock: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case paragraph
      case heading(level: Int)
      case code
    }

    private let offsets: Range<UInt32>
    private let rootIndex: UInt32
    /// 0 before the first.
    private let number: UInt32
    private let headings: UInt32
    private let sourceLine: UInt32
    /// That of a heading; 0 for a paragraph, −1 for code.
    private let level: Int8

    init(range: Range<Int>, kind: Kind, root: Int, paragraph: Int?, section: Int, line: Int) {
      offsets = UInt32(range.lowerBound)..<UInt32(range.upperBound)
      rootIndex = UInt32(root)
      number = UInt32(paragraph ?? 0)
      headings = UInt32(section)
      sourceLine = UInt32(line)
      level =
        switch kind {
        case .paragraph: 0
        case .heading(let level): Int8(level)
        case .code: -1
        }
    }

    package var range: Range<Int> { Int(offsets.lowerBound)..<Int(offsets.upperBound) }
    package var kind: Kind { level == 0 ? .paragraph : level < 0 ? .code : .heading(level: Int(level)) }
    /// Index of the top-level block it stands in.
    package var root: Int { Int(rootIndex) }
    /// The ¶ number, from 1, or `nil` before the first.
    ///
    /// Top-level paragraphs count; what follows one belongs to it.
    package var paragraph: Int? { number == 0 ? nil : Int(number) }
    /// How many headings stand at or before it.
    package var section: Int { Int(headings) }
    package var line: Int { Int(sourceLine) }
  }

  package let source: SourceText
  /// UTF-8; all ranges are offsets into it.
  package let utf8: [UInt8]
  package let blocks: [TextBlock]
  /// By leaf rank, which is also the order of the text; the first is that of the leaf ranked `firstRank`.
  package let runs: [Run]
  /// The rank of the first leaf: 0 for a whole document.
  package let firstRank: Int

  package subscript(range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }
}
