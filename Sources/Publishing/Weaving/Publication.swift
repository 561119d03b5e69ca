import Commentary
import Diagnostics
import HTML
import Markup
import Templates

/// Everything that pages are made from, after the one barrier of a build: all names are linked.
///
/// Held by reference, since every page does.
final class Publication: Sendable {
  let manuscript: Manuscript
  /// The present texts: by essay in order of id, then by version in the essay's order.
  let editions: [Edition]
  /// The texts that were kept before edits: by essay, then by date.
  let revisions: [Edition]
  let audience: String?
  /// The alias links in texts that are no essay's: commentary files, entries and pages, by path of the source.
  let otherLinks: [String: Once<TextLinks>]
  /// Of the present texts.
  let concordance: Concordance
  /// The ids of all kinds, by which links name entries.
  let schemes: [String]
  /// In the site's order.
  let kindsWithEntries: [Kind]
  /// Whether there is a template for the search page; without one, no index is made.
  let hasSearch: Bool
  /// Whether there is a template for comparisons of versions.
  let hasComparisons: Bool
  let pageStamps: PageStamps
  /// What earlier builds made.
  let past: Recollection
  private let editionsByEssay: [String: [Edition]]
  private let revisionsByEssay: [String: [Edition]]
  /// Indices into the editions by the path of their page.
  private let editionsByPath: [String: Int]
  private let notes: SiteNotes
  private let entriesByName: [EntryName: Entry]
  private let addressesOfEntries: [EntryName: Address]
  /// For links that lead to the page of an entry.
  let entryPages: EntryPages
  private let sourcesByID: [String: Source]
  private let backLinks: [EntryName: [BackLink]]
  /// By essay, as far as a page has asked for them.
  private let writtenNotes = Guarded<[String: WrittenNotes]>([:])

  init(
    _ manuscript: Manuscript, editions: [Edition], concordance: Concordance, notes: SiteNotes,
    otherLinks: [String: Once<TextLinks>],
    backLinks: [EntryName: [BackLink]], audience: String?, recalling past: Recollection
  ) {
    self.manuscript = manuscript
    self.notes = notes
    self.past = past
    let present = editions.present
    self.editions = present
    let revisions = Self.inOrderOfTime(editions)
    self.revisions = revisions
    revisionsByEssay = Dictionary(grouping: revisions, by: \.essay.id)
    self.otherLinks = otherLinks
    self.backLinks = backLinks
    self.audience = audience
    editionsByEssay = Dictionary(grouping: present, by: \.essay.id)
    editionsByPath = Dictionary(present.enumerated().map { ($1.address.path, $0) }) { first, _ in first }
    hasSearch = manuscript.templates.names.contains("search")
    hasComparisons = manuscript.templates.names.contains("compare")
    schemes = manuscript.settings.kinds.map(\.id)
    let kindIDs = Set(manuscript.entries.map(\.name.kind))
    kindsWithEntries = manuscript.settings.entryKinds.filter { kindIDs.contains($0.id) }
    let former = manuscript.entries.flatMap { entry in
      entry.formerIDs.map { (EntryName(kind: entry.name.kind, id: $0), entry) }
    }
    entriesByName = Dictionary(manuscript.entries.map { ($0.name, $0) } + former) { first, _ in first }
    let folders = Dictionary(uniqueKeysWithValues: manuscript.settings.kinds.map { ($0.id, $0.folder) })
    let addresses = manuscript.entries.compactMap { entry in
      folders[entry.name.kind].flatMap { $0 }.map { (entry, Self.entry(entry.name.id, in: $0)) }
    }
    addressesOfEntries = Dictionary(addresses.map { ($0.name, $1) }) { first, _ in first }
    entryPages = EntryPages(addresses, folders: folders.values.compactMap(\.self))
    sourcesByID = Dictionary(manuscript.sources.map { ($0.id, $0) }) { first, _ in first }
    self.concordance = concordance
    pageStamps = PageStamps(
      manuscript, navigation: Self.navigation(manuscript, present),
      counts: concordance.firstCounts, lists: Self.lists(manuscript, present, notes))
  }

