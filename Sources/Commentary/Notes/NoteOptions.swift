import Diagnostics
import Records

/// What front matter says of a file's notes, and of single ones under `notes:`.
struct NoteOptions {
  /// What is said of one note; what is absent is taken from the file.
  struct Single {
    var id: String?
    var kind: String?
    var audience: String?
    var author: String?
    var versions: [String] = []
    var formerIDs: [String] = []
    /// The key under `notes:`.
    let key: String
    let range: SourceRange
  }

  private(set) var kind: String?
  private(set) var series: String?
  private(set) var audience: String?
  private(set) var author: String?
  private(set) var versions: [String] = []
  private(set) var singles: [Single] = []
  private(set) var findings: [Diagnostic] = []
  private let kinds: [String]
  private let declared: [String]

  /// Reads the record; kinds and versions that the site does not know are errors.
  init(_ record: Record?, kinds: [String], versions declared: [String]) {
    self.kinds = kinds
    self.declared = declared
    guard let record else { return }
    var reader = FieldReader(record, of: "a commentary")
    kind = checkedKind(in: &reader)
    series = reader.string("series")
    audience = reader.string("audience")
    author = reader.string("author")
    versions = checkedVersions(in: &reader)
    for field in reader.fields("notes") { readSingle(field) }
    findings += reader.finish()
  }

  private mutating func readSingle(_ field: Field) {
    var reader = FieldReader(field.value, of: "the options of a note")
    var single = Single(key: field.key, range: field.keyRange)
    single.id = reader.string("id")
    if let id = single.id, let fault = faultOfID(id) {
      reader.findings.append(.isNoID(id, fault, at: reader.range(of: "id")))
      single.id = nil
    }
    single.kind = checkedKind(in: &reader)
    single.audience = reader.string("audience")
    single.author = reader.string("author")
    single.versions = checkedVersions(in: &reader)
    single.formerIDs = reader.formerIDs(rule: "note.former-id")
    singles.append(single)
    findings += reader.finish()
  }

  private func checkedKind(in reader: inout FieldReader) -> String? {
    guard let kind = reader.string("kind") else { return nil }
    guard kinds.contains(kind) else {
      reader.findings.append(.isNoKind(kind, among: kinds, at: reader.range(of: "kind")))
      // A known kind stands in, lest the note be called one without a kind as well.
      return kinds.first
    }
    return kind
  }

  private func checkedVersions(in reader: inout FieldReader) -> [String] {
    reader.strings("versions").filter { version in
      let isKnown = declared.contains(version)
      if !isKnown {
        reader.findings.append(.isNoVersion(version, among: declared, at: reader.range(of: "versions")))
      }
      return isKnown
    }
  }
}

extension Diagnostic {
  fileprivate static func isNoKind(_ kind: String, among kinds: [String], at range: SourceRange) -> Diagnostic
  {
    .error(
      "note.unknown-kind", "no kind is called “\(kind)”\(suggestion(for: kind, among: kinds))", at: range)
  }

  fileprivate static func isNoVersion(
    _ version: String, among versions: [String], at range: SourceRange
  ) -> Diagnostic {
    .error(
      "note.unknown-version",
      "the essay has no version “\(version)”\(suggestion(for: version, among: versions))", at: range)
  }

  fileprivate static func isNoID(_ id: String, _ fault: String, at range: SourceRange) -> Diagnostic {
    .error("note.id", "“\(id)” is no id: \(fault)", at: range)
  }
}
