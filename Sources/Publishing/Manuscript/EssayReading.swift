import Commentary
import Diagnostics
import Markup
import Records

/// How an essay is read from the files of its folder: all of them at once, or each when it is asked for.
struct EssayReading: Sendable {
  let id: String
  /// Those of its folder.
  let files: SourceFiles
  let settings: SiteSettings

  private var folder: String { "Content/essays/\(id)" }

  /// The essay, with everything there is to say about its files.
  func parsed() async -> Diagnosed<Essay?> {
    var findings: [Diagnostic] = []
    guard let essay = essaySettings.unwrapped(into: &findings) else { return Diagnosed(nil, findings) }
    let ledger = EssayLedger.reading(folder, of: files).unwrapped(into: &findings)
    async let remarks = commentaries(of: essay)
    let versions = present(essay).compactMap { version in
      content(of: version, recorded: ledger).unwrapped(into: &findings).map {
        Version(settings: version, path: path(of: version), content: Once(made: $0))
      }
    }
    let changes = versions.compactMap { version in version.change.map { (version.settings.id, $0) } }
    findings += absentVersions(essay) + repeatedVersions(essay) + strayFiles(essay)
    let commentaries = await remarks.unwrapped(into: &findings)
    findings += CommentaryFile.duplicates(among: commentaries.flatMap(\.notes))
    return Diagnosed(
      Essay(
        id: id, settings: essay, versions: versions,
        commentaryPaths: commentaries.map(\.document.source.path),
        commentaries: Once(made: commentaries),
        ledger: Once(made: ledger.sharing(Dictionary(uniqueKeysWithValues: changes)))),
      findings)
  }

  /// The essay, of whose files a build has said that nothing is wrong with them and has put down the settings.
  func unparsed(_ facts: InkReader) -> Essay? {
    var reader = facts
    guard let file = Manuscript.read("\(folder)/essay.yaml", of: files),
      let essay = EssaySettings(printed: &reader, of: file), reader.isAtEnd
    else { return nil }
    let ledger = Once { [files, folder] in EssayLedger.reading(folder, of: files).value }
    let versions = present(essay).map { version in
      Version(
        settings: version, path: path(of: version),
        content: Once {
          guard let content = content(of: version, recorded: ledger.value).value else {
            preconditionFailure("a text that was read before can be read")
          }
          return content
        })
    }
    return Essay(
      id: id, settings: essay, versions: versions, commentaryPaths: files.commentaryPaths(in: folder),
      commentaries: Once { commentaries(of: essay).value }, ledger: ledger)
  }

  private var essaySettings: Diagnosed<EssaySettings?> {
    let path = "\(folder)/essay.yaml"
    guard files.has(path) else {
      let misnamed = files.has("\(folder)/essay.yml")
      return Diagnosed(nil, [.essayIsMissing(path, isMisnamed: misnamed)])
    }
    var findings: [Diagnostic] = []
    let essay = Manuscript.read(path, of: files, into: &findings).flatMap {
      EssaySettings.parsing($0, siteLanguage: settings.language).unwrapped(into: &findings)
    }
    return Diagnosed(essay, findings)
  }

  private func path(of version: EssaySettings.Version) -> String { "\(folder)/\(version.id).md" }

  /// The versions whose files are there, each once.
  private func present(_ essay: EssaySettings) -> [EssaySettings.Version] {
    var seen: Set<String> = []
    return essay.versions.filter { seen.insert($0.id).inserted && files.has(path(of: $0)) }
  }

  private func content(
    of version: EssaySettings.Version, recorded ledger: EssayLedger
  ) -> Diagnosed<VersionContent?> {
    VersionContent.reading(
      version, at: path(of: version), of: files, recorded: ledger.ledger.texts[version.id])
  }

  private func commentaries(of essay: EssaySettings) -> Diagnosed<[CommentaryFile]> {
    CommentaryFile.parsingAll(
      in: folder, of: files, kinds: settings.kinds, versions: essay.versions.map(\.id))
  }
}

/// What is wrong with the files of the folder as such.
extension EssayReading {
  private func absentVersions(_ essay: EssaySettings) -> [Diagnostic] {
    essay.versions.filter { !$0.isOptional && !files.has(path(of: $0)) }
      .map { .versionIsMissing($0, path: path(of: $0)) }
  }

  private func repeatedVersions(_ essay: EssaySettings) -> [Diagnostic] {
    var seen: Set<String> = []
    return essay.versions.filter { !seen.insert($0.id).inserted }.map { .versionRepeats($0.id, at: $0.range) }
  }

