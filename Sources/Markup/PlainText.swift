package import Diagnostics

/// The text that a reader sees of a document's blocks (footnotes apart), with the way back from every offset
/// to its leaf and its source line.
///
/// Soft breaks read as a space, hard breaks as a line feed; blocks are parted by an empty line. Raw HTML,
/// image descriptions and footnote calls are no part of it.
package struct PlainText: Sendable {
  /// One leaf's stretch of the text.
  package struct Run: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case text, code, lineEnd }

    package let range: Range<Int>
    package let kind: Kind
    /// Whether the leaf stands inside a link.
    package let isLinked: Bool
    /// Index into `blocks`.
    package let block: Int
    /// The source line, from 1; exact for text that the line holds verbatim, else the block's first line.
    package let line: Int
  }

  /// A paragraph, heading or code block: what no lemma crosses unless it has an `…`.
  package struct TextBlock: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case paragraph
      case heading(level: Int)
      case code
    }

    package let range: Range<Int>
    package let kind: Kind
    /// Index of the top-level block it stands in.
    package let root: Int
    /// The ¶ number, from 1, or `nil` before the first.
    ///
    /// Top-level paragraphs count; what follows one belongs to it.
    package let paragraph: Int?
    /// How many headings stand at or before it.
    package let section: Int
    package let line: Int
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
