import Commentary
import Templates

/// The page that searches, with what can be browsed where no script runs.
extension Publication {
  static let search = Address("search.html")

  /// How many essays one file of the index holds: an edit writes one of them.
  private static let essaysInIndex = 64

  /// The essays of each file of the index; the first also holds everything else that is searched.
  private var indexedEssays: [ArraySlice<Essay>] {
    let essays = manuscript.essays
    let starts = essays.isEmpty ? [0] : Array(stride(from: 0, to: essays.count, by: Self.essaysInIndex))
    return starts.map { essays[$0..<min($0 + Self.essaysInIndex, essays.count)] }
  }

  /// `search-index.js`, and for many essays `search-index-2.js` and so on; none where the site has no template `search`.
  private static func searchIndex(_ number: Int) -> Address {
    asset(number == 0 ? "search-index.js" : "search-index-\(number + 1).js")
  }

  var searchFiles: [Product] {
    guard hasSearch else { return [] }
    let stamps = manuscript.stamps
    let rest =
      [stamps.settings, stamps.sources] + manuscript.entries.map { manuscript.stamp(ofEntry: $0.name) }
      + manuscript.pages.map { manuscript.stamp(ofPage: $0.id) }
    return indexedEssays.enumerated().map { number, essays in
      // Asked for in every build, or it would be let go of before the index is made.
      let name = "search index \(number)"
      let part = past.part(name)
      let inputs = essays.flatMap { manuscript.stamps(ofEditionsOf: $0.id) } + [stamps.settings]
      return Product(
        at: Self.searchIndex(number).path, from: inputs + (number == 0 ? rest : []), canWait: true,
        part: name, bytes: self.searchScript(number, of: essays, recalling: part))
    }
  }

  private func searchScript(_ number: Int, of essays: ArraySlice<Essay>, recalling past: Recollection)
    -> [UInt8]
  {
    past.begin()
    defer { past.forgetTheRest() }
    let index = searchIndex(of: essays, recalling: past)
    let whole = number == 0 ? index.followed(by: searchIndexOfTheRest(recalling: past)) : index
    return whole.script(isFirst: number == 0)
  }

  var searchPage: Page {
    Page(
      at: Self.search, from: .generated("the search page"), template: "search", title: "Search",
      language: settings.language, isListed: false, dependingOn: .lists(quoting: []), data: self.searchData)
  }

  private var searchData: Members {
    [
      "search": .object([
        "indexes": .list(
          indexedEssays.indices.map { .object(["url": .url(Self.searchIndex($0), from: Self.search)]) }),
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
