/// Makes the value tree of a document out of the events of its parse, without recursion.
///
/// Bodies of notes are set aside where they are met and built in the order in which they are first called: the
/// calls of the main text number them, then those of the bodies.
struct DocumentBuilder {
  private let events: [MarkdownEvent]
  private let lines: LineMap
  private let mark: [UInt8]
  private var stack: [Frame] = []
  private var nextRank = 0
  /// By definition: the events inside its block quotes.
  private var bodies: [Int: [Range<Int>]] = [:]
  private var numbers: [Int: Int] = [:]
  private(set) var callCounts: [Int] = []
  /// The definitions that are called, in the order of their first call.
  private(set) var called: [Int] = []
  /// What looks like a call, `[^label]`, and stayed text.
  private(set) var uncalledLabels: Set<String> = []

  /// What was read so far of a container that is still open.
  private struct Frame {
    let container: MarkdownEvent.Container
    let lines: ClosedRange<Int>
    var blocks: [Block] = []
    var items: [List.Item] = []
    var inlines: [Inline] = []
    /// Text that more may be joined to: libcmark parts it at brackets, entities and quotes.
    var text = ""

    /// The last line of the last block inside; libcmark counts empty lines behind a list to the list.
    var lastLine: Int? { (blocks.last ?? items.last { !$0.blocks.isEmpty }?.blocks.last)?.lines.upperBound }
  }

  /// `mark` begins what a footnote composition added; it is empty where there was none.
  init(_ events: [MarkdownEvent], lines: LineMap, mark: [UInt8] = []) {
    self.events = events
    self.lines = lines
    self.mark = mark
  }

  /// The blocks of the main text; to be built before any note.
  mutating func mainText() -> [Block] { build(events.indices) }

  /// The blocks of one note, by its place in `called`, which may grow by the calls in it.
  mutating func body(of note: Int) -> [Block] { bodies[called[note], default: []].flatMap { build($0) } }

  private mutating func build(_ range: Range<Int>) -> [Block] {
    stack = [Frame(container: .document, lines: 1...1)]
    var index = range.lowerBound
    while index < range.upperBound { index = read(index) }
    return stack[0].blocks
  }

  /// Reads one event and whatever it makes us skip; returns the index of the next.
  private mutating func read(_ index: Int) -> Int {
    if case .text(let text) = events[index] {
      stack[stack.count - 1].text += text
      return index + 1
    }
    flushText()
    switch events[index] {
    case .text, .open(.document, _): break
    case .open(.link(let address, _), _) where isCall(address): return readCall(index, address)
    case .open(.image(let source, let title), _): return readImage(index, source, title)
    case .open(let container, let lines): stack.append(Frame(container: container, lines: self.lines(lines)))
    case .close: close()
    case .htmlBlock(let html, let lines):
      if isMarked(html, after: "<!--") { return setAside(index, html) }
      append(.html(clean(html)), lines)
    case .codeBlock(let language, let text, let lines):
      append(.code(language: clean(language), leaf(clean(text))), lines)
    case .thematicBreak(let lines): append(.thematicBreak, lines)
    case .code(let text): append(.code(leaf(clean(text))))
    case .softBreak: append(.softBreak(leaf(" ")))
    case .lineBreak: append(.lineBreak(leaf("\n")))
    case .inlineHTML(let html): append(.html(clean(html)))
    }
    return index + 1
  }

  private mutating func close() {
    // The document itself is what `build` returns.
    guard stack.count > 1, let frame = stack.popLast() else { return }
    let content: Block.Content
    switch frame.container {
    case .document: return
    case .paragraph: content = .paragraph(frame.inlines)
    case .heading(let level): content = .heading(level: level, frame.inlines)
    case .blockQuote: content = .blockQuote(frame.blocks)
    case .list(let start, let isTight):
      content = .list(List(start: start, isTight: isTight, items: frame.items))
    case .item: return stack[stack.count - 1].items.append(List.Item(blocks: frame.blocks))
    case .emphasis: return append(.emphasis(frame.inlines))
    case .strong: return append(.strong(frame.inlines))
    case .link(let destination, let title):
      return append(.link(destination: clean(destination), title: clean(title), frame.inlines))
    case .image: preconditionFailure("an image is read as a whole")
    }
    stack[stack.count - 1].blocks.append(Block(content, lines: frame.lines.ending(with: frame.lastLine)))
  }

  private mutating func append(_ content: Block.Content, _ lines: ClosedRange<Int>) {
    stack[stack.count - 1].blocks.append(Block(content, lines: self.lines(lines)))
  }

  private mutating func append(_ inline: Inline) { stack[stack.count - 1].inlines.append(inline) }

