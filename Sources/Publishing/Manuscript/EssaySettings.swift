import Commentary
import Diagnostics
import Records

/// What `essay.yaml` says of one work.
struct EssaySettings: Sendable {
  /// One text of the essay, in the order in which readers are offered it.
  struct Version: Sendable {
    let id: String
    let label: String
    let description: String?
    let language: String
    /// Whether the site builds without its file, as where readers import it themselves.
    let isOptional: Bool
    /// What it is an earlier text of; `nil` for a present one.
    let revision: Revision?
    let range: SourceRange
  }

  /// A text that was kept before an edit.
  struct Revision: Sendable {
    /// The id of the version that it was.
    let version: String
    let date: CalendarDate
    let range: SourceRange
  }

  let title: String
  let author: String?
  let authorNote: String?
  let published: CalendarDate?
  /// The id of the essay itself among the sources.
  let source: String?
  let sourceRange: SourceRange
  let rights: String?
  let deck: String?
  let credit: String?
  let language: String
  let formerIDs: [String]
  let versions: [Version]
}

extension EssaySettings {
  static func parsing(_ source: SourceText, siteLanguage: String) -> Diagnosed<EssaySettings?> {
    let parsed = Record.readingYAML(source)
    guard let record = parsed.value else { return Diagnosed(nil, parsed.diagnostics) }
    var fields = FieldReader(record, of: "essay.yaml")
    let title = fields.requiredString("title")
    let language = fields.language() ?? siteLanguage
    let versions = fields.list("versions", of: "a version") { Version(&$0, language: language) }
    let settings = EssaySettings(
      title: title ?? "", author: fields.string("author"), authorNote: fields.string("author-note"),
      published: fields.date("published"), source: fields.string("source"),
      sourceRange: fields.range(of: "source"), rights: fields.string("rights"), deck: fields.string("deck"),
      credit: fields.string("credit"), language: language,
      formerIDs: fields.formerIDs(rule: "essay.former-id"),
      versions: versions.compactMap(\.self))
    var findings = parsed.diagnostics + fields.finish()
    if versions.isEmpty { findings.append(.hasNoVersions(record.range)) }
    let present = settings.versions.filter { $0.revision == nil }.map(\.id)
    for case let revision? in settings.versions.map(\.revision) where !present.contains(revision.version) {
      findings.append(.isRevisionOfNone(revision, among: present))
    }
    return Diagnosed(title == nil ? nil : settings, findings)
  }
}

extension EssaySettings.Version {
  /// `nil` where the id is missing, which the reader has noted.
  fileprivate init?(_ fields: inout FieldReader, language: String) {
    let label = fields.string("label")
    description = fields.string("description")
    self.language = fields.language() ?? language
    isOptional = fields.bool("optional") ?? false
    revision =
      fields.mapping("revision", of: "a revision") { fields in
        let date = fields.date("date")
        if date == nil, !fields.has("date") { fields.findings.append(.lacksDate(fields.range)) }
        let range = fields.range(of: "of")
        guard let version = fields.requiredString("of"), let date else { return nil }
        return EssaySettings.Revision(version: version, date: date, range: range)
      } ?? nil
    range = fields.range(of: "id")
    guard let id = fields.requiredString("id") else { return nil }
    self.id = id
    self.label = label ?? id
  }
}

/// What the front matter of a version's file says in place of `essay.yaml`.
struct VersionFrontMatter: Sendable {
  var title: String?
  var author: String?
  var deck: String?
  var authorNote: String?
  var credit: String?

  static func parsing(_ record: Record) -> Diagnosed<VersionFrontMatter> {
    var fields = FieldReader(record, of: "a version’s front matter")
    let settings = VersionFrontMatter(
      title: fields.string("title"), author: fields.string("author"), deck: fields.string("deck"),
      authorNote: fields.string("author-note"), credit: fields.string("credit"))
    return Diagnosed(settings, fields.finish())
  }
}

extension Diagnostic {
  fileprivate static func lacksDate(_ range: SourceRange) -> Diagnostic {
    .error("essay.revision-date", "a revision says the date on which its text was kept", at: range)
  }

  fileprivate static func isRevisionOfNone(
    _ revision: EssaySettings.Revision, among versions: [String]
  ) -> Diagnostic {
    .error(
      "essay.revision-of",
      "no present version is called “\(revision.version)”\(suggestion(for: revision.version, among: versions))",
      at: revision.range)
  }

  fileprivate static func hasNoVersions(_ range: SourceRange) -> Diagnostic {
    .error(
      "essay.no-versions", "the essay lists no version", at: range,
      fixes: [Diagnostic.Fix("add `versions:` with at least one `- id: NAME`, and the text as NAME.md")])
  }
}
