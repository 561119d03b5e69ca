import Commentary
package import Diagnostics
package import Records

/// What keeping the present text of a version as a dated revision will write.
package struct RevisionPlan: Sendable {
  /// In the order to write them: the text, the ledger, the essay's list.
  package let files: [SiteFile]
  /// What was kept and where; lines that end in line feeds.
  package let report: String

  /// Plans to keep a version as it reads now, with its notes and the ids of its paragraphs.
  ///
  /// There is no plan, and an error, where the essay or version is not there, a text of that date is kept already, or
  /// notes are waiting for a review: what the ledger says would not be what the text says.
  package static func making(
    of version: String, of essay: String, on date: CalendarDate, in files: SourceFiles
  ) async -> Diagnosed<RevisionPlan?> {
    let parsed = await Manuscript.parsing(files, options: BuildOptions())
    guard let manuscript = parsed.value, !parsed.diagnostics.hasErrors else {
      return Diagnosed(nil, parsed.diagnostics.inReadingOrder)
    }
    guard let owner = manuscript.essays.first(where: { $0.id == essay }) else {
      return Diagnosed(nil, [.isNoEssay(essay, among: manuscript.essays.map(\.id))])
    }
    guard let present = owner.versions.first(where: { $0.settings.id == version }) else {
      return Diagnosed(
        nil,
        [
          .isNoVersion(
            version, of: essay, among: owner.versions.map(\.settings).filter { $0.revision == nil }.map(\.id))
        ])
    }
    let revision = Revision(present: present, essay: owner, date: date)
    if let refusal = revision.refusal(floor: manuscript.settings.anchorFloor, in: files) {
      return Diagnosed(nil, [refusal])
    }
    return revision.plan(in: files)
  }
}

/// A version, about to be kept.
private struct Revision {
  let present: Version
  let essay: Essay
  let date: CalendarDate

  var id: String { "\(present.settings.id)-\(date.iso)" }
  var folder: String { "Content/essays/\(essay.id)" }

  func refusal(floor: Double, in files: SourceFiles) -> Diagnostic? {
    let range = present.settings.range
    if present.settings.revision != nil { return .isRevision(present.settings.id, at: range) }
    let isListed = essay.settings.versions.contains { $0.id == id }
    if isListed || files.has("\(folder)/\(id).md") { return .isKept(id, "\(folder)/\(id).md") }
    let anchors = anchor(essay.notes, in: present.text, since: present.change, floor: floor)
    return anchors.contains(where: \.isPending) ? .isPending(present.settings.id, at: range) : nil
  }

  func plan(in files: SourceFiles) -> Diagnosed<RevisionPlan?> {
    let path = "\(folder)/\(id).md"
    let essayPath = "\(folder)/essay.yaml"
    guard let text = files["\(folder)/\(present.settings.id).md"], let bytes = files[essayPath],
      let source = SourceText.reading(bytes, path: essayPath).value,
      let record = Record.readingYAML(source).value
    else { return Diagnosed(nil, []) }
    var written = [SiteFile(at: path, text)] + ledger
    let listing = VersionListing(of: item, in: source, bytes, record: record)
    let remark: String
    switch listing {
    case .listed: remark = "listed in \(essayPath) already"
    case .inserted(let yaml):
      written.append(SiteFile(at: essayPath, yaml))
      remark = "added to the list in \(essayPath)"
    case .byHand(let item): remark = "please add it to the versions in \(essayPath):\n\(item.dropLast())"
    }
    let caution =
      present.settings.isOptional ? "  git: see that it ignores \(path), if it is not yours to publish\n" : ""
    let report = "kept “\(present.settings.id)” as “\(id)”\n  text: \(path)\n  version: \(remark)\n\(caution)"
    return Diagnosed(RevisionPlan(files: written, report: report), [])
  }

  private var item: VersionItem {
    var further = [
      (
        key: "revision",
        yaml: "{of: \(yamlQuoted(present.settings.id)), date: \(yamlQuoted(date.iso))}"
      )
    ]
    if present.settings.language != essay.settings.language {
      further.append(("language", yamlQuoted(present.settings.language)))
    }
    if present.settings.isOptional { further.append(("optional", "true")) }
    return VersionItem(
      id: id, label: "\(present.settings.label), \(date.spelled)", further: further)
  }

  /// The version as it is, taken down under both ids.
  private var ledger: [SiteFile] {
    var ledger = essay.ledger.ledger
    let anchors = anchor(essay.notes, in: present.text, since: present.change, floor: 0)
    let recorded = RecordedText(
      recording: present.text, paragraphs: present.paragraphIDs, notes: essay.notes, anchors: anchors)
    ledger.texts[present.settings.id] = recorded
    ledger.texts[id] = recorded
    let kept = EssaySettings.Version(
      id: id, label: "", description: nil, language: "", isOptional: present.settings.isOptional,
      revision: nil, range: present.settings.range)
    return essay.ledger.files(for: ledger, versions: essay.settings.versions + [kept])
  }
}

extension SiteFile {
  /// A file at a path that is made of valid ids.
  fileprivate init(at path: String, _ bytes: [UInt8]) {
    do throws(PathFault) {
      self.init(path: try SitePath.validating(path), bytes: bytes)
    } catch {
      preconditionFailure("valid ids make valid paths, but \(error)")
    }
  }
}

extension Diagnostic {
  fileprivate static func isNoEssay(_ id: String, among ids: [String]) -> Diagnostic {
    Diagnostic(
      .error, "revise.unknown-essay", "no essay is called “\(id)”\(suggestion(for: id, among: ids))",
      place: .nowhere)
  }

  fileprivate static func isNoVersion(_ id: String, of essay: String, among ids: [String]) -> Diagnostic {
    Diagnostic(
      .error, "revise.unknown-version",
      "“\(essay)” has no text of a version “\(id)”\(suggestion(for: id, among: ids))", place: .nowhere)
  }

  fileprivate static func isRevision(_ id: String, at range: SourceRange) -> Diagnostic {
    .error("revise.revision", "“\(id)” is a revision itself; name the version that it is of", at: range)
  }

  fileprivate static func isKept(_ id: String, _ path: String) -> Diagnostic {
    .error(
      "revise.exists", "a text of that day is kept already, as “\(id)”", in: path,
      fixes: [Fix("name another day, or move that text away")])
  }

  fileprivate static func isPending(_ id: String, at range: SourceRange) -> Diagnostic {
    .error(
      "revise.pending", "notes on “\(id)” moved, were reworded or are lost, and nobody has agreed to it yet",
      at: range, fixes: [Fix("run `gloss review` first")])
  }
}
