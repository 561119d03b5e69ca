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
    let fates = manuscript.essays.map(fates)
    return Summary(
      essays: manuscript.essays.count, versions: editions.count, notes: fates.reduce(0) { $0 + $1.count },
      anchored: fates.reduce(0) { $0 + $1.count { $0 == .anchored } },
      ambiguous: fates.reduce(0) { $0 + $1.count { $0 == .ambiguous } },
      lost: fates.reduce(0) { $0 + $1.count { $0 == .lost } }, entries: manuscript.entries.count,
      pages: pageCount, absences: absences, changes: (editions + revisions).compactMap(\.changes))
  }

  /// What became of a note in the version where it fared best.
  private enum Fate { case anchored, ambiguous, lost }

  /// Of each note that this build publishes.
  private func fates(in essay: Essay) -> [Fate] {
    var fates = [Fate](repeating: .lost, count: essay.notes.count)
    for edition in editions(of: essay.id) {
      for anchor in edition.anchors {
        switch anchor.verdict {
        case .unchanged, .moved, .reworded, .general: fates[anchor.note] = .anchored
        case .ambiguous where fates[anchor.note] == .lost: fates[anchor.note] = .ambiguous
        case .ambiguous, .lost: break
        }
      }
    }
    return zip(essay.notes, fates).filter { $0.0.isMeant(for: audience) }.map(\.1)
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
  var markStyles: Product {
    let slots = slots
    return Product(
      at: Self.asset("marks.css").path, from: [Stamp(of: slots), manuscript.stamps.settings],
      bytes: MarkStyles(slots: slots, kinds: self.settings.kinds).bytes)
  }

  /// The most notes that stand beside one block.
  private var slots: Int {
    (editions + revisions).map { edition in
      past.recall(
        "slots of \(edition.address.path)", from: manuscript.stamps(ofEditionsOf: edition.essay.id)
      ) { Weave.marginNotes(of: edition).values.map(\.count).max() ?? 0 }.value
    }.max() ?? 0
  }
}
