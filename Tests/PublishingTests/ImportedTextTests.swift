import Diagnostics
import Testing

@testable import Publishing

private func imported(_ text: String) -> ImportedText {
  ImportedText(reading: SourceText(path: "text.txt", text: text))
}

private let body = """
  Nobody in Ely bakes before four, and nobody in Ely buys before seven. What happens in between is bread, and the
  smell of it, which is most of what the street knows about the trade.

  The oven was lit by a woman who could not read. She kept her accounts in knots.
  """

struct `Taking a plain text apart` {
  @Test func `title, deck, author line and credit become metadata`() {
    let text = imported(
      """
      Bread Before Seven

      Bread Before Seven

      Why the U.S. street smells as it does.

      \(body)

      Ada Quill is a baker in Ely. Her last book is about knots.

      Image: The oven. Ely Museum
      """)
    #expect(text.title == "Bread Before Seven")
    #expect(text.isTitleRepeated)
    #expect(text.deck == "Why the U.S. street smells as it does.")
    #expect(text.author == "Ada Quill")
    #expect(text.authorNote == "Ada Quill is a baker in Ely. Her last book is about knots.")
    #expect(text.credit == "Image: The oven. Ely Museum")
    #expect(text.markdown == body + "\n")
    #expect(text.paragraphCount == 2)
    #expect(text.wordCount == 52)
  }

  @Test func `a bare text stays whole`() {
    let text = imported(body)
    #expect([text.title, text.deck, text.author, text.authorNote, text.credit] == [nil, nil, nil, nil, nil])
    #expect(text.markdown == body + "\n")
  }

  @Test func `lines keep their ends and lose the white space around them`() {
    let text = imported("\n\n\t First line.  \n    second line,\n \t\u{C}\nThird.\n\n\n")
    #expect(text.markdown == "First line.\nsecond line,\n\nThird.\n")
  }

  @Test func `white space alone has no paragraphs`() {
    #expect(imported(" \n\t\n").paragraphCount == 0)
    #expect(imported("").markdown == "")
  }

  @Test(arguments: ["Bread\nBread\n\n", "Bread\nBread\n", "Bread\n\nBread\n"])
  func `a title may be repeated in its paragraph or in the next`(head: String) {
    let text = imported(head + body)
    #expect(text.title == "Bread")
    #expect(text.isTitleRepeated)
    #expect(text.markdown == body + "\n")
  }

  @Test(arguments: [
    "Bread\nBy Ada Quill\n\n", "Bread\n\nBy Ada Quill\n\n", "Bread\n\nBY Ada Quill\n",
    "Bread\nBread\nBy Ada Quill\n",
    "Bread\n\nBread\n\nBy Ada Quill\n\n", "Bread\nBy Ada Quill\n",
  ])
  func `a byline under the title is the author`(head: String) {
    let text = imported(head + body)
    #expect(text.title == "Bread" && text.byline == "Ada Quill" && text.author == "Ada Quill")
    #expect(text.markdown == body + "\n")
  }

  @Test func `a byline may stand under the deck, and names who is told of at the end`() {
    let text = imported(
      "Bread\n\nWhy it smells.\n\nBy A. Quill and Bo van der Cho\n\n\(body)\n\nAda Quill is a baker in Ely.")
    #expect(text.deck == "Why it smells." && text.author == "A. Quill and Bo van der Cho")
    #expect(text.authorNote == "Ada Quill is a baker in Ely.")
    #expect(text.markdown == body + "\n")
  }

  @Test(arguments: [
    "By Friday morning it was over.", "By the Mill", "By Ada", "By Ada Quill.", "By And By", "by and by",
    "By The Old Mill",
  ])
  func `other lines that begin with “by” are text`(line: String) {
    let text = imported("Bread\n\n\(line)\n\n\(body)")
    #expect(text.byline == nil && text.author == nil)
    #expect((text.deck ?? text.markdown).hasPrefix(line))
  }

  @Test func `a title alone is text`() {
    #expect(imported("Bread").title == nil)
    #expect(imported("Bread\n\nBread").markdown == "Bread\n\nBread\n")
  }

  @Test func `titles of equivalent but different bytes are not the same`() {
    let text = imported("Caf\u{E9}\n\nCafe\u{301}\n\n" + body)
    #expect(!text.isTitleRepeated)
    #expect(text.markdown == "Cafe\u{301}\n\n" + body + "\n" || text.deck == "Cafe\u{301}")
  }

