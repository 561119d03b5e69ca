package import Diagnostics

extension PlainText {
  /// The text of a whole document, its footnotes apart.
  package init(_ document: Document) { self.init(blocks: document.blocks, source: document.source) }

  /// The text of some successive blocks of a document: the body of a note, the quotes of a lemma.
  package init(blocks: [Block], source: SourceText) {
    var builder = PlainTextBuilder(source)
    for (root, block) in blocks.enumerated() { builder.addRoot(block, root) }
    self.source = source
    self.utf8 = builder.utf8.compact
    self.blocks = builder.blocks.compact
    self.runs = builder.runs.compact
    self.firstRank = builder.firstRank ?? 0
  }
}

/// Walks blocks by recursion, which the depth of a document allows, and writes down the text.
private struct PlainTextBuilder {
  let source: SourceText
  let lineStarts: [Int]
  var utf8: [UInt8] = []
  var blocks: [PlainText.TextBlock] = []
  var runs: [PlainText.Run] = []
  var firstRank: Int?
  private var root = 0
  private var paragraph = 0
  private var section = 0

  /// A leaf of the block that is being written, before its line is known.
  private struct Piece {
    let text: String
    let kind: PlainText.Run.Kind
    let isLinked: Bool
  }

  init(_ source: SourceText) {
    self.source = source
    lineStarts = source.lineStarts
  }

  mutating func addRoot(_ block: Block, _ index: Int) {
    root = index
    if case .paragraph = block.content { paragraph += 1 }
    add(block)
  }

  private mutating func add(_ block: Block) {
    switch block.content {
    case .paragraph(let inlines): add(inlines, .paragraph, block.lines)
    case .heading(let level, let inlines):
      section += 1
      add(inlines, .heading(level: level), block.lines)
    case .code(_, let leaf): addCode(leaf, block.lines)
    case .blockQuote(let blocks): for block in blocks { add(block) }
    case .list(let list): for item in list.items { for block in item.blocks { add(block) } }
    case .html, .thematicBreak: break
    }
  }

  private mutating func add(_ inlines: [Inline], _ kind: PlainText.TextBlock.Kind, _ lines: ClosedRange<Int>)
  {
    var pieces: [Piece] = []
    collect(inlines, isLinked: false, into: &pieces)
    if !pieces.allSatisfy(\.text.isEmpty) { separate() }
    let start = utf8.count
    var finder = LineFinder(
      source.utf8, lineStarts, lines: lines, lineEnds: pieces.count { $0.kind == .lineEnd })
    for piece in pieces {
      let range = utf8.count..<utf8.count + piece.text.utf8.count
      let line = finder.line(of: piece.text, isLineEnd: piece.kind == .lineEnd)
      utf8 += piece.text.utf8
      runs.append(
        PlainText.Run(
          range: range, kind: piece.kind, isLinked: piece.isLinked, block: blocks.count, line: line))
    }
    addBlock(kind, from: start, line: lines.lowerBound)
  }

  private mutating func addCode(_ leaf: Leaf, _ lines: ClosedRange<Int>) {
    if !leaf.text.isEmpty { separate() }
    note(leaf)
    let start = utf8.count
    utf8 += leaf.text.utf8
    // A fence stands on a line of its own, above.
    let feeds = leaf.text.utf8.count { $0 == 0x0A }
    let isFenced = lines.count > feeds && startsWithFence(lines.lowerBound)
    runs.append(
      PlainText.Run(
        range: start..<utf8.count, kind: .code, isLinked: false, block: blocks.count,
        line: isFenced ? min(lines.lowerBound + 1, lines.upperBound) : lines.lowerBound))
    addBlock(.code, from: start, line: lines.lowerBound)
  }

  private mutating func addBlock(_ kind: PlainText.TextBlock.Kind, from start: Int, line: Int) {
    blocks.append(
      PlainText.TextBlock(
        range: start..<utf8.count, kind: kind, root: root, paragraph: paragraph == 0 ? nil : paragraph,
        section: section, line: line))
  }

  /// An empty line between what is there and what comes; code ends with a line feed of its own.
  private mutating func separate() {
    guard let last = utf8.last else { return }
    let endsLine = last == 0x0A && blocks.last { !$0.range.isEmpty }?.kind == .code
    utf8 += endsLine ? [0x0A] : [0x0A, 0x0A]
  }

  private mutating func collect(_ inlines: [Inline], isLinked: Bool, into pieces: inout [Piece]) {
    for inline in inlines {
      switch inline {
      case .text(let leaf): pieces.append(piece(leaf, .text, isLinked))
      case .code(let leaf): pieces.append(piece(leaf, .code, isLinked))
      case .softBreak(let leaf), .lineBreak(let leaf): pieces.append(piece(leaf, .lineEnd, isLinked))
      case .emphasis(let children), .strong(let children):
        collect(children, isLinked: isLinked, into: &pieces)
      case .link(_, _, let children): collect(children, isLinked: true, into: &pieces)
      case .html, .image, .footnoteCall: break
      }
    }
  }

  private mutating func piece(_ leaf: Leaf, _ kind: PlainText.Run.Kind, _ isLinked: Bool) -> Piece {
    if firstRank == nil { firstRank = leaf.rank }
    return Piece(text: leaf.text, kind: kind, isLinked: isLinked)
  }

  private mutating func note(_ leaf: Leaf) { if firstRank == nil { firstRank = leaf.rank } }

  private func startsWithFence(_ line: Int) -> Bool {
    guard line <= lineStarts.count else { return false }
    let end = line < lineStarts.count ? lineStarts[line] : source.utf8.count
    var cursor = LineCursor(source.utf8, lineStarts[line - 1]..<end)
    repeat {
      _ = cursor.takeIndent(upTo: .max)
    } while cursor.take(UInt8(ascii: ">")) || cursor.takeListMarker() != nil
    let note = FootnoteDefinition(source.utf8, cursor.index..<end)
    let rest = source.utf8[(note?.bodyStart ?? cursor.index)..<end]
    guard let fence = rest.first, fence == UInt8(ascii: "`") || fence == UInt8(ascii: "~") else {
      return false
    }
    return rest.prefix { $0 == fence }.count >= 3
  }
}
