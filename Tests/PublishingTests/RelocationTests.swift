import HTML
import Testing

@testable import Publishing

struct RelocationTests {
  private static let pages = ["index.html", "ferry/notes.html", "terms/ebb.html", "a b/x:y.html"]
  private static let targets = [
    "index.html", "ferry/long.html", "terms/ebb.html", "terms/x:y.html", "x:y.html",
  ]

  @Test(arguments: pages)
  func `a link written for the root of the site leads to the same page from another`(page: String) {
    for target in Self.targets.map({ Address($0) }) {
      #expect(
        moved(target.url(from: "index.html").address, to: page) == target.url(from: page).address,
        "from \(page) to \(target.path)")
    }
  }

  @Test func `links to places at hand and out of the site stay as they are`() {
    for address in ["#p1", "?q", "", "https://example.org/a", "mailto:a@example.org"] {
      #expect(moved(address, to: "ferry/notes.html") == address)
    }
    #expect(moved("sources.html#src-a", to: "ferry/notes.html") == "../sources.html#src-a")
  }

  private func moved(_ address: String, to page: String) -> String? {
    let html = WrittenHTML([.element("a", [("href", address)])])
    return Relocation(to: Address(page)).html(html).links.first?.address
  }
}
