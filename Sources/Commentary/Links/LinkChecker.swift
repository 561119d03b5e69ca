import Diagnostics
import Markup

/// Collects what is wrong with the links of a text that are by name.
///
/// Places are asked for only where there is something to say.
struct LinkChecker {
  let names: NameTable
  let essay: String?
  private(set) var findings: [Diagnostic] = []

  init(names: NameTable, essay: String?) {
    self.names = names
    self.essay = essay
  }

  mutating func check(_ address: WrittenAddress) {
    let destination = address.destination
    if let target = LinkTarget.parsing(destination, kinds: names.kinds) {
      check(target) { address.range }
    } else {
      checkScheme(of: destination) { address.range }
    }
    checkNumber(words(of: address.words), destination) { address.range }
  }

  /// A link that calls itself “¶ 7” says a number, and its id stays with a paragraph whose number may change.
  private mutating func checkNumber(_ text: String, _ destination: String, at range: () -> SourceRange) {
    guard text.hasPrefix("¶"), let number = Int(text.dropFirst().drop(while: \.isWhitespace)),
      case .essay(let id, let version, let fragment?) = LinkTarget.parsing(destination, kinds: names.kinds)
    else { return }
    let versions = names.essay(id)?.versions.filter { version == nil || $0.id == version } ?? []
    let numbers = versions.compactMap { $0.paragraphs?[fragment] }
    guard let today = numbers.first, !numbers.contains(number) else { return }
    findings.append(.saysOtherNumber(number, fragment, today, at: range()))
  }

  mutating func check(_ target: LinkTarget, at range: () -> SourceRange) {
    switch target {
    case .entry(let name): checkEntry(name, at: range)
    case .source(let id):
      if !names.hasSource(id), !names.unread.sources {
        findings.append(.isNoSource(id, among: names.misses(.source), at: range()))
      }
    case .note(let owner, let id): checkNote(id, in: owner, at: range)
    case .essay(let id, let version, let fragment): checkEssay(id, version, fragment, at: range)
    }
  }

  private mutating func checkEntry(_ name: EntryName, at range: () -> SourceRange) {
    guard let entry = names.entry(name) else {
      guard !names.unread.entries.contains(name) else { return }
      let others = names.kinds.map { EntryName(kind: $0, id: name.id) }.filter { names.entry($0) == $0 }
      findings.append(
        .isNoEntry(name, among: names.misses(.entry(name.kind)), elsewhere: others.first, at: range()))
      return
    }
    if entry != name { findings.append(.isFormerName(name.description, entry.description, at: range())) }
  }

  private mutating func checkNote(_ id: String, in owner: String?, at range: () -> SourceRange) {
    if let owner, names.essay(owner) == nil {
      guard !names.unread.essays.contains(owner) else { return }
      findings.append(.isNoEssay(owner, among: names.misses(.essay), at: range()))
      return
    }
    let found = names.notes(id, in: owner, from: essay)
    guard let first = found.first else {
      guard names.unread.essays.isEmpty else { return }
      findings.append(.isNoNote(id, among: names.misses(.note(owner ?? essay)), at: range()))
      return
    }
    if found.count > 1 { findings.append(.isSharedNote(id, in: found.map(\.essay), at: range())) }
    guard first.note != id else { return }
    let prefix = owner.map { "note:\($0)/" } ?? "note:"
    findings.append(.isFormerName(prefix + id, prefix + first.note, at: range()))
  }

  private mutating func checkEssay(
    _ id: String, _ version: String?, _ fragment: String?, at range: () -> SourceRange
  ) {
    guard let essay = names.essay(id) else {
      guard !names.unread.essays.contains(id) else { return }
      findings.append(.isNoEssay(id, among: names.misses(.essay), at: range()))
      return
    }
    let chosen = version.map { wanted in essay.versions.first { $0.id == wanted } } ?? essay.versions.first
    guard let chosen else {
      findings.append(.isNoVersion(version ?? "", of: id, among: names.misses(.version(id)), at: range()))
      return
    }
    guard let fragment, NameTable.isParagraph(fragment) else { return }
    // Without a version the one at hand is meant, whichever that will be.
    let meant = version == nil ? essay.versions : [chosen]
    let places = meant.compactMap(\.paragraphs)
    guard places.count == meant.count, places.allSatisfy({ $0[fragment] == nil }) else { return }
    let name = version == nil ? id : "\(id)/\(chosen.id)"
    findings.append(
      .isNoPlace(
        fragment, in: name, last: places.flatMap(\.keys).compactMap(NameTable.number).max() ?? 0, at: range())
    )
  }

