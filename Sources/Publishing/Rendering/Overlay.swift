package import HTML

/// An element to be laid around a stretch of a document's plain text, whatever markup that text has.
package struct Overlay: Sendable {
  /// UTF-8 offsets into the plain text.
  package let range: Range<Int>
  /// What is laid around each unbroken stretch; its children do not count, and only the first stretch has its id.
  package let element: Element
  /// Lower ranks are outside of higher ones; equal ranks nest as they begin, the longer outside.
  package let rank: Int

  package init(range: Range<Int>, element: Element, rank: Int) {
    self.range = range
    self.element = element
    self.rank = rank
  }
}

/// A node to be placed right behind the text before an offset, inside the markup of that text.
///
/// Never inside a link, where another link would not be valid: then it comes right behind the link.
package struct Insertion: Sendable {
  /// A UTF-8 offset into the plain text.
  package let offset: Int
  package let node: Node

  package init(offset: Int, node: Node) {
    self.offset = offset
    self.node = node
  }
}
