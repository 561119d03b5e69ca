import Diagnostics
import Markup
import TestSupport
import Testing

@Suite struct FootnoteTests {
  private struct Example: Decodable {
    let markdown: String
    let example: Int
  }

  @Test func `the examples of GFM give the same notes in the same order`() throws {
    guard let suite = SuiteFile("footnotes/gfm-footnotes.json") else { return }
    let examples = try suite.decoded(as: [Example].self)
    let expected: [Int: [String]] = [
      23: [
        "p 1-1 ‹This is some text!›call(0.0)‹. Other text.›call(1.0)‹.›",
        "p 3-3 ‹Here's a thing›call(2.0)‹.›", "p 5-5 ‹And another thing›call(3.0)‹.›",
        "p 7-7 ‹This doesn't have a referent[^nope].›", "p 17-17 ‹Hi!›",
        "note 1 ×1 @15", "  p 15-15 ‹Some ›em{‹bolded›}‹ footnote definition.›",
        "note footnote ×1 @19", "  quote 20-20", "    p 20-20 ‹Blockquotes can be in a footnote.›",
        "  code 22-23 |as well as code blocks↵", "  p 24-24 ‹or, naturally, simple paragraphs.›",
        "note other-note ×1 @10", "  p 10-10 ‹no code block here (spaces are stripped away)›",
        "note codeblock-note ×1 @12", "  code 13-13 |this is now a code block (8 spaces indentation)↵",
      ],
      24: [
        "p 1-1 ‹This is some text. It has a footnote›call(0.0)‹.›",
        "p 3-3 ‹This footnote is referenced›call(0.1)‹ multiple times, in lots of different places.›call(0.2)",
        "note a-footnote ×3 @5", "  p 5-5 ‹This footnote definition should have three backrefs.›",
      ],
      25: ["p 1-1 ‹Hello›call(0.0)", "note \"><script>alert(1)</script> ×1 @3", "  p 3-3 ‹pwned›"],
    ]
    var passed = 0
    for example in examples {
      let outline = Document.parsed(example.markdown).outline
      #expect(outline == expected[example.example], "example \(example.example)")
      if outline == expected[example.example] { passed += 1 }
    }
    print("GFM footnotes: \(passed) of \(examples.count)")
  }

  @Test(arguments: [
    ("![^1]", "p 1-1 ‹!›call(0.0)"),
    ("[text][^1]", "p 1-1 ‹[text]›call(0.0)"),
    ("[^1][^1]", "p 1-1 call(0.0)call(0.1)"),
    ("[^1][^2]", "p 1-1 call(0.0)call(1.0)"),
    ("`[^1]` \\[^1] \\\\[^1]", "p 1-1 `[^1]`‹ [^1] \\›call(0.0)"),
    ("**bold.**[^1]*em*", "p 1-1 strong{‹bold.›}call(0.0)em{‹em›}"),
    ("[see [^1] here](u)", "p 1-1 link(u){‹see ›call(0.0)‹ here›}"),
    ("[a](<[^1]z>) b [^1] c", "p 1-1 link([^1]z){‹a›}‹ b ›call(0.0)‹ c›"),
    ("[^1](address)", "p 1-1 link(address){‹^1›}"),
    ("[^1](not an address)", "p 1-1 call(0.0)‹(not an address)›"),
    ("![a [^1]! b](u)", "p 1-1 image(u “a ! b”)"),
    (
      "<b title=\"[^1]\"> <http://a/[^1]>",
      "p 1-1 html(<b title=\"[^1]\">)‹ ›link(http://a/[^1]){‹http://a/[^1]›}"
    ),
    ("[^NO] [^nope] [^ 1]", "p 1-1 ‹[^NO] [^nope] [^ 1]›"),
    ("a[^1]! [[^1]]", "p 1-1 ‹a›call(0.0)‹! [›call(0.1)‹]›"),
  ])
  func `a call is read as GFM reads it`(_ text: String, _ expected: String) {
    let document = Document.parsed(text + "\n\n[^1]: one\n\n[^2]: two\n")
    #expect(document.outline.first == expected)
  }

  @Test func `one word is a note and not the address of a link`() {
    #expect(
      Document.parsed("a[^1]\n\n[^1]: word\n").outline == [
        "p 1-1 ‹a›call(0.0)", "note 1 ×1 @3", "  p 3-3 ‹word›",
      ])
  }

  @Test func `notes take lazy lines and indented blocks and end where text begins`() {
    let text = """
      x[^a] y[^b]
      [^a]: first
      lazy
          still

          second

          - item
      [^b]: other
      > quote

      after
      """
    #expect(
      Document.parsed(text).outline == [
        "p 1-1 ‹x›call(0.0)‹ y›call(1.0)", "quote 10-10", "  p 10-10 ‹quote›", "p 12-12 ‹after›",
        "note a ×1 @2", "  p 2-4 ‹first›␣‹lazy›␣‹still›", "  p 6-6 ‹second›", "  list - 8-8", "    item",
        "      p 8-8 ‹item›", "note b ×1 @9", "  p 9-9 ‹other›",
      ])
  }

  @Test func `calls in notes are numbered after those of the text`() {
    let text = "a[^x] b[^y]\n\n[^x]: see[^z]\n[^z]: zed[^x]\n[^y]: why\n"
    #expect(
      Document.parsed(text).outline == [
        "p 1-1 ‹a›call(0.0)‹ b›call(1.0)", "note x ×2 @3", "  p 3-3 ‹see›call(2.0)", "note y ×1 @5",
        "  p 5-5 ‹why›", "note z ×1 @4", "  p 4-4 ‹zed›call(0.1)",
      ])
  }

  @Test func `definitions in code and HTML are none, and lists stay whole around one in an item`() {
    #expect(
      Document.parsed("```\n[^1]: x\n```\n\n<pre>\n[^1]: y\n</pre>\n\n[^1]\n").outline.count == 3)
    #expect(
      Document.parsed("- a[^1]\n\n  [^1]: x\n\n  b\n").outline == [
        "list - loose 1-5", "  item", "    p 1-1 ‹a›call(0.0)", "    p 5-5 ‹b›", "note 1 ×1 @3",
        "  p 3-3 ‹x›",
      ])
  }

  @Test func `a call that nothing defines is said, unless it is code or escaped`() {
    #expect(
      Document.messages("a[^ntoe] `[^x]` \\[^y] [^NOTE] [^ntoe]\n\n[^note]: n\n") == [
        "1:2: warning: no footnote “ntoe” is defined, so the call stays text; did you mean “note”?"
          + " [markup.footnote-unknown]"
      ])
    #expect(Document.messages("a[^b]").isEmpty)
  }

  @Test func `what is left out is said`() {
    #expect(
      Document.messages("a[^1]\n\n[^1]: x\n\n[^1]: y\n\n[^2]: z\n\n> [^3]: quoted\n") == [
        "5:1: warning: footnote “1” is defined before; this definition is left out [markup.footnote-repeated]"
          + "; give it another label",
        "7:1: warning: footnote “2” is never called and left out [markup.footnote-uncalled]"
          + "; call it by [^2], or delete it",
        "9:1: warning: a footnote is not defined inside a quote, a list or another footnote"
          + " [markup.footnote-nested]; move the definition to the start of a line of its own",
      ])
  }
}
