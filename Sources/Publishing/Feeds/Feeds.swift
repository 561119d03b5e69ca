import Commentary
import HTML
import Markup
import Records

/// Files for machines: the Atom feed (RFC 4287), `robots.txt` and, where the site has an address, the sitemap.
extension Publication {
  func machineFiles(listing pages: [Page]) -> [Product] {
    let robots = "User-agent: *\nAllow: /\n"
    let lists = [manuscript.stamps.settings, pageStamps.lists]
    guard let base = settings.address else {
      return [
        Product(at: "robots.txt", from: [manuscript.stamps.settings], bytes: Array(robots.utf8)),
        Product(at: Self.feed.path, from: lists, canWait: true, bytes: self.atomFeed),
      ]
    }
    let listed = pages.filter(\.isListed).map(\.address.path)
    return [
      Product(
        at: "robots.txt", from: [manuscript.stamps.settings],
        bytes: Array("\(robots)\nSitemap: \(base)sitemap.xml\n".utf8)),
      Product(
        at: "sitemap.xml", from: [Stamp(of: listed), manuscript.stamps.settings], canWait: true,
        bytes: self.sitemap(of: listed, under: base)),
      Product(at: Self.feed.path, from: lists, canWait: true, bytes: self.atomFeed),
    ]
  }

  /// sitemaps.org 0.9.
  private func sitemap(of paths: [String], under base: String) -> [UInt8] {
    let locations = paths.map { Address($0).absolute(under: base) }.sorted()
    let urls = locations.map { Node.element("url", [], [.element("loc", [], [.text($0)])]) }
    return Element("urlset", [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")], urls).xmlDocument
  }

  /// One entry a version.
  ///
  /// Ids come from the `id` or else the address of the site and the ids of its essays, so that they stay when a title
  /// is edited; dates are those the content states, never the clock's. Without an address of the site, links are
  /// relative.
  private var atomFeed: [UInt8] {
    let entries = editions.map { edition -> Node in
      let version = edition.version.settings
      let summary = version.description ?? counted(edition.face.noteCount, "note")
      return .element(
        "entry", [],
        [
          .element("id", [], [.text(permanentID("\(edition.essay.id)/\(version.id)"))]),
          .element("title", [], [.text("\(edition.title): \(version.label)")]),
          .element("link", [("href", link(to: edition.address))]),
          .element("updated", [], [.text(updated(edition))]), .element("summary", [], [.text(summary)]),
        ])
    }
    let newest = editions.map(updated).max() ?? Self.noDate
    let authors = settings.authors.isEmpty ? [settings.title] : settings.authors
    let head: [Node] = [
      .element("id", [], [.text(permanentID(""))]), .element("title", [], [.text(settings.title)]),
      .element("updated", [], [.text(newest)]),
      .element("link", [("rel", "self"), ("href", link(to: Self.feed))]),
      .element("link", [("href", link(to: Self.home))]),
    ]
    let people = authors.map { Node.element("author", [], [.element("name", [], [.text($0)])]) }
    return Element(
      "feed", [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", settings.language)],
      head + people + entries
    ).xmlDocument
  }

  private func link(to address: Address) -> String {
    settings.address.map(address.absolute) ?? address.url(from: Self.feed.path).address
  }

  /// A UUID of version 8 (RFC 9562) that depends on the name alone.
  private func permanentID(_ name: String) -> String {
    var digits = Array(
      ContentHash(of: Array("\(settings.id ?? settings.address ?? "")\n\(name)".utf8)).description.utf8
        .prefix(32))
    digits[12] = UInt8(ascii: "8")
    digits[16] = UInt8(ascii: "8")
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
    return "urn:uuid:" + parts.joined(separator: "-")
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
