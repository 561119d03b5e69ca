import Commentary
import Diagnostics
import Records

extension Ledger {
  /// Reads a ledger, or says where it is damaged.
  ///
  /// Nothing of a damaged file is used: half of a merge would pass for what somebody agreed to.
  static func reading(_ source: SourceText) -> Diagnosed<Ledger?> {
    if let line = conflict(in: source) { return Diagnosed(nil, [.isInConflict(line)]) }
    let parsed = Record.readingJSON(source)
    guard let record = parsed.value else { return Diagnosed(nil, [.isDamaged(parsed.diagnostics, source)]) }
    var fields = FieldReader(record, of: "a ledger")
    let version = fields.integer("version")
    if let version, version > formatVersion {
      return Diagnosed(nil, [.isFromLaterVersion(fields.range(of: "version"))])
    }
    if version == nil { fields.findings.append(.lacksVersion(fields.keyRange(of: "version"))) }
    var texts: [String: RecordedText] = [:]
    for field in fields.fields("texts") {
      var reader = FieldReader(field.value, of: "a text of the ledger")
      texts[field.key] = RecordedText(&reader)
      fields.findings += reader.finish()
    }
    let findings = fields.finish()
    guard !findings.hasErrors else { return Diagnosed(nil, [.isDamaged(findings, source)]) }
    return Diagnosed(Ledger(texts: texts), [])
  }

  /// The first line that `git` left where two sides of a merge disagree.
  private static func conflict(in source: SourceText) -> SourceRange? {
    var start = 0
    for line in source.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "<<<<<<< ".utf8) { return source.range(start..<start + line.count) }
      start += line.count + 1
    }
    return nil
  }
}

extension RecordedText {
  fileprivate init(_ fields: inout FieldReader) {
    let blocks = fields.list("blocks", of: "a block") { block in
      Block(
        id: block.string("id"), formerIDs: block.strings("was"), text: block.text("text") ?? "")
    }
    let text = RecordedText(blocks: blocks, anchors: [])
    let places = RecordedPlaces(of: text)
    let anchors = fields.list("notes", of: "a note of the ledger") { note in
      let anchor = RecordedAnchor(&note, in: text, places)
      if anchor == nil, note.findings.isEmpty { note.findings.append(.isNotInText(note.range(of: "exact"))) }
      return anchor
    }
    let withheld = fields.list("withheld", of: "a withheld note") { WithheldNote(&$0) }
    self.init(blocks: blocks, anchors: anchors.compactMap(\.self), withheld: withheld.compactMap(\.self))
  }
}

extension RecordedAnchor {
  /// `nil` where the text has other words at that place.
  fileprivate init?(_ fields: inout FieldReader, in text: RecordedText, _ places: RecordedPlaces) {
    let note = fields.requiredString("note")
    let exact = fields.text("exact")
    let base = places.start(of: fields.string("in"))
    let at = fields.integer("at")
    let lemma = fields.text("lemma")
    let marks = fields.record("marks")?.items?.compactMap(\.scalarRange)
    // For whoever reads the file; the text itself says it better.
    _ = (fields.record("prefix"), fields.record("suffix"))
    guard let note, let exact, let base, let at,
      let start = text.offset(of: at, from: base), start + exact.utf8.count <= text.utf8.count,
      text.utf8[start..<start + exact.utf8.count].elementsEqual(exact.utf8), !exact.isEmpty
    else { return nil }
    let ranges = (marks ?? [0..<exact.unicodeScalars.count]).compactMap { marked -> Range<Int>? in
      guard let lower = text.offset(of: marked.lowerBound, from: start),
        let upper = text.offset(of: marked.count, from: lower), upper <= start + exact.utf8.count
      else { return nil }
      return lower..<upper
    }
    let isOrdered = zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
    guard ranges.count == marks?.count ?? 1, isOrdered, ranges.first?.lowerBound == start,
      ranges.last?.upperBound == start + exact.utf8.count
    else { return nil }
    self.init(note: note, lemma: lemma ?? exact, marks: ranges)
  }
}

extension WithheldNote {
  fileprivate init?(_ fields: inout FieldReader) {
    let note = fields.requiredString("note")
    let exact = fields.requiredString("exact")
    let (prefix, suffix) = (fields.text("prefix"), fields.text("suffix"))
    let lemma = fields.text("lemma")
    guard let note, let exact else { return nil }
    self.init(
      note: note, lemma: lemma ?? exact,
      selector: Selector(exact: exact, prefix: prefix ?? "", suffix: suffix ?? ""))
  }
}

extension FieldReader {
  /// A text of the essay, in which no character is out of place.
  fileprivate mutating func text(_ key: String) -> String? { record(key)?.scalar?.text }
}

extension RecordedText {
  /// The UTF-8 offset that lies some Unicode scalars behind another, or `nil` beyond the end.
  fileprivate func offset(of count: Int, from start: Int) -> Int? {
    guard count >= 0 else { return nil }
    var offset = start
    for _ in 0..<count {
      guard offset < utf8.count else { return nil }
      offset += 1
      while offset < utf8.count, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }
}

extension Record {
  /// `[3, 7]`, which must not be empty.
  fileprivate var scalarRange: Range<Int>? {
    guard let items, items.count == 2, let lower = items[0].scalar?.integer,
      let upper = items[1].scalar?.integer,
      lower >= 0, lower < upper
    else { return nil }
    return lower..<upper
  }
}

extension Diagnostic.Fix {
  static let ledgerRepair = Diagnostic.Fix(
    "restore the file, or remove it: the next build writes a new one from the texts as they are")
}

extension Diagnostic {
  fileprivate static func isInConflict(_ range: SourceRange) -> Diagnostic {
    .warning(
      "ledger.conflict", "the ledger holds both sides of a merge, so notes are found by their words alone",
      at: range, fixes: [.ledgerRepair])
  }

  fileprivate static func isDamaged(_ findings: [Diagnostic], _ source: SourceText) -> Diagnostic {
    let first = findings.first { $0.severity == .error }
    return Diagnostic(
      .warning, "ledger.damaged",
      "the ledger is damaged, so notes are found by their words alone: \(first?.summary ?? "it cannot be read")",
      place: first?.place ?? .file(source.path), fixes: [.ledgerRepair])
  }

  fileprivate static func isFromLaterVersion(_ range: SourceRange) -> Diagnostic {
    .error(
      "ledger.version", "the ledger was written by a later version of gloss", at: range,
      fixes: [Fix("build with that version")])
  }

  fileprivate static func lacksVersion(_ range: SourceRange) -> Diagnostic {
    .error("ledger.damaged", "a ledger says the version of its format", at: range)
  }

  fileprivate static func isNotInText(_ range: SourceRange) -> Diagnostic {
    .error("ledger.damaged", "the text of the ledger does not have these words at this place", at: range)
  }
}
