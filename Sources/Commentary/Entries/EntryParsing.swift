package import Diagnostics
import Markup
import Records

extension Entry {
  /// Reads an entry from its file; its id is the file's name.
  ///
  /// `kinds` are the ids of all kinds, for links by name. There is no entry where the title is missing or the
  /// name cannot be an id. The body of one that is known to have nothing wrong is parsed when somebody asks for it.
  package static func parsing(
    _ source: SourceText, kind: Kind, kinds: [String], isKnown: Bool = false
  ) -> Diagnosed<Entry?> {
    var findings: [Diagnostic] = []
    let (record, bodyOffset) = FrontMatter.splitting(source).unwrapped(into: &findings)
    let body = isKnown ? nil : Document.parsing(source, from: bodyOffset).unwrapped(into: &findings)
    let id = fileName(of: source.path)
    let fault = faultOfID(id)
    if let fault { findings.append(.isNoID(id, fault, in: source.path)) }
    guard let record else {
      if findings.isEmpty { findings.append(.hasNoFrontMatter(kind, at: source.line(1))) }
      return Diagnosed(nil, findings)
    }
    var reader = FieldReader(record, of: "a “\(kind.id)”")
    let head = Head(&reader, kind: kind, kinds: kinds)
    findings += reader.finish()
    guard let title = head.title, fault == nil else { return Diagnosed(nil, findings) }
    let entry = Entry(
      name: EntryName(kind: kind.id, id: id), title: title, aliases: head.aliases,
      falseFriends: head.falseFriends, linking: head.linking, summary: head.summary, fields: head.fields,
      date: head.date, end: head.end, related: head.related, sources: head.sources, formerIDs: head.formerIDs,
      path: source.path, body: { body ?? Document.parsing(source, from: bodyOffset).value })
    return Diagnosed(entry, findings)
  }

  /// An error for each entry whose address another one has, now or before; case does not tell them apart.
  package static func duplicates(among entries: [Entry]) -> [Diagnostic] {
    var owners: [String: Entry] = [:]
    var findings: [Diagnostic] = []
    for entry in entries {
      let address = entry.name.description.lowercased()
      if let owner = owners[address] {
        findings.append(.sharesAddress(entry, owner))
      } else {
        owners[address] = entry
      }
    }
    for entry in entries {
      for id in entry.formerIDs {
        let address = EntryName(kind: entry.name.kind, id: id).description.lowercased()
        if let owner = owners[address] { findings.append(.isTaken(id, entry, by: owner)) }
        owners[address] = owners[address] ?? entry
      }
    }
    return findings
  }

  private static func fileName(of path: String) -> String {
    let last =
      path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? path.utf8[...]
    let name = Array(last)
    let suffix = Array(".md".utf8)
    let stem = name.count > 3 && name.suffix(3) == suffix[...] ? name.dropLast(3) : name[...]
    return String(decoding: stem, as: UTF8.self)
  }
}

/// The front matter of an entry.
private struct Head {
  let title: String?
  let aliases: [String]
  let falseFriends: [String]
  let linking: Entry.Linking
  let summary: String
  let date: CalendarDate?
  let end: CalendarDate?
  private(set) var related: [EntryName] = []
  let sources: [String]
  let formerIDs: [String]
  private(set) var fields: [(field: Kind.Field, value: String)] = []

  init(_ reader: inout FieldReader, kind: Kind, kinds: [String]) {
    title = reader.requiredString("title")
    aliases = reader.strings("aliases")
    falseFriends = reader.strings("not")
    linking = reader.choice("link", of: Entry.Linking.self) ?? .first
    summary = reader.string("summary") ?? ""
    date = reader.date("date")
    end = reader.date("end")
    sources = reader.strings("sources")
    for name in reader.strings("related") {
      if case .entry(let target) = LinkTarget.parsing(name, kinds: kinds) {
        related.append(target)
      } else {
        reader.findings.append(.namesNoEntry(name, kind, at: reader.range(of: "related")))
      }
    }
    formerIDs = reader.formerIDs(rule: "entry.former-id")
    for field in kind.fields {
      let isDate = field.key == "date" || field.key == "end"
      let value =
        isDate ? reader.record(field.key)?.writtenText : reader.strings(field.key).joined(separator: ", ")
      if let value, !value.isEmpty { fields.append((field, value)) }
    }
    if let date, let end, end < date { reader.findings.append(.endsEarly(at: reader.range(of: "end"))) }
    if end != nil, date == nil { reader.findings.append(.endsWithoutBeginning(at: reader.range(of: "end"))) }
  }
}

extension Record {
  fileprivate var writtenText: String? {
    if case .scalar(let scalar) = content { scalar.text } else { nil }
  }
}

extension Diagnostic {
  fileprivate static func isNoID(_ id: String, _ fault: String, in path: String) -> Diagnostic {
    .error("entry.id", "the file name gives the id “\(id)”, but \(fault); rename the file", in: path)
  }

  fileprivate static func hasNoFrontMatter(_ kind: Kind, at range: SourceRange) -> Diagnostic {
    .error(
      "entry.no-front-matter",
      "a “\(kind.id)” begins with front matter, between two lines “---”, that has at least a “title”",
      at: range)
  }

  fileprivate static func namesNoEntry(_ name: String, _ kind: Kind, at range: SourceRange) -> Diagnostic {
    .error(
      "entry.related", "“\(name)” names no entry; write its kind and id, as in “\(kind.id):\(slug(name))”",
      at: range)
  }

  fileprivate static func endsEarly(at range: SourceRange) -> Diagnostic {
    .error("entry.dates", "“end” is earlier than “date”", at: range)
  }

  fileprivate static func endsWithoutBeginning(at range: SourceRange) -> Diagnostic {
    .error("entry.dates", "there is an “end” but no “date”; write when it began", at: range)
  }

  fileprivate static func sharesAddress(_ entry: Entry, _ owner: Entry) -> Diagnostic {
    let other = owner.path
    return .error(
      "entry.collision", "“\(entry.name)” and “\(owner.name)” would have one address; rename one file",
      in: entry.path, notes: [Note("the other one", in: other)])
  }

  fileprivate static func isTaken(_ id: String, _ entry: Entry, by owner: Entry) -> Diagnostic {
    .error(
      "entry.former-id", "the former id “\(id)” belongs to “\(owner.name)”; it cannot lead to both",
      in: entry.path, notes: [Note("that entry", in: owner.path)])
  }
}