  @Test(arguments: [
    "Two sentences are no deck. They are text.",
    "A deck is never as long as two hundred characters, and this sentence goes on and on, past the oven, past the mill, "
      + "past the bridge and the school, until it has become what it set out to be: a paragraph of the text.",
  ])
  func `what is longer than one short sentence is no deck`(paragraph: String) {
    let text = imported("Bread\n\n\(paragraph)\n\n\(body)")
    #expect(text.deck == nil)
    #expect(text.markdown.hasPrefix(paragraph))
  }

  @Test func `a short paragraph before short ones is no deck`() {
    #expect(imported("Bread\n\nShort it is.\n\nAs short again.").deck == nil)
  }

  @Test(arguments: [
    ("Ada Quill teaches baking.", "Ada Quill"), ("J. R. van der Quill was an editor.", "J. R. van der Quill"),
    ("Ada Quill, a baker, lives in Ely.", "Ada Quill"), ("Émile Zöllner writes about salt.", "Émile Zöllner"),
  ])
  func `an author line begins with a name and a verb`(line: String, name: String) {
    #expect(imported(body + "\n\n" + line).author == name)
  }

  @Test(arguments: [
    "This Street is a good one.", "Bread is a food.", "Ada Quill is interested in bargains.",
    "ada quill is a baker.",
    "Nobody Else was the wiser: ovens do not talk.", "So Ely is the place.",
  ])
  func `other last paragraphs are text`(line: String) {
    let text = imported(body + "\n\n" + line)
    #expect(text.author == nil && text.authorNote == nil)
    #expect(text.markdown.hasSuffix(line + "\n"))
  }

  @Test(arguments: [
    "Photo: A. Quill", "Image credit: Ely Museum", "photograph by: nobody", "Cover illustration: knots",
  ])
  func `a credit may stand before or after the author line`(credit: String) {
    let author = "Ada Quill is a baker."
    for end in ["\(author)\n\n\(credit)", "\(credit)\n\n\(author)"] {
      let text = imported(body + "\n\n" + end)
      #expect(text.credit == credit)
      #expect(text.authorNote == author)
    }
  }

  @Test(arguments: ["The image: a mirror", "Photo finish: nobody won", "Imagine: no bread"])
  func `a colon alone makes no credit`(line: String) {
    #expect(imported(body + "\n\n" + line).credit == nil)
  }
}

struct `Escaping plain text` {
  @Test(arguments: [
    // What Markdown would take for markup.
    ("# One", "\\# One"), ("1. One", "1\\. One"), ("12) One", "12\\) One"), ("- One", "\\- One"),
    ("+ One", "\\+ One"),
    ("* One", "\\* One"), ("> One", "\\> One"), ("---", "\\---"), ("* * *", "\\* * *"),
    ("One\n===", "One\n\\==="),
    ("One\n-", "One\n\\-"), ("~~~ sh", "\\~~~ sh"), ("```", "\\`\\`\\`"), ("*a* _b_", "\\*a\\* \\_b\\_"),
    ("_a b_", "\\_a b\\_"), ("**a**", "\\*\\*a\\*\\*"), ("`a` b", "\\`a\\` b"), ("[a](b)", "[a\\](b)"),
    ("[a]: b", "[a\\]: b"), ("![a](b)", "![a\\](b)"), ("a[^1]", "a\\[^1]"), ("a &amp; b", "a \\&amp; b"),
    ("&#38;", "\\&#38;"), ("<b>a</b>", "\\<b>a\\</b>"), ("<https://a.b>", "\\<https://a.b>"),
    ("<1@a.b>", "\\<1@a.b>"), ("a \\* b", "a \\\\* b"),
    ("a\\\nb", "a\\\\\nb"), ("1987. A year", "1987\\. A year"), ("One\n1. Two", "One\n1\\. Two"),
    // What is text already.
    ("#One", "#One"), ("1.One", "1.One"), ("One in\n1987. Then", "One in\n1987. Then"),
    ("a * b * c", "a * b * c"),
    ("a price*", "a price*"), ("snake_case_name", "snake_case_name"), ("rock `n roll", "rock `n roll"),
    ("[sic] and [a] (b)", "[sic] and [a] (b)"), ("AT&T & co;", "AT&T & co;"), ("1 < 2 > 0", "1 < 2 > 0"),
    ("<3 @ 4>", "<3 @ 4>"),
    ("C:\\files\\a", "C:\\files\\a"), ("-1 and -a", "-1 and -a"), ("--", "--"), ("===", "==="),
    ("~~a~~", "~~a~~"),
    ("a! b!", "a! b!"), ("####### One", "####### One"), ("1234567890. One", "1234567890. One"),
  ])
  func `takes as few backslashes as it can`(text: String, expected: String) {
    let lines = text.split(separator: "\n").map(String.init)
    #expect(markdown(ofParagraph: lines) == expected)
  }
}
