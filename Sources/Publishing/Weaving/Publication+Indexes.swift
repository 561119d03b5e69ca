import Commentary
import Diagnostics
import Markup

/// The notes that a build publishes, by what asks for them.
struct SiteNotes: Sendable {
  /// By essay.
  private let indexes: [String: Once<NoteIndex>]
  /// How many notes there are, by essay.
  let counts: [String: Int]
  /// By id of a note: the first essay that has one.
  private let essays: Once<[String: String]>
  /// The essays with notes that are about an entry or link to it, in the order of the site.
  private let essaysByEntry: [EntryName: [Essay]]
  private let allCitations: Once<[String: [(title: String, address: Address)]]>

  init(of manuscript: Manuscript, audience: String?, recalling past: Recollection) async {
    let indexes = await concurrentMap(manuscript.essays) { essay in
      let stamp = manuscript.stamp(ofEssay: essay.id)
      let index = past.lateFact("index of \(essay.id)", from: [stamp]) {
        NoteIndex(of: essay, audience: audience, kinds: manuscript.settings.kinds)
      }
      let outline = past.fact("outline of \(essay.id)", from: [stamp]) { NoteOutline(index.value) }
      return (essay: essay, index: index, outline: outline)
    }
    self.indexes = Dictionary(indexes.map { ($0.essay.id, $0.index) }) { first, _ in first }
    counts = Dictionary(indexes.map { ($0.essay.id, $0.outline.count) }) { first, _ in first }
    var essaysByEntry: [EntryName: [Essay]] = [:]
    for (essay, _, outline) in indexes {
      for name in outline.entries { essaysByEntry[name, default: []].append(essay) }
    }
    self.essaysByEntry = essaysByEntry
    essays = Once { NoteIndex.essaysByNote(indexes.map { ($0.essay, $0.index.value) }) }
    allCitations = Once { Publication.citations(in: manuscript, indexes.map(\.index.value)) }
  }

  /// What cites each source, by the source's id, in the order of the site.
  var citations: [String: [(title: String, address: Address)]] { allCitations.value }

  /// The notes of an essay that are about an entry or link to it, as indices into all of them.
  func notes(of essay: String, naming entry: EntryName) -> [Int] {
    indexes[essay]?.value.naming[entry] ?? []
  }

  /// The essays with notes that are about an entry or link to it, in the order of the site.
  func essays(naming entry: EntryName) -> [Essay] { essaysByEntry[entry] ?? [] }

  /// The present id of a note, by it or one it had before: of an essay, or of the first that has it.
  func note(_ id: String, in essay: String?) -> (essay: String, id: String)? {
    guard let owner = essay ?? essays.value[id] else { return nil }
    return indexes[owner]?.value.id(of: id).map { (owner, $0) }
  }
}

/// Of the notes of an essay that a build publishes, what each build wants to know.
private struct NoteOutline: Storable, Sendable {
  let count: Int
  /// The entries that notes are about or link to.
  let entries: [EntryName]

  init(_ index: NoteIndex) {
    count = index.count
    entries = index.naming.keys.sorted()
  }

  func print(in ink: inout Ink) {
    ink.put(count)
    ink.put(entries)
  }

  init?(printed reader: inout InkReader) {
    guard let count = reader.number(), let entries = [EntryName](printed: &reader) else { return nil }
    (self.count, self.entries) = (count, entries)
  }
}

/// The notes of an essay that a build publishes, by what asks for them; held by reference, since every entry asks.
final class NoteIndex: Sendable {
  private let presentIDs: [String]
  /// The same, to look one up.
  private let present: Once<Set<String>>
  /// By an id that a note had before: the one it has.
  private let formerIDs: [String: String]
  /// The notes that are about an entry or link to it, by index in the essay, in their order.
  let naming: [EntryName: [Int]]
  /// Of each place that cites a source: the source, the title of the note, its id; in the order of the notes.
  let citations: [[String]]

  private init(
    presentIDs: [String], formerIDs: [String: String], naming: [EntryName: [Int]], citations: [[String]]
  ) {
    self.presentIDs = presentIDs
    present = Once { Set(presentIDs) }
    self.formerIDs = formerIDs
    self.naming = naming
    self.citations = citations
  }

  convenience init(of essay: Essay, audience: String?, kinds: [Kind]) {
    let published = essay.notes.enumerated().filter { $0.element.isMeant(for: audience) }
    let former = published.flatMap { _, note in note.formerIDs.map { ($0, note.id) } }
    var naming: [EntryName: [Int]] = [:]
    for (index, note) in published {
      let names = (note.about.map { [$0] } ?? []) + note.body.linkedEntries(kinds: kinds)
      for name in names.unique { naming[name, default: []].append(index) }
    }
    let citations = published.flatMap { _, note in
      note.body.citedSources(kinds: kinds).map { [$0, note.titleText, note.id] }
    }
    self.init(
      presentIDs: published.map(\.element.id), formerIDs: Dictionary(former) { first, _ in first },
      naming: naming, citations: citations)
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
}

extension NoteIndex: Storable {
  func print(in ink: inout Ink) {
    ink.put(presentIDs)
    ink.put(formerIDs)
    ink.put(naming)
    ink.put(citations)
  }

  convenience init?(printed reader: inout InkReader) {
    guard let presentIDs = [String](printed: &reader), let formerIDs = [String: String](printed: &reader),
      let naming = [EntryName: [Int]](printed: &reader), let citations = [[String]](printed: &reader),
      citations.allSatisfy({ $0.count == 3 })
    else { return nil }
    self.init(presentIDs: presentIDs, formerIDs: formerIDs, naming: naming, citations: citations)
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
