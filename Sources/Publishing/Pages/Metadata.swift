import Commentary
import HTML
import Records

/// What a page tells search engines and reference managers, beyond what it shows.
struct Metadata: Sendable {
  var type = "website"
  /// Google Scholar's `citation_*` and the like, in the order written.
  var names: [(name: String, content: String)] = []
  /// schema.org, as JSON-LD.
  var structured: JSONValue?
}

extension Metadata {
  typealias Tag = (name: String, content: String)

  func tags(of page: Page, settings: SiteSettings) -> (names: [Tag], properties: [Tag]) {
    var names: [Tag] = []
    if let description = page.description { names.append(("description", description)) }
    if !settings.authors.isEmpty { names.append(("author", settings.authors.joined(separator: ", "))) }
    let locale = page.language.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
    var properties: [Tag] = [
      ("og:title", page.title), ("og:type", type), ("og:site_name", settings.title),
      ("og:locale", String(decoding: locale, as: UTF8.self)),
    ]
    if let description = page.description { properties.append(("og:description", description)) }
    if let base = settings.address { properties.append(("og:url", page.canonical.absolute(under: base))) }
    return (names + self.names, properties)
  }

  /// An annotated version: an edition by the site's authors of a work by the essay's.
  static func edition(_ edition: Edition, settings: SiteSettings) -> Metadata {
    let essay = edition.essay.settings
    let title = "\(edition.title) (\(edition.version.settings.label))"
    var names: [Tag] = [("citation_title", "\(title), annotated")]
    names += settings.authors.map { ("citation_author", $0) }
    names.append(("citation_language", edition.version.settings.language))
    if let base = settings.address {
      names.append(("citation_public_url", edition.address.absolute(under: base)))
    }
    var work: [(String, JSONValue)] = [("@type", .string("CreativeWork")), ("name", .string(essay.title))]
    if let author = essay.author { work.append(("author", person(author))) }
    if let date = essay.published { work.append(("datePublished", .string(date.iso))) }
    var fields: [(String, JSONValue)] = [
      ("@context", .string("https://schema.org")), ("@type", .string("ScholarlyArticle")),
      ("headline", .string(title)), ("inLanguage", .string(edition.version.settings.language)),
      ("isBasedOn", .object(work)),
    ]
    if let address = settings.address {
      fields.append(("url", .string(edition.address.absolute(under: address))))
    }
    if !settings.authors.isEmpty { fields.append(("editor", .array(settings.authors.map(person)))) }
    return Metadata(type: "article", names: names, structured: .object(fields))
  }

  /// An entry: a defined term, or, where it has a date, an event.
  static func entry(title: String, summary: String, date: CalendarDate?, end: CalendarDate?, set: String)
    -> Metadata
  {
    var fields: [(String, JSONValue)] = [
      ("@context", .string("https://schema.org")), ("@type", .string(date == nil ? "DefinedTerm" : "Event")),
      ("name", .string(title)), ("description", .string(summary)),
    ]
    if let date { fields.append(("startDate", .string(date.iso))) }
    if let end { fields.append(("endDate", .string(end.iso))) }
    if date == nil {
      fields.append(
        ("inDefinedTermSet", .object([("@type", .string("DefinedTermSet")), ("name", .string(set))])))
    }
    return Metadata(structured: .object(fields))
  }

  private static func person(_ name: String) -> JSONValue {
    .object([("@type", .string("Person")), ("name", .string(name))])
  }
}
