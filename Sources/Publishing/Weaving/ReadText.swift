import HTML
import Markup

extension Node {
  /// What an element holds; nothing of a text.
  var children: [Node] {
    switch self {
    case .element(let element): element.children
    case .text, .raw: []
    }
  }
}

extension PlainText {
  /// How many runs of characters other than white space there are.
  var wordCount: Int {
    var count = 0
    var isInWord = false
    for byte in utf8 {
      let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
      if !isSpace && !isInWord { count += 1 }
      isInWord = !isSpace
    }
    return count
  }
}

extension [Inline] {
  /// The words alone, as a title or a contents line has them.
  var plainText: String {
    map { inline in
      switch inline {
      case .text(let leaf), .code(let leaf), .softBreak(let leaf), .lineBreak(let leaf): leaf.text
      case .emphasis(let children), .strong(let children), .link(_, _, let children): children.plainText
      case .html, .image, .footnoteCall: ""
      }
    }.joined()
  }
}
