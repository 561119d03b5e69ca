/// Follows static HTML byte by byte and knows what the next byte would be part of.
///
/// A shortened tokenizer of the HTML standard (13.2.5): every template begins between tags, and what is written
/// through a tag of the template never leaves the place it is printed in.
struct HTMLScanner: Hashable {
  enum State: Hashable {
    case text
    case tagOpen, endTagOpen, tagName
    case beforeAttribute, attributeName, afterAttributeName, beforeValue
    case doubleQuoted, singleQuoted, unquoted, afterValue
    case declarationOpen, declaration, comment
    case rawText
  }

  private(set) var state = State.text
  /// The element whose tag or raw text this is, in lower case.
  private(set) var element: [UInt8] = []
  private(set) var attribute: [UInt8] = []
  private var isEndTag = false
  /// How much of what would end a comment or a raw text has been read.
  private var matched = 0
  private var hasSplitAttribute = false

  mutating func advance(over bytes: [UInt8]) {
    for byte in bytes { advance(byte) }
  }

  /// A value is printed: it ends nothing that static text began.
  mutating func passValue() { matched = 0 }

  /// Whether an attribute began right after the end of a section, or of another attribute, without a blank;
  /// says so once.
  mutating func takeSplitAttribute() -> Bool {
    defer { hasSplitAttribute = false }
    return hasSplitAttribute
  }

  private mutating func advance(_ byte: UInt8) {
    switch state {
    case .text: if byte == 0x3C { state = .tagOpen }
    case .tagOpen: openTag(byte)
    case .endTagOpen:
      if byte.isLetter {
        startTag(byte, isEnd: true)
      } else {
        state = byte == 0x3E ? .text : .declaration
      }
    case .tagName, .beforeAttribute, .attributeName, .afterAttributeName, .afterValue: advanceInTag(byte)
    case .beforeValue: beginValue(byte)
    case .doubleQuoted: if byte == 0x22 { state = .afterValue }
    case .singleQuoted: if byte == 0x27 { state = .afterValue }
    case .unquoted:
      if byte == 0x3E { endTag() } else if byte.isBlank { state = .beforeAttribute }
    case .declarationOpen, .declaration, .comment: advanceInDeclaration(byte)
    case .rawText: advanceInRawText(byte)
    }
    if state == .beforeAttribute || state == .afterValue || state == .text { attribute = [] }
  }

  private mutating func openTag(_ byte: UInt8) {
    switch byte {
    case 0x2F: state = .endTagOpen
    case 0x21: (state, matched) = (.declarationOpen, 0)
    case 0x3F: state = .declaration
    case 0x3C: state = .tagOpen
    case _ where byte.isLetter: startTag(byte, isEnd: false)
    default: state = .text
    }
  }

  private mutating func startTag(_ byte: UInt8, isEnd: Bool) {
    (state, element, isEndTag) = (.tagName, [byte.lowercased], isEnd)
  }

  private mutating func advanceInTag(_ byte: UInt8) {
    if byte == 0x3E { return endTag() }
    if byte == 0x2F {
      state = .beforeAttribute
    } else if byte.isBlank {
      state = state == .attributeName || state == .afterAttributeName ? .afterAttributeName : .beforeAttribute
    } else if state == .tagName {
      element.append(byte.lowercased)
    } else if byte == 0x3D, state == .attributeName || state == .afterAttributeName {
      state = .beforeValue
    } else {
      if state == .afterValue { hasSplitAttribute = true }
      if state != .attributeName { attribute = [] }
      state = .attributeName
      attribute.append(byte.lowercased)
    }
  }

  private mutating func beginValue(_ byte: UInt8) {
    switch byte {
    case 0x22: state = .doubleQuoted
    case 0x27: state = .singleQuoted
    case 0x3E: endTag()
    case _ where byte.isBlank: break
    default: state = .unquoted
    }
  }

  private mutating func endTag() {
    let isRaw = !isEndTag && Self.rawTextElements.contains(element)
    (state, matched) = (isRaw ? .rawText : .text, 0)
    if !isRaw { element = [] }
    isEndTag = false
  }

