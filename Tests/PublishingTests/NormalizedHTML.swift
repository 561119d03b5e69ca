/// HTML without the differences that do not count: white space outside `pre`, none beside block tags, the order
/// of attributes, the case of tag names, `&quot;` for a quote, the slash of a void element.
struct NormalizedHTML: Equatable {
  private(set) var text = ""
  private var bytes: [UInt8]
  private var index = 0
  private var isPreformatted = 0
  private var out: [UInt8] = []

  init(_ html: String) {
    bytes = Array(html.utf8)
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        takeText()
      } else if let end = verbatimEnd() {
        out += bytes[index..<end]
        index = end
      } else if !takeTag() {
        out.append(bytes[index])
        index += 1
      }
    }
    while let last = out.last, Self.isSpace(last) { out.removeLast() }
    text = String(decoding: out, as: UTF8.self)
    (bytes, out, index) = ([], [], 0)
  }

  private static let blocks: Set<String> = [
    "article", "header", "aside", "hgroup", "blockquote", "hr", "iframe", "body", "li", "map", "button",
    "object",
    "canvas", "ol", "caption", "output", "col", "p", "colgroup", "pre", "dd", "progress", "div", "section",
    "dl",
    "table", "td", "dt", "tbody", "embed", "textarea", "fieldset", "tfoot", "figcaption", "th", "figure",
    "thead",
    "footer", "tr", "form", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "video", "script", "style",
  ]

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private mutating func takeText() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
      if bytes[index...].starts(with: "&quot;".utf8) {
        out.append(UInt8(ascii: "\""))
        index += 6
      } else {
        append(bytes[index])
        index += 1
      }
    }
  }

  private mutating func append(_ byte: UInt8) {
    guard isPreformatted == 0, Self.isSpace(byte) else { return out.append(byte) }
    if let last = out.last, !Self.isSpace(last), !endsWithBlockTag { out.append(0x20) }
  }

  private var endsWithBlockTag = true

  /// The end of a comment, declaration, instruction or CDATA section.
  private func verbatimEnd() -> Int? {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
    where bytes[index...].starts(with: start.utf8) {
      let close = Array(end.utf8)
      return (index..<bytes.count).first { bytes[$0...].starts(with: close) }.map { $0 + close.count }
    }
    return nil
  }

  private mutating func takeTag() -> Bool {
    var end = index + 1
    let isClosing = end < bytes.count && bytes[end] == UInt8(ascii: "/")
    if isClosing { end += 1 }
    let nameStart = end
    while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
    guard end > nameStart else { return false }
    let name = String(decoding: bytes[nameStart..<end], as: UTF8.self).lowercased()
    guard let (attributes, close) = attributes(from: end) else { return false }
    let isBlock = Self.blocks.contains(name)
    if isBlock, isPreformatted == 0 {
      while let last = out.last, Self.isSpace(last) { out.removeLast() }
    }
    if name == "pre" { isPreformatted += isClosing ? -1 : 1 }
    out += "<\(isClosing ? "/" : "")\(name)\(attributes)>".utf8
    index = close
    endsWithBlockTag = isBlock
    if isBlock, isPreformatted == 0 {
      while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    }
    endsWithBlockTag = false
    return true
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x2D
  }

  private func attributes(from start: Int) -> (text: String, end: Int)? {
    var end = start
    var quote: UInt8?
    var words: [[UInt8]] = [[]]
    while end < bytes.count {
      let byte = bytes[end]
      end += 1
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if quote == nil, byte == UInt8(ascii: ">") {
        let texts = words.map { String(decoding: $0, as: UTF8.self) }.filter { !$0.isEmpty && $0 != "/" }
        return (texts.sorted().map { " \($0)" }.joined(), end)
      } else if quote == nil, Self.isSpace(byte) {
        words.append([])
      } else {
        words[words.count - 1].append(byte)
      }
    }
    return nil
  }
}
