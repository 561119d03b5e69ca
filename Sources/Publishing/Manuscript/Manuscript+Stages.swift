import Commentary
import Diagnostics
import Markup

/// The stages that follow parsing: anchor, link, and the checks that want to know everything.
extension Manuscript {
  /// The stamp of an essay as it was parsed.
  func stamp(ofEssay id: String) -> Stamp { stamps.essays[id] ?? textStamps.everything }

  func stamp(ofEntry name: EntryName) -> Stamp { stamps.entries[name] ?? textStamps.everything }

  /// The stamp of one of the site's own pages.
  func stamp(ofPage id: String) -> Stamp { stamps.pages[id] ?? textStamps.everything }

  /// What the editions of an essay are made from.
  func stamps(ofEditionsOf essay: String) -> [Stamp] { [stamp(ofEssay: essay), stamps.entryFaces] }

  /// Anchors and links every version, each on its own; those whose faces are known, when somebody asks.
  func editions(
    linker: Linker, names: NameTable, audience: String?, recalling past: Recollection
  ) async -> [Edition] {
    let pairs = essays.flatMap { essay in essay.versions.map { (essay, $0) } }
    return await concurrentMap(pairs) { essay, version in
      let name = "edition \(essay.id)/\(version.settings.id)"
      let inputs = stamps(ofEditionsOf: essay.id)
      return past.recall(name, from: inputs) {
        func edition(_ findings: Once<Edition.Findings>, face: EditionFace? = nil) -> Edition {
          Edition(
            essay: essay, version: version, address: Publication.version(version.settings.id, of: essay.id),
            audience: audience, findings: findings, face: face)
        }
        @Sendable func findings() -> Edition.Findings {
          self.findings(in: version, of: essay, linker: linker, names: names, audience: audience)
        }
        if let face: EditionFace = past.storedFact(name, from: inputs) {
          return edition(Once(findings), face: face)
        }
        let made = edition(Once(made: findings()))
        past.storeFact(made.face, as: name, from: inputs)
        return made
      }.value
    }
  }

  private func findings(
    in version: Version, of essay: Essay, linker: Linker, names: NameTable, audience: String?
  ) -> Edition.Findings {
    let kinds = settings.kinds
    let index = linker.index(of: version.text)
    let anchors = anchor(essay.notes, in: index, since: version.change, floor: settings.anchorFloor)
    let links = linker.links(in: index)
    let placed = Edition.placing(anchors, of: essay.notes, in: version.text, kinds: kinds, audience: audience)
    let mentions = Mention.gathering(
      in: version.text, of: version.document, notes: essay.notes.map { $0.about($0.subject(kinds: kinds)) },
      anchors: anchors.filter { essay.notes[$0.note].isMeant(for: audience) }, aliases: links, names: names)
    return Edition.Findings(anchors: anchors, placed: placed, links: links, mentions: mentions)
  }

  /// Everything that a link by name may point to.
  func names(recalling past: Recollection) async -> NameTable {
    let works = await concurrentMap(essays) { essay in
      let names = past.lateFact("names of \(essay.id)", from: [stamp(ofEssay: essay.id)]) {
        NameTable.Essay(
          id: essay.id,
          versions: essay.versions.map {
            NameTable.Version(id: $0.settings.id, paragraphs: $0.paragraphNumbers)
          },
          notes: essay.notes.map { [$0.id] + $0.formerIDs })
      }
      return (id: essay.id, names: names)
    }
    return NameTable(
      kinds: settings.kinds, entries: entries, essays: works, sources: sources.map(\.id), unread: unread)
  }

  /// What is wrong with links by name, ids and aliases.
  func nameDiagnostics(_ names: NameTable, recalling past: Recollection) -> [Diagnostic] {
    var findings = past.recall("names of entries", from: [stamps.entryFaces, textStamps.allEntries]) {
      Entry.duplicates(among: entries) + Entry.sharedNames(among: entries)
    }.value
    for essay in essays { findings += nameDiagnostics(of: essay, names, recalling: past) }
    for entry in entries {
      findings += checked("entry \(entry.name)", textStamps.entry(entry.name), past) { names.check(entry) }
    }
    for page in pages {
      findings += checked("page \(page.id)", textStamps.page(page.id), past) { names.check(page.document) }
    }
    return findings
  }

  private func nameDiagnostics(
    of essay: Essay, _ names: NameTable, recalling past: Recollection
  ) -> [Diagnostic] {
    checked("essay \(essay.id)", textStamps.essay(essay.id), past) {
      var findings: [Diagnostic] = []
      for version in essay.versions { findings += names.check(version.document, in: essay.id) }
      for file in essay.commentaries { findings += names.check(file.document, in: essay.id) }
      if let id = essay.settings.source {
        findings += names.check(.source(id), in: essay.id, at: essay.settings.sourceRange)
      }
      return findings
    }
  }

