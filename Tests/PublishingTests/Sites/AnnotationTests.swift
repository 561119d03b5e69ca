import Diagnostics
import Publishing
import Testing

@Suite("A note that is written in the margin")
struct AnnotationTests {
  private let terms = "Content/essays/the-bell/commentary/terms.md"
  private let full = "Content/essays/the-bell/full.md"

  private func reading(_ site: SampleSite, _ page: String = "the-bell/full.html") throws -> OpenReading {
    try #require(OpenReading(of: page, in: try site.files()))
  }

  private func annotation(
    _ site: SampleSite, _ words: String..., before: String = "", after: String = ""
  ) throws -> Annotation {
    let reading = try reading(site)
    let target = try #require(reading.targets.first { $0.path == terms })
    return Annotation(
      path: terms, hash: target.hash?.description, textHash: reading.textHash.description, words: words,
      before: before, after: after, title: "By ear", body: "As bats do.", subject: nil)
  }

  private func plan(_ annotation: Annotation, in site: SampleSite) throws -> AnnotationPlan {
    try AnnotationPlan.making(annotation, beside: try reading(site), in: try site.files())
  }

  /// What the plan adds to its file, which stays as it is before that.
  private func appended(_ annotation: Annotation, to site: SampleSite) throws -> String {
    let text = String(decoding: try plan(annotation, in: site).file.bytes, as: UTF8.self)
    let old = site[annotation.path] ?? ""
    #expect(text.hasPrefix(old))
    return String(text.dropFirst(old.count))
  }

