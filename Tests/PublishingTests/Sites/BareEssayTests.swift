import Testing

@testable import Publishing

struct `an essay without notes or author` {
  private func site(_ settings: String = "") async throws -> Site {
    var sample = try SampleSite.whole()
    sample["Content/essays/bare/essay.yaml"] = "title: Bare\n\(settings)versions: [{id: full}]\n"
    sample["Content/essays/bare/full.md"] = "Only words.\n"
    return try await sample.built()
  }

  @Test func `has no page of notes, and nothing leads to one`() async throws {
    let site = try await site()
    let paths = Set(site.files.map(\.path.text))
    #expect(paths.contains("bare/full.html") && !paths.contains("bare/notes.html"))
    #expect(paths.contains("ferry/notes.html"))
    for (path, page) in site.pages {
      let links = page.all("a").compactMap { $0["href"] }
      #expect(!links.contains { $0.hasSuffix("bare/notes.html") }, "\(path)")
    }
    let page = try site.page("bare/full.html")
    #expect(!page.all("a").contains { $0["href"] == "notes.html" })
    #expect(page.all("p").first { $0["class"] == "measure" }?.text == "full. About 1 min")
  }

  @Test(arguments: [
    ("", nil, nil), ("author: Ida\n", "Ida", "Ida."), ("published: 1931\n", "1931", "1931."),
    ("author: Ida\npublished: 1931\n", "Ida, 1931", "Ida, 1931."),
  ])
  func `says as much as is known of it`(settings: String, kicker: String?, about: String?) async throws {
    let site = try await site(settings)
    let page = try site.page("bare/full.html")
    #expect(page.all("p").first { $0["class"] == "kicker" }?.text == kicker)
    let home = try site.page("index.html")
    let work = try #require(
      home.elements.firstIndex { $0["class"] == "work" && $0.text.contains("Bare") }, "it is on the home page"
    )
    let said = home.indices(within: work).map { home.elements[$0] }.first { $0["class"] == "aside" }
    #expect(said?.text == about)
  }
}
