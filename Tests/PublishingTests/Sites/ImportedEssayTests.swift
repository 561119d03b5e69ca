import Commentary
import Diagnostics
import Markup
import Testing

@testable import Publishing

@Suite struct `The published essay` {
  /// The essay in the project's site, after its import.
  private func imported() async throws -> (essay: Essay, version: Version)? {
    guard let files = try SampleSite.projectWithEssay()?.files() else { return nil }
    let manuscript = try #require(await Manuscript.parsing(files, options: BuildOptions()).value)
    let essay = try #require(manuscript.essays.first { $0.id == "kim-summit" })
    return (essay, try #require(essay.versions.first { $0.settings.id == "original" }))
  }

  /// The paragraphs of the file by their place in it: title, title again, deck, the text, about the author, credit.
  private func paragraphs() throws -> [String]? {
    guard let source = SampleSite.publishedEssay() else { return nil }
    let lines = source.text.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }
    try #require(lines.count == 16)
    return lines
  }

  @Test func `has eleven numbered paragraphs, and its text is the file's, character for character`()
    async throws
  {
    guard let paragraphs = try paragraphs(), let (_, version) = try await imported() else { return }
    let text = version.text
    let numbered = text.blocks.filter { $0.paragraph != nil }
    #expect(numbered.compactMap(\.paragraph) == Array(1...11))
    #expect(numbered.count == text.blocks.count)
    for (block, paragraph) in zip(numbered, paragraphs[3..<14]) {
      #expect(text[block.range].utf8.elementsEqual(paragraph.utf8), "¶ \(block.paragraph ?? 0)")
    }
    print("the essay: \(numbered.count) paragraphs of \(text.utf8.count) bytes are as published")
  }

  @Test func `has its deck and its author out of the count`() async throws {
    guard let paragraphs = try paragraphs(), let (_, version) = try await imported() else { return }
    let matter = version.frontMatter
    #expect(
      [matter.title, matter.title, matter.deck, matter.authorNote, matter.credit].compactMap(\.self)
        == Array(paragraphs[..<3] + paragraphs[14...]))
  }

  @Test func `stands on its page as published`() async throws {
    guard let paragraphs = try paragraphs(), let project = try SampleSite.projectWithEssay() else { return }
    let page = try await project.built().page("kim-summit/original.html")
    let shown = page.elements.indices.filter { index in
      let parent = page.elements[index].parent.map { page.elements[$0] }
      return page.elements[index].name == "p" && parent?["class"] == "para"
    }.map { page.words(of: $0) }
    #expect(shown == Array(paragraphs[3..<14]))
  }

  @Test func `has every note whose lemma it words`() async throws {
    guard let (essay, version) = try await imported() else { return }
    let text = plainly(version.text[0..<version.text.utf8.count])
    let anchors = anchor(essay.notes, in: TextIndex(version.text))
    var worded = 0
    for (note, anchor) in zip(essay.notes, anchors)
    where note.lemmas.contains(where: { stands($0, in: text) }) {
      worded += 1
      guard case .unchanged(let passage) = anchor.verdict else {
        Issue.record("“\(note.id)” is not anchored: \(anchor.verdict)")
        continue
      }
      let lemma = try #require(anchor.lemma.map { note.lemmas[$0] })
      let marked = plainly(passage.marks.map { version.text[$0] }.joined(separator: " "))
      #expect(markedWords(of: lemma).allSatisfy { marked.contains($0) }, "“\(note.id)” marks “\(marked)”")
    }
    print("the essay: \(worded) of \(essay.notes.count) notes have a lemma that it words; each is anchored")
    #expect(worded >= 50)
  }

  /// Typewriter quotes and dashes, one space between words.
  private func plainly(_ text: String) -> String {
    let scalars = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
      switch scalar {
      case "“", "”": "\""
      case "‘", "’": "'"
      case "–", "—": "-"
      case "\u{A0}", "\n": " "
      case "\u{AD}": nil
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
  }

  /// Whether the words of a lemma stand in a text in their order, with anything where the lemma has a gap.
  private func stands(_ lemma: Lemma, in text: String) -> Bool {
    var stretches = [""]
    for piece in lemma.pieces {
      switch piece {
      case .words(let words, _): stretches[stretches.count - 1] += words
      case .gap: stretches.append("")
      }
    }
    var rest = text[...]
    for stretch in stretches.map({ plainly($0) }) where !stretch.isEmpty {
      guard let found = rest.firstRange(of: stretch) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  private func markedWords(of lemma: Lemma) -> [String] {
    lemma.pieces.compactMap { piece in
      switch piece {
      case .words(let words, let isMarked): isMarked ? plainly(words) : nil
      case .gap: nil
      }
    }
  }
}

extension ParsedPage {
  /// The text in an element that is the author's: without calls and paragraph numbers.
  fileprivate func words(of index: Int) -> String {
    let words = pieces.filter { piece in
      let around = [piece.element] + ancestors(of: piece.element)
      return around.contains(index) && !around.contains { isApart(elements[$0]) }
    }.map(\.text).joined()
    // The number of the paragraph has a space behind it, and a narrow one parts calls of one place.
    return String(words.drop { $0 == " " }).replacing("\u{202F}", with: "")
  }

  private func isApart(_ element: Element) -> Bool {
    element["role"] == "doc-noteref" || element["class"] == "place"
  }
}
