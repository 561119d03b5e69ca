import Commentary
import HTML
import Templates

/// One page before it is rendered: its template, what the template prints, and what search engines are told.
///
/// What it prints is made when it is rendered and forgotten with it, since the trees of all pages at once would
/// take many times the room of the finished site. Held by reference, since lists of all pages are put together.
final class Page: Sendable {
  let address: Address
  /// Further addresses of the same bytes, in the same folder so that relative links hold.
  let copies: [Address]
  /// What it is made from, for messages about pages that get in each other’s way.
  let origin: PlannedOutput.Origin
  let template: String
  /// The heading of the page.
  let title: String
  let description: String?
  let language: String
  /// The address under which the text is to be found first; the page's own unless it points on.
  let canonical: Address
  /// Whether the sitemap lists it.
  let isListed: Bool
  private let metadata: @Sendable () -> Metadata
  /// What its bytes depend on besides what those of every page do.
  let dependence: Dependence
  private let data: @Sendable () -> Members

  init(
    at address: Address, copiedTo copies: [Address] = [], from origin: PlannedOutput.Origin, template: String,
    title: String,
    description: String? = nil, language: String,
    canonical: Address? = nil, isListed: Bool = true,
    metadata: @autoclosure @escaping @Sendable () -> Metadata = Metadata(),
    dependingOn dependence: Dependence = .everything,
    data: @autoclosure @escaping @Sendable () -> Members
  ) {
    self.address = address
    self.copies = copies
    self.origin = origin
    self.template = template
    self.title = title
    self.description = description
    self.language = language
    self.canonical = canonical ?? address
    self.isListed = isListed
    self.metadata = metadata
    self.dependence = dependence
    self.data = data
  }
}

extension Page {
  /// Everywhere it is to be found.
  var addresses: [Address] { [address] + copies }

  /// Everything the template may name: the page's own data and what every page has.
  func value(in publication: Publication) -> TemplateValue {
    let settings = publication.settings
    let isHome = address == Publication.home
    var value = data()
    value["previews"] = .list(Previews(publication: publication, page: self).values(for: value))
    value["site"] = siteValue(publication)
    value["page"] = .object([
      "title": .text(title), "fullTitle": .text(isHome ? title : "\(title) · \(settings.title)"),
      "description": .text(description), "language": .text(language), "direction": .direction(of: language),
      "canonical": .url(absolute: settings.address.map(canonical.absolute)),
    ])
    value["navigation"] = .list(navigation(publication))
    let metadata = metadata()
    let tags = metadata.tags(of: self, settings: settings)
    value["metas"] = .list(
      tags.names.map { .object(["name": .text($0.name), "content": .text($0.content)]) })
    value["properties"] = .list(
      tags.properties.map { .object(["property": .text($0.name), "content": .text($0.content)]) })
    value["structured"] = metadata.structured.map { .json(ScriptJSON($0)) } ?? TemplateValue.none
    return .object(value)
  }

  private func siteValue(_ publication: Publication) -> TemplateValue {
    let settings = publication.settings
    return .object([
      "title": .text(settings.title), "subtitle": .text(settings.subtitle),
      "language": .text(settings.language), "direction": .direction(of: settings.language),
      "home": .url(Publication.home, from: address),
      "authors": .text(settings.authors.joined(separator: ", ")),
      "hasAuthors": .bool(!settings.authors.isEmpty),
      "feed": .url(Publication.feed, from: address),
      "sources": publication.manuscript.sources.isEmpty ? .none : .url(Publication.sources, from: address),
      "style": .url(Publication.asset("style.css"), from: address),
      "marks": .url(Publication.asset("marks.css"), from: address),
      "figures": .url(Publication.asset("figures.css"), from: address),
      "script": .url(Publication.asset("reader.js"), from: address),
    ])
  }

  /// The essays where there are few, the indexes of entries, the site's own pages, the sources, the search.
  private func navigation(_ publication: Publication) -> [TemplateValue] {
    var items: [(label: String, target: Address, isCurrent: Bool)] = []
    let manuscript = publication.manuscript
    for essay in manuscript.essays where manuscript.essays.count <= 3 {
      guard let edition = publication.defaultEdition(of: essay.id) else { continue }
      let label = manuscript.essays.count == 1 ? "Reading" : edition.title
      items.append((label, edition.address, address.path.hasPrefix("\(essay.id)/")))
    }
    for kind in publication.kindsWithEntries {
      guard let index = Publication.index(of: kind) else { continue }
      items.append((kind.plural, index, address.path.hasPrefix("\(kind.folder ?? "")/")))
    }
    for page in manuscript.pages {
      items.append((page.title, Publication.page(page.id), address == Publication.page(page.id)))
    }
    if !manuscript.sources.isEmpty {
      items.append(("Sources", Publication.sources, address == Publication.sources))
    }
    if publication.hasSearch {
      items.append(("Search", Publication.search, address == Publication.search))
    }
    return items.map { item in
      .object([
        "label": .text(item.label), "url": .url(item.target, from: address),
        "current": item.target == address ? .text("page") : item.isCurrent ? .text("true") : .none,
      ])
    }
  }
}
