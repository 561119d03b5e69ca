import HTML
import Templates

/// What the first byte of a value or a node says it is.
private enum Mark: UInt8 {
  case text, html, url, json, number, yes, no, list, object, none, raw, element
}

extension Ink {
  fileprivate mutating func put(_ mark: Mark) { put(bytes: CollectionOfOne(mark.rawValue)) }
}

extension InkReader {
  fileprivate mutating func mark() -> Mark? { bytes(1)?.first.flatMap(Mark.init) }
}

extension TemplateValue: Storable {
  func print(in ink: inout Ink) {
    switch self {
    case .text(let text):
      ink.put(Mark.text)
      ink.put(text)
    case .html(let nodes):
      ink.put(Mark.html)
      ink.put(nodes)
    case .url(let url):
      ink.put(Mark.url)
      ink.put(url.address)
    case .json(let json):
      ink.put(Mark.json)
      ink.put(Stamp(of: json.bytes))
    case .number(let number):
      ink.put(Mark.number)
      ink.put(number)
    case .bool(let flag): ink.put(flag ? Mark.yes : Mark.no)
    case .list(let values):
      ink.put(Mark.list)
      ink.put(values)
    case .object(let values):
      ink.put(Mark.object)
      ink.put(values)
    case .none: ink.put(Mark.none)
    }
  }

  /// An address is checked once more, and scripts are not read again.
  init?(printed reader: inout InkReader) {
    guard let mark = reader.mark() else { return nil }
    switch mark {
    case .text:
      guard let text = reader.text() else { return nil }
      self = .text(text)
    case .html:
      guard let nodes = [Node](printed: &reader) else { return nil }
      self = .html(nodes)
    case .url:
      guard let address = reader.text(), case .allowed(let url) = SafeURL.checking(address),
        url.address == address
      else { return nil }
      self = .url(url)
    case .number:
      guard let number = reader.number() else { return nil }
      self = .number(number)
    case .yes: self = .bool(true)
    case .no: self = .bool(false)
    case .list:
      guard let values = [TemplateValue](printed: &reader) else { return nil }
      self = .list(values)
    case .object:
      guard let values = [String: TemplateValue](printed: &reader) else { return nil }
      self = .object(values)
    case .none: self = .none
    case .json, .raw, .element: return nil
    }
  }
}

extension Node: Storable {
  func print(in ink: inout Ink) {
    switch self {
    case .text(let text):
      ink.put(Mark.text)
      ink.put(text)
    case .raw(let markup):
      ink.put(Mark.raw)
      ink.put(markup)
    case .element(let element):
      ink.put(Mark.element)
      ink.put(element.name)
      ink.put(element.attributes.flatMap { [$0.name, $0.value] })
      ink.put(element.children)
    }
  }

  init?(printed reader: inout InkReader) {
    guard let mark = reader.mark() else { return nil }
    switch mark {
    case .text:
      guard let text = reader.text() else { return nil }
      self = .text(text)
    case .raw:
      guard let markup = reader.text() else { return nil }
      self = .raw(markup)
    case .element:
      guard let name = reader.text(), let words = [String](printed: &reader), words.count.isMultiple(of: 2),
        let children = [Node](printed: &reader)
      else { return nil }
      let attributes = stride(from: 0, to: words.count, by: 2).map { (words[$0], words[$0 + 1] as String?) }
      self = .element(name, attributes, children)
    default: return nil
    }
  }
}
