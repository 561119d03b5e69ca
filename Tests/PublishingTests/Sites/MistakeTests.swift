import Diagnostics
import Publishing
import Testing

/// What somebody new to `gloss` gets wrong, in the site that they start from.
@Suite struct MistakeTests {
  private let essay = "Content/essays/the-bell/"

  private func messages(_ change: (inout SampleSite) throws -> Void) async throws -> [String] {
    var site = SampleSite.starter()
    try change(&site)
    return try await site.messages().split(separator: "\n").filter { $0.hasSuffix("]") && !$0.hasPrefix(" ") }
      .map(String.init)
  }

  @Test func `a file that nothing reads is reported, wherever it is`() async throws {
    let messages = try await messages { site in
      for path in ["terms/bell.txt", "pages/about.markdown", "essays/the-bell/commentary/more.txt"] {
        site["Content/" + path] = "x"
      }
      site["Content/trems/bell.md"] = "x"
      site[essay + "comentary/more.md"] = "x"
      site[essay + "breif.md"] = "x"
    }
    #expect(
      messages == [
        "\(essay)breif.md: warning: essay.yaml lists no version of this name, so nothing reads it; "
          + "did you mean “brief”? [essay.stray-file]",
        "\(essay)comentary/more.md: warning: nothing reads this file; did you mean “commentary”? [essay.stray-file]",
        "\(essay)commentary/more.txt: warning: nothing reads this file; commentaries end in “.md” [essay.stray-file]",
        "Content/pages/about.markdown: warning: nothing reads this file; the texts in this folder end in “.md” "
          + "[site.stray-file]",
        "Content/terms/bell.txt: warning: nothing reads this file; the texts in this folder end in “.md” "
          + "[site.stray-file]",
        "Content/trems/bell.md: warning: nothing reads this file; did you mean “terms”? [site.stray-file]",
      ])
  }

  @Test func `a version without text is said to have none`() async throws {
    let messages = try await messages { site in
      site["Content/essays/other/essay.yaml"] = "title: Other\nversions:\n  - id: full\n"
      site["Content/essays/other/full.md"] = "\n"
    }
    #expect(
      messages == [
        "Content/essays/other/full.md: warning: the version “full” has no text yet [essay.version-empty]"
      ])
  }

  @Test func `a misspelt link by name is told once`() async throws {
    let messages = try await messages { site in
      site["Content/pages/more.md"] = "---\ntitle: More\n---\n\n[a](trem:rota) [b](essay:the-bell#p7)\n"
    }
    #expect(
      messages == [
        "Content/pages/more.md:5:5: error: nothing is linked by “trem:”; did you mean “term”? [link.unknown-kind]",
        "Content/pages/more.md:5:20: error: “the-bell” has no paragraph “p7”; its last is “p5” [link.unknown-place]",
      ])
  }

  @Test func `a link to a note by its former name still leads to it`() async throws {
    var site = SampleSite.starter()
    try site.replace(
      "author: The editors\n---", by: "author: The editors\nnotes:\n  rota: {was: [list]}\n---",
      in: essay + "commentary/terms.md")
    site["Content/pages/more.md"] = "---\ntitle: More\n---\n\n[a](note:list)\n"
    #expect(
      try await site.messages().hasPrefix(
        "Content/pages/more.md:5:5: warning: “note:list” is now called “note:rota” [link.former-name]\n"))
    #expect(try await site.built().text("more.html").contains("<a href=\"the-bell/notes.html#n-rota\">a</a>"))
  }

  @Test func `a link or image without an address keeps its words`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace(
      "[A map](assets/map.png)", by: "[A map]() ![of it](<>)", in: "Content/floods/great-flood.md")
    let page = try await sample.built().page("floods/great-flood.html")
    #expect(page.all("p").contains { $0.text.contains("A map of it was drawn") })
    #expect(!page.elements.contains { $0["href"] == "" || $0["src"] == "" })
  }

  @Test func `a template that is missing can be had anew`() async throws {
    var site = SampleSite.starter()
    site["Templates/home.mustache"] = nil
    #expect(
      try await site.messages() == """
        Templates/home.mustache: error: there is no template “home” [template.unknown-template]
        help: `gloss new DIR` writes a whole set of templates to copy it from

        """)
  }

  @Test func `a file is linked by its name, however it is written`() async throws {
    var site = SampleSite.starter()
    site["Content/assets/café menu.txt"] = "x"
    site["Content/pages/more.md"] = """
      ---
      title: More
      ---

      [a](<assets/café menu.txt>) [b](assets/caf%C3%A9%20menu.txt) [c](assets/caf%c3%a9%20menu.txt?day=1#top)

      """
    #expect(try await site.messages() == "")
    let page = try await site.built().text("more.html")
    let address = "assets/caf%C3%A9%20menu.txt"
    for link in ["\"\(address)\">a", "\"\(address)\">b", "\"\(address)?day=1#top\">c"] {
      #expect(page.contains("<a href=" + link), "\(link)")
    }
  }

  @Test func `a place is linked by its name, however it is written`() async throws {
    var site = SampleSite.starter()
    let text = essay + "full.md"
    site[text] = "## Détente now\n\n" + (site[text] ?? "")
    site["Content/pages/more.md"] = """
      ---
      title: More
      ---

      [a](the-bell/full.html#s-détente-now) [b](the-bell/full.html#s-d%C3%A9tente-now) [c](essay:the-bell#s-détente-now)

      [d](the-bell/full.html#s-detente) [e](essay:the-bell/full#s-detente)

      """
    let messages = try await site.messages().split(separator: "\n").filter { $0.hasPrefix("Content/pages") }
    #expect(
      messages == [
        "Content/pages/more.md:7:5: warning: “the-bell/full.html” has no place “s-detente” [content.place-unknown]",
        "Content/pages/more.md:7:39: warning: “the-bell/full” has no place “s-detente” [content.place-unknown]",
      ])
    let page = try await site.built().text("more.html")
    for word in "abc" {
      #expect(page.contains("<a href=\"the-bell/full.html#s-d%C3%A9tente-now\">\(word)</a>"), "\(word)")
    }
  }

  @Test func `the caret stands under the address that is wrong`() async throws {
    let messages = try await messages { site in
      site["Content/pages/more.md"] = """
        ---
        title: More
        ---

        The map.html is here, see [m](map.html), [rota](terms/rota.html) and [e](terms/).

        """
    }
    #expect(
      messages.map { $0.prefix { $0 != "“" } } == [
        "Content/pages/more.md:5:31: error: no page or file of the site is at ",
        "Content/pages/more.md:5:74: error: no page or file of the site is at ",
      ])
  }

  @Test func `a mistake in one file is not told of those that link to it`() async throws {
    let messages = try await messages { site in
      try site.replace("title:", by: "titel:", in: "Content/terms/rota.md")
      site["Content/sources.json"] = "{}"
    }
    #expect(
      messages.allSatisfy { $0.hasPrefix("Content/terms/rota.md") || $0.hasPrefix("Content/sources.json") })
    #expect(messages.count == 3, "\(messages)")
  }

  @Test func `a note of a text with mistakes is not called lost`() async throws {
    let messages = try await messages { site in
      site[essay + "full.md"] = "---\ntitle: [\n---\n\nThe bell.\n"
    }
    #expect(!messages.isEmpty && messages.allSatisfy { $0.hasPrefix(essay + "full.md") }, "\(messages)")
  }

  @Test func `a file of one’s own in the place of one of ours is named`() async throws {
    let messages = try await messages { site in site["Content/assets/style.css"] = "body {}" }
    #expect(
      messages == [
        "Templates/style.css: error: “Content/assets/style.css” and “Templates/style.css” both make "
          + "“assets/style.css” [output.collision]"
      ])
  }

  @Test func `what was never an id is no former one`() async throws {
    var site = SampleSite.starter()
    let terms = essay + "commentary/terms.md"
    try site.replace(
      "kind: term\n", by: "kind: term\nnotes: {rota: {was: [\"old thing\", \"\"]}}\n", in: terms)
    site[essay + "essay.yaml"]?.append("was: [\"a/b\", older, ../x]\n")
    #expect(
      try await site.messages() == """
        Content/essays/the-bell/commentary/terms.md:3:22: error: “old thing” was never an id: it holds U+0020 [note.former-id]
         3 | notes: {rota: {was: ["old thing", ""]}}
           |                      ^~~~~~~~~~~
        Content/essays/the-bell/commentary/terms.md:3:35: error: “” was never an id: it is empty [note.former-id]
         3 | notes: {rota: {was: ["old thing", ""]}}
           |                                   ^~
        Content/essays/the-bell/essay.yaml:15:7: error: “a/b” was never an id: it holds “/” [essay.former-id]
         15 | was: ["a/b", older, ../x]
            |       ^~~~~
        Content/essays/the-bell/essay.yaml:15:21: error: “../x” was never an id: it begins or ends with a dot [essay.former-id]
         15 | was: ["a/b", older, ../x]
            |                     ^~~~

        """)
  }

  @Test(.timeLimit(.minutes(5))) func `thousands of broken links are all told`() async throws {
    var site = SampleSite.starter()
    for number in 0..<500 {
      site["Content/terms/some-term-of-number-\(number).md"] = "---\ntitle: T\(number)\n---\n\nx\n"
    }
    for page in 0..<10 {
      site["Content/pages/page-\(page).md"] =
        "---\ntitle: P\n---\n\n"
        + (0..<100).map {
          "[a](term:sum-term-of-number-\(page)-\($0)) [b](pages/nowhere-\(page)-\($0).html)\n"
        }.joined()
    }
    let time = try await ContinuousClock().measure {
      let messages = try await site.messages().split(separator: "\n")
      #expect(messages.count { $0.hasSuffix("[link.unknown-entry]") } == 1_000)
      #expect(messages.count { $0.hasSuffix("[content.link-broken]") } == 1_000)
      #expect(messages.count { $0.hasSuffix("[link.unknown-entry]") && $0.contains("did you mean") } <= 50)
    }
    print("2000 broken links: \(time)")
  }
}
