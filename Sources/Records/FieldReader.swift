package import Diagnostics

/// Takes the keys of a mapping one by one, says what is wrong with a value, and at the end which keys nobody
/// wanted.
///
///     var fields = FieldReader(record, of: "an entry")
///     let title = fields.requiredString("title")
///     findings += fields.finish()
///
/// A key without a value (`key:`, `~`, `null`) counts as absent. A reader that found a value wrong returns what
/// it returns for an absent one, and has an error in `findings`.
package struct FieldReader {
  /// What the mapping describes, with its article: “an entry”.
  package let subject: String
  /// Where the mapping stands.
  package let range: SourceRange
  /// What was found wrong so far; a caller may add to it.
  package var findings: [Diagnostic] = []
  /// The fields as written, wanted or not.
  package let fields: [Field]
  private var wanted: [String] = []
  private let isMapping: Bool

  /// Starts with the fields of `record`, which has to be a mapping; if it is not, that is the only finding.
  package init(_ record: Record, of subject: String) {
    self.subject = subject
    range = record.range
    fields = record.fields ?? []
    isMapping = record.fields != nil
    if !isMapping { findings.append(.isNotMapping(record, subject)) }
  }

  /// The value of a key as it stands, or `nil` if it is absent; the key counts as wanted from now on.
  package mutating func record(_ key: String) -> Record? {
    if !wanted.contains(key) { wanted.append(key) }
    guard let value = field(key)?.value, !value.isNull else { return nil }
    return value
  }

  /// Likewise, with an error where it is absent.
  package mutating func requiredRecord(_ key: String) -> Record? {
    let value = record(key)
    if value == nil && isMapping { findings.append(.lacksKey(key, self)) }
    return value
  }

  /// Where the value of a key stands; if there is none, its key; if the key is absent, the mapping's first line.
  package func range(of key: String) -> SourceRange {
    guard let field = field(key) else { return firstLine }
    return field.value.range.offsets.isEmpty ? field.keyRange : field.value.range
  }

  /// Where a key stands, or the mapping's first line if it is absent.
  package func keyRange(of key: String) -> SourceRange { field(key)?.keyRange ?? firstLine }

  /// Whether the key is written and has a value; it does not count as wanted by this.
  package func has(_ key: String) -> Bool { field(key).map { !$0.value.isNull } ?? false }

  /// The fields that nobody has asked for so far, in the order written.
  package var unwanted: [Field] { fields.filter { !wanted.contains($0.key) } }

  /// All findings, and an error for each key that nobody asked for, with near misses among those asked for.
  package func finish() -> [Diagnostic] {
    findings + unwanted.map { .isUnknownKey($0, subject, among: wanted) }
  }

  private func field(_ key: String) -> Field? { fields.first { $0.key == key } }

  /// A message about the whole need not underline all of it.
  private var firstLine: SourceRange {
    let bytes = range.source.utf8[range.offsets]
    return range.source.range(range.offsets.lowerBound..<(bytes.firstIndex(of: 0x0A) ?? bytes.endIndex))
  }
}

extension Diagnostic {
  fileprivate static func isNotMapping(_ record: Record, _ subject: String) -> Diagnostic {
    .error(
      "record.not-a-mapping", "\(subject) is a mapping of keys to values, not \(record.shape)",
      at: record.range)
  }

  fileprivate static func lacksKey(_ key: String, _ reader: FieldReader) -> Diagnostic {
    .error("record.missing-key", "“\(key)” is missing in \(reader.subject)", at: reader.range(of: key))
  }

  fileprivate static func isUnknownKey(_ field: Field, _ subject: String, among names: [String]) -> Diagnostic
  {
    let remedy = suggestion(for: field.key, among: names)
    return .error(
      "record.unknown-key", "unknown key “\(field.key)” in \(subject)\(remedy)", at: field.keyRange)
  }
}
