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

  @Test func `a template that is missing can be had anew`() async throws {
    var site = SampleSite.starter()
    site["Templates/home.mustache"] = nil
    #expect(
      try await site.messages() == """
        Templates/home.mustache: error: there is no template “home” [template.unknown-template]
        help: `gloss new DIR` writes a whole set of templates to copy it from

        """)
  }
}
