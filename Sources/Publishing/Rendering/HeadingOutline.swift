import Markup

extension [Block] {
  /// The blocks with their headings on the levels below `level`: as deep as they are nested, so that none is
  /// skipped, and never beyond `h6`.
  ///
  /// Authors begin with `#` or with `##`; the page's own title is above either. A heading in a quotation or a list
  /// belongs to no page's outline and becomes strong words.
  func outlined(below level: Int) -> [Block] {
    var around: [Int] = []
    return map { block in
      guard case .heading(let own, let words) = block.content else { return block.withoutHeadings }
      while let last = around.last, last >= own { around.removeLast() }
      around.append(own)
      return Block(.heading(level: Swift.min(level + around.count, 6), words), lines: block.lines)
    }
  }

  /// The blocks with strong words in place of headings, for text that stands in the middle of another.
  var withoutHeadings: [Block] { map(\.withoutHeadings) }
}

extension Block {
  fileprivate var withoutHeadings: Block {
    switch content {
    case .heading(_, let words): Block(.paragraph([.strong(words)]), lines: lines)
    case .blockQuote(let blocks): Block(.blockQuote(blocks.withoutHeadings), lines: lines)
    case .list(let list):
      Block(
        .list(
          List(
            start: list.start, isTight: list.isTight,
            items: list.items.map { List.Item(blocks: $0.blocks.withoutHeadings) })), lines: lines)
    case .paragraph, .code, .html, .thematicBreak: self
    }
  }
}
