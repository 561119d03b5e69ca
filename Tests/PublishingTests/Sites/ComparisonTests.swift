import Publishing
import TestSupport
import Testing

@Suite struct `The page of two versions` {
  /// One row as a reader meets it.
  private struct Row {
    let kind: String
    let heading: String?
    /// What stands in it once, on the old side, on the new side and woven into one.
    let shared: [String]
    let old: [String]
    let new: [String]
    let woven: [String]
    let notes: [String]
  }

  private static let folder = "Content/essays/bell"

  /// An essay in two states: paragraphs edited, moved, split, merged, put in and taken out.
  private func sample() throws -> SampleSite {
    var sample = try SampleSite.whole()
    sample["\(Self.folder)/essay.yaml"] = """
      title: The Bell of "Ash" & Elm
      versions: [{id: first, label: "First & <b>"}, {id: second, label: Second}]
      """
    sample["\(Self.folder)/first.md"] = """
      The sexton rings whenever *the bell* is dry, and somebody hears it across the water & the marsh, a < b.

      ## The rope

      A rope of hemp lasts nine winters where it is kept from the wet by a careful hand.

      The parish paid for the second rope with the price of eleven geese and a bad-tempered pig. It took the whole
      of one winter to sell them, since nobody in the valley was hungry.

      Nobody remembers who cast the bell. The founder left no mark on it.

      The tower leans to the south by the width of a hand, which visitors come to measure.

      In storms the clapper speaks without being asked, and dogs answer it from three farms.

      > A bell has one word: come.
      """
    sample["\(Self.folder)/second.md"] = """
      The sexton rings whenever *the bell* is dry, and anybody hears it across the water & the marsh, a < b.

      ## The rope

      In storms the clapper speaks without being asked, and dogs answer it from three farms.

      The parish paid for the second rope with the price of eleven geese and a bad-tempered pig.

      It took the whole of one winter to sell them, since nobody in the valley was hungry.

      Nobody remembers who cast the bell. The founder left no mark on it. The tower leans to the south by the width
      of a hand, which visitors come to measure.

      A plate of brass, "for the <i>poor</i>", was fixed to the door in the year of the drought.

      > A bell has one word; come.
      """
    sample["\(Self.folder)/commentary/remarks.md"] = """
      ---
      kind: remark
      ---

      ## Hemp & `wet`

      > of **hemp**

      Old only.

      ## The drought

      > the **drought**

      New only.

      ## Geese

      > eleven **geese**

      In both.
      """
    return sample
  }

