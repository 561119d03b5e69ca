import Commentary
import HTML

extension Publication {
  /// Every page of the site, the home page first.
  var allPages: [Page] {
    get async {
      let pagesOfEssays = await concurrentMap(manuscript.essays) { self.pages(of: $0) }
      var pages = [homePage] + manuscript.pages.map(ownPage) + pagesOfEssays.joined() + pagesOfEntries
      if !manuscript.sources.isEmpty { pages.append(sourcesPage) }
      if hasSearch { pages.append(searchPage) }
      return pages + [notFoundPage] + redirects
    }
  }

  /// Its texts, earlier ones after present ones, what compares them, and the lists of its notes and changes.
  private func pages(of essay: Essay) -> [Page] {
    let present = editions(of: essay.id).enumerated().map { index, edition in
      readingPage(of: edition, copiedTo: index == 0 ? [Address("\(essay.id)/index.html")] : [])
    }
    let earlier = revisions(of: essay.id).map { readingPage(of: $0, copiedTo: []) }
    let lists = [
      noteCount(of: essay) > 0 ? notesPage(of: essay) : nil, earlierPage(of: essay), changesPage(of: essay),
    ]
    return present + earlier + comparisonPages(of: essay) + lists.compactMap(\.self)
  }

  private var pagesOfEntries: [Page] {
    settings.entryKinds.flatMap { kind -> [Page] in
      let entries = manuscript.entries.filter { $0.name.kind == kind.id }
      guard let index = Self.index(of: kind), !entries.isEmpty else { return [] }
      return [indexPage(of: kind, at: index)]
        + entries.compactMap { entry in
          address(of: entry.name).map {
            EntryPage(entry: entry, kind: kind, address: $0, publication: self).page
          }
        }
    }
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
