import Commentary
import Diagnostics
import Markup
import Records
import Templates

extension Manuscript {
  /// Parses every file; `nil` where so much is wrong that nothing could be anchored.
  static func parsing(
    _ files: SourceFiles, options: BuildOptions, recalling past: Recollection = Recollection(isKept: false)
  ) async -> Diagnosed<Manuscript?> {
    var findings: [Diagnostic] = []
    guard let siteFile = read(SiteSettings.path, of: files, into: &findings) else {
      if !files.has(SiteSettings.path) { findings.append(.siteIsMissing(misnamed: misnamed(in: files))) }
      return Diagnosed(nil, findings)
    }
    let given = [Stamp(of: options), Stamp(of: siteFile.utf8)]
    let parsed = past.recall("settings", from: given) { SiteSettings.parsing(siteFile, options: options) }
    guard let settings = parsed.value.unwrapped(into: &findings) else { return Diagnosed(nil, findings) }
    let layouts = Stamp(of: Array(files.below("Templates")))
    async let stray = strayFiles(in: files, settings: settings)
    async let settingsOfEssays = Essay.settingsStamp(in: files)
    async let paths = Stamp(of: files.files.map(\.path.text))
    async let parsedTemplates = past.recall("template library", from: [layouts]) { parseTemplates(files) }
    let ids = Essay.ids(in: files)
    let essays = await Essay.parsingAll(
      ids, of: files, settings: settings, since: parsed.stamp, recalling: past)
    let entries = await parseEntries(files, settings: settings, since: parsed.stamp, recalling: past)
    let bibliography = Stamp(of: files["Content/sources.json"] ?? [])
    let sources = past.recall("sources", from: [bibliography]) { parseSources(files) }
    let pages = ContentPage.parsingAll(files, recalling: past)
    let library = await parsedTemplates
    let templates = library.value.unwrapped(into: &findings)
    let stamps = SourceStamps(
      settings: parsed.stamp, templates: library.stamp, sources: sources.stamp,
      essays: essays.stamps { $0.id }, essaySettings: await settingsOfEssays,
      entries: entries.stamps { $0.name }, pages: pages.stamps { $0.id },
      entryFaces: Stamp(of: entries.compactMap { $0.value.value.map(EntryFace.init) }),
      essayFaces: await Essay.faces(of: essays, recalling: past),
      paths: await paths)
    let (works, terms) = (essays.unwrapped(into: &findings), entries.unwrapped(into: &findings))
    let unread = NameTable.Unread(
      entries: Set(places(of: files, settings: settings).map(\.name)).subtracting(terms.map(\.name)),
      essays: Set(ids).subtracting(works.map(\.id)),
      sources: sources.value.diagnostics.hasErrors)
    let list = sources.value.unwrapped(into: &findings)
    let ownPages = pages.unwrapped(into: &findings)
    let manuscript = Manuscript(
      settings: settings, essays: works, entries: terms, sources: list, pages: ownPages,
      templates: templates, assets: assets(of: files, recalling: past), unread: unread,
      mistaken: Set(
        essays.compactMap { $0.value.diagnostics.hasErrors ? $0.value.value?.id : nil }), stamps: stamps,
      textStamps: await TextStamps(
        of: works, terms, ownPages, kinds: settings.kinds, stamps: stamps, recalling: past))
    return Diagnosed(manuscript, findings + (await stray))
  }

  /// A file that was most likely meant to be `site.yaml`.
  private static func misnamed(in files: SourceFiles) -> String? {
    ["Content/site.yml", "Content/Site.yaml"].first { files.has($0) }
  }

  /// A file as text, or `nil` with a finding (absent files have none).
  static func read(_ path: String, of files: SourceFiles, into findings: inout [Diagnostic]) -> SourceText? {
    files[path].flatMap { SourceText.reading($0, path: path).unwrapped(into: &findings) }
  }

  /// The same for a file with which nothing is wrong.
  static func read(_ path: String, of files: SourceFiles) -> SourceText? {
    files[path].flatMap { SourceText.reading($0, path: path).value }
  }

  private static func parseTemplates(_ files: SourceFiles) -> Diagnosed<TemplateLibrary> {
    var findings: [Diagnostic] = []
    let sources = files.paths(under: "Templates").filter { $0.hasSuffix(".mustache") }
      .compactMap { read($0, of: files, into: &findings) }
    let library = TemplateLibrary.parsing(sources).unwrapped(into: &findings)
    return Diagnosed(library, findings)
  }

  private static func parseEntries(
    _ files: SourceFiles, settings: SiteSettings, since stamp: Stamp, recalling past: Recollection
  ) async -> [Stamped<Diagnosed<Entry?>>] {
    let kinds = settings.kinds.map(\.id)
    return await concurrentMap(places(of: files, settings: settings)) { kind, _, file in
      let path = file.path.text
      let inputs = [stamp, Stamp(of: file)]
      return past.recall("entry \(path)", from: inputs) {
        let name = "there is nothing wrong with \(path)"
        let isKnown = past.storedFact(name, from: inputs) ?? false
        var findings: [Diagnostic] = []
        let entry = read(path, of: files, into: &findings).flatMap {
          Entry.parsing($0, kind: kind, kinds: kinds, isKnown: isKnown).unwrapped(into: &findings)
        }
        if findings.isEmpty, !isKnown { past.storeFact(true, as: name, from: inputs) }
        return Diagnosed(entry, findings)
      }
    }
  }