  private mutating func leaf(_ text: String) -> Leaf {
    defer { nextRank += 1 }
    return Leaf(rank: nextRank, text: text)
  }

  private mutating func flushText() {
    let top = stack.count - 1
    guard !stack[top].text.isEmpty else { return }
    let text = clean(stack[top].text)
    stack[top].text = ""
    guard !text.isEmpty else { return }
    append(.text(leaf(text)))
    if !mark.isEmpty, text.utf8.contains(UInt8(ascii: "^")) { noteUncalled(Array(text.utf8)) }
  }

  /// The index after the event that closes what the event at `index` opens.
  private func end(of index: Int) -> Int {
    var depth = 0
    for next in index..<events.count {
      switch events[next] {
      case .open: depth += 1
      case .close: depth -= 1
      case .codeBlock, .htmlBlock, .thematicBreak, .text, .code, .softBreak, .lineBreak, .inlineHTML: break
      }
      if depth == 0 { return next + 1 }
    }
    preconditionFailure("whatever is opened is closed")
  }

  private mutating func readImage(_ index: Int, _ source: String, _ title: String) -> Int {
    if isCall(source) { return readCall(index, source) }
    let end = end(of: index)
    append(.image(source: clean(source), title: clean(title), description: description(index + 1..<end - 1)))
    return end
  }

  /// What is said of an image: its text without its markup; calls in it are no part of it.
  private func description(_ range: Range<Int>) -> String {
    var parts = [""]
    var index = range.lowerBound
    while index < range.upperBound {
      switch events[index] {
      case .open(.image(let address, _), _) where isCall(address),
        .open(.link(let address, _), _) where isCall(address):
        parts.append("")
        index = end(of: index)
        continue
      case .text(let text), .code(let text), .inlineHTML(let text): parts[parts.count - 1] += text
      case .softBreak, .lineBreak: parts[parts.count - 1] += " "
      case .open, .close, .codeBlock, .htmlBlock, .thematicBreak: break
      }
      index += 1
    }
    return parts.map(clean).joined()
  }
}

extension DocumentBuilder {
  private mutating func readCall(_ index: Int, _ address: String) -> Int {
    guard let definition = number(after: mark.count, in: address) else { return index + 1 }
    let number = numbers[definition] ?? called.count
    if number == called.count {
      numbers[definition] = number
      called.append(definition)
      callCounts.append(0)
    }
    append(.footnoteCall(note: number, occurrence: callCounts[number]))
    callCounts[number] += 1
    return end(of: index)
  }

  /// Keeps the block quote after a numbered comment for later; a comment without number only parts blocks.
  private mutating func setAside(_ index: Int, _ comment: String) -> Int {
    let next = index + 1
    guard let definition = number(after: mark.count + 4, in: comment), next < events.count,
      case .open(.blockQuote, _) = events[next]
    else { return next }
    let end = end(of: next)
    bodies[definition, default: []].append(next + 1..<end - 1)
    return end
  }

  private mutating func noteUncalled(_ utf8: [UInt8]) {
    for index in utf8.indices where utf8[index] == UInt8(ascii: "[") {
      guard let label = FootnoteDefinition.label(utf8, at: index, before: utf8.count) else { continue }
      uncalledLabels.insert(String(decoding: utf8[index...label.upperBound], as: UTF8.self))
    }
  }

  private func number(after count: Int, in text: String) -> Int? {
    let digits = text.utf8.drop { $0 == 0x20 }.dropFirst(count).prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// Whether an address is one that a composition made: the mark and a number.
  ///
  /// An address that an author wrote may begin with the mark too, where it begins with what reads as a call.
  private func isCall(_ address: String) -> Bool {
    isMarked(address) && number(after: mark.count, in: address) != nil
  }

  private func isMarked(_ text: String, after prefix: String = "") -> Bool {
    !mark.isEmpty && text.utf8.drop { $0 == 0x20 }.starts(with: Array(prefix.utf8) + mark)
  }

  /// The text without the marks that a composition put before calls, and the `!` after a mark.
  private func clean(_ text: String) -> String { mark.isEmpty ? text : Self.clean(text, of: mark) }

  private static func clean(_ text: String, of mark: [UInt8]) -> String {
    guard let first = mark.first, text.utf8.contains(first) else { return text }
    let bytes = Array(text.utf8)
    var clean: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: mark) {
        index += mark.count
        if index < bytes.count, bytes[index] == UInt8(ascii: "!") { index += 1 }
      } else {
        clean.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: clean, as: UTF8.self)
  }
}

extension ClosedRange<Int> {
  fileprivate func ending(with last: Int?) -> ClosedRange {
    lowerBound...Swift.max(lowerBound, last ?? upperBound)
  }
}
