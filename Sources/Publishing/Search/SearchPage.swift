import Commentary
import Templates

/// The page that searches, with what can be browsed where no script runs.
extension Publication {
  static let search = Address("search.html")

  /// `search-index.js`, made once for the whole site; none where the site has no template `search`.
  var searchFiles: [Product] {
    guard hasSearch else { return [] }
    // Asked for in every build, or it would be let go of before the index is made.
    let part = past.part("search index")
    return [
      Product(
        at: Self.asset("search-index.js").path, from: [manuscript.textStamps.everything],
        canWait: true, bytes: self.searchIndex(recalling: part).script)
    ]
  }

  var searchPage: Page {
    Page(
      at: Self.search, from: .generated("the search page"), template: "search", title: "Search",
      language: settings.language, isListed: false, data: self.searchData)
  }

  private var searchData: [String: TemplateValue] {
    [
      "search": .object([
        "index": .url(Self.asset("search-index.js"), from: Self.search),
        "script": .url(Self.asset("search.js"), from: Self.search),
        "style": .url(Self.asset("search.css"), from: Self.search),
      ]),
      "browse": .list(browse),
    ]
  }

  /// The notes of each essay, the indexes of entries, the sources, with how many there are.
  private var browse: [TemplateValue] {
    var lists: [(label: String, address: Address, count: Int)] = []
    for essay in manuscript.essays where noteCount(of: essay) > 0 {
      lists.append(
        ("Notes on “\(essay.settings.title)”", Self.notes(of: essay.id), noteCount(of: essay)))
    }
    for kind in kindsWithEntries {
      guard let index = Self.index(of: kind) else { continue }
      lists.append((kind.plural, index, manuscript.entries.count { $0.name.kind == kind.id }))
    }
    if !manuscript.sources.isEmpty { lists.append(("Sources", Self.sources, manuscript.sources.count)) }
    return lists.map { list in
      .object([
        "label": .text(list.label), "url": .url(list.address, from: Self.search),
        "count": .number(list.count),
      ])
    }
  }
}