  @Test func `is appended with a heading and its words, and stands there in the next build`() async throws {
    var site = SampleSite.starter()
    let annotation = try annotation(site, "nine people came home by ear")
    let plan = try plan(annotation, in: site)
    #expect(plan.note == "by-ear" && plan.line == 25 && plan.quote == "nine people came home by ear")
    let text = try appended(annotation, to: site)
    #expect(
      text == """

        ## By ear

        > nine people came home by ear

        As bats do.

        """)
    site.set(plan.file.path.text, to: plan.file.bytes)
    #expect(try await site.messages().isEmpty)
    #expect(try await site.built().text("the-bell/full.html").contains("id=\"n-by-ear\""))
  }

  @Test func `quotes as few words around its own as tell them apart`() throws {
    let site = SampleSite.starter()
    let sentence = "But a bridge can fall, people say, and a "
    let second = try annotation(site, "bell", before: sentence, after: " that has been sold cannot")
    #expect(try appended(second, to: site).contains("\n> **bell** that\n"))
    let first = try annotation(site, "bell", before: "The ", after: " of Aldermere weighs")
    #expect(try appended(first, to: site).contains("\n> **bell** of\n"))
  }

  @Test func `passes from one block to the next by an ellipsis`() throws {
    let site = SampleSite.starter()
    let annotation = try annotation(site, "cannot be rung in a hurry", "The second is the money")
    #expect(
      try appended(annotation, to: site).contains(
        "> **cannot be rung in a hurry** … **The second is the money**\n"))
  }

  @Test func `is about an entry by a link in its quote`() throws {
    let site = SampleSite.starter()
    var annotation = try annotation(site, "take the rope in turn")
    annotation.subject = "term:rota"
    #expect(try appended(annotation, to: site).contains("> [take the rope in turn](term:rota)\n"))
    annotation.subject = "term:rope"
    #expect(throws: AnnotationFault.isNoSubject("term:rope")) { try plan(annotation, in: site) }
  }

  @Test func `makes the file of a kind that has none`() throws {
    let site = SampleSite.starter()
    let reading = try reading(site)
    #expect(
      reading.targets.map { "\($0.path.split(separator: "/").last ?? "") \($0.kind) \($0.hash == nil)" } == [
        "episodes.md episode false", "terms.md term false",
      ])
    var other = site
    other["Content/essays/the-bell/commentary/episodes.md"] = nil
    var annotation = try annotation(other, "nine people came home by ear")
    (annotation.path, annotation.hash) = ("Content/essays/the-bell/commentary/episode.md", nil)
    #expect(
      try appended(annotation, to: other)
        == "---\nkind: episode\n---\n\n## By ear\n\n> nine people came home by ear\n\nAs bats do.\n")
  }

  @Test func `keeps the file’s line ends and depth of headings`() throws {
    var site = SampleSite.starter()
    site[terms] = "---\r\nkind: term\r\n---\r\n# Terms\r\n### One\r\n> eleven hundredweight\r\n\r\nA"
    let annotation = try annotation(site, "nine people came home by ear")
    #expect(
      try appended(annotation, to: site)
        == "\r\n\r\n### By ear\r\n\r\n> nine people came home by ear\r\n\r\nAs bats do.\r\n")
    #expect(try plan(annotation, in: site).line == 10)
  }

  @Test func `escapes what its title and words would be in Markdown, and leaves its text as it is`() throws {
    var site = SampleSite.starter()
    site[full] = "Rung by \\*all\\* who [live](https://e.org) there, 5 < 6.\n"
    var annotation = try annotation(site, "by *all* who live there, 5 < 6")
    annotation.title = "  By *all*\n## hands "
    annotation.body = "\n\n*Yes*, [so](term:rota).\n\n- a\n\n"
    let text = try appended(annotation, to: site)
    #expect(
      text == """

        ## By \\*all\\* ## hands

        > by \\*all\\* who live there, 5 < 6

        *Yes*, [so](term:rota).

        - a

        """)
  }

  @Test func `is refused where a file has changed`() throws {
    var site = SampleSite.starter()
    let annotation = try annotation(site, "nine people came home by ear")
    let text = site[full] ?? ""
    site[full] = text + "\nMore.\n"
    #expect(throws: AnnotationFault.isChanged(path: full)) { try plan(annotation, in: site) }
    site[full] = text
    site[terms]?.append("\n")
    #expect(throws: AnnotationFault.isChanged(path: terms)) { try plan(annotation, in: site) }
    site[terms] = nil
    #expect(throws: AnnotationFault.isChanged(path: terms)) { try plan(annotation, in: site) }
  }

  @Test func `goes into commentaries of its essay alone`() throws {
    let site = SampleSite.starter()
    var annotation = try annotation(site, "nine people came home by ear")
    for path in ["Content/site.yaml", full, "Content/essays/the-bell/essay.yaml"] {
      annotation.path = path
      annotation.hash = ContentHash(of: Array((site[path] ?? "").utf8)).description
      #expect(throws: AnnotationFault.isNoTarget(path: path)) { try plan(annotation, in: site) }
    }
    annotation.hash = nil
    for path in [
      "/etc/passwd", "Content/essays/the-bell/commentary/../../x.md", "Content/essays/other/x.md", "",
    ] {
      annotation.path = path
      #expect(throws: AnnotationFault.isNoTarget(path: path)) { try plan(annotation, in: site) }
    }
  }

  @Test func `is refused where its words are nowhere, at several places or none at all`() throws {
    var site = SampleSite.starter()
    let missing = try annotation(site, "ten people came home")
    #expect(throws: AnnotationFault.areNotThere(words: "ten people came home")) {
      try plan(missing, in: site)
    }
    let repeated = try annotation(site, "everyone")
    #expect(throws: AnnotationFault.areRepeated(words: "everyone", count: 2)) { try plan(repeated, in: site) }
    #expect(throws: AnnotationFault.hasNoWords) { try plan(try annotation(site, " "), in: site) }
    #expect(throws: AnnotationFault.hasNoWords) {
      try AnnotationPlan.making(
        Annotation(
          path: terms, hash: try annotation(site, "x").hash, textHash: try annotation(site, "x").textHash,
          words: [], before: "", after: "", title: "t", body: "", subject: nil),
        beside: try reading(site), in: try site.files())
    }
    site[full] = "The bell rings.\n\nThe bell rings.\n"
    let twins = try annotation(site, "bell", before: "The ", after: " rings.")
    #expect(throws: AnnotationFault.areRepeated(words: "bell", count: 2)) { try plan(twins, in: site) }
  }

  @Test func `is refused where its title or text would not be one note`() throws {
    let site = SampleSite.starter()
    var annotation = try annotation(site, "nine people came home by ear")
    annotation.title = " … "
    #expect(throws: AnnotationFault.hasNoTitle) { try plan(annotation, in: site) }
    annotation.title = "The founder’s offer"
    let taken = try annotationIDs(site)
    #expect(taken.contains("rota"))
    annotation.title = "Rota!"
    #expect(throws: AnnotationFault.titleIsTaken("rota")) { try plan(annotation, in: site) }
    annotation.title = "By ear"
    for body in ["> quote", "text\n\n# Heading\n\nmore", "text\n===", "a[^1]\n\n[^1]: b"] {
      annotation.body = body
      #expect(throws: AnnotationFault.self, "\(body)") { try plan(annotation, in: site) }
    }
  }

  private func annotationIDs(_ site: SampleSite) throws -> [String] {
    try reading(site).places.map(\.note)
  }

  @Test func `has a page of the present text behind it`() throws {
    let site = SampleSite.starter()
    for page in ["the-bell/full.html", "the-bell/index.html", "the-bell/brief.html"] {
      #expect(OpenReading(of: page, in: try site.files()) != nil, "\(page)")
    }
    for page in [
      "index.html", "the-bell/notes.html", "the-bell/full", "terms/rota.html", "../the-bell/full.html", "",
      "the-bell/../full.html", "the-bell//full.html",
    ] {
      #expect(OpenReading(of: page, in: try site.files()) == nil, "\(page)")
    }
    let reading = try reading(site)
    #expect(reading.subjects.first.map { "\($0.name) \($0.title)" } == "term:passing-bell Passing bell")
    #expect(reading.places.map { "\($0.note) \($0.range.position.line)" }.contains("rota 13"))
  }
}
