import Commentary
import Diagnostics
import Records

extension Ledger {
  /// Reads a ledger, or says where it is damaged.
  ///
  /// Of a merge that was left unsettled the first side is taken that is whole: each was somebody’s ledger, and what the
  /// texts say today is compared with it. Nothing of a file that is damaged otherwise is used.
  static func reading(_ source: SourceText) -> Diagnosed<Ledger?> {
    let merge = UnsettledMerge(in: source)
    guard let merge else { return readingWhole(source) }
    for side in merge.sides {
      let read = readingWhole(SourceText(path: source.path, text: side))
      if read.value != nil { return Diagnosed(read.value, [.isInConflict(merge.line)]) }
    }
    return Diagnosed(nil, [.isInConflictThroughout(merge.line)])
  }

  private static func readingWhole(_ source: SourceText) -> Diagnosed<Ledger?> {
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
}

/// A file as `git` leaves it where two sides of a merge disagree.
private struct UnsettledMerge {
  /// The first marker.
  let line: SourceRange
  /// The file as our side has it, and as theirs does.
  let sides: [String]

  /// `nil` for a file without markers; a common ancestor between `|||||||` and `=======` is left out.
  init?(in source: SourceText) {
    guard source.lineStarts.contains(where: { source.utf8[$0...].starts(with: "<<<<<<< ".utf8) }) else {
      return nil
    }
    var first: SourceRange?
    var sides = ["", ""]
    var taking = [true, true]
    for number in 1...max(1, source.lineStarts.count) {
      let line = source.line(number)
      let text = line.text
      if text.hasPrefix("<<<<<<< ") {
        first = first ?? line
        taking = [true, false]
      } else if first != nil, text.hasPrefix("||||||| ") {
        taking = [false, false]
      } else if first != nil, text == "=======" {
        taking = [false, true]
      } else if first != nil, text.hasPrefix(">>>>>>> ") {
        taking = [true, true]
      } else {
        for side in 0...1 where taking[side] { sides[side] += text + "\n" }
      }
    }
    guard let first else { return nil }
    (self.line, self.sides) = (first, sides)
  }
}

extension RecordedText {
  fileprivate init(_ fields: inout FieldReader) {
    let blocks = fields.list("blocks", of: "a block") { block in
      let names = Block(id: block.string("id"), formerIDs: block.strings("was"))
      return (block: names, text: ArraySlice((block.text("text") ?? "").utf8))
    }
    let text = RecordedText(blocks: blocks)
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
  fileprivate init?(_ fields: inout FieldReader, in text: RecordedText, _ places: RecordedPlaces) {
    let note = fields.requiredString("note")
    let exact = fields.text("exact")
    let paragraph = fields.string("in")
    let at = fields.integer("at")
    let lemma = fields.text("lemma")
    let marks = fields.record("marks")?.items?.compactMap(\.scalarRange)
    // For whoever reads the file; the text itself says it better.
    _ = (fields.record("prefix"), fields.record("suffix"))
    guard let note, let exact, let at else { return nil }
    self.init(note, exact, in: paragraph, at: at, marks: marks, lemma: lemma, of: text, places)
  }

  /// `nil` where the text has other words at that place; `at` and `marks` count Unicode scalars.
  init?(
    _ note: String, _ exact: String, in paragraph: String?, at: Int, marks: [Range<Int>]?, lemma: String?,
    of text: RecordedText, _ places: RecordedPlaces
  ) {
    guard let base = places.start(of: paragraph), let start = text.offset(of: at, from: base),
      start + exact.utf8.count <= text.utf8.count,
      text.utf8[start..<start + exact.utf8.count].elementsEqual(exact.utf8), !exact.isEmpty
    else { return nil }
    let end = start + exact.utf8.count
    guard let marks else {
      self.init(note: note, lemma: lemma ?? exact, marks: [start..<end])
      return
    }
    let ranges = marks.compactMap { marked -> Range<Int>? in
      guard let lower = text.offset(of: marked.lowerBound, from: start),
        let upper = text.offset(of: marked.count, from: lower), upper <= end
      else { return nil }
      return lower..<upper
    }
    let isOrdered = zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
    guard ranges.count == marks.count, isOrdered, ranges.first?.lowerBound == start,
      ranges.last?.upperBound == end
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
    let utf8 = utf8
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
    "restore the file, or write it anew from the texts as they are: `gloss review --accept all`")
}

extension Diagnostic {
  fileprivate static func isInConflict(_ range: SourceRange) -> Diagnostic {
    .warning(
      "ledger.conflict", "the ledger holds both sides of a merge; the first is compared with the texts",
      at: range, fixes: [Fix("build, and it is whole again; where notes changed, `gloss review` first")])
  }

  fileprivate static func isInConflictThroughout(_ range: SourceRange) -> Diagnostic {
    .warning(
      "ledger.damaged",
      "the ledger holds both sides of a merge and neither is whole, so notes are found by their words alone",
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
