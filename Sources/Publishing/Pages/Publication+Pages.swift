import Commentary
import HTML

extension Publication {
  /// Every page of the site, the home page first.
  var allPages: [Page] {
    var pages = [homePage] + manuscript.pages.map(ownPage)
    for (index, edition) in editions.enumerated() {
      let isDefault = index == 0 || editions[index - 1].essay.id != edition.essay.id
      let copies = isDefault ? [Address("\(edition.essay.id)/index.html")] : []
      pages.append(readingPage(of: edition, copiedTo: copies))
    }
    pages += comparisonPages
    pages += revisions.map { readingPage(of: $0, copiedTo: []) }
    pages +=
      manuscript.essays.filter { noteCount(of: $0) > 0 }.map(notesPage)
      + manuscript.essays.compactMap(earlierPage)
      + manuscript.essays.compactMap(changesPage)
    for kind in settings.entryKinds {
      let entries = manuscript.entries.filter { $0.name.kind == kind.id }
      guard let index = Self.index(of: kind), !entries.isEmpty else { continue }
      pages.append(indexPage(of: kind, at: index))
      pages += entries.compactMap { entry in
        address(of: entry.name).map {
          EntryPage(entry: entry, kind: kind, address: $0, publication: self).page
        }
      }
    }
    if !manuscript.sources.isEmpty { pages.append(sourcesPage) }
    if hasSearch { pages.append(searchPage) }
    return pages + [notFoundPage] + redirects
  }

  /// `marks.css`, with a rule for each place that a note has beside a block anywhere in the site.
  var markStyles: Product {
    let slots = slots
    return Product(
      at: Self.asset("marks.css").path, from: [Stamp(of: slots), manuscript.stamps.settings],
      bytes: MarkStyles(slots: slots, kinds: self.settings.kinds).bytes)
  }

  /// The most notes that stand beside one block.
  private var slots: Int {
    (editions + revisions).map(\.face.slotCount).max() ?? 0
  }
}
