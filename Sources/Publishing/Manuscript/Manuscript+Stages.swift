import Commentary
import Diagnostics
import Markup

/// The stages that follow parsing: anchor, link, and the checks that want to know everything.
extension Manuscript {
  /// Anchors and links every version, each on its own.
  func editions(linker: Linker, names: NameTable, audience: String?) async -> [Edition] {
    let pairs = essays.flatMap { essay in essay.versions.map { (essay, $0) } }
    let (kinds, floor) = (settings.kinds, settings.anchorFloor)
    return await concurrentMap(pairs) { essay, version in
      async let linking = linker.links(in: version.text)
      let anchors = anchor(essay.notes, in: version.text, since: version.change, floor: floor)
      let placed = Edition.placing(
        anchors, of: essay.notes, in: version.text, kinds: kinds, audience: audience)
      let links = await linking
      let mentions = Mention.gathering(
        in: version.text, of: version.document, notes: essay.notes.map { $0.about($0.subject(kinds: kinds)) },
        anchors: anchors.filter { essay.notes[$0.note].isMeant(for: audience) }, aliases: links, names: names)
      return Edition(
        essay: essay, version: version, address: Publication.version(version.settings.id, of: essay.id),
        anchors: anchors, placed: placed, links: links, mentions: mentions)
    }
  }

  /// Everything that a link by name may point to.
  var names: NameTable {
    let works = essays.map { essay in
      NameTable.Essay(
        id: essay.id,
        versions: essay.versions.map {
          NameTable.Version(
            id: $0.settings.id, paragraphs: $0.paragraphNumbers)
        },
        notes: essay.notes)
    }
    return NameTable(kinds: settings.kinds, entries: entries, essays: works, sources: sources.map(\.id))
  }

  /// What is wrong with links by name, ids and aliases.
  func nameDiagnostics(_ names: NameTable) -> [Diagnostic] {
    var findings = Entry.duplicates(among: entries) + Entry.sharedNames(among: entries)
    for essay in essays {
      for version in essay.versions { findings += names.check(version.document, in: essay.id) }
      for file in essay.commentaries { findings += names.check(file.document, in: essay.id) }
      if let id = essay.settings.source {
        findings += names.check(.source(id), in: essay.id, at: essay.settings.sourceRange)
      }
    }
    for entry in entries { findings += names.check(entry) }
    for page in pages { findings += names.check(page.document) }
    return findings
  }

  /// The alias links of commentary files, entries and pages, by path of the source.
  func otherLinks(linker: Linker) async -> [String: TextLinks] {
    var texts: [(text: PlainText, within: [Range<Int>]?, ownPage: EntryName?)] = []
    for essay in essays {
      texts += essay.commentaries.map { ($0.text, $0.notes.map(\.bodyRange), nil) }
    }
    texts += entries.map { ($0.text, nil, $0.name) }
    texts += pages.map { ($0.text, nil, nil) }
    let reports = await concurrentMap(texts) { text, within, ownPage in
      TextLinks(
        path: text.source.path, text: text, report: linker.links(in: text, within: within, ownPage: ownPage))
    }
    return Dictionary(reports.map { ($0.path, $0) }) { first, _ in first }
  }

  /// Notes that a version does not have, or has in several places.
  func anchorDiagnostics(_ editions: [Edition]) -> [Diagnostic] {
    let editionsByEssay = Dictionary(grouping: editions, by: \.essay.id)
    return essays.flatMap { essay in
      let versions = editionsByEssay[essay.id, default: []].map { edition in
        AnchorReport.Version(
          id: edition.version.settings.id, text: edition.version.text, anchors: edition.anchors)
      }
      return AnchorReport(notes: essay.notes, versions: versions).diagnostics
    }
  }

  /// What the links and raw HTML of all content deserve.
  func contentDiagnostics(names: NameTable, paths: Set<String>) -> [Diagnostic] {
    let places = placesByPage
    return documents.flatMap { document, page in
      let check = ContentCheck(names: names, paths: paths, places: places, page: page)
      return check.diagnostics(
        of: document.blocks + document.footnotes.flatMap(\.blocks), in: document.source)
        + (settings.rawHTML == .escape ? document.rawHTMLWarnings : [])
    }
  }

  /// Every text of the content, with its page if it is a version.
  private var documents: [(document: Document, page: String?)] {
    essays.flatMap { essay in
      essay.versions.map { ($0.document, Publication.version($0.settings.id, of: essay.id).path) }
        + essay.commentaries.map { ($0.document, nil) }
    } + entries.map { ($0.body, nil) } + pages.map { ($0.document, nil) }
  }

  /// The paragraphs, headings and notes that each version’s page has; notes that stand elsewhere count too.
  private var placesByPage: [String: Set<String>] {
    var places: [String: Set<String>] = [:]
    for essay in essays {
      let notes = essay.notes.flatMap { [$0.id] + $0.formerIDs }.map { "n-\($0)" }
      for version in essay.versions {
        places[Publication.version(version.settings.id, of: essay.id).path] = version.places.union(notes)
      }
    }
    return places
  }
}

/// An audience that no note is for is most likely misspelt.
func audienceDiagnostics(_ manuscript: Manuscript, options: BuildOptions) -> [Diagnostic] {
  guard let audience = options.audience else { return [] }
  let known = manuscript.essays.flatMap { $0.notes.compactMap(\.audience) }.unique
  return known.contains(audience) ? [] : [.audienceIsUnknown(audience, among: known)]
}

extension Diagnostic {
  fileprivate static func audienceIsUnknown(_ name: String, among known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "note.unknown-audience",
      "no note is for the audience “\(name)”\(suggestion(for: name, among: known))", place: .nowhere)
  }
}
