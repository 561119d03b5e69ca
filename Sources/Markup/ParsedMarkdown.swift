private import CCMark

/// One step of a walk through a parsed text; whatever is opened is closed.
///
/// What is rare and large is held apart, since a text has hundreds.
enum MarkdownEvent {
  enum Container {
    case document, paragraph
    case heading(level: Int)
    case blockQuote
    case list(start: Int?, isTight: Bool)
    case item, emphasis, strong
    indirect case link(destination: String, title: String)
    indirect case image(source: String, title: String)
  }

  /// Lines count from 1 in the text that was parsed; inline events have those of their block.
  case open(Container, lines: ClosedRange<Int>)
  case close
  indirect case codeBlock(language: String, text: String, lines: ClosedRange<Int>)
  indirect case htmlBlock(String, lines: ClosedRange<Int>)
  case thematicBreak(lines: ClosedRange<Int>)
  case text(String)
  case code(String)
  case softBreak
  case lineBreak
  case inlineHTML(String)
}

/// The tree that libcmark makes of a text, read off once as events and freed on every path.
///
/// The one place that touches libcmark (0.30, CommonMark 0.30). Nothing here recurses, so deep input cannot
/// exhaust the stack, and no pointer leaves the type.
@safe struct ParsedMarkdown: ~Copyable {
  private let root: OpaquePointer
  private let size: Int

  /// Parses valid UTF-8 whose size and nesting were checked before: libcmark cannot be interrupted.
  init(_ utf8: [UInt8]) {
    let text = utf8.isEmpty ? [0x0A] : utf8
    let parsed = unsafe text.withUnsafeBytes { bytes in
      unsafe cmark_parse_document(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, CMARK_OPT_DEFAULT)
    }
    guard let root = unsafe parsed else { preconditionFailure("libcmark makes a tree of every text") }
    unsafe self.root = unsafe root
    size = text.count
  }

  deinit { unsafe cmark_node_free(root) }

  /// What a text has less of only where there is much markup.
  private static let bytesPerEvent = 16

  /// The whole tree in document order; throws the first limit of count or nesting that it breaks.
  func events(within limits: Limits) throws(BrokenLimit) -> [MarkdownEvent] {
    guard let walk = unsafe cmark_iter_new(root) else { preconditionFailure("libcmark walks every tree") }
    defer { unsafe cmark_iter_free(walk) }
    var events: [MarkdownEvent] = []
    events.reserveCapacity(size / Self.bytesPerEvent)
    var meter = Meter(limits: limits)
    while true {
      let step = unsafe cmark_iter_next(walk)
      if step == CMARK_EVENT_DONE { return events }
      guard let node = unsafe cmark_iter_get_node(walk) else { preconditionFailure("a step has a node") }
      let type = unsafe cmark_node_get_type(node)
      if step == CMARK_EVENT_EXIT {
        meter.leave(type)
        events.append(.close)
      } else {
        let startLine = unsafe Int(cmark_node_get_start_line(node))
        try meter.enter(type, line: startLine)
        unsafe events.append(event(entering: node, type, meter.blockLine))
      }
    }
  }

  private func event(entering node: OpaquePointer, _ type: cmark_node_type, _ line: Int) -> MarkdownEvent {
    let lines = unsafe line...max(line, Int(cmark_node_get_end_line(node)))
    if let container = unsafe container(node, type) { return .open(container, lines: lines) }
    let literal = unsafe string(cmark_node_get_literal(node))
    var feeds: Int { literal.utf8.count { $0 == 0x0A } }
    switch type {
    case CMARK_NODE_TEXT: return .text(literal)
    case CMARK_NODE_CODE: return .code(literal)
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_HTML_INLINE: return .inlineHTML(literal)
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak(lines: line...line)
    case CMARK_NODE_HTML_BLOCK:
      // libcmark ends a one-line block before it begins.
      return .htmlBlock(literal, lines: line...max(line, line + feeds - 1))
    case CMARK_NODE_CODE_BLOCK:
      // A fence that its container cuts short is given the line after it.
      let last = min(lines.upperBound, line + feeds + 1)
      let language = unsafe string(cmark_node_get_fence_info(node))
      return .codeBlock(language: language, text: literal, lines: line...last)
    default: preconditionFailure("CommonMark has no other kind of node")
    }
  }

  private func container(_ node: OpaquePointer, _ type: cmark_node_type) -> MarkdownEvent.Container? {
    switch type {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING: return unsafe .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_BLOCK_QUOTE: return .blockQuote
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LIST:
      let isOrdered = unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      let start = unsafe isOrdered ? Int(cmark_node_get_list_start(node)) : nil
      return unsafe .list(start: start, isTight: cmark_node_get_list_tight(node) != 0)
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      let address = unsafe string(cmark_node_get_url(node))
      let title = unsafe string(cmark_node_get_title(node))
      return type == CMARK_NODE_LINK
        ? .link(destination: address, title: title) : .image(source: address, title: title)
    default: return nil
    }
  }

  private func string(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    return unsafe String(cString: pointer)
  }
}

/// Counts blocks, inlines and nesting while a tree is read.
private struct Meter {
  let limits: Limits
  /// The first line of the innermost block; libcmark's lines of inlines are not reliable.
  var blockLine = 1
  private var blocks = 0
  private var inlines = 0
  private var containers = 0
  private var inlineDepth = 0

  init(limits: Limits) { self.limits = limits }

  mutating func enter(_ type: cmark_node_type, line: Int) throws(BrokenLimit) {
    if isInline(type) {
      inlines += 1
      if isInlineContainer(type) { inlineDepth += 1 }
      if inlines > limits.inlineCount { throw BrokenLimit(.inlineCount, line: blockLine) }
      if inlineDepth > limits.inlineDepth { throw BrokenLimit(.inlineDepth, line: blockLine) }
      return
    }
    blockLine = max(line, 1)
    blocks += 1
    if isContainer(type) { containers += 1 }
    if blocks > limits.blockCount { throw BrokenLimit(.blockCount, line: blockLine) }
    if containers > limits.containerDepth { throw BrokenLimit(.containerDepth, line: blockLine) }
  }

  mutating func leave(_ type: cmark_node_type) {
    if isInlineContainer(type) { inlineDepth -= 1 }
    if isContainer(type) { containers -= 1 }
  }

  private func isInline(_ type: cmark_node_type) -> Bool {
    type.rawValue >= CMARK_NODE_FIRST_INLINE.rawValue
  }

  private func isInlineContainer(_ type: cmark_node_type) -> Bool {
    [CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK, CMARK_NODE_IMAGE].contains(type)
  }

  private func isContainer(_ type: cmark_node_type) -> Bool {
    type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM
  }
}
