package import Diagnostics
import Records

/// What an import will write, and what there is to say about it.
package struct ImportPlan: Sendable {
  /// In the order to write them: the version first, since a version that is listed has to be there.
  package let files: [SiteFile]
  /// What went where, in numbers; lines that end in line feeds.
  package let report: String

  /// Plans the import of a text as a version of an essay, both named by valid ids.
  ///
  /// `essay` is the `essay.yaml` that is there already. There is no plan, and an error, where the text is empty
  /// or that file cannot be read.
  package static func making(
    of text: ImportedText, as version: String, of essay: String, listedIn existing: SiteFile?,
    from source: String
  ) -> Diagnosed<ImportPlan?> {
    guard text.paragraphCount > 0 else { return Diagnosed(nil, [.isEmpty(source)]) }
    let doubts: [Diagnostic] =
      text.paragraphCount == 1 && text.wordCount > 300 ? [.isOneParagraph(source)] : []
    guard let existing else { return Diagnosed(ImportPlan(text, version, newEssay: essay), doubts) }
    var findings: [Diagnostic] = []
    let yaml = SourceText.reading(existing.bytes, path: existing.path.text).unwrapped(into: &findings)
    let record = yaml.flatMap { Record.readingYAML($0).unwrapped(into: &findings) }
    guard let yaml, let record, !findings.hasErrors else { return Diagnosed(nil, findings) }
    let listing = VersionListing(of: version, in: yaml, existing.bytes, record: record)
    return Diagnosed(ImportPlan(text, version, of: essay, existing.path.text, listing), findings + doubts)
  }

  /// What makes a folder a site.
  package static let sitePath = SiteSettings.path

  /// Where the version's text is kept.
  package static func path(ofVersion version: String, of essay: String) -> String {
    "Content/essays/\(essay)/\(version).md"
  }

  /// Where the essay's own record is kept.
  package static func path(ofEssay essay: String) -> String { "Content/essays/\(essay)/essay.yaml" }

  /// The essay is new: all that is known of it goes into its own file.
  private init(_ text: ImportedText, _ version: String, newEssay essay: String) {
    let (path, versionPath) = (
      ImportPlan.path(ofEssay: essay), ImportPlan.path(ofVersion: version, of: essay)
    )
    let title = text.title ?? capitalized(essay)
    let yaml =
      yamlLines([
        ("title", title), ("author", text.author), ("author-note", text.authorNote), ("deck", text.deck),
        ("credit", text.credit),
      ]) + "versions:\n" + VersionItem(id: version, label: capitalized(version)).lines(indent: "  ")
    files = [file(versionPath, text.markdown), file(path, yaml)]
    let missing =
      text.title == nil ? ["  title: none found; \(path) says “\(title)”, which is yours to change"] : []
    report = lines(
      ["imported version “\(version)” of the new essay “\(essay)”", "  " + text.measure(versionPath)]
        + missing
        + text.findings(with: text.author, in: path) + ["  version: listed in \(path)"])
  }

  /// The essay is there: its file may be committed where the version is not, so the version speaks for itself.
  private init(
    _ text: ImportedText, _ version: String, of essay: String, _ path: String, _ listing: VersionListing
  ) {
    let versionPath = ImportPlan.path(ofVersion: version, of: essay)
    let matter = yamlLines([
      ("title", text.title), ("author", text.byline), ("deck", text.deck), ("author-note", text.authorNote),
      ("credit", text.credit),
    ])
    let body = (matter.isEmpty ? "" : "---\n\(matter)---\n\n") + text.markdown
    let version = "version “\(version)” of the essay “\(essay)”"
    let (edited, remark): ([SiteFile], String) =
      switch listing {
      case .listed: ([], "  version: listed in \(path) already, which was left as it is")
      case .inserted(let yaml): ([file(path, bytes: yaml)], "  version: added to the list in \(path)")
      case .byHand(let item): ([], "  version: please add it to the versions in \(path):\n\(item.dropLast())")
      }
    files = [file(versionPath, body)] + edited
    report = lines(
      ["imported \(version)", "  " + text.measure(versionPath)]
        + text.findings(with: text.byline, in: versionPath)
        + [remark])
  }
}

private func file(_ path: String, _ text: String) -> SiteFile { file(path, bytes: Array(text.utf8)) }

private func file(_ path: String, bytes: [UInt8]) -> SiteFile {
  do throws(PathFault) {
    return SiteFile(path: try SitePath.validating(path), bytes: bytes)
  } catch {
    preconditionFailure("valid ids make valid paths, but \(error)")
  }
}

private func lines(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

extension ImportedText {
  /// “text: 12 paragraphs and 1200 words, in …”.
  fileprivate func measure(_ path: String) -> String {
    "text: \(counted(paragraphCount, "paragraph")) and \(counted(wordCount, "word")), in \(path)"
  }

  /// What was recognised, and the file that now says it.
  fileprivate func findings(with author: String?, in path: String) -> [String] {
    let found = [
      (isTitleRepeated ? "title, which stood there twice" : "title", title), ("deck", deck),
      ("author", author),
      ("author-note", authorNote), ("credit", credit),
    ]
    return found.compactMap { name, value in value.map { "  \(name): “\($0.displayed)”, in \(path)" } }
  }
}

/// Why a word cannot name an essay or a version, as a clause; `nil` where it can.
package func reason(againstID id: String) -> String? {
  let parts = id.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  let isPlain = parts.allSatisfy { part in
    !part.isEmpty
      && part.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }
  guard isPlain else { return "an id has small letters and digits, with single hyphens in between" }
  if id.utf8.count > 80 { return "an id has at most 80 letters" }
  if ["index", "notes", "earlier", "changes", "compare"].contains(id) {
    return "that name is taken by a page that each essay has"
  }
  return nil
}

extension Diagnostic {
  fileprivate static func isEmpty(_ path: String) -> Diagnostic {
    .error("import.empty", "there is no text to import", in: path)
  }

  fileprivate static func isOneParagraph(_ path: String) -> Diagnostic {
    .warning(
      "import.one-paragraph", "the text has no empty line, so all of it is one paragraph", in: path,
      fixes: [Fix("put an empty line between paragraphs, and import it again with “--force”")])
  }
}