  /// The files of entries, and the name that each has by its place.
  private static func places(
    of files: SourceFiles, settings: SiteSettings
  ) -> [(kind: Kind, name: EntryName, file: SiteFile)] {
    settings.entryKinds.flatMap { kind in
      let folder = "Content/\(kind.folder ?? "")"
      return files.below(folder).filter { $0.path.text.hasSuffix(".md") }.map { file in
        let id = file.path.text.dropFirst(folder.count + 1).dropLast(".md".count)
        return (kind, EntryName(kind: kind.id, id: String(id)), file)
      }
    }
  }

  private static func parseSources(_ files: SourceFiles) -> Diagnosed<[Source]> {
    var findings: [Diagnostic] = []
    let sources = read("Content/sources.json", of: files, into: &findings)
      .map { SourceList.reading($0).unwrapped(into: &findings) }
    return Diagnosed(sources ?? [], findings)
  }

  /// Files under `Templates` that are no templates, and everything under `Content/assets`.
  private static func assets(of files: SourceFiles, recalling past: Recollection) -> [Product] {
    func copied(below folder: String, to name: (String) -> Substring) -> [Product] {
      files.below(folder).filter { !$0.path.text.hasSuffix(".mustache") || folder != "Templates" }.map {
        file in
        let path = file.path.text
        return Product(
          at: "assets/" + name(path), from: [Stamp(of: file)], origin: .file(path), bytes: file.bytes)
      }
    }
    return copied(below: "Templates") { $0.dropFirst("Templates/".count) }
      + copied(below: "Content/assets") { $0.dropFirst("Content/assets/".count) }
  }

  /// Files in `Content` that nothing reads: most often a misspelt folder.
  private static func strayFiles(in files: SourceFiles, settings: SiteSettings) -> [Diagnostic] {
    let texts = settings.entryKinds.compactMap(\.folder) + ["pages"]
    let folders = texts + ["essays", "assets"]
    let places = (texts: texts.map { "Content/\($0)/" }, others: ["Content/essays/", "Content/assets/"])
    let known: Set<String> = [SiteSettings.path, "Content/sources.json"]
    return files.paths(under: "Content").compactMap { path in
      if places.others.contains(where: path.hasPrefix) || known.contains(path) { return nil }
      if places.texts.contains(where: path.hasPrefix) {
        return path.hasSuffix(".md") ? nil : .isStray(path, hint: "; the texts in this folder end in “.md”")
      }
      let folder = path.split(separator: "/").dropFirst().first.map(String.init) ?? path
      return .isStray(path, hint: suggestion(for: folder, among: folders + ["site.yaml", "sources.json"]))
    }
  }
}

extension ContentPage {
  static func parsingAll(
    _ files: SourceFiles, recalling past: Recollection
  ) -> [Stamped<Diagnosed<ContentPage?>>] {
    files.below("Content/pages").filter { $0.path.text.hasSuffix(".md") }.map { file in
      let path = file.path.text
      return past.recall("own page \(path)", from: [Stamp(of: file)]) {
        var findings: [Diagnostic] = []
        let page = Manuscript.read(path, of: files, into: &findings)
          .flatMap { parsing($0).unwrapped(into: &findings) }
        return Diagnosed(page, findings)
      }
    }
  }

  private static func parsing(_ source: SourceText) -> Diagnosed<ContentPage?> {
    var findings: [Diagnostic] = []
    let (record, offset) = FrontMatter.splitting(source).unwrapped(into: &findings)
    var title: String?
    if let record {
      var fields = FieldReader(record, of: "a page")
      title = fields.requiredString("title")
      findings += fields.finish()
    } else if !findings.hasErrors {
      findings.append(.pageHasNoTitle(source.line(1)))
    }
    let document = Document.parsing(source, from: offset).unwrapped(into: &findings)
    guard let title else { return Diagnosed(nil, findings) }
    let id = String(source.path.dropFirst("Content/pages/".count).dropLast(".md".count))
    return Diagnosed(
      ContentPage(id: id, title: title, document: document, text: PlainText(document)), findings)
  }
}

extension Diagnostic {
  fileprivate static func siteIsMissing(misnamed: String?) -> Diagnostic {
    let remedy = misnamed.map { "rename “\($0)”: gloss reads “site.yaml”" }
    return .error(
      "site.missing", "there is no “\(SiteSettings.path)” here, so this is no site", in: SiteSettings.path,
      fixes: [Fix(remedy ?? "name the site’s folder with --site, or start one with `gloss new DIR`")])
  }

  fileprivate static func isStray(_ path: String, hint: String) -> Diagnostic {
    .warning("site.stray-file", "nothing reads this file\(hint)", in: path)
  }

  fileprivate static func pageHasNoTitle(_ range: SourceRange) -> Diagnostic {
    .error(
      "page.no-title", "a page begins with front matter that has a title", at: range,
      fixes: [Fix("begin the file with the lines `---`, `title: …` and `---`")])
  }
}
