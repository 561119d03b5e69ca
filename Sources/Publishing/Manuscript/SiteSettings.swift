import Commentary
import Diagnostics
import Records

/// What `Content/site.yaml` says.
struct SiteSettings: Sendable {
  let title: String
  let subtitle: String?
  /// A BCP 47 tag.
  let language: String
  /// The address the site is published at, ending in `/`; `nil`: no absolute address is written anywhere.
  let address: String?
  /// What the ids of the feed are made from in place of the address.
  let id: String?
  let authors: [String]
  let rawHTML: HTMLRenderer.RawHTML
  let kinds: [Kind]
  /// Below this score (0…1) the words of a note are lost in a text that was edited.
  let anchorFloor: Double

  static let path = "Content/site.yaml"

  func kind(_ id: String) -> Kind? { kinds.first { $0.id == id } }

  var entryKinds: [Kind] { kinds.filter { $0.folder != nil } }
}

extension SiteSettings {
  static func parsing(_ source: SourceText, options: BuildOptions) -> Diagnosed<SiteSettings?> {
    let parsed = Record.readingYAML(source)
    guard let record = parsed.value else { return Diagnosed(nil, parsed.diagnostics) }
    var fields = FieldReader(record, of: "site.yaml")
    let title = fields.requiredString("title")
    let subtitle = fields.string("subtitle")
    let language = fields.language() ?? "en"
    let written = fields.string("address")
    let addressRange = fields.range(of: "address")
    let id = fields.string("id")
    let authors = fields.strings("authors")
    let rawHTML = fields.choice("html", of: HTMLRenderer.RawHTML.self) ?? .escape
    let floor = fields.number("anchor-floor", in: 0...1) ?? Relocator.defaultFloor
    var findings = parsed.diagnostics
    let kinds = fields.fields("kinds").compactMap { Kind.parsing($0).unwrapped(into: &findings) }
    findings += fields.finish()
    findings += clashes(among: kinds, at: record.range)
    let address = (options.baseURL ?? written).flatMap { text in
      normalizedAddress(text, at: options.baseURL == nil ? addressRange : nil).unwrapped(into: &findings)
    }
    guard let title else { return Diagnosed(nil, findings) }
    return Diagnosed(
      SiteSettings(
        title: title, subtitle: subtitle, language: language, address: address, id: id,
        authors: authors, rawHTML: rawHTML, kinds: kinds, anchorFloor: floor),
      findings)
  }

  /// An absolute http or https address that ends in a slash.
  private static func normalizedAddress(_ text: String, at range: SourceRange?) -> Diagnosed<String?> {
    if let reason = reasonAgainst(siteAddress: text) {
      return Diagnosed(nil, [.isNoAddress(text, reason, at: range)])
    }
    return Diagnosed(text.hasSuffix("/") ? text : text + "/", [])
  }

  private static func clashes(among kinds: [Kind], at range: SourceRange) -> [Diagnostic] {
    var seen: Set<String> = []
    return kinds.compactMap(\.folder).filter { !seen.insert($0).inserted }.map {
      .folderIsShared($0, at: range)
    }
  }
}

extension Kind {
  static func parsing(_ field: Records.Field) -> Diagnosed<Kind?> {
    guard isIdentifier(field.key), !reservedSchemes.contains(field.key) else {
      return Diagnosed(nil, [.isNoKindName(field.key, at: field.keyRange)])
    }
    var fields = FieldReader(field.value, of: "the kind “\(field.key)”")
    let label = fields.requiredString("label")
    let plural = fields.string("plural")
    let folder = fields.string("folder")
    let folderRange = fields.range(of: "folder")
    let margin = fields.choice("margin", of: Margin.self) ?? .right
    let line = fields.choice("line", of: Line.self) ?? .dotted
    let order = fields.choice("order", of: Order.self) ?? .title
    let shown = fields.mapping("fields", of: "the fields of a kind") { reader in
      reader.fields.compactMap { field in reader.string(field.key).map { Field(key: field.key, label: $0) } }
    }
    var findings = fields.finish()
    if let folder, !isIdentifier(folder) || reservedFolders.contains(folder) {
      findings.append(.isNoFolder(folder, at: folderRange))
    }
    guard let label else { return Diagnosed(nil, findings) }
    return Diagnosed(
      Kind(
        id: field.key, label: label, plural: plural ?? label + "s", margin: margin, line: line,
        folder: folder,
        fields: shown ?? [], order: order),
      findings)
  }

  /// Names that links use for something else.
  private static let reservedSchemes: Set<String> = [
    "note", "source", "essay", "http", "https", "mailto", "tel",
  ]
  /// Folders of `Content` and of the output with a meaning of their own.
  private static let reservedFolders: Set<String> = ["essays", "pages", "assets"]

  /// Lower-case ASCII letters, digits and hyphens, beginning with a letter.
  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
  }
}

extension Diagnostic {
  fileprivate static func isNoAddress(_ text: String, _ reason: String, at range: SourceRange?) -> Diagnostic
  {
    let summary = "“\(text)” is no address a site can have; \(reason)"
    guard let range else { return Diagnostic(.error, "site.address", summary, place: .nowhere) }
    return .error("site.address", summary, at: range)
  }

  fileprivate static func isNoKindName(_ name: String, at range: SourceRange) -> Diagnostic {
    .error(
      "site.kind-name",
      "“\(name)” cannot name a kind; use lower-case letters, digits and hyphens, and no name that links use already",
      at: range)
  }

  fileprivate static func isNoFolder(_ name: String, at range: SourceRange) -> Diagnostic {
    .error(
      "site.kind-folder",
      "“\(name)” cannot be the folder of a kind; use lower-case letters, digits and hyphens, not essays, pages or assets",
      at: range)
  }

  fileprivate static func folderIsShared(_ folder: String, at range: SourceRange) -> Diagnostic {
    .error("site.kind-folder", "two kinds share the folder “\(folder)”; give each its own", at: range)
  }
}
