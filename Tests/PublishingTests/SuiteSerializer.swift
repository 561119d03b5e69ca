import HTML

/// HTML as the suites expect it: XHTML-like void elements, four characters escaped.
func serialized(_ nodes: [Node]) -> String {
  nodes.map { node in
    switch node {
    case .text(let text): escaped(text)
    case .raw(let html): html
    case .element(let element): serialized(element)
    }
  }.joined()
}

private func serialized(_ element: Element) -> String {
  let attributes = element.attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  if ["br", "hr", "img"].contains(element.name) { return "<\(element.name)\(attributes) />" }
  return "<\(element.name)\(attributes)>\(serialized(element.children))</\(element.name)>"
}

private func escaped(_ text: String) -> String {
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
