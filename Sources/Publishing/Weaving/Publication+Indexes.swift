import Commentary
import Diagnostics
import Markup

/// The back-links: who cites a source, which notes name an entry.
extension Publication {
  static func citations(
    in manuscript: Manuscript, notes: [(essay: Essay, note: Note)]
  ) -> [String: [(title: String, address: Address)]] {
    let kinds = manuscript.settings.kinds
    var citations: [String: [(title: String, address: Address)]] = [:]
    for (essay, note) in notes {
      for id in note.body.citedSources(kinds: kinds) {
        citations[id, default: []].append((note.titleText, self.notes(of: essay.id).at("n-\(note.id)")))
      }
    }
    for entry in manuscript.entries {
      guard let folder = manuscript.settings.kind(entry.name.kind)?.folder else { continue }
      for id in (entry.sources + entry.body.blocks.citedSources(kinds: kinds)).unique {
        citations[id, default: []].append((entry.title, Address("\(folder)/\(entry.name.id).html")))
      }
    }
    for page in manuscript.pages {
      for id in page.document.blocks.citedSources(kinds: kinds) {
        citations[id, default: []].append((page.title, self.page(page.id)))
      }
    }
    return citations
  }

  static func notesByEntry(
    _ notes: [(essay: Essay, note: Note)], kinds: [Kind]
  ) -> [EntryName: [(essay: Essay, note: Note)]] {
    var index: [EntryName: [(essay: Essay, note: Note)]] = [:]
    for (essay, note) in notes {
      let names = (note.about.map { [$0] } ?? []) + note.body.linkedEntries(kinds: kinds)
      for name in names.unique { index[name, default: []].append((essay, note)) }
    }
    return index
  }
}
