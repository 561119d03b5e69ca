import Diagnostics
import Markup
import Testing

@Suite struct PlainTextTests {
  private func text(_ markdown: String) -> PlainText { PlainText(.parsed(markdown)) }

  @Test func `blocks are parted by an empty line and know their paragraph and section`() {
    let text = text("# T\n\none\n\n> q\n\ntwo\n\n    code\n    x\n\n## U\n\n![i](u)\n\n- a\n- b\n")
    #expect(text[0..<text.utf8.count] == "T\n\none\n\nq\n\ntwo\n\ncode\nx\n\nU\n\na\n\nb")
    #expect(text.blocks.map { text[$0.range] } == ["T", "one", "q", "two", "code\nx\n", "U", "", "a", "b"])
    #expect(text.blocks.map(\.paragraph) == [nil, 1, 1, 2, 2, 2, 3, 3, 3])
    #expect(text.blocks.map(\.section) == [1, 1, 1, 1, 1, 2, 2, 2, 2])
    #expect(text.blocks.map(\.root) == [0, 1, 2, 3, 4, 5, 6, 7, 7])
    #expect(text.blocks.map(\.line) == [1, 3, 5, 7, 9, 12, 14, 16, 17])
  }

  @Test func `raw HTML, images and calls are no part of the text`() {
    #expect(text("a<b>c</b>![d](e)f[^1]\\\ng\n\n<p>\nx\n</p>\n\n[^1]: n")[0..<5] == "acf\ng")
  }

  @Test func `offsets are found in runs, blocks and lines`() {
    let text = text("ab *cd*\nef\n\n```\ng\nh\n```\n")
    #expect(text.run(at: 3).map { text[$0.range] } == "cd")
    #expect(text.block(at: 3)?.kind == .paragraph)
    #expect(text.run(at: 8) == nil)
    #expect(text.line(at: 0) == 1)
    #expect(text.line(at: 6) == 2)
    #expect(text.line(at: 10) == 5)
    #expect(text.line(at: 12) == 6)
  }

  @Test func `line ends hidden in code, addresses and definitions do not shift the lines`() throws {
    let markdown = """
      [d]: /u
      [e]: /v
        "title"
      first `co
      de` and [text](/u
      "title") after
      last *word*
      """
    let text = text(markdown)
    let lines = text.runs.map { "\(text[$0.range])|\($0.line)" }
    #expect(
      lines == [
        "first |4", "co de|4", " and |5", "text|5", " after|6", " |6", "last |7", "word|7",
      ])
  }

  @Test(arguments: [
    ("one two\nthree *four* five", "four", "2:8-2:12"),
    ("> one two\nlazy *four*, five", "four, five", "2:7-2:18"),
    ("- a\n  b four\n  four", "four four", "2:5-3:7"),
    ("a &amp; b four", "four", "1:1-1:15"),
    ("x\n\n```\n  four\n```", "our", "4:4-4:7"),
    ("> x\n>\n>     four é", "four é", "3:7-3:13"),
  ])
  func `a stretch is found in the source`(_ markdown: String, _ words: String, _ expected: String) throws {
    let text = text(markdown)
    let whole = text[0..<text.utf8.count]
    let found = try #require(whole.firstRange(of: words))
    let start = found.lowerBound.utf16Offset(in: whole)
    let lower = String(whole.utf16.prefix(start))?.utf8.count ?? 0
    let range = text.sourceRange(of: lower..<lower + words.utf8.count)
    let end = text.source.range(range.offsets.upperBound..<range.offsets.upperBound)
    let place = "\(range.position.line):\(range.position.column)-\(end.position.line):\(end.position.column)"
    #expect(place == expected)
  }

  @Test func `random texts keep offsets, nodes and lines together`() {
    let seed = UInt64.random(in: 0 ... .max)
    print("plain text properties, seed \(seed)")
    var random = Seeded(state: seed)
    for _ in 0..<300 {
      let markdown = random.markdown()
      let document = Document.parsed(markdown)
      let text = PlainText(document)
      var leaves: [Leaf] = []
      document.blocks.forEach { $0.collectLeaves(into: &leaves) }
      #expect(leaves.map(\.rank) == Array(0..<text.runs.count), "seed \(seed): \(markdown)")
      #expect(leaves.map(\.text) == text.runs.map { text[$0.range] }, "seed \(seed): \(markdown)")
      let inBlocks = text.blocks.map { text[$0.range] }.joined()
      #expect(inBlocks == leaves.map(\.text).joined(), "seed \(seed): \(markdown)")
      for run in text.runs where !run.range.isEmpty {
        #expect(text.run(at: run.range.lowerBound) == run)
        #expect(text.run(at: run.range.upperBound - 1) == run)
        #expect(text.block(at: run.range.lowerBound) == text.blocks[run.block])
        let word = text[run.range]
        // Each generated word is met once, so the line that holds it is known.
        guard word.utf8.count > 3, word.hasPrefix("w"), !word.utf8.contains(0x0A), !word.contains(" ") else {
          continue
        }
        let line = text.source.line(run.line).text
        #expect(line.contains(word), "seed \(seed): “\(word)” is not on line \(run.line) of \(markdown)")
        #expect(text.sourceRange(of: run.range).text == word, "seed \(seed): \(markdown)")
      }
    }
  }
}