  private mutating func advanceInDeclaration(_ byte: UInt8) {
    if state == .declarationOpen {
      matched = byte == 0x2D ? matched + 1 : 0
      if matched == 0 { state = byte == 0x3E ? .text : .declaration }
      if matched == 2 { state = .comment }
    } else if state == .declaration {
      if byte == 0x3E { (state, matched) = (.text, 0) }
    } else if byte == 0x3E, matched == 2 {
      (state, matched) = (.text, 0)
    } else {
      matched = byte == 0x2D ? min(matched + 1, 2) : 0
    }
  }

  private mutating func advanceInRawText(_ byte: UInt8) {
    guard matched > 0 else {
      matched = byte == 0x3C ? 1 : 0
      return
    }
    let end = [0x3C, 0x2F] + element
    if matched == end.count {
      if byte == 0x3E || byte == 0x2F || byte.isBlank {
        isEndTag = true
        if byte == 0x3E { endTag() } else { state = .beforeAttribute }
        return
      }
      matched = byte == 0x3C ? 1 : 0
    } else if byte.lowercased == end[matched] {
      matched += 1
    } else {
      matched = byte == 0x3C ? 1 : 0
    }
  }

  private static let rawTextElements: Set<[UInt8]> = Set(
    ["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"].map { Array($0.utf8) })
}

extension HTMLScanner {
  /// What a value printed here would be part of; `nil` where none can be right.
  var position: Position? {
    switch state {
    case .text: return .text
    case .doubleQuoted, .singleQuoted:
      return .attribute(named: String(decoding: attribute, as: UTF8.self))
    case .rawText:
      let name = String(decoding: element, as: UTF8.self)
      switch name {
      case "script": return .script
      case "style": return .style
      case "title", "textarea": return .textOnly(element: name)
      default: return nil
      }
    case .tagOpen, .endTagOpen, .tagName, .beforeAttribute, .attributeName, .afterAttributeName, .beforeValue,
      .unquoted, .afterValue, .declarationOpen, .declaration, .comment:
      return nil
    }
  }

  /// Where both this and `other` may go on, or `nil` if what follows would mean two different things.
  func joined(with other: HTMLScanner) -> HTMLScanner? {
    if self == other { return self }
    guard isBetweenAttributes, other.isBetweenAttributes, element == other.element, isEndTag == other.isEndTag
    else { return nil }
    var joined = self
    (joined.state, joined.attribute) = (.afterValue, [])
    joined.hasSplitAttribute = hasSplitAttribute || other.hasSplitAttribute
    return joined
  }

  private var isBetweenAttributes: Bool {
    switch state {
    case .tagName, .beforeAttribute, .attributeName, .afterAttributeName, .afterValue: true
    case .text, .tagOpen, .endTagOpen, .beforeValue, .doubleQuoted, .singleQuoted, .unquoted,
      .declarationOpen,
      .declaration, .comment, .rawText:
      false
    }
  }

  /// “inside …”, for messages.
  var place: String {
    switch state {
    case .text: "between tags"
    case .tagOpen, .endTagOpen: "inside a tag"
    case .tagName, .beforeAttribute, .attributeName, .afterAttributeName, .afterValue:
      "inside the tag “<\(String(decoding: element, as: UTF8.self))>”"
    case .beforeValue, .doubleQuoted, .singleQuoted, .unquoted:
      "inside the attribute “\(String(decoding: attribute, as: UTF8.self))”"
    case .declarationOpen, .declaration: "inside a declaration"
    case .comment: "inside an HTML comment"
    case .rawText: "inside “<\(String(decoding: element, as: UTF8.self))>”"
    }
  }

  /// A value printed here would be an attribute's value without quotes.
  var isUnquoted: Bool { state == .beforeValue || state == .unquoted }
}

extension UInt8 {
  fileprivate var isLetter: Bool { 0x61...0x7A ~= lowercased }

  fileprivate var lowercased: UInt8 { 0x41...0x5A ~= self ? self | 0x20 : self }
}
