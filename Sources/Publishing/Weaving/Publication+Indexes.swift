import Commentary
import Markup

/// The notes that a build publishes, by what asks for them.
struct SiteNotes: Sendable {
  /// By essay.
  let indexes: [String: NoteIndex]
  /// By id of a note: the first essay that has one.
  let essays: [String: String]
  /// Those that are about an entry or link to it, as indices into the notes of their essay, in the order of the site.
  let byEntry: [EntryName: [(essay: Essay, notes: [Int])]]
  /// What cites each source, by the source's id, in the order of the site.
  let citations: [String: [(title: String, address: Address)]]

  init(of manuscript: Manuscript, audience: String?, recalling past: Recollection) async {
    let indexes = await concurrentMap(manuscript.essays) { essay in
      past.fact("index of \(essay.id)", from: [manuscript.stamp(ofEssay: essay.id)]) {
        NoteIndex(of: essay, audience: audience, kinds: manuscript.settings.kinds)
      }
    }
    let pairs = zip(manuscript.essays, indexes)
    self.indexes = Dictionary(pairs.map { ($0.id, $1) }) { first, _ in first }
    essays = NoteIndex.essaysByNote(pairs)
    byEntry = NoteIndex.notesByEntry(pairs)
    citations = Publication.citations(in: manuscript, indexes)
  }
}

/// The notes of an essay that a build publishes, by what asks for them.
struct NoteIndex: Sendable {
  private let presentIDs: [String]
  /// The same, to look one up.
  private let present: Once<Set<String>>
  /// By an id that a note had before: the one it has.
  private let formerIDs: [String: String]
  /// The notes that are about an entry or link to it, by index in the essay, in their order.
  let naming: [EntryName: [Int]]
  /// Of each place that cites a source: the source, the title of the note, its id; in the order of the notes.
  let citations: [[String]]

  init(of essay: Essay, audience: String?, kinds: [Kind]) {
    let published = essay.notes.enumerated().filter { $0.element.isMeant(for: audience) }
    let ids = published.map(\.element.id)
    presentIDs = ids
    present = Once { Set(ids) }
    let former = published.flatMap { _, note in note.formerIDs.map { ($0, note.id) } }
    formerIDs = Dictionary(former) { first, _ in first }
    var naming: [EntryName: [Int]] = [:]
    for (index, note) in published {
      let names = (note.about.map { [$0] } ?? []) + note.body.linkedEntries(kinds: kinds)
      for name in names.unique { naming[name, default: []].append(index) }
    }
    self.naming = naming
    citations = published.flatMap { _, note in
      note.body.citedSources(kinds: kinds).map { [$0, note.titleText, note.id] }
    }
  }

  var count: Int { presentIDs.count }

  /// The present id of a note that has this id or had it before.
  func id(of note: String) -> String? { present.value.contains(note) ? note : formerIDs[note] }

  /// By id of a note: the first essay that has one, those that have it now before those that had it.
  static func essaysByNote(_ indexes: some Sequence<(Essay, NoteIndex)>) -> [String: String] {
    let present = indexes.flatMap { essay, index in index.presentIDs.map { ($0, essay.id) } }
    let former = indexes.flatMap { essay, index in index.formerIDs.keys.map { ($0, essay.id) } }
    return Dictionary(present + former) { first, _ in first }
  }

  static func notesByEntry(
    _ indexes: some Sequence<(Essay, NoteIndex)>
  ) -> [EntryName: [(essay: Essay, notes: [Int])]] {
    var notes: [EntryName: [(essay: Essay, notes: [Int])]] = [:]
    for (essay, index) in indexes {
      for (name, numbers) in index.naming { notes[name, default: []].append((essay, numbers)) }
    }
    return notes
  }
}

extension NoteIndex: Storable {
  func print(in ink: inout Ink) {
    ink.put(presentIDs)
    ink.put(formerIDs)
    ink.put(naming)
    ink.put(citations)
  }

  init?(printed reader: inout InkReader) {
    guard let presentIDs = [String](printed: &reader), let formerIDs = [String: String](printed: &reader),
      let naming = [EntryName: [Int]](printed: &reader), let citations = [[String]](printed: &reader),
      citations.allSatisfy({ $0.count == 3 })
    else { return nil }
    self.presentIDs = presentIDs
    present = Once { Set(presentIDs) }
    self.formerIDs = formerIDs
    self.naming = naming
    self.citations = citations
  }
}

/// The back-links: who cites a source.
extension Publication {
  static func citations(
    in manuscript: Manuscript, _ indexes: [NoteIndex]
  ) -> [String: [(title: String, address: Address)]] {
    let kinds = manuscript.settings.kinds
    var citations: [String: [(title: String, address: Address)]] = [:]
    for (essay, index) in zip(manuscript.essays, indexes) {
      let page = notes(of: essay.id)
      for citation in index.citations {
        citations[citation[0], default: []].append((citation[1], page.at("n-\(citation[2])")))
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
}