extension Block {
  fileprivate func collectLeaves(into leaves: inout [Leaf]) {
    switch content {
    case .paragraph(let inlines), .heading(_, let inlines):
      inlines.forEach { $0.collectLeaves(into: &leaves) }
    case .blockQuote(let blocks): blocks.forEach { $0.collectLeaves(into: &leaves) }
    case .list(let list): list.items.forEach { $0.blocks.forEach { $0.collectLeaves(into: &leaves) } }
    case .code(_, let leaf): leaves.append(leaf)
    case .html, .thematicBreak: break
    }
  }
}

extension Inline {
  fileprivate func collectLeaves(into leaves: inout [Leaf]) {
    switch self {
    case .text(let leaf), .code(let leaf), .softBreak(let leaf), .lineBreak(let leaf): leaves.append(leaf)
    case .emphasis(let children), .strong(let children), .link(_, _, let children):
      children.forEach { $0.collectLeaves(into: &leaves) }
    case .html, .image, .footnoteCall: break
    }
  }
}

/// SplitMix64, and random Markdown whose words are all different.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  private var words = 0

  init(state: UInt64) { self.state = state }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  private mutating func word() -> String {
    words += 1
    return "w\(words)z"
  }

  private mutating func inline() -> String {
    switch Int.random(in: 0..<12, using: &self) {
    case 0: "*\(word())*"
    case 1: "**\(word())** \(word())"
    case 2: "`\(word())`"
    case 3: "[\(word())](\(word()))"
    case 4: "[\(word())](/u\n\"\(word())\")"
    case 5: "é\(word())&amp;"
    case 6: "![\(word())](u)"
    case 7: "`\(word())\n\(word())`"
    case 8: "\(word())[^n]"
    case 9: "<b>\(word())</b>"
    default: word()
    }
  }

  private mutating func block() -> String {
    let lines = (0..<Int.random(in: 1...3, using: &self)).map { _ in
      (0..<Int.random(in: 1...4, using: &self)).map { _ in inline() }.joined(separator: " ")
    }.joined(separator: "\n")
    switch Int.random(in: 0..<7, using: &self) {
    case 0: return "# \(word()) *\(word())*"
    case 1: return "> " + lines.replacing("\n", with: "\n> ")
    case 2: return "- " + lines.replacing("\n", with: "\n  ") + "\n- \(word())"
    case 3: return "```\n\(word())\n\(word())\n```"
    case 4: return "[\(word())]: /\(word())\n" + lines
    default: return lines
    }
  }

  mutating func markdown() -> String {
    words = 0
    let blocks = (0..<Int.random(in: 1...5, using: &self)).map { _ in block() }
    return blocks.joined(separator: "\n\n") + "\n\n[^n]: \(word())\n"
  }
}
