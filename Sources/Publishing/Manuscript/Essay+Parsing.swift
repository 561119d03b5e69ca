import Commentary
import Diagnostics
import Markup
import Records

extension Essay {
  static func parsingAll(
    _ files: SourceFiles, settings: SiteSettings, since stamp: Stamp, recalling past: Recollection
  ) async -> [Stamped<Diagnosed<Essay?>>] {
    let folder = "Content/essays/"
    let ids = files.paths(under: "Content/essays").compactMap { path -> String? in
      let rest = path.dropFirst(folder.count)
      return rest.firstIndex(of: "/").map { String(rest[..<$0]) }
    }
    var unique: [String] = []
    for id in ids where unique.last != id { unique.append(id) }
    return await concurrentMap(unique) { id in
      let own = Stamp(of: Array(files.below(folder + id)))
      return await past.recall("essay \(id)", from: [stamp, own]) {
        await parsing(id, files: files, settings: settings)
      }
    }
  }

  /// The stamps of what others need to know of each essay.
  static func faces(of essays: [Stamped<Diagnosed<Essay?>>], recalling past: Recollection) -> [String: Stamp]
  {
    var stamps: [String: Stamp] = [:]
    for parsed in essays where past.hasUse {
      guard let essay = parsed.value.value else { continue }
      stamps[essay.id] =
        past.settled("face of \(essay.id)", from: [parsed.stamp]) { EssayFace(essay) }.stamp
    }
    return stamps
  }

  private static func parsing(
    _ id: String, files: SourceFiles, settings: SiteSettings
  ) async -> Diagnosed<Essay?> {
    let folder = "Content/essays/\(id)"
    var findings: [Diagnostic] = []
    guard files["\(folder)/essay.yaml"] != nil else {
      let misnamed = files["\(folder)/essay.yml"] != nil
      return Diagnosed(nil, [.essayIsMissing("\(folder)/essay.yaml", isMisnamed: misnamed)])
    }
    guard let source = Manuscript.read("\(folder)/essay.yaml", of: files, into: &findings),
      let essay = EssaySettings.parsing(source, siteLanguage: settings.language).unwrapped(into: &findings)
    else { return Diagnosed(nil, findings) }
    let ledger = EssayLedger.reading(folder, of: files).unwrapped(into: &findings)
    async let remarks = CommentaryFile.parsingAll(
      in: folder, of: files, kinds: settings.kinds, versions: essay.versions.map(\.id))
    let versions = essay.versions.compactMap { version in
      Version.parsing(
        version, at: "\(folder)/\(version.id).md", files: files, recorded: ledger.ledger.texts[version.id]
      ).unwrapped(into: &findings)
    }
    findings +=
      repeatedVersions(essay.versions) + strayFiles(in: folder, files: files, versions: essay.versions)
    let commentaries = await remarks.unwrapped(into: &findings)
    let notes = commentaries.flatMap(\.notes)
    findings += CommentaryFile.duplicates(among: notes)
    return Diagnosed(
      Essay(
        id: id, settings: essay, versions: versions, commentaries: commentaries, notes: notes,
        ledger: ledger),
      findings)
  }

  private static func repeatedVersions(_ versions: [EssaySettings.Version]) -> [Diagnostic] {
    var seen: Set<String> = []
    return versions.filter { !seen.insert($0.id).inserted }.map { .versionRepeats($0.id, at: $0.range) }
  }

  private static func strayFiles(
    in folder: String, files: SourceFiles, versions: [EssaySettings.Version]
  ) -> [Diagnostic] {
    let known = Set(
      versions.map { "\(folder)/\($0.id).md" } + ["\(folder)/essay.yaml"]
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
      return .fileIsNoVersion(path, hint: suggestion(for: name, among: versions.map(\.id)))
    }
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

extension Version {
  /// `nil` without a finding where an optional version is not there.
  static func parsing(
    _ settings: EssaySettings.Version, at path: String, files: SourceFiles, recorded: RecordedText?
  ) -> Diagnosed<Version?> {
    guard files[path] != nil else {
      return Diagnosed(nil, settings.isOptional ? [] : [.versionIsMissing(settings, path: path)])
    }
    var findings: [Diagnostic] = []
    guard let source = Manuscript.read(path, of: files, into: &findings) else {
      return Diagnosed(nil, findings)
    }
    let (record, offset) = FrontMatter.splitting(source).unwrapped(into: &findings)
    let frontMatter = record.map { VersionFrontMatter.parsing($0).unwrapped(into: &findings) }
    let document = Document.parsing(source, from: offset).unwrapped(into: &findings)
    if document.blocks.isEmpty, !findings.hasErrors {
      findings.append(.versionIsEmpty(settings.id, in: path))
    }
    return Diagnosed(
      Version(
        settings: settings, frontMatter: frontMatter ?? VersionFrontMatter(), document: document,
        recorded: recorded),
      findings)
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
