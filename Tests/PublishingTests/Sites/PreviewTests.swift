import Publishing
import Testing

@Suite struct `Previews of entries` {
  /// The addresses of the previews on a page, as links of that page.
  private func previewed(_ page: ParsedPage) -> [String] {
    page.elements.indices.filter { page.elements[$0]["class"]?.hasPrefix("preview ") == true }.compactMap {
      preview in
      page.indices(within: preview).lazy.map { page.elements[$0] }.first { $0.name == "a" }?["href"]
    }
  }

  @Test func `are written once for each entry that a page links to, and for no other`() async throws {
    let site = try await SampleSite.project().built()
    var count = 0
    for (path, page) in site.pages where path.hasPrefix("kim-summit/") || path.hasPrefix("terms/") {
      guard !path.hasSuffix("index.html") || path.hasPrefix("kim-summit/") else { continue }
      let found = previewed(page)
      #expect(Set(found).count == found.count, "\(path)")
      let links = page.elements.indices.filter { index in
        guard page.elements[index].name == "a" else { return false }
        return !page.ancestors(of: index).contains {
          let element = page.elements[$0]
          return element.name == "header" && element["class"] == "head"
            || element["class"]?.hasPrefix("preview ") == true
        }
      }.compactMap { page.elements[$0]["href"] }.map { String($0.prefix { $0 != "#" }) }
      let folders = ["terms/", "precedents/", "glossary/"]
      let isInFolder = folders.contains { path.hasPrefix($0) }
      let entries = Set(links).filter { link in
        let isBeside = isInFolder && !link.isEmpty && !link.contains("/")
        return !link.hasSuffix("index.html")
          && (isBeside || folders.contains { link == "../\($0)\(link.split(separator: "/").last ?? "")" })
      }
      #expect(Set(found) == entries.filter { "terms/\($0)" != path }, "\(path)")
      count += found.count
    }
    print("previews compared with the links of their pages: \(count)")
    #expect(count > 200)
  }

  @Test func `tell title, kind, summary, fields and passages`() async throws {
    let page = try await SampleSite.whole().built().page("ferry/long.html")
    let preview = try #require(page.elements.first { $0["class"] == "preview l-solid" })
    #expect(preview["popover"] == "manual")
    let words = preview.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words == "Ferry word · 3 passages Ebb The falling of the water. Where it is usedOn the whole river")
  }

  @Test func `print what an author wrote as words`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace(
      "summary: The falling of the water.", by: "summary: The <b onclick=x>falling</b> & \"more\"",
      in: "Content/words/ebb.md")
    let text = try await sample.built().text("ferry/long.html")
    #expect(text.contains("<p>The &lt;b onclick=x&gt;falling&lt;/b&gt; &amp; &quot;more&quot;</p>"))
    #expect(!text.contains("<b onclick"))
  }

  @Test func `are not on an index, which tells of its entries itself`() async throws {
    let site = try await SampleSite.whole().built()
    #expect(previewed(try site.page("words/index.html")) == [])
    #expect(previewed(try site.page("words/ebb.html")).contains("ebb.html") == false)
  }

  @Test func `stand under a policy where the site has an address, and nothing breaks it`() async throws {
    let site = try await SampleSite.project().built()
    for (path, page) in site.pages where page.all("meta").contains(where: { $0["name"] == "viewport" }) {
      let policies = page.all("meta").filter { $0["http-equiv"] == "Content-Security-Policy" }
      let isRedirect = page.all("meta").contains { $0["http-equiv"] == "refresh" }
      #expect(policies.count == (isRedirect ? 0 : 1), "\(path)")
      #expect(page.elements.allSatisfy { $0["style"] == nil && $0.name != "style" }, "\(path)")
      for script in page.all("script") where script["type"] != "application/ld+json" {
        #expect(script["src"]?.contains(":") == false && script.text.isEmpty, "\(path)")
      }
    }
  }
}
