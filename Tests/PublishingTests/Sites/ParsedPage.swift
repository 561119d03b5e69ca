/// A page as a browser would see it that met no mistake: elements with their attributes, and text, decoded.
struct ParsedPage {
  struct Element {
    let name: String
    let attributes: [(name: String, value: String)]
    /// Index of the element around it.
    let parent: Int?
    /// All text in it.
    fileprivate(set) var text = ""

    subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }
  }

  /// In the order of their start tags.
  private(set) var elements: [Element] = []
  /// The text in pieces, each with the index of the element it stands in.
  private(set) var pieces: [(element: Int, text: String)] = []
  /// Tags that match no other, unknown character references and the like.
  private(set) var faults: [String] = []
  private var open: [Int] = []

  init(_ bytes: [UInt8]) {
    var scanner = MarkupScanner(bytes)
    while let token = scanner.next() { take(token) }
    faults += scanner.faults
    if let index = open.last { faults.append("<\(elements[index].name)> is never closed") }
  }

  /// The names of tags and attributes in order: the page without anything that a reader's text decides.
  var structure: [String] {
    elements.map { element in
      ([element.name] + element.attributes.map(\.name)).joined(separator: " ")
    }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The elements in another, at any depth.
  func indices(within index: Int) -> [Int] {
    elements.indices.filter { candidate in ancestors(of: candidate).contains(index) }
  }

  /// The elements around another, nearest first.
  func ancestors(of index: Int) -> [Int] {
    var found: [Int] = []
    var next = elements[index].parent
    while let parent = next {
      found.append(parent)
      next = elements[parent].parent
    }
    return found
  }

  private mutating func take(_ token: MarkupScanner.Token) {
    switch token {
    case .start(let name, let attributes):
      elements.append(Element(name: name, attributes: attributes, parent: open.last))
      if Set(attributes.map(\.name)).count != attributes.count {
        faults.append("<\(name)> repeats an attribute")
      }
      if !Self.voidNames.contains(name) { open.append(elements.count - 1) }
    case .end(let name):
      guard let last = open.last, elements[last].name == name else {
        return faults.append("</\(name)> closes nothing")
      }
      open.removeLast()
    case .text(let text):
      for index in open { elements[index].text += text }
      if let index = open.last { pieces.append((index, text)) }
    }
  }

  private static let voidNames: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
}
