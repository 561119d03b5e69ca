import Testing

@testable import Publishing

/// Names of anchors count within a block, so a heading with notes and these notes stand in one.
struct `a note on a heading` {
  @Test func `stands in one block with its heading and with what follows`() async throws {
    let page = try await page(of: "## A *plain* heading\n\nWords of the harbour follow.\n")
    #expect(try Self.blocks(of: page, having: ["m-plain", "m-harbour", "n-plain", "n-harbour"]) == 1)
    #expect(Self.slots(in: page) == ["m-plain": "n1", "n-plain": "n1", "m-harbour": "n2", "n-harbour": "n2"])
    #expect(page.all("h2").first { $0["class"] == "section-head" }?["id"] == "s-a-plain-heading")
    #expect(page.all("h2").filter { $0["class"] == "section-head" }.count == 1)
  }

  @Test(arguments: ["- the harbour\n", "> the harbour\n", "    the harbour\n"])
  func `stands so before a list, a quotation or code`(rest: String) async throws {
    let page = try await page(of: "## A plain heading\n\n" + rest, harbour: "**the harbour**")
    #expect(try Self.blocks(of: page, having: ["m-plain", "n-plain"]) == 1)
  }

  @Test(arguments: ["", "\n### Another\n\nWords of the harbour.\n"])
  func `has a block of its own at the end and before another heading`(rest: String) async throws {
    let page = try await page(of: "Words of the harbour.\n\n## A plain heading\n" + rest, harbour: nil)
    #expect(try Self.blocks(of: page, having: ["m-plain", "n-plain"]) == 1)
    #expect(try Self.blocks(of: page, having: ["n-plain", "p1"]) == 2)
    #expect(page.all("summary").contains { $0.text == "1 note on this heading" })
  }

  private func page(of text: String, harbour: String? = "of **the harbour**") async throws -> ParsedPage {
    var sample = try SampleSite.whole()
    sample["Content/essays/port/essay.yaml"] = "title: Port\nversions: [{id: full}]\n"
    sample["Content/essays/port/full.md"] = text
    sample["Content/essays/port/commentary/notes.md"] =
      "---\nkind: remark\n---\n\n## Plain\n\n> **plain** heading\n\nSaid.\n"
      + (harbour.map { "\n## Harbour\n\n> \($0)\n\nSaid.\n" } ?? "")
    return try await sample.built().page("port/full.html")
  }

  /// In how many blocks some elements stand; a block counts itself.
  private static func blocks(of page: ParsedPage, having ids: [String]) throws -> Int {
    var found: Set<Int> = []
    for id in ids {
      let index = try #require(page.elements.firstIndex { $0["id"] == id }, "the page has \(id)")
      let around = [index] + page.ancestors(of: index)
      found.insert(try #require(around.first { page.elements[$0]["class"] == "para" }))
    }
    return found.count
  }

  /// The place of each mark and note among those of its block.
  private static func slots(in page: ParsedPage) -> [String: String] {
    var slots: [String: String] = [:]
    for element in page.elements {
      guard let id = element["id"], id.hasPrefix("m-") || id.hasPrefix("n-") else { continue }
      let classes = element["class"]?.split(separator: " ").map(String.init) ?? []
      slots[id] = classes.first { ["n1", "n2"].contains($0) }
    }
    return slots
  }
}
