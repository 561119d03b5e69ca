import Diagnostics
import Markup
import Testing

@Suite struct RandomTextTests {
  @Test func `texts of random markup keep their invariants, and nothing of the rewriting shows`() {
    let seed = UInt64.random(in: 0 ... .max)
    print("random markup, seed \(seed)")
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "[^1]", "[^2]", "[^1]: ", "\n[^2]:", "\n", "\n\n", "    ", "\t", "  ", "> ", "- ", "1. ", "`", "```",
      "~~~\n",
      "<!--", "-->", "<div>", "*", "**", "_", "[", "]", "](u)", "![", "!", "(", "\\", "&amp;", "é", "a",
      "word", "# ",
      "===", "---", ": ", "\"",
    ]
    for _ in 0..<4000 {
      let markdown = (0..<random(40)).map { _ in pieces[random(pieces.count)] }.joined()
      let document = Document.parsed(markdown)
      let outline = document.outline.joined(separator: "\n")
      #expect(!outline.unicodeScalars.contains("\u{2E00}"), "seed \(seed): \(markdown.debugDescription)")
      let text = PlainText(document)
      #expect(text.firstRank == 0)
      let lineCount = max(1, document.source.lineStarts.count)
      #expect(
        text.runs.allSatisfy { (1...lineCount).contains($0.line) },
        "seed \(seed): \(markdown.debugDescription)")
      for run in text.runs where !run.range.isEmpty {
        #expect(text.sourceRange(of: run.range).offsets.upperBound <= markdown.utf8.count)
      }
      var calls = document.footnotes.map(\.callCount)
      for call in outline.split(separator: "call(").dropFirst() {
        let note = Int(call.prefix { $0 != "." }) ?? -1
        #expect(calls.indices.contains(note), "seed \(seed): \(markdown.debugDescription)")
        if calls.indices.contains(note) { calls[note] -= 1 }
      }
      #expect(calls.allSatisfy { $0 == 0 }, "seed \(seed): \(markdown.debugDescription)")
    }
  }

  @Test func `a text without notes reads the same beside one`() {
    let texts = [
      "a *b* [c](d)\n\n- e\n  f\n", "> q\n\n```\nx\n```\n", "A\n===\n\n1. b\n\n   c\n",
      "<div>\n\nx <i>y</i> \\[^1]",
    ]
    for text in texts {
      let alone = Document.parsed(text).outline
      let beside = Document.parsed(text + "\n\n[^9]: note\n\nx[^9]").outline
      #expect(Array(beside.prefix(alone.count)) == alone)
    }
  }
}
