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
    var addresses: Set<String> = []
    TemplateValue.object(data).collectAddresses(into: &addresses)
    return publication.entries(at: addresses, from: page.address.path)
      .filter { publication.address(of: $0) != page.address }
      .sorted().compactMap(publication.entry).map(value)
  }

  private func value(of entry: Entry) -> TemplateValue {
    let kind = publication.settings.kind(entry.name.kind)
    let fields = entry.fields.filter { $0.field.key != "date" && $0.field.key != "end" }
      .prefix(Self.fieldLimit)
      .map { TemplateValue.object(["label": .text($0.field.label), "value": .text($0.value)]) }
    let count = passageCount(of: entry)
    return .object([
      "title": .text(entry.title), "url": .url(publication.address(of: entry.name), from: page.address),
      "summary": .text(entry.summary), "kindID": .text(entry.name.kind), "kindLabel": .text(kind?.label),
      "line": .text(kind?.line.rawValue ?? "none"), "date": .text(entry.spelledDate),
      "fields": .list(fields), "hasFields": .bool(!fields.isEmpty),
      "hasPassages": .bool(count > 0), "passageCount": .number(count),
      "passagesLabel": .text(counted(count, "passage")),
    ])
  }

  /// How many passages name an entry in the version at hand, or in the first that names it.
  private func passageCount(of entry: Entry) -> Int {
    let reading =
      if let edition = publication.edition(at: page.canonical) {
        publication.concordance.reading(of: entry.name, in: edition)
      } else {
        publication.concordance.readings(of: entry.name).first
      }
    return reading?.places.count ?? 0
  }
}

extension TemplateValue {
  /// Every address of another page that the value holds, in its markup too; places on the page are left out.
  fileprivate func collectAddresses(into addresses: inout Set<String>) {
    switch self {
    case .url(let url): addresses.insert(pageOf: url.address)
    case .html(let html): for link in html.links { addresses.insert(pageOf: link.address) }
    case .list(let values): for value in values { value.collectAddresses(into: &addresses) }
    case .object(let members): for (_, value) in members.pairs { value.collectAddresses(into: &addresses) }
    case .text, .json, .number, .bool, .none: break
    }
  }
}

extension Set<String> {
  /// Inserts an address without the place on its page, if it is that of another page.
  fileprivate mutating func insert(pageOf address: String) {
    guard let first = address.utf8.first, first != UInt8(ascii: "#") else { return }
    let end = address.utf8.firstIndex(of: UInt8(ascii: "#"))
    insert(end.map { String(address[..<$0]) } ?? address)
  }
}

extension Publication {
  /// The entries whose pages are at any of these addresses, in no order.
  fileprivate func entries(at addresses: Set<String>, from page: String) -> [EntryName] {
    let here = SafeURL(relative: page).address.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast()
    // As links of ours lead to another folder; what an author wrote may go other ways.
    let ascent = String(repeating: "../", count: here.count)
    let paths = addresses.compactMap { address in
      guard address.utf8.starts(with: ascent.utf8) else { return Self.path(of: address, from: here) }
      let rest = address.utf8.dropFirst(ascent.utf8.count)
      return rest.first == UInt8(ascii: ".") ? Self.path(of: address, from: here) : String(Substring(rest))
    }
    return Set(paths).compactMap { entry(atPath: $0)?.name }
  }

  /// Where a relative address leads, from the root of the site.
  private static func path(of address: String, from here: ArraySlice<Substring>) -> String? {
    var steps = address.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard steps.first?.isEmpty == false else { return nil }
    var folder = here
    while let step = steps.first, step == ".." || step == "." {
      if step == ".." { folder = folder.dropLast() }
      steps = steps.dropFirst()
    }
    return (folder + steps).joined(separator: "/")
  }
}