  /// What is wrong with the names in a text, found anew where its links or what they lead to have changed.
  ///
  /// A complaint may suggest any name of the site, so it holds only while nothing changes.
  private func checked(
    _ text: String, _ own: [Stamp], _ past: Recollection, _ check: () -> [Diagnostic]
  ) -> [Diagnostic] {
    let inputs = own + [stamps.entryFaces, stamps.sources, stamps.settings]
    var fresh: [Diagnostic]?
    let found = past.findings("check of \(text)", from: inputs) {
      let made = check()
      fresh = made
      return made
    }
    guard !found.isEmpty else { return [] }
    return past.recall("complaints about \(text)", from: inputs + [textStamps.everything]) {
      fresh ?? check()
    }.value
  }

  /// The alias links of commentary files, entries and pages, by path of the source.
  func otherLinks(linker: Linker, recalling past: Recollection) -> [String: Once<TextLinks>] {
    var links: [String: Once<TextLinks>] = [:]
    func add(_ path: String, _ stamp: Stamp, _ make: @escaping @Sendable () -> TextLinks) {
      links[path] = past.recall("links in \(path)", from: [stamp, stamps.entryFaces]) { Once(make) }.value
    }
    for essay in essays {
      for (index, path) in essay.commentaryPaths.enumerated() {
        add(path, stamp(ofEssay: essay.id)) {
          let file = essay.commentaries[index]
          return TextLinks(
            path: path, text: file.text,
            report: linker.links(in: file.text, within: file.notes.map(\.bodyRange)))
        }
      }
    }
    for entry in entries {
      let path = entry.path
      add(path, stamp(ofEntry: entry.name)) {
        TextLinks(path: path, text: entry.text, report: linker.links(in: entry.text, ownPage: entry.name))
      }
    }
    for page in pages {
      let path = page.document.source.path
      add(path, stamp(ofPage: page.id)) {
        TextLinks(path: path, text: page.text, report: linker.links(in: page.text))
      }
    }
    return links
  }

  /// Notes that a version does not have, or has in several places; nothing where the text itself has mistakes.
  func anchorDiagnostics(_ editions: [Edition], recalling past: Recollection) -> [Diagnostic] {
    let editionsByEssay = Dictionary(grouping: editions, by: \.essay.id)
    return essays.filter { !mistaken.contains($0.id) }.flatMap { essay in
      past.findings("anchors of \(essay.id)", from: stamps(ofEditionsOf: essay.id)) {
        let versions = editionsByEssay[essay.id, default: []].map { edition in
          AnchorReport.Version(
            id: edition.version.settings.id, text: edition.version.text, anchors: edition.anchors)
        }
        return AnchorReport(notes: essay.notes, versions: versions).diagnostics
      }
    }
  }

  /// What the links and raw HTML of all content deserve.
  ///
  /// `paths` are those of the output; they are asked for only where a text has to be looked at.
  func contentDiagnostics(
    names: NameTable, paths: @escaping @autoclosure () -> Set<String>, recalling past: Recollection
  ) -> [Diagnostic] {
    lazy var versions = versionsByPath
    lazy var outputs = paths()
    lazy var misses = NearMisses(among: outputs)
    func check(_ document: Document, on page: String? = nil) -> [Diagnostic] {
      ContentCheck(
        names: names, paths: { outputs }, misses: { misses }, version: { versions[$0] }, page: page
      )
      .diagnostics(of: document.blocks + document.footnotes.flatMap(\.blocks), in: document.source)
        + (settings.rawHTML == .escape ? document.rawHTMLWarnings : [])
    }
    func checked(_ text: String, _ own: [Stamp], _ check: () -> [Diagnostic]) -> [Diagnostic] {
      past.findings("content of \(text)", from: own + [stamps.entryFaces, stamps.settings], finding: check)
    }
    let texts = essays.flatMap { essay in
      checked("essay \(essay.id)", textStamps.essay(essay.id)) {
        essay.versions.flatMap { version in
          check(version.document, on: Publication.version(version.settings.id, of: essay.id).path)
        } + essay.commentaries.flatMap { check($0.document) }
      }
    }
    return texts
      + entries.flatMap { entry in
        checked(entry.path, textStamps.entry(entry.name)) { check(entry.body) }
      }
      + pages.flatMap { page in
        checked("page \(page.id)", textStamps.page(page.id)) { check(page.document) }
      }
  }

  /// The versions by the paths of their pages.
  private var versionsByPath: [String: (essay: Essay, version: Version)] {
    let versions = essays.flatMap { essay in
      essay.versions.map {
        (Publication.version($0.settings.id, of: essay.id).path, (essay: essay, version: $0))
      }
    }
    return Dictionary(versions) { first, _ in first }
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
