import Diagnostics
import Records
import TestSupport
import Testing

/// Splitting a Markdown file into front matter and body.
struct FrontMatterTests {
  private func split(_ text: String) -> (meaning: Meaning?, body: String, told: [String]) {
    let source = SourceText(path: "page.md", text: text)
    let split = FrontMatter.splitting(source)
    return (
      split.value.record.map(Meaning.init(of:)), source[split.value.bodyOffset..<source.utf8.count],
      split.diagnostics.told
    )
  }

  @Test(arguments: [
    ("---\na: b\n---\nbody\n", Meaning.mapping(["a": .text("b")]), "body\n"),
    ("---\na: b\n...\nbody\n", .mapping(["a": .text("b")]), "body\n"),
    ("--- \t\na: b\n---  \n", .mapping(["a": .text("b")]), ""),
    ("---\na: b\n---", .mapping(["a": .text("b")]), ""),
    ("---\n---\nbody", .mapping([:]), "body"),
    ("---\na: |\n  ---\n  ...\n---\nb", .mapping(["a": .text("---\n...\n")]), "b"),
    ("---\na: |\n  x\n---\n\n---\nb", .mapping(["a": .text("x\n")]), "\n---\nb"),
  ])
  func `what stands between the marks is the record`(_ text: String, _ meaning: Meaning, _ body: String) {
    let split = split(text)
    #expect(split.meaning == meaning)
    #expect(split.told.isEmpty)
    #expect(split.body == body)
  }

  @Test(arguments: [
    "", "body\n", "\n---\na: b\n---\n", " ---\na: b\n---\n", "----\nbody", "--- a\n---\n", "...\n---\n",
  ])
  func `a file that opens none is all body`(_ text: String) {
    let split = split(text)
    #expect(split.meaning == nil && split.body == text && split.told.isEmpty)
  }

  @Test(arguments: ["---", "---\n", "---\na: b\n", "---\na: b\n ---\n", "---\nbody\n----\n"])
  func `front matter that is never closed is an error on the first line`(_ text: String) {
    let split = split(text)
    #expect(
      split.told == [
        "1:1: the front matter opened here is never closed; end it with a line “---” [front-matter.unclosed]"
      ])
    #expect(split.meaning == nil && split.body.isEmpty)
  }

  @Test func `front matter of 64 KiB is taken and longer one refused`() {
    let longest = "a: " + String(repeating: "x", count: Record.yamlSizeLimit - 4) + "\n"
    #expect(split("---\n\(longest)---\nbody").body == "body")
    let told =
      "1:1: the front matter opened here is longer than 64 KiB, or never closed by a line “---” [front-matter.too-long]"
    #expect(split("---\nx\(longest)---\nbody").told == [told])
    #expect(split("---\n" + String(repeating: "words\n", count: 20_000)).told == [told])
  }

  @Test func `errors have the line and column of the file`() throws {
    let bytes = Array("\u{FEFF}---\r\nt\u{EF}tle: x\r\nb: c: d\r\n---\r\nbody".utf8)
    let source = try #require(SourceText.reading(bytes, path: "page.md").value)
    let split = FrontMatter.splitting(source)
    #expect(
      split.diagnostics.told == [
        "3:4: this value holds “: ”, which starts another value; put it in quotes [yaml.colon]"
      ])
    #expect(source[split.value.bodyOffset..<source.utf8.count] == "body")
  }
}
