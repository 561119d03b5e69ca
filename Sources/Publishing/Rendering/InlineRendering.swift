import HTML
import Markup

/// Renders inlines leaf after leaf, in the order of the text, and lays the overlays around what they cover.
struct InlineRendering {
  let renderer: HTMLRenderer
  private var sweep: OverlaySweep?
  /// Calls and insertions met inside a link, to follow it.
  private var deferred: [[Node]] = []
  private var isLinked = false

  /// Nodes that have the same overlays around them.
  private struct Item {
    var nodes: [Node]
    /// Outer first.
    var overlays: [Int]
    /// The pieces of text in the nodes; empty, but in place, where there is no text.
    var pieces: Range<Int>
  }

  init(_ renderer: HTMLRenderer, sweep: OverlaySweep?) {
    self.renderer = renderer
    self.sweep = sweep
  }

  // What `wrapped` and `container` know of the sweep must be from after the items were made: items come first,
  // in a statement of their own.

  /// The children of a paragraph or a heading.
  mutating func nodes(_ inlines: [Inline]) -> [Node] {
    let items = items(inlines)
    return wrapped(items[...], from: 0)
  }

  /// The text of a block of code.
  mutating func code(_ leaf: Leaf) -> [Node] {
    var items: [Item] = []
    add(leaf, to: &items) { [.text($0)] }
    return wrapped(items[...], from: 0)
  }

  private mutating func items(_ inlines: [Inline]) -> [Item] {
    var items: [Item] = []
    items.reserveCapacity(inlines.count)
    for inline in inlines {
      switch inline {
      case .text(let leaf): add(leaf, to: &items) { [.text($0)] }
      case .code(let leaf):
        var inner: [Item] = []
        add(leaf, to: &inner) { [.text($0)] }
        items += container("code", [], inner)
      case .softBreak(let leaf): add(leaf, to: &items) { _ in [.text("\n")] }
      case .lineBreak(let leaf): add(leaf, to: &items) { _ in [.element("br"), .text("\n")] }
      case .html(let html): items.append(rawItem(html))
      case .emphasis(let children):
        let inner = self.items(children)
        items += container("em", [], inner)
      case .strong(let children):
        let inner = self.items(children)
        items += container("strong", [], inner)
      case .link(let destination, let title, let children): items += link(destination, title, children)
      case .image(let source, let title, let description):
        items.append(itemWithoutText([image(source, title, description)], hasLink: isLinked))
      case .footnoteCall(let note, let occurrence):
        items += calls(renderer.footnoteCall(note, occurrence))
      }
    }
    return items
  }

  private mutating func add(_ leaf: Leaf, to items: inout [Item], _ nodes: (String) -> [Node]) {
    let before = sweep?.pieceCount ?? 0
    guard let parts = sweep?.parts(of: leaf, isLinked: isLinked) else {
      items.append(Item(nodes: nodes(leaf.text), overlays: [], pieces: 0..<0))
      return
    }
    let first = items.endIndex
    for part in parts {
      switch part {
      case .text(let range, let overlays, let piece):
        let words = leaf.text.cut(to: range)
        items.append(Item(nodes: nodes(words), overlays: overlays, pieces: piece..<piece + 1))
      case .insertion(let node, let overlays):
        if isLinked {
          deferred.append([node])
        } else {
          let place = items[first...].last?.pieces.upperBound ?? before
          items.append(Item(nodes: [node], overlays: overlays, pieces: place..<place))
        }
      }
    }
  }

  private func itemWithoutText(_ nodes: [Node], hasLink: Bool) -> Item {
    guard let sweep else { return Item(nodes: nodes, overlays: [], pieces: 0..<0) }
    return Item(
      nodes: nodes, overlays: sweep.around(hasLink: hasLink), pieces: sweep.pieceCount..<sweep.pieceCount)
  }

  private mutating func calls(_ nodes: [Node]) -> [Item] {
    guard isLinked else { return [itemWithoutText(nodes, hasLink: true)] }
    deferred.append(nodes)
    return []
  }

  /// Raw HTML may open what it does not close, so no overlay reaches over it; shown as text it is text.
  private func rawItem(_ html: String) -> Item {
    switch renderer.rawHTML {
    case .escape: return itemWithoutText([.text(html)], hasLink: isLinked)
    case .allow:
      let place = sweep?.pieceCount ?? 0
      return Item(nodes: [.raw(html)], overlays: [], pieces: place..<place)
    }
  }

  private mutating func link(_ destination: String, _ title: String, _ children: [Inline]) -> [Item] {
    guard let address = renderer.resolve(destination, false) else { return items(children) }
    let wasLinked = isLinked
    isLinked = true
    let inner = items(children)
    isLinked = wasLinked
    let attributes = [("href", Optional(address.encodedForHref)), ("title", title.isEmpty ? nil : title)]
    var items = container("a", attributes + renderer.linkAttributes(destination), inner)
    guard !wasLinked else { return items }
    for nodes in deferred { items.append(itemWithoutText(nodes, hasLink: true)) }
    deferred = []
    return items
  }

  private func image(_ source: String, _ title: String, _ description: String) -> Node {
    guard let address = renderer.resolve(source, true) else { return .text(description) }
    return .element(
      "img",
      [("src", address.encodedForHref), ("alt", description), ("title", title.isEmpty ? nil : title)])
  }

  /// An element around items; overlays around all of them go around the element instead, so that they may be
  /// one with those of its neighbours.
  private func container(_ name: String, _ attributes: [(String, String?)], _ items: [Item]) -> [Item] {
    let place = sweep?.pieceCount ?? 0
    guard let first = items.first, let last = items.last else {
      return [Item(nodes: [.element(name, attributes)], overlays: [], pieces: place..<place)]
    }
    var shared = first.overlays[...]
    for item in items {
      let common = zip(shared, item.overlays).prefix { $0 == $1 }.count
      shared = shared.prefix(common)
    }
    let children = wrapped(items[...], from: shared.count)
    return [
      Item(
        nodes: [.element(name, attributes, children)], overlays: Array(shared),
        pieces: first.pieces.lowerBound..<max(first.pieces.lowerBound, last.pieces.upperBound))
    ]
  }

  /// The nodes of items, with one element around each stretch of items that share an overlay.
  private func wrapped(_ items: ArraySlice<Item>, from depth: Int) -> [Node] {
    var nodes: [Node] = []
    nodes.reserveCapacity(items.count)
    var index = items.startIndex
    while index < items.endIndex {
      guard items[index].overlays.count > depth, let sweep else {
        nodes += items[index].nodes
        index += 1
        continue
      }
      let overlay = items[index].overlays[depth]
      var end = index + 1
      while end < items.endIndex, items[end].overlays.count > depth, items[end].overlays[depth] == overlay {
        end += 1
      }
      let stretch = items[index..<end]
      let pieces = items[index].pieces.lowerBound..<items[end - 1].pieces.upperBound
      var element = sweep.overlays[overlay].element
      element.children = wrapped(stretch, from: depth + 1)
      if sweep.firstPieces[overlay].map(pieces.contains) != true {
        element.attributes.removeAll { $0.name == "id" }
      }
      nodes.append(.element(element))
      index = end
    }
    return nodes
  }
}

extension String {
  /// What stands at some UTF-8 offsets; most often that is all of it.
  fileprivate func cut(to range: Range<Int>) -> String {
    guard range.count < utf8.count else { return self }
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: range.count)])
  }
}
