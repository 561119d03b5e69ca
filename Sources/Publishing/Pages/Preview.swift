import Commentary
import HTML
import Templates

/// What a reader is shown of the entries that a page links to, before going there.
///
/// Each is written once a page, whatever the number of its links; the script shows it beside the link.
struct Previews {
  let publication: Publication
  let page: Page

  /// Kinds of page whose reader reads on; an index tells of its entries itself.
  private static let templates: Set<String> = ["reading", "entry", "notes", "page"]

  /// The fields that a preview has room for; dates stand in its first line.
  private static let fieldLimit = 4

  /// The previews of the entries that the data of a page link to, the page's own entry left out, by name.
  func values(for data: Members) -> [TemplateValue] {
    guard Self.templates.contains(page.template) else { return [] }
    var linked: Set<Int> = []
    let pages = publication.entryPages
    let place = pages.place(ofLinksOn: page.address)
    TemplateValue.object(data).forEachAddress { address in
      if let index = pages.index(at: address, from: place) { linked.insert(index) }
    }
    let edition = publication.edition(at: page.canonical)
    return linked.sorted().map { pages.entries[$0] }.compactMap { entry in
      let address = publication.address(of: entry.name)
      return address == page.address ? nil : value(of: entry, at: address, in: edition)
    }
  }

  /// What a page shows of an entry; `edition` is the index of the version at hand, if there is one.
  private func value(of entry: Entry, at address: Address?, in edition: Int?) -> TemplateValue {
    let kind = publication.settings.kind(entry.name.kind)
    let fields = entry.fields.filter { $0.field.key != "date" && $0.field.key != "end" }
      .prefix(Self.fieldLimit)
      .map { TemplateValue.object(["label": .text($0.field.label), "value": .text($0.value)]) }
    let count = passageCount(of: entry, in: edition)
    return .object([
      "title": .text(entry.title), "url": .url(address, from: page.address),
      "summary": .text(entry.summary), "kindID": .text(entry.name.kind), "kindLabel": .text(kind?.label),
      "line": .text(kind?.line.rawValue ?? "none"), "date": .text(entry.spelledDate),
      "fields": .list(fields), "hasFields": .bool(!fields.isEmpty),
      "hasPassages": .bool(count > 0), "passageCount": .number(count),
      "passagesLabel": .text(counted(count, "passage")),
    ])
  }

  /// How many passages name an entry in the version at hand, or in the first that names it.
  private func passageCount(of entry: Entry, in edition: Int?) -> Int {
    let concordance = publication.concordance
    let reading =
      if let edition {
        concordance.reading(of: entry.name, in: edition)
      } else {
        concordance.readings(of: entry.name).first
      }
    return reading?.places.count ?? 0
  }
}