  /// A scheme that is none of ours and looks like one is a slip.
  private mutating func checkScheme(of destination: String, at range: () -> SourceRange) {
    guard let scheme = names.misspeltScheme(of: destination) else { return }
    findings.append(
      names.kindsOfNotes.contains(scheme)
        ? .hasNoEntries(scheme, at: range()) : .isNoKind(scheme, among: names.schemes, at: range()))
  }
}

extension Diagnostic {
  fileprivate static func isNoEntry(
    _ name: EntryName, among ids: NearMisses, elsewhere: EntryName?, at range: SourceRange
  ) -> Diagnostic {
    let remedy = elsewhere.map { "; did you mean “\($0)”?" } ?? ids.suggestion(for: name.id)
    let names = elsewhere.map { [$0.description] } ?? ids.of(name.id).map { "\(name.kind):\($0)" }
    return .error(
      "link.unknown-entry", "no \(name.kind) is called “\(name.id)”\(remedy)", at: range,
      fixes: names.count == 1 ? names.map { Fix("write “\($0)”", replacement: $0) } : [])
  }

  fileprivate static func isNoSource(_ id: String, among ids: NearMisses, at range: SourceRange) -> Diagnostic
  {
    .error("link.unknown-source", "no source has the id “\(id)”\(ids.suggestion(for: id))", at: range)
  }

  fileprivate static func isNoNote(_ id: String, among ids: NearMisses, at range: SourceRange) -> Diagnostic {
    .error("link.unknown-note", "no note has the id “\(id)”\(ids.suggestion(for: id))", at: range)
  }

  fileprivate static func isSharedNote(
    _ id: String, in essays: [String], at range: SourceRange
  ) -> Diagnostic {
    let names = essays.map { "“note:\($0)/\(id)”" }
    return .error(
      "link.ambiguous-note", "several essays have a note “\(id)”; write \(names.joined(separator: " or "))",
      at: range)
  }

  fileprivate static func isNoEssay(_ id: String, among ids: NearMisses, at range: SourceRange) -> Diagnostic
  {
    .error("link.unknown-essay", "no essay is called “\(id)”\(ids.suggestion(for: id))", at: range)
  }

  fileprivate static func isNoVersion(
    _ version: String, of essay: String, among ids: NearMisses, at range: SourceRange
  ) -> Diagnostic {
    .error(
      "link.unknown-version",
      "“\(essay)” has no version “\(version)”\(ids.suggestion(for: version))", at: range)
  }

  fileprivate static func isNoPlace(
    _ fragment: String, in version: String, last: Int, at range: SourceRange
  ) -> Diagnostic {
    .error(
      "link.unknown-place",
      last == 0
        ? "“\(version)” has no paragraph to lead to"
        : "“\(version)” has no paragraph “\(fragment)”; its last is “p\(last)”", at: range)
  }

  fileprivate static func saysOtherNumber(
    _ number: Int, _ fragment: String, _ today: Int, at range: SourceRange
  ) -> Diagnostic {
    .warning(
      "link.paragraph-number", "the link says ¶ \(number), but “\(fragment)” is ¶ \(today) by now", at: range,
      fixes: [Fix("write ¶ \(today), or the id of the paragraph that is meant")])
  }

  fileprivate static func hasNoEntries(_ kind: String, at range: SourceRange) -> Diagnostic {
    .error(
      "link.unknown-kind", "the kind “\(kind)” has no entries to lead to; it is one of notes only", at: range,
      fixes: [Fix("link to a note by `note:`, or give the kind a `folder:` in site.yaml")])
  }

  fileprivate static func isNoKind(_ scheme: String, among kinds: [String], at range: SourceRange)
    -> Diagnostic
  {
    .error(
      "link.unknown-kind", "nothing is linked by “\(scheme):”\(suggestion(for: scheme, among: kinds))",
      at: range)
  }

  fileprivate static func isFormerName(_ former: String, _ name: String, at range: SourceRange) -> Diagnostic
  {
    .warning(
      "link.former-name", "“\(former)” is now called “\(name)”", at: range,
      fixes: [Fix("write “\(name)”", replacement: name)])
  }
}
