package import Diagnostics

/// Everything that a link by name may point to.
package struct NameTable: Sendable {
  /// One version and its paragraphs.
  package struct Version: Sendable {
    package let id: String
    /// ¶ numbers by id (`p7`), present and former; `nil`: they are not checked, as other places never are.
    package let paragraphs: [String: Int]?

    package init(id: String, paragraphs: [String: Int]?) {
      self.id = id
      self.paragraphs = paragraphs
    }
  }

  /// One essay; the first of its versions is the one that a link without a version means.
  package struct Essay: Sendable {
    package let id: String
    package let versions: [Version]
    /// Of each note its id, then those it had before.
    package let notes: [[String]]
    /// By id of a note, now or before: its present id.
    let noteIDs: [String: String]

    package init(id: String, versions: [Version], notes: [[String]]) {
      self.id = id
      self.versions = versions
      self.notes = notes
      let former = notes.flatMap { ids in ids.dropFirst().map { ($0, ids[0]) } }
      noteIDs = Dictionary(former + notes.map { ($0[0], $0[0]) }) { $1 }
    }
  }

  /// What has names that nobody knows yet, since its file has mistakes of its own: no link to it is called wrong.
  package struct Unread: Sendable {
    package let entries: Set<EntryName>
    package let essays: Set<String>
    package let sources: Bool

    package init(entries: Set<EntryName> = [], essays: Set<String> = [], sources: Bool = false) {
      (self.entries, self.essays, self.sources) = (entries, essays, sources)
    }
  }

  /// The ids of the kinds that have entries.
  package let kinds: [String]
  /// The ids of the kinds that only notes have.
  let kindsOfNotes: [String]
  package let sources: [String]
  let unread: Unread
  private let ids: [String: [String]]
  private let entries: Set<EntryName>
  private let formerNames: [EntryName: EntryName]
  private let sourceSet: Set<String>
  /// The ids of the essays, in the order of the site.
  private let essayIDs: [String]
  private let essays: [String: Once<Essay>]
  /// By id of a note, now or before: the essays that have it, in the order of the site.
  private let essaysByNote: Once<[String: [Essay]]>
  private let lists = MisspeltNames()

  /// `essays` are those by their ids, in the order of the site; each is asked for when a link leads there.
  package init(
    kinds: [Kind], entries: [Entry], essays: [(id: String, names: Once<Essay>)], sources: [String],
    unread: Unread = Unread()
  ) {
    self.unread = unread
    self.kinds = kinds.filter { $0.folder != nil }.map(\.id)
    kindsOfNotes = kinds.filter { $0.folder == nil }.map(\.id)
    self.sources = sources
    self.entries = Set(entries.map(\.name))
    sourceSet = Set(sources)
    var ids: [String: [String]] = [:]
    var formerNames: [EntryName: EntryName] = [:]
    for entry in entries {
      ids[entry.name.kind, default: []].append(entry.name.id)
      for id in entry.formerIDs { formerNames[EntryName(kind: entry.name.kind, id: id)] = entry.name }
    }
    self.ids = ids
    self.formerNames = formerNames
    essayIDs = essays.map(\.id)
    self.essays = Dictionary(essays.map { ($0.id, $0.names) }) { first, _ in first }
    essaysByNote = Once {
      var byNote: [String: [Essay]] = [:]
      for essay in essays.map(\.names.value) {
        for id in essay.noteIDs.keys { byNote[id, default: []].append(essay) }
      }
      return byNote
    }
  }

  /// The entry that has this name, or had it before.
  package func entry(_ name: EntryName) -> EntryName? { entries.contains(name) ? name : formerNames[name] }

  /// The ids of one kind's entries.
  package func ids(of kind: String) -> [String] { ids[kind] ?? [] }

  package func hasSource(_ id: String) -> Bool { sourceSet.contains(id) }

  package func essay(_ id: String) -> Essay? { essays[id]?.value }

  /// The essays that have a note of this id, now or before, with its present id, in the order of the site.
  ///
  /// `essay` narrows the search to one; without it, the essay at hand comes before all others.
  package func notes(
    _ id: String, in essay: String?, from current: String?
  ) -> [(essay: String, note: String)] {
    func note(in essay: Essay?) -> (essay: String, note: String)? {
      essay.flatMap { essay in essay.noteIDs[id].map { (essay.id, $0) } }
    }
    if let essay { return note(in: self.essay(essay)).map { [$0] } ?? [] }
    if let found = current.flatMap({ note(in: self.essay($0)) }) { return [found] }
    return (essaysByNote.value[id] ?? []).compactMap(note)
  }

  /// What a name of some sort may have been meant to be.
  func misses(_ sort: MisspeltNames.Sort) -> NearMisses {
    lists[sort] {
      switch sort {
      case .entry(let kind): ids(of: kind)
      case .source: sources
      case .essay: essayIDs
      case .version(let id): essay(id)?.versions.map(\.id) ?? []
      // Its present ids alone.
      case .note(let essay):
        essayIDs.filter { essay == nil || $0 == essay }.compactMap(self.essay).flatMap {
          $0.notes.map { $0[0] }
        }
      }
    }
  }
}

extension NameTable {
  /// Whether a fragment is the id of a paragraph, `p7` or `par-3f2a9c01`: others are those of headings and notes.
  package static func isParagraph(_ fragment: String) -> Bool {
    number(fragment) != nil || fragment.hasPrefix("par-")
  }

  /// 7 for `p7`.
  static func number(_ fragment: String) -> Int? {
    let digits = fragment.utf8.dropFirst()
    guard fragment.utf8.first == UInt8(ascii: "p"), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  var schemes: [String] { kinds + ["note", "source", "essay"] }

  /// The scheme of a destination that was meant for a link by name and is none.
  package func misspeltScheme(of destination: String) -> String? {
    let utf8 = destination.utf8
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), let scheme = String(utf8[..<colon]) else {
      return nil
    }
    if kindsOfNotes.contains(scheme) { return scheme }
    let isPlain = scheme.utf8.allSatisfy { $0 > 0x40 && $0 < 0x7F }
    let isMeant =
      isPlain && !["http", "https", "mailto", "tel"].contains(scheme) && !schemes.contains(scheme)
    return isMeant && !nearMisses(of: scheme, among: schemes).isEmpty ? scheme : nil
  }
}
