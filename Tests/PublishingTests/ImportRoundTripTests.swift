import Diagnostics
import Foundation
import Markup
import Testing

@testable import Publishing

/// SplitMix64: the same numbers everywhere for one seed.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

private let nastyPieces = [
  "*", "_", "**", "__", "`", "``", "```", "~~~", "[", "]", "(", ")", "![", "](", "]:", "[^", "[^1]: ", "<",
  ">", "&",
  "&amp;", "&#38;", ";", "\\", "#", "##", "-", "---", "+", "=", "===", "1.", "2)", "1)", "0001.", "12.", " ",
  "  ",
  "\n", "\n", "\n\n", "\t", "    ", "a", "word", "é", "e\u{301}", "\u{A0}", "“", "—", "“\u{301}", "\"\u{301}",
  "<a>", "</b>", "<!--", "-->", "<?", "<div>", "<http://x.y>", "<a@b.c>", "<1@b.c>", "/url", "\"t\"", "1",
  "_a_", "*a*",
  "$", "|", ":", "!", "?", "~", "^", ".", "\u{C}", "\u{B}", "😀", "漢",
]

/// What a reader is to see of a paragraph: its lines with spaces between.
private func plain(_ paragraphs: [ImportedParagraph]) -> String {
  paragraphs.map(\.text).joined(separator: "\n\n")
}

private func plainText(ofMarkdown markdown: String) -> (text: String, isAllParagraphs: Bool) {
  let document = Document.parsing(SourceText(path: "version.md", text: markdown)).value
  let text = PlainText(document)
  let isAllParagraphs = document.footnotes.isEmpty && text.blocks.allSatisfy { $0.kind == .paragraph }
  return (text[0..<text.utf8.count], isAllParagraphs)
}

struct `An imported text` {
  @Test func `reads as it did, whatever is in it`() {
    let seed: UInt64 = 20_261_124
    let rounds = 20_000
    var generator = SeededGenerator(state: seed)
    var failures = 0
    for _ in 0..<rounds where failures < 5 {
      let length = Int.random(in: 1...14, using: &generator)
      let text = (0..<length).map { _ in nastyPieces.randomElement(using: &generator) ?? "" }.joined()
      let paragraphs = ImportedParagraph.splitting(SourceText(path: "text.txt", text: text))
      let written = paragraphs.map { markdown(ofParagraph: $0.lines) + "\n" }.joined(separator: "\n")
      let read = plainText(ofMarkdown: written)
      guard read.isAllParagraphs, read.text.utf8.elementsEqual(plain(paragraphs).utf8) else {
        failures += 1
        Issue.record("\(text.debugDescription) became \(written.debugDescription), read as \(read)")
        continue
      }
    }
    print("import: \(rounds) random texts read as they did (seed \(seed))")
  }

  @Test func `keeps all of a real essay`() throws {
    guard let source = sharedText("reading/essay.txt") else { return }
    let imported = ImportedText(reading: source)
    let found = [imported.title, imported.deck, imported.author, imported.authorNote, imported.credit]
    #expect(found.allSatisfy { $0 != nil })
    #expect(imported.isTitleRepeated)
    let body = plainText(ofMarkdown: imported.markdown)
    #expect(body.isAllParagraphs)
    let parts = [
      imported.title, imported.title, imported.deck, body.text, imported.authorNote, imported.credit,
    ]
    let together = parts.compactMap { $0 }.joined(separator: "\n\n")
    #expect(together.utf8.elementsEqual(plain(ImportedParagraph.splitting(source)).utf8))
    #expect(imported.paragraphCount == 11)
    // A text in which nothing looks like markup is not touched.
    #expect(!imported.markdown.utf8.contains(UInt8(ascii: "\\")))
    print(
      "import: the essay's \(imported.paragraphCount) paragraphs and \(imported.wordCount) words are all there"
    )
  }

  /// A text beside the repository, or nothing and a line that says so.
  private func sharedText(_ path: String, file: String = #filePath) -> SourceText? {
    let root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let beside = root.deletingLastPathComponent().appending(path: "shared")
    let shared = ProcessInfo.processInfo.environment["GLOSS_SHARED"].map { URL(filePath: $0) } ?? beside
    guard let bytes = FileManager.default.contents(atPath: shared.appending(path: path).path) else {
      print(
        "SKIPPED: the text “\(path)” is not beside the repository; set GLOSS_SHARED to the folder that has it"
      )
      return nil
    }
    return SourceText.reading(Array(bytes), path: path).value
  }
}
