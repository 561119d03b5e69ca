import Commentary
package import Diagnostics
import HTML
import Markup
import Records

/// A reading page that an author looks at in the preview, and what of the site’s sources it takes to write beside it.
///
/// It is read from the sources anew, since only few pages are looked at at a time.
package struct OpenReading: Sendable {
  /// A file of notes that a new one can go to.
  package struct Target: Sendable, Hashable {
    package let path: String
    /// `nil` where the file is still to be made.
    package let hash: ContentHash?
    package let kind: String
    package let kindLabel: String
    package let audience: String?
  }

  /// An entry that a note can be about.
  package struct Subject: Sendable, Hashable {
    /// As links name it: `term:rota`.
    package let name: String
    package let title: String
    package let kindLabel: String
  }

  /// Where a note of the essay stands.
  package struct Place: Sendable, Hashable {
    package let note: String
    package let range: SourceRange

    /// Of its heading, from 1.
    package var line: Int { range.position.line }
  }

  let essay: String
  let version: Version
  let versions: [String]
  let kinds: [Kind]
  let commentaries: [CommentaryFile]
  /// Changes with every edit of the text that the page shows.
  package let textHash: ContentHash
  /// In the order of the essay’s files, then those to be made, in the order of the site’s kinds.
  package let targets: [Target]
  /// In the order of the site’s kinds, then of their ids.
  package let subjects: [Subject]
  package let places: [Place]

  /// Finds what stands behind a page of the output, such as `the-bell/full.html`; `nil` where that is no text that can be
  /// read, or one that is kept from an earlier day.
  package init?(of page: String, in files: SourceFiles) {
    var findings: [Diagnostic] = []
    let names = page.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard names.count == 2, names[1].hasSuffix(".html") else { return nil }
    let folder = "Content/essays/\(names[0])"
    guard
      let siteFile = Manuscript.read(SiteSettings.path, of: files, into: &findings),
      let site = SiteSettings.parsing(siteFile, options: BuildOptions()).value,
      let essayFile = Manuscript.read("\(folder)/essay.yaml", of: files, into: &findings),
      let settings = EssaySettings.parsing(essayFile, siteLanguage: site.language).value
    else { return nil }
    let present = settings.versions.filter { $0.revision == nil && files.has("\(folder)/\($0.id).md") }
    let name = names[1].dropLast(".html".count)
    guard let chosen = name == "index" ? present.first : present.first(where: { $0.id == name }) else {
      return nil
    }
    let path = "\(folder)/\(chosen.id).md"
    guard let bytes = files[path],
      let content = VersionContent.reading(chosen, at: path, of: files, recorded: nil).value
    else { return nil }
    essay = names[0]
    version = Version(settings: chosen, path: path, content: Once(made: content))
    versions = settings.versions.map(\.id)
    kinds = site.kinds
    textHash = ContentHash(of: bytes)
    commentaries =
      CommentaryFile.parsingAll(
        in: folder, of: files, kinds: site.kinds, versions: versions
      ).value
    targets = Target.all(in: folder, of: files, kinds: site.kinds)
    subjects = Subject.all(of: files, kinds: site.entryKinds)
    places = commentaries.flatMap(\.notes).map { Place(note: $0.id, range: $0.range) }
  }
}

extension OpenReading.Target {
  /// The files whose front matter says a kind, and one to be made for each kind that no file for everybody has.
  fileprivate static func all(in folder: String, of files: SourceFiles, kinds: [Kind]) -> [Self] {
    var findings: [Diagnostic] = []
    let present = files.commentaryPaths(in: folder).compactMap { path -> Self? in
      guard let source = Manuscript.read(path, of: files, into: &findings),
        let record = FrontMatter.splitting(source).value.record
      else { return nil }
      var fields = FieldReader(record, of: "a commentary")
      guard let kind = fields.string("kind").flatMap({ id in kinds.first { $0.id == id } }) else {
        return nil
      }
      return Self(
        path: path, hash: files[path].map { ContentHash(of: $0) }, kind: kind.id, kindLabel: kind.label,
        audience: fields.string("audience"))
    }
    let missing = kinds.compactMap { kind -> Self? in
      let path = "\(folder)/commentary/\(kind.id).md"
      let isThere = files.has(path) || present.contains { $0.kind == kind.id && $0.audience == nil }
      return isThere
        ? nil : Self(path: path, hash: nil, kind: kind.id, kindLabel: kind.label, audience: nil)
    }
    return present + missing
  }
}

extension OpenReading.Subject {
  fileprivate static func all(of files: SourceFiles, kinds: [Kind]) -> [Self] {
    var findings: [Diagnostic] = []
    return kinds.flatMap { kind -> [Self] in
      let folder = "Content/\(kind.folder ?? kind.id)"
      return files.paths(under: folder).filter { $0.hasSuffix(".md") }.compactMap { path in
        guard let source = Manuscript.read(path, of: files, into: &findings),
          let record = FrontMatter.splitting(source).value.record
        else { return nil }
        let id = String(path.dropLast(".md".count).split(separator: "/").last ?? "")
        var fields = FieldReader(record, of: "an entry")
        return Self(name: "\(kind.id):\(id)", title: fields.string("title") ?? id, kindLabel: kind.plural)
      }
    }
  }
}
