/// Writes nodes as UTF-8 bytes, without recursion, so that no depth of nesting can exhaust the stack.
///
/// It asserts what only our own code can get wrong: names that are names, attributes that are unique, and that
/// nothing but `.raw` stands in a script or a style sheet, where HTML knows no escape.
package struct MarkupWriter {
  package enum Syntax: Sendable, Hashable {
    /// HTML: void elements have no end tag, all others have one.
    case html
    /// XML 1.0: an element without children is written `<name/>`.
    case xml
  }

  package enum Layout: Sendable, Hashable {
    /// Nothing is added.
    case compact
    /// A line feed after each block of HTML that has only blocks beside it, where no reader can see it.
    case blocksOnLines
    /// A line feed after each element that has only elements beside it: for feeds and other XML data.
    case elementsOnLines
  }

  package private(set) var bytes: [UInt8] = []
  /// Where the addresses of links stand in the bytes.
  package private(set) var links: [WrittenHTML.Link] = []
  private let syntax: Syntax
  private let layout: Layout

  /// A writer with room for so many bytes; it makes more as it needs it.
  package init(_ syntax: Syntax, layout: Layout = .compact, capacity: Int = 0) {
    self.syntax = syntax
    self.layout = layout
    bytes.reserveCapacity(capacity)
  }

  /// Forgets what it has written, and keeps the room.
  package mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
  }

  /// Adds nodes one after the other.
  package mutating func append(_ nodes: [Node]) {
    var outer: [Level] = []
    var level = Level(nodes: nodes, name: nil, isOnLines: isOnLines(nodes, in: nil))
    while true {
      guard level.next < level.nodes.count else {
        if let name = level.name { close(name) }
        guard let last = outer.popLast() else { return }
        level = last
        if level.breaksLine { bytes.append(0x0A) }
        continue
      }
      level.next += 1
      switch level.nodes[level.next - 1] {
      case .text(let text):
        precondition(!level.isRawText, "only raw text stands in a script or a style sheet")
        bytes.append(text, escapedFor: syntax == .html ? .html : .xml)
      case .raw(let markup): bytes.append(contentsOf: markup.utf8)
      case .element(let element):
        precondition(!level.isRawText, "only raw text stands in a script or a style sheet")
        start(element)
        if isEmpty(element) {
          if level.breaksLine { bytes.append(0x0A) }
          continue
        }
        if let words = element.onlyWords {
          bytes.append(words, escapedFor: syntax == .html ? .html : .xml)
          close(element.name)
          if level.breaksLine { bytes.append(0x0A) }
          continue
        }
        let isOnLines = isOnLines(element.children, in: element)
        if isOnLines { bytes.append(0x0A) }
        let isRawText = syntax == .html && (element.name == "script" || element.name == "style")
        outer.append(level)
        level = Level(
          nodes: element.children, name: element.name, isOnLines: isOnLines, isRawText: isRawText)
      }
    }
  }

  private struct Level {
    let nodes: [Node]
    /// That of the element they stand in; the outermost stand in none.
    let name: String?
    let isOnLines: Bool
    var isRawText = false
    var next = 0

    /// Whether a line ends after the node before `next`; nothing is added after the last of all.
    var breaksLine: Bool { isOnLines && (name != nil || next < nodes.count) }
  }
}

extension MarkupWriter {
  private mutating func start(_ element: Element) {
    precondition(element.name.isMarkupName, "an element's name is a name")
    bytes.append(0x3C)
    bytes.append(contentsOf: element.name.utf8)
    let isLink = element.name == "a"
    for (index, attribute) in element.attributes.enumerated() {
      precondition(attribute.name.isMarkupName, "an attribute's name is a name")
      precondition(
        !element.attributes[..<index].contains { $0.name == attribute.name }, "an attribute is given once")
      bytes.append(0x20)
      bytes.append(contentsOf: attribute.name.utf8)
      bytes.append(0x3D)
      bytes.append(0x22)
      let start = bytes.count
      bytes.append(attribute.value, escapedFor: syntax == .html ? .html : .xmlAttribute)
      if isLink, attribute.name == "href" {
        links.append(WrittenHTML.Link(range: start..<bytes.count, address: attribute.value))
      }
      bytes.append(0x22)
    }
    if syntax == .xml && element.children.isEmpty { bytes.append(0x2F) }
    bytes.append(0x3E)
    if syntax == .html { keepFirstLineFeed(of: element) }
  }

  /// An HTML parser drops a line feed right after `<pre>` and `<textarea>`; a second one saves the first.
  private mutating func keepFirstLineFeed(of element: Element) {
    guard element.name == "pre" || element.name == "textarea" else { return }
    guard case .text(let text)? = element.children.first, text.utf8.first == 0x0A || text.utf8.first == 0x0D
    else { return }
    bytes.append(0x0A)
  }

  private mutating func close(_ name: String) {
    bytes.append(0x3C)
    bytes.append(0x2F)
    bytes.append(contentsOf: name.utf8)
    bytes.append(0x3E)
  }

  /// Whether the start tag just written is the whole element.
  private func isEmpty(_ element: Element) -> Bool {
    switch syntax {
    case .xml: return element.children.isEmpty
    case .html:
      guard element.children.isEmpty else {
        assert(!ElementNames.void.contains(element.name), "a void element has no children")
        return false
      }
      return ElementNames.void.contains(element.name)
    }
  }

  private func isOnLines(_ nodes: [Node], in parent: Element?) -> Bool {
    guard layout != .compact, !nodes.isEmpty else { return false }
    // Most often the first node is a text, and no name has to be looked up.
    let areOnLines = nodes.allSatisfy { node in
      switch node {
      case .text, .raw: false
      case .element(let element): layout == .elementsOnLines || ElementNames.blocks.contains(element.name)
      }
    }
    guard areOnLines, layout == .blocksOnLines, let parent else { return areOnLines }
    return ElementNames.blocks.contains(parent.name)
  }
}

extension Element {
  /// The text of an element that holds nothing else, as most do; none of a script or a style sheet.
  fileprivate var onlyWords: String? {
    guard children.count == 1, case .text(let text) = children[0], name != "script", name != "style" else {
      return nil
    }
    return text
  }
}

extension [Node] {
  /// HTML as UTF-8, with nothing added.
  package var html: [UInt8] { written(.html, .compact) }

  /// HTML as UTF-8 with a line feed after each block but the last, so that a change of a page can be read in a diff.
  package var readableHTML: [UInt8] { written(.html, .blocksOnLines) }

  /// The XML serialization of HTML, with a line feed after each block: for e-books.
  package var readableXHTML: [UInt8] { written(.xml, .blocksOnLines) }

  private func written(_ syntax: MarkupWriter.Syntax, _ layout: MarkupWriter.Layout) -> [UInt8] {
    var writer = MarkupWriter(syntax, layout: layout)
    writer.append(self)
    return writer.bytes
  }
}

extension Element {
  /// A whole XML document with this root: declaration, one element to a line, LF at the end.
  package var xmlDocument: [UInt8] {
    var writer = MarkupWriter(.xml, layout: .elementsOnLines)
    writer.append([.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"), .element(self), .raw("\n")])
    return writer.bytes
  }
}

extension String {
  fileprivate var isMarkupName: Bool {
    guard let first = utf8.first, first >= 0x41 else { return false }
    return utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F: true
      default: false
      }
    }
  }
}
