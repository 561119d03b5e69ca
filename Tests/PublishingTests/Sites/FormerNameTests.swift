import Publishing
import TestSupport
import Testing

@Suite("What had another id before")
struct FormerNameTests {
  @Test func `an entry leaves a page that points on, and links to it still lead there`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace("was: [neap]", by: "was: [neap, low-tide]", in: "Content/words/ebb.md")
    try sample.replace(
      "See [the word](word:ebb)", by: "See [the word](word:low-tide)", in: "Content/essays/ferry/long.md")
    let site = try await sample.built()
    #expect(try site.text("words/low-tide.html").contains(#"content="0; url=ebb.html""#))
    #expect(try site.text("ferry/long.html").contains(#"<a href="../words/ebb.html">the word</a>"#))
    #expect(try await sample.messages().contains("[link.former-name]"))
  }

  @Test func `an essay leaves pages that point on, one a version`() async throws {
    let site = try await SampleSite.whole().built()
    for (old, new) in [("index", "long"), ("long", "long"), ("short", "short")] {
      #expect(try site.text("low-ferry/\(old).html").contains(#"content="0; url=../ferry/\#(new).html""#))
    }
  }

  @Test func `a note has a place for its old address, wherever it is set`() async throws {
    var sample = try SampleSite.whole()
    let path = "Content/essays/ferry/commentary/remarks.md"
    try sample.replace(
      "author: The ferry editors\n",
      by: "author: The ferry editors\nnotes: {of-the-whole: {was: [at-first]}}\n", in: path)
    let site = try await sample.built()
    for page in ["ferry/long.html", "ferry/notes.html"] {
      #expect(try site.page(page).elements.count { $0["id"] == "n-at-first" } == 1, "\(page)")
    }
  }

  @Test func `a place that a version lacks leads to one that has it`() async throws {
    var sample = try SampleSite.whole()
    sample["Content/essays/ferry/short.md"] =
      "The ferry runs: see [there](essay:ferry#p3) and [here](essay:ferry#p1).\n"
    let text = try await sample.built().text("ferry/short.html")
    #expect(text.contains(#"<a href="long.html#p3">there</a>"#))
    #expect(text.contains(##"<a href="#p1">here</a>"##))
  }

  @Test func `a place that no version has is an error`() async throws {
    var sample = try SampleSite.whole()
    sample["Content/essays/ferry/short.md"] = "The ferry runs: see [there](essay:ferry#p40).\n"
    let messages = try await sample.messages()
    #expect(messages.contains("“p40”"), "\(messages)")
    #expect(messages.contains("[link.unknown-place]"))
  }
}

@Suite("A fragment of a plain link")
struct FragmentTests {
  @Test(arguments: [
    ("[x](#p2)", ""), ("[x](#s-the-rope)", ""), ("[x](ferry/short.html#p1)", ""),
    ("[x](index.html#main)", ""),
    ("[x](#p9)", "“ferry/long.html” has no place “p9”"),
    ("[x](ferry/short.html#p9)", "“ferry/short.html” has no place “p9”"),
  ])
  func `is checked where the places of a page are known`(_ link: String, _ complaint: String) async throws {
    var sample = try SampleSite.whole()
    try sample.replace("See [the word](word:ebb)", by: "See \(link)", in: "Content/essays/ferry/long.md")
    let messages = try await sample.messages()
    #expect(complaint.isEmpty ? messages.isEmpty : messages.contains(complaint), "\(messages)")
  }

  @Test func `is refused in a note, which stands on several pages`() async throws {
    var sample = try SampleSite.whole()
    let path = "Content/essays/ferry/commentary/remarks.md"
    try sample.replace("It crosses the edge of the note before.", by: "It crosses [x](#p1).", in: path)
    #expect(try await sample.messages().contains("the page that “#p1” would be on has no such place"))
  }
}
