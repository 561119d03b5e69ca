import Diagnostics
import Markup
import Testing

@Suite struct DocumentTests {
  @Test func `blocks and inlines become values with the lines they stand on`() {
    let text = """
      # One *two*

      A [link](u "t") & `code`
      end ![pic *x*](i)

      > - a
      > - b

      1. x

         y

      ```swift
      let
      ```
      <div>

      ***
      """
    #expect(
      Document.parsed(text).outline == [
        "h1 1-1 ‹One ›em{‹two›}",
        "p 3-4 ‹A ›link(u “t”){‹link›}‹ & ›`code`␣‹end ›image(i “pic x”)",
        "quote 6-7", "  list - 6-7", "    item", "      p 6-6 ‹a›", "    item", "      p 7-7 ‹b›",
        "list 1. loose 9-11", "  item", "    p 9-9 ‹x›", "    p 11-11 ‹y›",
        "code 13-15 swift|let↵", "html 16-16 <div>↵", "break 18-18",
      ])
  }

  @Test func `text that libcmark parts at brackets, quotes and entities is one leaf`() {
    #expect(Document.parsed("a [b] \"c\" &amp; 'd' \\* e! f").outline == ["p 1-1 ‹a [b] \"c\" & 'd' * e! f›"])
  }

  @Test func `front matter is skipped and lines stay those of the file`() {
    let source = SourceText(path: "essay.md", text: "---\ntitle: x\n---\nfirst\n\nsecond[^1]\n\n[^1]: note\n")
    let document = Document.parsing(source, from: 17).value
    #expect(
      document.outline == ["p 4-4 ‹first›", "p 6-6 ‹second›call(0.0)", "note 1 ×1 @8", "  p 8-8 ‹note›"])
  }

  @Test func `CRLF and CR count as one line end each`() throws {
    let bytes = Array("one\r\n\r\ntwo\rthree\r\n\r\n# four\r\n".utf8)
    let source = try #require(SourceText.reading(bytes, path: "essay.md").value)
    #expect(
      Document.parsing(source).value.outline == ["p 1-1 ‹one›", "p 3-4 ‹two›␣‹three›", "h1 6-6 ‹four›"])
  }

  @Test func `ranks number the leaves in the order of the text`() {
    let document = Document.parsed("a *b* `c`\nd\n\n- e\n\n[^x]: g\n\nf[^x]")
    let text = PlainText(document)
    #expect(text[0..<text.utf8.count] == "a b c d\n\ne\n\nf")
    #expect(text.runs.map { text[$0.range] } == ["a ", "b", " ", "c", " ", "d", "e", "f"])
    let note = PlainText(blocks: document.footnotes[0].blocks, source: document.source)
    #expect(note.firstRank == 8)
    #expect(note[0..<1] == "g")
  }

  @Test func `raw HTML is told by the block it stands in`() {
    let warnings = Document.parsed("a <b>\n\n- *<i>*\n\n<p>\n\n`<u>`[^1]\n\n[^1]: x <s>\n").rawHTMLWarnings
    #expect(
      warnings.map { $0.line }
        == [1, 3, 5, 9].map {
          "\($0):1: warning: raw HTML is shown as text [markup.raw-html]"
            + "; write it in Markdown, or `html: allow` in site.yaml if all who write content may be trusted with it"
        })
  }

  @Test func `an empty text is an empty document`() {
    #expect(Document.parsed("").outline == [])
    #expect(Document.parsed("\n \n").outline == [])
  }
}
