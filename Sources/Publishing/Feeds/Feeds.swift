import Commentary
import HTML
import Markup
import Records

/// Files for machines: the sitemap, the Atom feed (RFC 4287) and `robots.txt`; all want the site's address.
extension Publication {
  func machineFiles(listing pages: [Page]) -> [(path: String, bytes: [UInt8])] {
    guard let base = settings.address else {
      return [("robots.txt", Array("User-agent: *\nAllow: /\n".utf8))]
    }
    let robots = "User-agent: *\nAllow: /\n\nSitemap: \(base)sitemap.xml\n"
    return [
      ("robots.txt", Array(robots.utf8)), ("sitemap.xml", sitemap(of: pages, under: base)),
      (Self.feed.path, atomFeed(under: base)),
    ]
  }

  /// sitemaps.org 0.9.
  private func sitemap(of pages: [Page], under base: String) -> [UInt8] {
    let locations = pages.filter(\.isListed).map { $0.address.absolute(under: base) }.sorted()
    let urls = locations.map { Node.element("url", [], [.element("loc", [], [.text($0)])]) }
    return Element("urlset", [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")], urls).xmlDocument
  }

  /// One entry a version.
  ///
  /// Ids are the addresses; dates are those the content states, never the clock's.
  private func atomFeed(under base: String) -> [UInt8] {
    let entries = editions.map { edition -> Node in
      let address = edition.address.absolute(under: base)
      let count = edition.placed.count
      let summary = edition.version.settings.description ?? "\(count) notes"
      return .element(
        "entry", [],
        [
          .element("id", [], [.text(address)]),
          .element("title", [], [.text("\(edition.title): \(edition.version.settings.label)")]),
          .element("link", [("href", address)]), .element("updated", [], [.text(updated(edition))]),
          .element("summary", [], [.text(summary)]),
        ])
    }
    let newest = editions.map(updated).max() ?? Self.noDate
    let authors = settings.authors.isEmpty ? [settings.title] : settings.authors
    let head: [Node] = [
      .element("id", [], [.text(base)]), .element("title", [], [.text(settings.title)]),
      .element("updated", [], [.text(newest)]),
      .element("link", [("rel", "self"), ("href", base + Self.feed.path)]),
      .element("link", [("href", base)]),
    ]
    let people = authors.map { Node.element("author", [], [.element("name", [], [.text($0)])]) }
    return Element(
      "feed", [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", settings.language)],
      head + people + entries
    ).xmlDocument
  }

  private func updated(_ edition: Edition) -> String {
    guard let date = edition.essay.settings.published else { return Self.noDate }
    return "\(pad(date.year, 4))-\(pad(date.month ?? 1, 2))-\(pad(date.day ?? 1, 2))T00:00:00Z"
  }

  /// Atom wants a date even of what has none.
  private static let noDate = "1970-01-01T00:00:00Z"

  private func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
