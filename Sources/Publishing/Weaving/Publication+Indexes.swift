import Commentary
import Markup

/// The notes that a build publishes, by what asks for them.
struct SiteNotes: Sendable {
  /// By essay, then by present and former id.
  let byID: [String: [String: Note]]
  /// By id of a note: the first essay that has one.
  let essays: [String: String]
  /// Those that are about an entry or link to it, in the order of the site.
  let byEntry: [EntryName: [(essay: Essay, note: Note)]]
  /// What cites each source, by the source's id, in the order of the site.
  let citations: [String: [(title: String, address: Address)]]

  init(of manuscript: Manuscript, audience: String?, recalling past: Recollection) {
    let indexes = manuscript.essays.map { essay in
      past.recall("index of \(essay.id)", from: [manuscript.stamp(ofEssay: essay.id)]) {
        NoteIndex(of: essay, audience: audience, kinds: manuscript.settings.kinds)
      }.value
    }
    let pairs = zip(manuscript.essays, indexes)
    byID = Dictionary(pairs.map { ($0.id, $1.notes) }) { first, _ in first }
    essays = NoteIndex.essaysByNote(pairs)
    byEntry = NoteIndex.notesByEntry(pairs)
    citations = Publication.citations(in: manuscript, indexes)
  }
}

/// The notes of an essay that a build publishes, by what asks for them.
struct NoteIndex: Sendable {
  /// By present and former id.
  let notes: [String: Note]
  private let presentIDs: [String]
  private let formerIDs: [String]
  /// The notes that are about an entry or link to it, each once an entry, in their order.
  let naming: [(entry: EntryName, note: Note)]
  /// What cites a source, in the order of the notes.
  let citations: [(source: String, title: String, address: Address)]

  init(of essay: Essay, audience: String?, kinds: [Kind]) {
    let published = essay.notes.filter { $0.isMeant(for: audience) }
    let former = published.flatMap { note in note.formerIDs.map { ($0, note) } }
    notes = Dictionary(published.map { ($0.id, $0) } + former) { first, _ in first }
    presentIDs = published.map(\.id)
    formerIDs = former.map(\.0)
    naming = published.flatMap { note in
      let names = (note.about.map { [$0] } ?? []) + note.body.linkedEntries(kinds: kinds)
      return names.unique.map { (entry: $0, note: note) }
    }
    citations = published.flatMap { note in
      note.body.citedSources(kinds: kinds).map {
        (source: $0, title: note.titleText, address: Publication.notes(of: essay.id).at("n-\(note.id)"))
      }
    }
  }

  /// By id of a note: the first essay that has one, those that have it now before those that had it.
  static func essaysByNote(_ indexes: some Sequence<(Essay, NoteIndex)>) -> [String: String] {
    let present = indexes.flatMap { essay, index in index.presentIDs.map { ($0, essay.id) } }
    let former = indexes.flatMap { essay, index in index.formerIDs.map { ($0, essay.id) } }
    return Dictionary(present + former) { first, _ in first }
  }

  static func notesByEntry(
    _ indexes: some Sequence<(Essay, NoteIndex)>
  ) -> [EntryName: [(essay: Essay, note: Note)]] {
    var notes: [EntryName: [(essay: Essay, note: Note)]] = [:]
    for (essay, index) in indexes {
      for (name, note) in index.naming { notes[name, default: []].append((essay, note)) }
    }
    return notes
  }
}

/// The back-links: who cites a source.
extension Publication {
  static func citations(
    in manuscript: Manuscript, _ indexes: [NoteIndex]
  ) -> [String: [(title: String, address: Address)]] {
    let kinds = manuscript.settings.kinds
    var citations: [String: [(title: String, address: Address)]] = [:]
    for (source, title, address) in indexes.flatMap(\.citations) {
      citations[source, default: []].append((title, address))
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
}
