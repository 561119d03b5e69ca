import HTML
import Templates

/// What the first byte of a value or a node says it is.
private enum Mark: UInt8 {
  case text, html, url, json, number, yes, no, list, object, none, raw, element
}

extension Ink {
  fileprivate mutating func put(_ mark: Mark) { put(bytes: CollectionOfOne(mark.rawValue)) }

  fileprivate mutating func put(_ mark: Mark, _ content: some Stampable) {
    put(mark)
    put(content)
  }
}

extension InkReader {
  fileprivate mutating func mark() -> Mark? { bytes(1)?.first.flatMap(Mark.init) }
}

extension TemplateValue: Storable {
  func print(in ink: inout Ink) {
    switch self {
    case .text(let text): ink.put(.text, text)
    case .html(let nodes): ink.put(.html, nodes)
    case .url(let url): ink.put(.url, url.address)
    case .json(let json): ink.put(.json, Stamp(of: json.bytes))
    case .number(let number): ink.put(.number, number)
    case .bool(let flag): ink.put(flag ? Mark.yes : Mark.no)
    case .list(let values): ink.put(.list, values)
    case .object(let values): ink.put(.object, values)
    case .none: ink.put(Mark.none)
    }
  }

  init?(printed reader: inout InkReader) {
    guard let value = Self.reading(&reader) else { return nil }
    self = value
  }

  /// An address is checked once more, and scripts are not read again.
  private static func reading(_ reader: inout InkReader) -> Self? {
    switch reader.mark() {
    case .text: reader.text().map(Self.text)
    case .html: [Node](printed: &reader).map(Self.html)
    case .url: reader.text().flatMap(checked).map(Self.url)
    case .number: reader.number().map(Self.number)
    case .yes: .bool(true)
    case .no: .bool(false)
    case .list: [TemplateValue](printed: &reader).map(Self.list)
    case .object: Members(printed: &reader).map(Self.object)
    case .none?: Self.none
    case .json, .raw, .element, nil: nil
    }
  }

  private static func checked(_ address: String) -> SafeURL? {
    guard case .allowed(let url) = SafeURL.checking(address), url.address == address else { return nil }
    return url
  }
}

extension Node: Storable {
  func print(in ink: inout Ink) {
    switch self {
    case .text(let text): ink.put(.text, text)
    case .raw(let markup): ink.put(.raw, markup)
    case .element(let element): ink.put(.element, element)
    }
  }

  init?(printed reader: inout InkReader) {
    guard let node = Self.reading(&reader) else { return nil }
    self = node
  }

  private static func reading(_ reader: inout InkReader) -> Self? {
    switch reader.mark() {
    case .text: reader.text().map(Self.text)
    case .raw: reader.text().map(Self.raw)
    case .element: Element(printed: &reader).map(Self.element)
    default: nil
    }
  }
}

extension Element: Storable {
  func print(in ink: inout Ink) {
    ink.put(name)
    ink.put(attributes.flatMap { [$0.name, $0.value] })
    ink.put(children)
  }

  init?(printed reader: inout InkReader) {
    guard let name = reader.text(), let words = [String](printed: &reader), words.count.isMultiple(of: 2),
      let children = [Node](printed: &reader)
    else { return nil }
    self.init(name, stride(from: 0, to: words.count, by: 2).map { (words[$0], words[$0 + 1]) }, children)
  }
}
