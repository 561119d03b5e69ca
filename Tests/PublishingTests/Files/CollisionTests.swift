import Diagnostics
import Publishing
import Testing

@Suite struct CollisionTests {
  private func messages(_ outputs: [(String, PlannedOutput.Origin)]) throws -> [String] {
    collisions(among: try outputs.map { PlannedOutput(try SitePath.validating($0), from: $1) }).map(\.summary)
  }

  @Test func `two files that make one page are both named`() throws {
    let found = try messages([
      ("terms/a.html", .file("Content/terms/a.md")), ("terms/a.html", .file("Content/terms/b.md")),
    ])
    #expect(found == ["“Content/terms/a.md” and “Content/terms/b.md” both make “terms/a.html”"])
  }

  @Test func `a page that would replace a generated one is reported`() throws {
    let found = try messages([
      ("index.html", .generated("the home page")), ("index.html", .file("Content/essays/index.md")),
    ])
    #expect(found == ["the home page and “Content/essays/index.md” both make “index.html”"])
  }

  @Test(arguments: [
    ("Foo", "foo"), ("caf\u{E9}", "cafe\u{301}"), ("strasse", "straße"), ("ΣΑΣ", "σας"), ("İ", "i\u{307}"),
  ])
  func `names that some system takes for one are reported`(_ first: String, _ second: String) throws {
    let found = try messages([(first, .file("one.md")), (second, .file("two.md"))])
    let (low, high) =
      try SitePath.validating(first) < SitePath.validating(second)
      ? (("one.md", first), ("two.md", second)) : (("two.md", second), ("one.md", first))
    #expect(
      found == [
        "“\(low.0)” makes “\(low.1)” and “\(high.0)” makes “\(high.1)”; some systems take these for one file"
      ])
  }

  @Test func `a file where another needs a folder is reported once`() throws {
    let found = try messages([
      ("notes", .file("a.md")), ("Notes/index.html", .file("b.md")), ("Notes/x.html", .file("c.md")),
    ])
    #expect(
      found == [
        "“a.md” makes the file “notes”, but “b.md” makes “Notes/index.html”, which needs a folder of that name"
      ])
  }

  @Test func `a page and an index that share an address are reported`() throws {
    let found = try messages([("notes.html", .file("a.md")), ("notes/index.html", .file("b.md"))])
    #expect(
      found == [
        "“a.md” makes “notes.html” and “b.md” makes “notes/index.html”; hosts that leave out “.html” give both one address"
      ])
  }

  @Test func `files that differ anywhere live side by side`() throws {
    let found = try messages([
      ("index.html", .file("a")), ("a/index.html", .file("b")), ("a/b.html", .file("c")),
      ("a/b.css", .file("d")),
      ("ab/index.html", .file("e")), ("A2.html", .file("f")), ("a/b/c.html", .file("g")),
    ])
    #expect(found == [])
  }

  @Test func `a collision is an error at its file with a remedy`() throws {
    let found = collisions(among: [
      PlannedOutput(try SitePath.validating("x"), from: .file("Content/a.md")),
      PlannedOutput(try SitePath.validating("X"), from: .generated("the index")),
    ])
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.id) == ["output.collision"])
    #expect(found.map(\.place) == [.file("Content/a.md")])
    #expect(found.flatMap(\.fixes).map(\.summary) == ["give one of the two another name or id"])
  }
}
