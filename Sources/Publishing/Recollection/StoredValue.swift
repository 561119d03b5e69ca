import HTML
import Templates

/// What the first byte of a value says it is.
private enum Mark: UInt8 {
  case text, html, url, json, number, yes, no, list, object, none
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
    case .html(let html): ink.put(.html, html)
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
    case .html: WrittenHTML(printed: &reader).map(Self.html)
    case .url: reader.text().flatMap(checked).map(Self.url)
    case .number: reader.number().map(Self.number)
    case .yes: .bool(true)
    case .no: .bool(false)
    case .list: [TemplateValue](printed: &reader).map(Self.list)
    case .object: Members(printed: &reader).map(Self.object)
    case .none?: Self.none
    case .json, nil: nil
    }
  }

  private static func checked(_ address: String) -> SafeURL? {
    guard case .allowed(let url) = SafeURL.checking(address), url.address == address else { return nil }
    return url
  }
}

extension WrittenHTML: Storable {
  func print(in ink: inout Ink) {
    ink.put(bytes.count)
    ink.put(bytes: bytes)
    ink.put(links.count)
    for link in links {
      ink.put(link.range.lowerBound)
      ink.put(link.range.count)
      ink.put(link.address)
    }
  }

  init?(printed reader: inout InkReader) {
    guard let count = reader.count(), let bytes = reader.bytes(count) else { return nil }
    var end = 0
    let links = reader.list { reader -> Link? in
      guard let start = reader.number(), let length = reader.number(), let address = reader.text(),
        start >= end, length >= 0, length <= count, start <= count - length
      else { return nil }
      end = start + length
      return Link(range: start..<end, address: address)
    }
    guard let links else { return nil }
    self.init(bytes: Array(bytes), links: links)
  }
}
