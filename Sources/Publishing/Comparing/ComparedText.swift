import Commentary
import HTML
import Markup

/// A version's text as a page that compares it shows it, block by block, in the order of `PlainText.blocks`.
///
/// It is the words with their emphasis: links read as words, and calls, images and raw HTML, which are no part of
/// the plain text either, are left out. So any stretch of it can be set anywhere, also twice on a page.
struct ComparedText {
  enum Form: String {
    case paragraph, heading, quotation, item, code
  }

  /// One paragraph, heading or code block, wherever it stands.
  struct Part {
    let form: Form
    /// UTF-8 offsets into the version's plain text.
    let range: Range<Int>
    /// The ¶ number, if readers are shown one.
    let number: Int?
    /// Where the reading page has it, if it has a place of its own there.
    let address: Address?
    fileprivate let pieces: [Piece]
  }

  /// A stretch of words with the same elements around them, outer first.
  fileprivate struct Piece {
    let range: Range<Int>
    let elements: [String]
    let isLineBreak: Bool
  }

  let parts: [Part]
  private let text: PlainText

  init(_ edition: Edition) {
    let version = edition.version
    text = version.text
    var collector = PartCollector(edition)
    for (root, block) in version.document.blocks.enumerated() { collector.add(block, root: root, in: nil) }
    precondition(collector.parts.count == text.blocks.count, "each block of the text has its part")
    parts = collector.parts
  }

  /// Whether a part has no word, as a paragraph that is an image.
  func isBlank(_ part: Int) -> Bool {
    text.utf8[parts[part].range].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
  }

  /// A stretch within one part, with its emphasis.
  func nodes(_ range: Range<Int>, of part: Int) -> [Node] {
    let pieces = parts[part].pieces
    var nodes: [Node] = []
    var index = pieces.bisection { pieces[$0].range.upperBound > range.lowerBound }
    while index < pieces.count, pieces[index].range.lowerBound < range.upperBound {
      let piece = pieces[index]
      index += 1
      let words = Node.text(text[piece.range.clamped(to: range)])
      nodes += Self.wrapped(piece.isLineBreak ? [.element("br"), words] : [words], in: piece.elements)
    }
    return nodes
  }

  private static func wrapped(_ nodes: [Node], in elements: [String]) -> [Node] {
    elements.reversed().reduce(nodes) { [.element($1, [], $0)] }
  }

  /// The part that holds a UTF-8 offset.
  func part(at offset: Int) -> Int? {
    let index = parts.bisection { parts[$0].range.upperBound > offset }
    return index < parts.count && parts[index].range.contains(offset) ? index : nil
  }

  /// Whether a stretch has no letter and no digit.
  func isPunctuation(_ range: Range<Int>) -> Bool {
    text[range].unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
  }

  /// Whether a letter or digit stands at an end of a stretch, so that one beside it would join its word.
  func hasWord(atStartOf range: Range<Int>) -> Bool { text[range].unicodeScalars.first?.isOfWord ?? false }

  /// Likewise at its end.
  func hasWord(atEndOf range: Range<Int>) -> Bool { text[range].unicodeScalars.last?.isOfWord ?? false }

  /// A stretch as it is read, for tests of what it holds.
  subscript(range: Range<Int>) -> String { text[range] }
}

extension Unicode.Scalar {
  fileprivate var isOfWord: Bool { properties.isAlphabetic || properties.numericType != nil }
}

/// Walks blocks by recursion, which the depth of a document allows, as `PlainText` does.
private struct PartCollector {
  private let edition: Edition
  private let text: PlainText
  private(set) var parts: [ComparedText.Part] = []

  init(_ edition: Edition) {
    self.edition = edition
    text = edition.version.text
  }

  mutating func add(_ block: Block, root: Int, in form: ComparedText.Form?) {
    switch block.content {
    case .paragraph(let inlines): add(form ?? .paragraph, pieces(inlines), root)
    case .heading(_, let inlines): add(form ?? .heading, pieces(inlines), root)
    case .code(_, let leaf): add(form ?? .code, [piece(leaf, ["code"])], root)
    case .blockQuote(let blocks): for block in blocks { add(block, root: root, in: .quotation) }
    case .list(let list):
      for item in list.items { for block in item.blocks { add(block, root: root, in: .item) } }
    case .html, .thematicBreak: break
    }
  }

  private mutating func add(_ form: ComparedText.Form, _ pieces: [ComparedText.Piece], _ root: Int) {
    let block = text.blocks[parts.count]
    let number = form == .paragraph ? block.paragraph : nil
    let heading = form == .heading ? edition.version.headingIDs[root] : nil
    parts.append(
      ComparedText.Part(
        form: form, range: block.range, number: number,
        address: number.map(edition.address(ofParagraph:)) ?? heading.map { edition.address.at($0) },
        pieces: pieces))
  }

  private func pieces(_ inlines: [Inline]) -> [ComparedText.Piece] {
    var pieces: [ComparedText.Piece] = []
    collect(inlines, [], into: &pieces)
    return pieces
  }

  private func collect(_ inlines: [Inline], _ elements: [String], into pieces: inout [ComparedText.Piece]) {
    for inline in inlines {
      switch inline {
      case .text(let leaf), .softBreak(let leaf): pieces.append(piece(leaf, elements))
      case .lineBreak(let leaf): pieces.append(piece(leaf, elements, isLineBreak: true))
      case .code(let leaf): pieces.append(piece(leaf, elements + ["code"]))
      case .emphasis(let children): collect(children, nested(elements, "em"), into: &pieces)
      case .strong(let children): collect(children, nested(elements, "strong"), into: &pieces)
      case .link(_, _, let children): collect(children, elements, into: &pieces)
      case .html, .image, .footnoteCall: break
      }
    }
  }

  /// Emphasis within the same emphasis looks no different.
  private func nested(_ elements: [String], _ name: String) -> [String] {
    elements.contains(name) ? elements : elements + [name]
  }

  private func piece(_ leaf: Leaf, _ elements: [String], isLineBreak: Bool = false) -> ComparedText.Piece {
    ComparedText.Piece(range: text.run(of: leaf).range, elements: elements, isLineBreak: isLineBreak)
  }
}

extension Edition {
  /// Where the reading page has a paragraph, by its ¶ number.
  func address(ofParagraph number: Int) -> Address { address.at(version.id(ofParagraph: number)) }
}
