import Commentary
import Markup

/// For each text its stamp and those of whatever its links lead to.
struct TextStamps: Sendable {
  private let essays: [String: [Stamp]]
  private let entries: [EntryName: [Stamp]]
  private let pages: [String: [Stamp]]
  /// Changes with anything that an author wrote.
  let everything: Stamp
  /// Changes with any entry.
  let allEntries: Stamp

  init(
    of essays: [Essay], _ entries: [Entry], _ pages: [ContentPage], kinds: [Kind], stamps: SourceStamps,
    recalling past: Recollection
  ) async {
    let kinds = kinds.map(\.id)
    let faces = Stamp(of: stamps.essayFaces)
    let everything = Stamp(of: stamps.all)
    @Sendable func stamped(_ name: String, _ own: Stamp?, _ find: () -> OutgoingLinks) -> [Stamp] {
      guard let own else { return [everything] }
      guard past.hasUse else { return [own] }
      let links = past.fact("links out of \(name)", from: [own, stamps.settings], making: find)
      let targets = links.essays.sorted().map { stamps.essayFaces[$0] ?? faces }
      return [own] + targets + (links.leadsToFiles ? [stamps.paths] : [])
        + (links.leadsAnywhere ? [everything] : [])
    }
    self.everything = everything
    allEntries = Stamp(of: stamps.entries)
    let stampsOfEssays = await concurrentMap(essays) { essay in
      let stamps = stamped("essay \(essay.id)", stamps.essays[essay.id]) {
        OutgoingLinks(of: essay, kinds: kinds)
      }
      return (essay.id, stamps)
    }
    self.essays = Dictionary(stampsOfEssays) { first, _ in first }
    self.entries = entries.keyed(by: \.name) { entry in
      stamped("entry \(entry.name)", stamps.entries[entry.name]) {
        OutgoingLinks(of: entry.body, kinds: kinds)
      }
    }
    self.pages = pages.keyed(by: \.id) { page in
      stamped("page \(page.id)", stamps.pages[page.id]) { OutgoingLinks(of: page.document, kinds: kinds) }
    }
  }
}

extension TextStamps {
  func essay(_ id: String) -> [Stamp] { essays[id] ?? [everything] }

  func entry(_ name: EntryName) -> [Stamp] { entries[name] ?? [everything] }

  /// Of one of the site's own pages.
  func page(_ id: String) -> [Stamp] { pages[id] ?? [everything] }
}

extension Array {
  /// What is made of each element, by what names it; the first of a name counts.
  fileprivate func keyed<Name: Hashable, Made>(
    by name: (Element) -> Name, _ make: (Element) -> Made
  ) -> [Name: Made] {
    Dictionary(map { (name($0), make($0)) }) { first, _ in first }
  }
}

extension SourceStamps {
  /// Each stamp, by what it is of.
  fileprivate var all: [String: [Stamp]] {
    [
      "site": [settings, templates, sources, entryFaces, paths],
      "essays": essays.sorted { $0.key < $1.key }.map(\.value),
      "entries": entries.sorted { $0.key < $1.key }.map(\.value),
      "pages": pages.sorted { $0.key < $1.key }.map(\.value),
    ]
  }
}