  /// Of what lists say of every essay: its settings, how many notes it has, and what its editions show of themselves.
  private static func lists(_ manuscript: Manuscript, _ editions: [Edition], _ notes: SiteNotes) -> Stamp {
    let counts = manuscript.essays.map { notes.counts[$0.id] ?? 0 }
    let editions = editions.map { [$0.address.path] + $0.face.listed }
    return Stamp(
      of: "lists", from: [manuscript.stamps.essaySettings, Stamp(of: counts), Stamp(of: editions)])
  }

  /// The titles and addresses that the navigation of every page may show.
  private static func navigation(_ manuscript: Manuscript, _ editions: [Edition]) -> [[String]] {
    let essays = manuscript.essays.count <= 3 ? editions.map { [$0.title, $0.address.path] } : []
    return essays + manuscript.pages.map { [$0.title, $0.id] } + [["\(manuscript.essays.count <= 1)"]]
  }

  var settings: SiteSettings { manuscript.settings }

  func editions(of essay: String) -> [Edition] { editionsByEssay[essay] ?? [] }

  /// The earlier texts of an essay, or of one of its versions, by date.
  func revisions(of essay: String, version: String? = nil) -> [Edition] {
    revisionsByEssay[essay, default: []].filter { edition in
      version == nil || edition.version.settings.revision?.version == version
    }
  }

  private static func inOrderOfTime(_ editions: [Edition]) -> [Edition] {
    editions.compactMap { edition in edition.version.settings.revision.map { (edition, $0.date) } }
      .sorted { ($0.0.essay.id, $0.1) < ($1.0.essay.id, $1.1) }.map(\.0)
  }

  /// The index of the present text whose page is at this address.
  func edition(at address: Address) -> Int? { editionsByPath[address.path] }

  /// The version a reader is given who asks for none.
  func defaultEdition(of essay: String) -> Edition? { editionsByEssay[essay]?.first }

  /// The entry that has this name, or had it before.
  func entry(_ name: EntryName) -> Entry? { entriesByName[name] }

  func source(_ id: String) -> Source? { sourcesByID[id] }

  /// The essays with notes that are about an entry or link to it, in the order of the site.
  func essaysWithNotes(naming entry: EntryName) -> [Essay] { notes.essays(naming: entry) }

  /// Such notes of one essay, in their order.
  func notes(of essay: Essay, naming entry: EntryName) -> [Note] {
    let all = essay.notes
    return notes.notes(of: essay.id, naming: entry).map { all[$0] }
  }

  /// What cites each source, by the source's id, in the order of the site.
  var citations: [String: [(title: String, address: Address)]] { notes.citations }

  /// The other entries whose text or relations name an entry, in the order of the site.
  func backLinks(to entry: EntryName) -> [BackLink] { backLinks[entry] ?? [] }

  /// The present id of a note that this build publishes, by it or one it had before: of an essay, or of the first that
  /// has it.
  func note(_ id: String, in essay: String?) -> (essay: String, id: String)? {
    notes.note(id, in: essay)
  }

  /// How many notes of an essay this build publishes.
  func noteCount(of essay: Essay) -> Int { notes.counts[essay.id] ?? 0 }

  /// The notes of an essay that this build publishes.
  func notes(of essay: Essay) -> [Note] { essay.notes.filter { $0.isMeant(for: audience) } }

  /// The same as HTML.
  func writtenNotes(of essay: Essay) -> WrittenNotes {
    if let known = writtenNotes.withLock({ $0[essay.id] }) { return known }
    let made = WrittenNotes(of: essay, in: self)
    writtenNotes.withLock { $0[essay.id] = made }
    return made
  }
}

/// Where everything stands in the output.
extension Publication {
  static let home = Address("index.html")
  static let sources = Address("sources.html")
  static let feed = Address("feed.xml")
  static let notFound = Address("404.html")

  static func version(_ id: String, of essay: String) -> Address { Address("\(essay)/\(id).html") }

  static func notes(of essay: String) -> Address { Address("\(essay)/notes.html") }

  static func page(_ id: String) -> Address { Address("\(id).html") }

  static func asset(_ name: String) -> Address { Address("assets/\(name)") }

  func address(of name: EntryName) -> Address? {
    addressesOfEntries[name] ?? settings.kind(name.kind)?.folder.map { Self.entry(name.id, in: $0) }
  }

  private static func entry(_ id: String, in folder: String) -> Address { Address("\(folder)/\(id).html") }

  static func index(of kind: Kind) -> Address? { kind.folder.map { Address("\($0)/index.html") } }
}
