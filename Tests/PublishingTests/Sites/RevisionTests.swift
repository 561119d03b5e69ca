import Diagnostics
import Publishing
import Records
import Testing

@Suite("A revision")
struct RevisionTests {
  private let essay = "Content/essays/the-bell/"

  private func plan(
    _ site: SampleSite, _ version: String = "full", of id: String = "the-bell", on date: String = "2026-05-03"
  ) async throws -> Diagnosed<RevisionPlan?> {
    await RevisionPlan.making(of: version, of: id, on: try CalendarDate(parsing: date), in: try site.files())
  }

  /// The starter with its full text kept on 3 May 2026.
  private func kept() async throws -> SampleSite {
    var site = SampleSite.starter()
    for ledger in try await site.built().ledgers { site.set(ledger.path.text, to: ledger.bytes) }
    let plan = try #require(try await plan(site).value)
    for file in plan.files { site.set(file.path.text, to: file.bytes) }
    return site
  }

  @Test func `is a copy that the essay lists, with its notes in the ledger`() async throws {
    var site = SampleSite.starter()
    let plan = try #require(try await plan(site).value)
    #expect(
      plan.report == """
        kept “full” as “full-2026-05-03”
          text: Content/essays/the-bell/full-2026-05-03.md
          version: added to the list in Content/essays/the-bell/essay.yaml

        """)
    #expect(
      plan.files.map(\.path.text) == [
        essay + "full-2026-05-03.md", essay + "ledger.json", essay + "essay.yaml",
      ])
    for file in plan.files { site.set(file.path.text, to: file.bytes) }
    #expect(site[essay + "full-2026-05-03.md"] == site[essay + "full.md"])
    #expect(
      site[essay + "essay.yaml"]?.hasSuffix(
        """
          - id: "full-2026-05-03"
            label: "Full text, 3 May 2026"
            revision: {of: "full", date: "2026-05-03"}

        """) == true)
    #expect(try await site.messages().isEmpty)
  }

  @Test func `is read at its own address and offered by none of the present texts`() async throws {
    let site = try await kept().built()
    let page = try site.text("the-bell/full-2026-05-03.html")
    #expect(page.contains("The text as it was on <time datetime=\"2026-05-03\">3 May 2026</time>."))
    #expect(page.contains("<a href=\"full.html\">Full text</a>."))
    #expect(page.contains(">keep the mud</mark>"))
    #expect(!(try site.text("the-bell/full.html").contains("full-2026-05-03.html\" hreflang")))
    #expect(!(try site.text("terms/rota.html").contains("2026-05-03")))
    #expect(!(try site.text("index.html").contains("2026-05-03")))
  }

  @Test func `is compared with the present text on the page of changes`() async throws {
    var site = try await kept()
    #expect(try await site.built().text("the-bell/changes.html").contains("<p>Nothing has changed.</p>"))
    try site.replace("voted to keep the mud", by: "voted to keep its mud", in: essay + "full.md")
    try site.replace("weighs eleven hundredweight and ", by: "", in: essay + "full.md")
    let page = try await site.built().text("the-bell/changes.html")
    #expect(
      page.contains(
        """
        <li><b>edited</b> <a href="full-2026-05-03.html#p3">¶ 3</a> → <a href="full.html#p3">¶ 3</a> \
        <span class="aside">The second is the money. A founder from the city …</span></li>
        """))
    #expect(page.contains("<b>1 note reworded:</b>") && page.contains("<b>1 note lost:</b>"))
    #expect(page.contains("<a href=\"full-2026-05-03.html#n-hundredweight\">Hundredweight</a>"))
  }

  @Test func `keeps its notes when lemmas are rewritten for the present text`() async throws {
    var site = try await kept()
    try site.replace(
      "rung once for each year of the life", by: "rung once for every year lived", in: essay + "full.md")
    let review = try #require(await Review.preparing(try site.files()).value)
    let outcome = review.deciding(Dictionary(uniqueKeysWithValues: review.items.map { ($0.id, .accept) }))
    for file in outcome.files { site.set(file.path.text, to: file.bytes) }
    #expect(try await site.messages().isEmpty)
    let built = try await site.built()
    #expect(
      try built.text("the-bell/full-2026-05-03.html").contains(">rung once for each year of the life</mark>"))
    #expect(built.summary.changeLines.isEmpty && built.ledgers.isEmpty)
  }

  @Test func `wants an essay, a version, a free day and reviewed notes`() async throws {
    func told(_ planned: Diagnosed<RevisionPlan?>) -> String {
      planned.value == nil ? planned.diagnostics.map(\.summary).joined() : "planned"
    }
    var site = try await kept()
    #expect(told(try await plan(site, of: "bell")) == "no essay is called “bell”")
    #expect(
      told(try await plan(site, "ful")) == "“the-bell” has no text of a version “ful”; did you mean “full”?")
    #expect(told(try await plan(site)) == "a text of that day is kept already, as “full-2026-05-03”")
    #expect(
      told(try await plan(site, "full-2026-05-03", on: "2026-05-04"))
        == "“full-2026-05-03” is a revision itself; name the version that it is of")
    try site.replace("voted to keep the mud", by: "voted to keep its mud", in: essay + "full.md")
    #expect(
      told(try await plan(site, on: "2026-05-04"))
        == "notes on “full” moved, were reworded or are lost, and nobody has agreed to it yet")
  }

  @Test func `is of a version that is there, and has a date`() async throws {
    var site = SampleSite.starter()
    site[essay + "essay.yaml"] =
      (site[essay + "essay.yaml"] ?? "") + "  - id: old\n    optional: true\n    revision: {of: ful}\n"
    let told = try await site.messages()
    #expect(told.contains("error: a revision says the date on which its text was kept [essay.revision-date]"))
    site[essay + "essay.yaml"]?.replace("{of: ful}", with: "{of: ful, date: 2026-05-03}")
    #expect(
      try await site.messages().contains(
        "no present version is called “ful”; did you mean “full”? [essay.revision-of]"))
  }

  @Test func `keeps the ids of its paragraphs until its author lists it`() async throws {
    var site = SampleSite.starter()
    let list = "[{id: full, label: Full text}, {id: brief, label: In brief}]"
    let yaml = try #require(site[essay + "essay.yaml"])
    let head = try #require(yaml.firstRange(of: "versions:"))
    site[essay + "essay.yaml"] = yaml[..<head.lowerBound] + "versions: \(list)\n"
    func build() async throws {
      for ledger in try await site.built().ledgers { site.set(ledger.path.text, to: ledger.bytes) }
    }
    try await build()
    try site.replace("The second is", by: "A new paragraph.\n\nThe second is", in: essay + "full.md")
    try await build()
    let plan = try #require(try await plan(site).value)
    #expect(plan.report.contains("please add it to the versions in \(essay)essay.yaml:\n"))
    for file in plan.files { site.set(file.path.text, to: file.bytes) }
    let recorded = try #require(site[essay + "ledger.json"])
    try await build()
    #expect(site[essay + "ledger.json"] == recorded)
    let item = "{id: full-2026-05-03, label: Then, revision: {of: full, date: 2026-05-03}}]"
    site[essay + "essay.yaml"]?.replace("In brief}]", with: "In brief}, \(item)")
    try await build()
    #expect(site[essay + "ledger.json"] == recorded)
    #expect(try await site.built().text("the-bell/full-2026-05-03.html").contains("id=\"par-"))
    site[essay + "essay.yaml"]?.replace(", \(item)", with: "]")
    site[essay + "full-2026-05-03.md"] = nil
    try await build()
    #expect(site[essay + "ledger.json"]?.contains("full-2026-05-03") == false)
  }

  @Test func `is listed in a file with its own line ends, which it keeps`() async throws {
    var site = SampleSite.starter()
    let yaml = "\u{FEFF}" + (site[essay + "essay.yaml"] ?? "").replacing("\n", with: "\r\n")
    site[essay + "essay.yaml"] = yaml
    let plan = try #require(try await plan(site).value)
    let written = try #require(plan.files.last { $0.path.name == "essay.yaml" }).bytes
    #expect(
      String(decoding: written, as: UTF8.self) == yaml
        + "  - id: \"full-2026-05-03\"\r\n    label: \"Full text, 3 May 2026\"\r\n"
        + "    revision: {of: \"full\", date: \"2026-05-03\"}\r\n")
  }
}