  private func strayFiles(_ essay: EssaySettings) -> [Diagnostic] {
    let known = Set(
      essay.versions.map(path) + ["\(folder)/essay.yaml"]
        + EssayLedger.Scope.allCases.map { "\(folder)/\($0.rawValue)" })
    return files.paths(under: folder).compactMap { path in
      if known.contains(path) { return nil }
      let names = path.dropFirst(folder.count + 1).split(separator: "/").map(String.init)
      guard names.count == 1 else {
        let isCommentary = names[0] == "commentary"
        if isCommentary && path.hasSuffix(".md") { return nil }
        return .fileIsNoCommentary(
          path,
          hint: isCommentary
            ? "; commentaries end in “.md”" : suggestion(for: names[0], among: ["commentary"]))
      }
      let name = names[0].split(separator: ".").first.map(String.init) ?? path
      return .fileIsNoVersion(path, hint: suggestion(for: name, among: essay.versions.map(\.id)))
    }
  }
}

extension VersionContent {
  /// `nil` where the file is no text.
  static func reading(
    _ version: EssaySettings.Version, at path: String, of files: SourceFiles, recorded: RecordedText?
  ) -> Diagnosed<VersionContent?> {
    var findings: [Diagnostic] = []
    guard let source = Manuscript.read(path, of: files, into: &findings) else {
      return Diagnosed(nil, findings)
    }
    let (record, offset) = FrontMatter.splitting(source).unwrapped(into: &findings)
    let frontMatter = record.map { VersionFrontMatter.parsing($0).unwrapped(into: &findings) }
    let document = Document.parsing(source, from: offset).unwrapped(into: &findings)
    if document.blocks.isEmpty, !findings.hasErrors {
      findings.append(.versionIsEmpty(version.id, in: path))
    }
    return Diagnosed(
      VersionContent(
        frontMatter: frontMatter ?? VersionFrontMatter(), document: document, recorded: recorded),
      findings)
  }
}

extension CommentaryFile {
  /// The commentaries of an essay, by its folder.
  static func parsingAll(
    in folder: String, of files: SourceFiles, kinds: [Kind], versions: [String]
  ) -> Diagnosed<[CommentaryFile]> {
    var findings: [Diagnostic] = []
    let commentaries = files.commentaryPaths(in: folder).compactMap { path in
      Manuscript.read(path, of: files, into: &findings).map {
        CommentaryFile.parsing($0, kinds: kinds, versions: versions).unwrapped(into: &findings)
      }
    }
    return Diagnosed(commentaries, findings)
  }
}

extension SourceFiles {
  /// The paths of the commentaries in an essay's folder.
  func commentaryPaths(in folder: String) -> [String] {
    paths(under: "\(folder)/commentary").filter { $0.hasSuffix(".md") }
  }
}

extension Diagnostic {
  fileprivate static func essayIsMissing(_ path: String, isMisnamed: Bool) -> Diagnostic {
    .error(
      "essay.missing", "an essay’s folder needs an essay.yaml", in: path,
      fixes: [
        Fix(
          isMisnamed
            ? "rename “essay.yml”: gloss reads “essay.yaml”"
            : "write one with at least `title:` and `versions:`, or move the folder away")
      ])
  }

  fileprivate static func versionIsMissing(_ version: EssaySettings.Version, path: String) -> Diagnostic {
    .error(
      "essay.version-missing", "the version “\(version.id)” has no text; “\(path)” does not exist",
      at: version.range,
      fixes: [Fix("write the file, or add `optional: true` where readers import it themselves")])
  }

  fileprivate static func versionRepeats(_ id: String, at range: SourceRange) -> Diagnostic {
    .error("essay.version-repeated", "the version “\(id)” is listed twice", at: range)
  }

  fileprivate static func versionIsEmpty(_ id: String, in path: String) -> Diagnostic {
    .warning("essay.version-empty", "the version “\(id)” has no text yet", in: path)
  }

  fileprivate static func fileIsNoCommentary(_ path: String, hint: String) -> Diagnostic {
    .warning("essay.stray-file", "nothing reads this file\(hint)", in: path)
  }

  fileprivate static func fileIsNoVersion(_ path: String, hint: String) -> Diagnostic {
    .warning(
      "essay.stray-file", "essay.yaml lists no version of this name, so nothing reads it\(hint)", in: path)
  }
}
