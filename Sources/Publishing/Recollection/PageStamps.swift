import Commentary

/// What pages depend on beyond their own texts.
struct PageStamps: Sendable {
  /// What the frame of every page is made from, and what links to entries and sources need.
  fileprivate let frame: Stamp
  /// Of the numbers that previews show of entries where no version is at hand.
  fileprivate let counts: Stamp
  /// Of what lists say of every essay.
  let lists: Stamp
  /// Of each essay and whatever its links lead to; by the essay itself, since every entry asks for those that name it.
  fileprivate let essays: [ObjectIdentifier: Stamp]

  init(
    _ manuscript: Manuscript, navigation: [[String]], counts: [EntryName: Int], lists: Stamp
  ) {
    self.lists = lists
    let stamps = manuscript.stamps
    frame = Stamp(
      of: "frame",
      from: [
        stamps.settings, stamps.templates, stamps.sources, stamps.entryFaces, Stamp(of: navigation),
      ])
    self.counts = Stamp(of: counts)
    essays = Dictionary(
      manuscript.essays.map { essay in
        (ObjectIdentifier(essay), Stamp(of: essay.id, from: manuscript.textStamps.essay(essay.id)))
      }
    ) { first, _ in first }
  }
}

extension Publication {
  /// Everything that the bytes of a page depend on.
  func inputs(of page: Page) -> [Stamp] {
    let isReading = edition(at: page.canonical) != nil
    return [pageStamps.frame] + own(page.dependence) + (isReading ? [] : [pageStamps.counts])
  }

  /// What a quotation from an essay depends on.
  func inputs(ofQuoting essay: Essay) -> [Stamp] { [pageStamps.frame, stamp(of: essay)] }

  private func own(_ dependence: Dependence) -> [Stamp] {
    let stamps = manuscript.textStamps
    return switch dependence {
    case .everything: [stamps.everything]
    case .nothing: []
    case .lists(let quoted): [pageStamps.lists] + quoted.flatMap(stamps.essay)
    case .essay(let id): stamps.essay(id)
    case .ownPage(let id): stamps.page(id)
    case .entry(let name): stamps.entry(name) + naming(name)
    }
  }

  /// The stamp of an essay and whatever its links lead to; an edition may hold the essay as an earlier build read it.
  private func stamp(of essay: Essay) -> Stamp {
    pageStamps.essays[ObjectIdentifier(essay)]
      ?? Stamp(of: essay.id, from: manuscript.textStamps.essay(essay.id))
  }

  /// The stamps of all that names an entry, as its page shows it, and of the entries that do.
  ///
  /// While no essay that names it has changed, nothing of what they say has to be looked at.
  private func naming(_ name: EntryName) -> [Stamp] {
    guard let page = address(of: name) else { return [] }
    let links = backLinks(to: name).map { manuscript.stamp(ofEntry: $0.entry.name) }
    let essays = essays(naming: name).map(stamp(of:))
    // Asked for in every build, or it would be let go of.
    let part = past.part("\(name)")
    let own = past.fact("naming of \(name)", from: [pageStamps.frame] + essays) {
      part.begin()
      defer { part.forgetTheRest() }
      return readings(of: name, on: page).map(\.stamp) + notes(naming: name, on: page).map(\.stamp)
    }
    return own + links
  }
}