  private func rows(_ page: ParsedPage) -> [Row] {
    func texts(in index: Int, of classes: String) -> [String] {
      page.indices(within: index).filter { candidate in
        let around = page.ancestors(of: candidate).map { page.elements[$0]["class"] ?? "" }
        return page.elements[candidate].name == "p"
          && !["places", "whose"].contains(page.elements[candidate]["class"]) && around.contains(classes)
          && !around.contains("only")
      }.map { page.elements[$0].text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }
    return page.elements.indices.compactMap { index in
      guard let name = page.elements[index]["class"], name.hasPrefix("row ") else { return nil }
      let inner = page.indices(within: index)
      return Row(
        kind: String(name.dropFirst("row ".count)),
        heading: inner.map { page.elements[$0] }.first { $0.name == "h2" }?.text,
        shared: texts(in: index, of: "shared"), old: texts(in: index, of: "side old"),
        new: texts(in: index, of: "side new"), woven: texts(in: index, of: "woven"),
        notes: inner.map { page.elements[$0] }.filter { $0.name == "li" }.map(\.text))
    }
  }

  @Test func `has a row for each sort of change, named in words`() async throws {
    let page = try await sample().built().page("bell/compare/first/second.html")
    let rows = rows(page)
    #expect(
      rows.map(\.kind) == [
        "edited", "same", "deleted", "moved", "split", "merged", "inserted", "punctuation",
      ])
    #expect(
      rows.map(\.heading) == [
        "Edited", nil, "Only in First & <b>", "Moved from ¶ 6 to ¶ 2", "Split: ¶ 3 is ¶ 3–4",
        "Merged: ¶ 4–5 are ¶ 5", "Only in Second", "Punctuation",
      ])
    #expect(rows[1].shared == ["The rope"] && rows[1].old == [] && rows[1].new == [])
    #expect(rows[2].old.count == 1 && rows[2].new == [] && rows[2].woven == [])
    #expect(rows[3].shared.count == 1, "a paragraph that only moved is set once")
    #expect(rows[4].old.count == 1 && rows[4].new.count == 2 && rows[4].woven.count == 2)
    #expect(rows[5].old.count == 2 && rows[5].new.count == 1 && rows[5].woven.count == 1)
    let departure = try #require(page.elements.first { $0["class"] == "departure" })
    #expect(departure.text == "¶ 6 of First & <b> moved from here: ¶ 2 in Second")
  }

  @Test func `marks words and not letters, the emphasis kept and nothing written but once escaped`()
    async throws
  {
    let text = try await sample().built().text("bell/compare/first/second.html")
    for part in [
      "whenever <em>the bell</em> is dry, and <del>somebody</del> hears it across the water &amp; the marsh, a &lt; b.",
      "whenever <em>the bell</em> is dry, and <ins>anybody</ins> hears it across the water &amp; the marsh, a &lt; b.",
      "is dry, and <del>somebody</del> <ins>anybody</ins> hears it",
      "one word<del class=\"slight\">:</del> come.", "one word<ins class=\"slight\">;</ins> come.",
      "one word<del class=\"slight\">:</del><ins class=\"slight\">;</ins> come.",
      "bad-tempered pig. <ins class=\"end\">¶</ins></p>",
      "no mark on it. <del class=\"end\">¶</del> The tower",
      "<h1>First &amp; &lt;b&gt; and Second</h1>", "“First &amp; &lt;b&gt;” alone are",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("<b>") && !text.contains("&amp;amp;"))
  }

  @Test func `lists the notes that one side alone has, and counts the others`() async throws {
    let page = try await sample().built().page("bell/compare/first/second.html")
    let rows = rows(page)
    #expect(rows.map(\.notes) == [[], [], ["1 Hemp & wet"], [], [], [], ["2 The drought"], []])
    let links = page.elements.filter { $0["href"]?.contains("#n-") == true }.map { $0["href"] }
    #expect(links == ["../../first.html#n-hemp-wet", "../../second.html#n-the-drought"])
    #expect(page.elements.filter { $0["class"] == "both" }.map(\.text) == ["1 note in both"])
    let counts = page.elements.filter { $0.name == "dd" }.map(\.text)
    #expect(counts.last == "1 in both, 1 only in First & <b>, 1 only in Second")
  }

  @Test func `says where a note stands that is beside other words there`() async throws {
    var sample = try sample()
    sample["\(Self.folder)/commentary/more.md"] = """
      ---
      kind: remark
      ---

      ## Once more

      > the **width** of a hand

      > the **water**
      """
    try sample.replace(
      "> the **water**", by: "> nobody in **the valley**", in: "\(Self.folder)/commentary/more.md")
    try sample.replace("the width\n", by: "the breadth\n", in: "\(Self.folder)/second.md")
    let rows = rows(try await sample.built().page("bell/compare/first/second.html"))
    #expect(rows[4].notes == ["2 Once more; in First & <b> at ¶ 5"])
    #expect(rows[5].notes == ["3 Once more; in Second at ¶ 4"])
  }

  @Test func `has a second page with the sides swapped, and every build is the same`() async throws {
    let site = try await sample().built()
    let page = try site.page("bell/compare/first/second.html")
    #expect(page.elements.contains { $0["href"] == "../second/first.html" })
    let swapped = rows(try site.page("bell/compare/second/first.html"))
    #expect(
      swapped.map(\.kind) == [
        "edited", "same", "inserted", "merged", "split", "deleted", "moved", "punctuation",
      ])
    #expect(swapped.filter { $0.kind == "split" }.map(\.heading) == ["Split: ¶ 5 is ¶ 4–5"])
    let again = try await sample().built()
    for path in ["bell/compare/first/second.html", "bell/compare/second/first.html"] {
      #expect(try site.text(path) == again.text(path))
    }
  }

  @Test func `leads to each paragraph of both reading pages, which lead to it`() async throws {
    let site = try await sample().built()
    let page = try site.page("bell/compare/first/second.html")
    let places = Set(page.elements.filter { $0["class"]?.hasPrefix("at") == true }.compactMap { $0["href"] })
    for number in 1...6 { #expect(places.contains("../../first.html#p\(number)")) }
    for number in 1...6 { #expect(places.contains("../../second.html#p\(number)")) }
    for path in ["bell/first.html", "bell/second.html", "bell/index.html"] {
      let links = try site.page(path).elements.filter { $0["href"] == "compare/first/second.html" }
      #expect(links.map(\.text) == ["Compare versions"], "\(path)")
    }
  }

  @Test func `of two tellings marks no word and pairs paragraphs in order`() async throws {
    let site = try await SampleSite.project().built()
    let text = try site.text("kim-summit/compare/digest/plain-english.html")
    #expect(!text.contains("<ins") && !text.contains("<del") && text.contains("Two tellings"))
    let rows = rows(try site.page("kim-summit/compare/digest/plain-english.html"))
    #expect(rows.map(\.kind) == Array(repeating: "beside", count: 11))
    #expect(rows.map(\.heading) == (1...11).map { "¶ \($0) and ¶ \($0)" })
    #expect(rows.allSatisfy { $0.old.count == 1 && $0.new.count == 1 && $0.woven.isEmpty })
  }

  @Test func `is kept from search engines, the sitemap and the search`() async throws {
    let site = try await sample().built()
    let page = try site.page("bell/compare/first/second.html")
    #expect(page.all("meta").contains { $0["name"] == "robots" && $0["content"] == "noindex" })
    for path in ["sitemap.xml", "feed.xml", "assets/search-index.js"] {
      #expect(try !site.text(path).contains("compare/"), "\(path)")
    }
  }

  @Test func `is not there for one version, for versions that are absent and without its template`()
    async throws
  {
    var sample = try sample()
    sample["\(Self.folder)/essay.yaml"] = """
      title: The Bell
      versions: [{id: first}, {id: second}, {id: third, optional: true}]
      """
    let paths = try await sample.built().files.map(\.path.text)
    #expect(
      paths.filter { $0.hasPrefix("bell/compare/") } == [
        "bell/compare/first/second.html", "bell/compare/second/first.html",
      ])
    var single = sample
    single["\(Self.folder)/essay.yaml"] = "title: The Bell\nversions: [{id: first}]\n"
    single["\(Self.folder)/second.md"] = nil
    single["\(Self.folder)/commentary/remarks.md"] = nil
    var without = sample
    without["Templates/compare.mustache"] = nil
    for (other, folder) in [(single, "bell/compare/"), (without, "")] {
      let site = try await other.built()
      #expect(!site.files.contains { $0.path.text.hasPrefix(folder) && $0.path.text.contains("/compare/") })
      #expect(try !site.text("bell/first.html").contains("compare/"))
    }
  }

  @Test func `leads from a text that was kept to the present one, and from the page of changes`() async throws
  {
    var sample = try sample()
    sample["\(Self.folder)/essay.yaml"] = """
      title: The Bell
      versions:
        - id: second
        - {id: first, revision: {of: second, date: 2026-05-03}}
      """
    let site = try await sample.built()
    for path in ["bell/second.html", "bell/first.html", "bell/changes.html"] {
      #expect(try site.page(path).elements.contains { $0["href"] == "compare/first/second.html" }, "\(path)")
    }
    #expect(rows(try site.page("bell/compare/first/second.html")).count == 8)
    #expect(PageWalk(site).findings == [])
  }

  @Test func `is there for the first version and for neighbours where versions are many`() async throws {
    var sample = try sample()
    let ids = (1...10).map { "v\($0)" }
    sample["\(Self.folder)/essay.yaml"] =
      "title: The Bell\nversions: [\(ids.map { "{id: \($0)}" }.joined(separator: ", "))]\n"
    for id in ids { sample["\(Self.folder)/\(id).md"] = sample["\(Self.folder)/first.md"] }
    sample["\(Self.folder)/first.md"] = nil
    sample["\(Self.folder)/second.md"] = nil
    sample["\(Self.folder)/commentary/remarks.md"] = nil
    let site = try await sample.built()
    let paths = site.files.map(\.path.text).filter { $0.hasPrefix("bell/compare/") }
    #expect(paths.count == 2 * (9 + 8))
    #expect(paths.contains("bell/compare/v4/v5.html") && !paths.contains("bell/compare/v4/v6.html"))
    #expect(PageWalk(site).findings == [])
  }
}
