package import HTML
package import Markup

/// Turns the blocks of a document into HTML, with notes woven in where the caller wants them.
///
/// Everything that depends on the site comes in as a function: where a link leads, how a footnote is called.
package struct HTMLRenderer {
  /// What becomes of HTML that an author wrote into Markdown.
  package enum RawHTML: String, Sendable, CaseIterable { case escape, allow }

  package var rawHTML: RawHTML
  /// The address for a destination or an image's source as the author wrote it; `nil` leaves the words alone.
  package var resolve: (_ destination: String, _ isImage: Bool) -> String?
  /// Attributes of a link beside its address and title.
  package var linkAttributes: (_ destination: String) -> [(String, String?)] = { _ in [] }
  /// The call of a note, by its number in the document and how many calls of it come before.
  package var footnoteCall: (_ note: Int, _ occurrence: Int) -> [Node] = { _, _ in [] }
  /// The id of a heading, by its level, its words as read and its line in the source.
  package var headingID: (_ level: Int, _ words: String, _ line: Int) -> String? = { _, _, _ in nil }

  package init(
    rawHTML: RawHTML = .escape, resolve: @escaping (_ destination: String, _ isImage: Bool) -> String?
  ) {
    self.rawHTML = rawHTML
    self.resolve = resolve
  }

  /// The blocks as they are: one node for each.
  package func render(_ blocks: [Block]) -> [Node] {
    var rendering = BlockRendering(InlineRendering(self, sweep: nil))
    return blocks.map { rendering.node($0) }
  }

  /// The blocks with overlays and insertions, by offsets into `text`, their plain text: one node for each block.
  ///
  /// To be called once with all the blocks of the text, as only the first stretch of an overlay has its id.
  package func render(
    _ blocks: [Block], text: PlainText, overlays: [Overlay], insertions: [Insertion] = []
  ) -> [Node] {
    let sweep = OverlaySweep(text, overlays, insertions)
    var rendering = BlockRendering(InlineRendering(self, sweep: sweep))
    return blocks.map { rendering.node($0) }
  }
}

/// Renders blocks by recursion, which the depth of a document allows.
private struct BlockRendering {
  private var inlines: InlineRendering

  init(_ inlines: InlineRendering) { self.inlines = inlines }

  mutating func node(_ block: Block) -> Node {
    switch block.content {
    case .paragraph(let children): return .element("p", [], inlines.nodes(children))
    case .heading(let level, let children):
      let id = inlines.renderer.headingID(level, words(children), block.lines.lowerBound)
      return .element("h\(level)", [("id", id)], inlines.nodes(children))
    case .blockQuote(let blocks): return .element("blockquote", [], onLines(blocks.map { node($0) }))
    case .list(let list): return node(list)
    case .code(let language, let leaf):
      let name = String(
        decoding: language.utf8.prefix { !(0x09...0x0D).contains($0) && $0 != 0x20 }, as: UTF8.self)
      let attributes = name.isEmpty ? [] : [("class", Optional("language-\(name)"))]
      return .element("pre", [], [.element("code", attributes, inlines.code(leaf))])
    case .html(let html):
      switch inlines.renderer.rawHTML {
      case .allow: return .raw(html.hasFinalFeed ? String(html.unicodeScalars.dropLast()) : html)
      case .escape: return .element("p", [], [.text(html)])
      }
    case .thematicBreak: return .element("hr")
    }
  }

  private mutating func node(_ list: List) -> Node {
    let items = list.items.map { item in
      Node.element("li", [], list.isTight ? tight(item.blocks) : onLines(item.blocks.map { node($0) }))
    }
    guard let start = list.start else { return .element("ul", [], onLines(items)) }
    return .element("ol", [("start", start == 1 ? nil : String(start))], onLines(items))
  }

  /// The blocks of an item of a tight list, whose paragraphs are bare text.
  private mutating func tight(_ blocks: [Block]) -> [Node] {
    var nodes: [Node] = []
    for (index, block) in blocks.enumerated() {
      if index > 0 { nodes.append(.text("\n")) }
      if case .paragraph(let children) = block.content {
        nodes += inlines.nodes(children)
      } else {
        nodes.append(node(block))
      }
    }
    return nodes
  }

  private func onLines(_ nodes: [Node]) -> [Node] {
    nodes.isEmpty ? [] : [.text("\n")] + nodes.flatMap { [$0, .text("\n")] }
  }

  private func words(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let leaf), .code(let leaf): leaf.text
      case .softBreak, .lineBreak: " "
      case .emphasis(let children), .strong(let children), .link(_, _, let children): words(children)
      case .html, .image, .footnoteCall: ""
      }
    }.joined()
  }
}

extension String {
  fileprivate var hasFinalFeed: Bool { utf8.last == 0x0A }
}
