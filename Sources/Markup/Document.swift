package import Diagnostics

/// One Markdown text as a tree of values, at most `limits.depth` containers deep, so that it may be walked
/// by recursion.
package struct Document: Sendable, Hashable {
  package let blocks: [Block]
  /// The author's own notes that are called at least once, in the order of their first call.
  package let footnotes: [Footnote]
  package let source: SourceText
}

/// A block with the lines of the source it stands on.
package struct Block: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    case paragraph([Inline])
    case heading(level: Int, [Inline])
    case blockQuote([Block])
    indirect case list(List)
    indirect case code(language: String, Leaf)
    /// Raw HTML, as written.
    case html(String)
    case thematicBreak
  }

  package let content: Content
  /// First and last line, from 1.
  package let lines: ClosedRange<Int>

  package init(_ content: Content, lines: ClosedRange<Int>) {
    self.content = content
    self.lines = lines
  }
}

package struct List: Sendable, Hashable {
  package struct Item: Sendable, Hashable {
    package let blocks: [Block]

    package init(blocks: [Block]) { self.blocks = blocks }
  }

  /// The first number of an ordered list; `nil` for bullets.
  package let start: Int?
  package let isTight: Bool
  package let items: [Item]

  package init(start: Int?, isTight: Bool, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

package enum Inline: Sendable, Hashable {
  case text(Leaf)
  case code(Leaf)
  /// A line end in the source, read as a space.
  case softBreak(Leaf)
  case lineBreak(Leaf)
  /// Raw HTML, as written.
  case html(String)
  case emphasis([Inline])
  case strong([Inline])
  indirect case link(destination: String, title: String, [Inline])
  /// The description is what a reader hears; it is no part of the plain text.
  indirect case image(source: String, title: String, description: String)
  /// A call of `footnotes[note]`; `occurrence` counts the calls of one note from 0.
  case footnoteCall(note: Int, occurrence: Int)
}

/// Text as the reader sees it, with its rank among the leaves of the document: the key into
/// `PlainText.runs`, so that offset and node find each other without a search of the tree.
package struct Leaf: Sendable, Hashable {
  package let rank: Int
  package let text: String

  package init(rank: Int, text: String) {
    self.rank = rank
    self.text = text
  }
}

/// A note by the author of the essay, written `[^label]: …`.
package struct Footnote: Sendable, Hashable {
  package let label: String
  package let blocks: [Block]
  package let callCount: Int
  /// The line of the definition, from 1.
  package let line: Int

  package init(label: String, blocks: [Block], callCount: Int, line: Int) {
    self.label = label
    self.blocks = blocks
    self.callCount = callCount
    self.line = line
  }
}
