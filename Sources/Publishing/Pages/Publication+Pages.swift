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
      manuscript.essays.map(notesPage) + manuscript.essays.compactMap(earlierPage)
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

  func summary(pageCount: Int) -> Summary {
    let published = manuscript.essays.flatMap(notes)
    var anchored: Set<String> = []
    var ambiguous: Set<String> = []
    for edition in editions {
      for anchor in edition.anchors {
        let key = "\(edition.essay.id)/\(edition.essay.notes[anchor.note].id)"
        switch anchor.verdict {
        case .unchanged, .moved, .reworded, .general: anchored.insert(key)
        case .ambiguous: ambiguous.insert(key)
        case .lost: break
        }
      }
    }
    let keys = manuscript.essays.flatMap { essay in notes(of: essay).map { "\(essay.id)/\($0.id)" } }
    let lost = keys.count { !anchored.contains($0) && !ambiguous.contains($0) }
    return Summary(
      essays: manuscript.essays.count, versions: editions.count, notes: published.count,
      anchored: keys.count { anchored.contains($0) },
      ambiguous: keys.count { ambiguous.contains($0) && !anchored.contains($0) }, lost: lost,
      entries: manuscript.entries.count, pages: pageCount, absences: absences,
      changes: (editions + revisions).compactMap(\.changes))
  }

  /// What each version lacks of the notes that this build publishes.
  private var absences: [Summary.Absence] {
    editions.compactMap { edition in
      let missing = notes(of: edition.essay).filter { !$0.lemmas.isEmpty && edition.place(of: $0.id) == nil }
      guard !missing.isEmpty else { return nil }
      return Summary.Absence(
        version: "\(edition.essay.id)/\(edition.version.settings.id)", notes: missing.map(\.id))
    }
  }

  /// `marks.css`, with a rule for each place that a note has beside a block anywhere in the site.
  func markStyles(recalling past: Recollection) -> Product {
    let slots = past.settle("slots", slots(recalling: past))
    return Product(
      at: Self.asset("marks.css").path, from: [slots.stamp, manuscript.stamps.settings],
      bytes: MarkStyles(slots: slots.value, kinds: settings.kinds).bytes)
  }

  /// The most notes that stand beside one block.
  private func slots(recalling past: Recollection) -> Int {
    (editions + revisions).map { edition in
      past.recall(
        "slots of \(edition.address.path)", from: manuscript.stamps(ofEditionsOf: edition.essay.id)
      ) { Weave.marginNotes(of: edition).values.map(\.count).max() ?? 0 }.value
    }.max() ?? 0
  }
}
