import Diagnostics
import Records

/// Reads one item of CSL-JSON.
struct SourceReader {
  private var fields: FieldReader

  init(_ record: Record) { fields = FieldReader(record, of: "a source") }

  mutating func read() -> Diagnosed<Source?> {
    let id = fields.requiredString("id")
    let type = fields.requiredString("type")
    // Types of one's own are fine; one that looks like a type of CSL is a slip.
    if let type, !CitationForm.types.contains(type),
      !nearMisses(of: type, among: CitationForm.types).isEmpty
    {
      fields.findings.append(.isUnknownType(type, at: fields.range(of: "type")))
    }
    let item = source(id: id ?? "", type: type ?? "")
    return Diagnosed(id == nil || type == nil ? nil : item, fields.findings)
  }

  private mutating func source(id: String, type: String) -> Source {
    Source(
      id: id, type: type, title: text("title"), shortTitle: text("title-short") ?? text("shortTitle"),
      authors: names("author"), editors: names("editor"), translators: names("translator"),
      interviewers: names("interviewer"), directors: names("director"),
      containerTitle: text("container-title"), collectionTitle: text("collection-title"),
      collectionNumber: text("collection-number"), publisher: text("publisher"),
      publisherPlace: text("publisher-place"), event: text("event-title") ?? text("event"),
      eventPlace: text("event-place"), authority: text("authority"), section: text("section"),
      chapterNumber: text("chapter-number"), genre: text("genre"), medium: text("medium"),
      number: text("number"), volume: text("volume"), issue: text("issue"), pages: text("page"),
      edition: text("edition"), archive: text("archive"), archiveLocation: text("archive_location"),
      issued: date("issued"), accessed: date("accessed"), url: url(), doi: doi(), isbn: text("ISBN"),
      language: text("language"), abstract: text("abstract"), note: text("note"), range: fields.range,
      idRange: fields.range(of: "id"))
  }

  /// A text without the blanks around it; an empty one counts as absent.
  private mutating func text(_ key: String) -> String? {
    guard let text = fields.string(key) else { return nil }
    let isBlank = { (byte: UInt8) in byte <= 0x20 }
    let trimmed = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    return trimmed.isEmpty ? nil : String(decoding: Array(trimmed), as: UTF8.self)
  }

  private mutating func url() -> String? {
    guard let url = text("URL") else { return nil }
    let isClean = url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    let schemes = ["http://", "https://"]
    let isWeb = schemes.contains {
      url.utf8.count > $0.utf8.count && url.lowercased().utf8.starts(with: $0.utf8)
    }
    guard isClean && isWeb else {
      fields.findings.append(.isNotWebAddress(url, at: fields.range(of: "URL")))
      return nil
    }
    if let reason = reasonAgainst(url) {
      fields.findings.append(.isUnsafeAddress(url, reason, at: fields.range(of: "URL")))
      return nil
    }
    return url
  }

  /// Why nobody should follow a web address: it hides where it leads.
  private func reasonAgainst(_ url: String) -> String? {
    let host = url.utf8.split(separator: UInt8(ascii: "/")).dropFirst().first ?? url.utf8[...]
    if host.prefix(while: { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }).contains(UInt8(ascii: "@"))
    {
      return "gives a user name or a password; remove all up to the “@”"
    }
    let isHidden = url.unicodeScalars.contains { $0.properties.generalCategory == .format }
    return isHidden ? "has a character that nobody can see; remove it" : nil
  }

  private mutating func doi() -> String? {
    guard let doi = text("DOI") else { return nil }
    let start = doi.utf8.indices.first { doi.utf8[$0...].starts(with: "10.".utf8) }
    guard let start, doi.utf8[start...].contains(UInt8(ascii: "/")), doi.utf8.allSatisfy({ $0 > 0x20 }) else {
      fields.findings.append(.isNotDOI(doi, at: fields.range(of: "DOI")))
      return nil
    }
    return String(doi[start...])
  }

  private mutating func names(_ key: String) -> [SourceName] {
    guard let record = fields.record(key) else { return [] }
    guard let items = record.items else {
      fields.findings.append(.isNotNameList(key, record))
      return []
    }
    return items.compactMap { name($0) }
  }

  private mutating func name(_ record: Record) -> SourceName? {
    // Its text and its findings, as of an item of its own.
    var reader = SourceReader(record, subject: "a name")
    let name = SourceName(
      family: reader.text("family"), given: reader.text("given"),
      droppingParticle: reader.text("dropping-particle"),
      nonDroppingParticle: reader.text("non-dropping-particle"), suffix: reader.text("suffix"),
      hasCommaSuffix: reader.isTrue("comma-suffix"), isFamilyFirst: reader.isTrue("static-ordering"),
      literal: reader.text("literal"))
    fields.findings += reader.fields.findings
    if name.literal != nil || name.family != nil || name.given != nil { return name }
    if reader.fields.findings.isEmpty { fields.findings.append(.isNameless(record)) }
    return nil
  }

  private init(_ record: Record, subject: String) { fields = FieldReader(record, of: subject) }

  /// CSL-JSON writes yes as `true`, `"true"`, `1` or `"1"`.
  private mutating func isTrue(_ key: String) -> Bool {
    fields.string(key).map { ["true", "1"].contains($0) } ?? false
  }
}

/// Dates: `date-parts` of one or two dates, `season`, `circa`, or words in `literal` and `raw`.
extension SourceReader {
  private static let seasons = ["Spring", "Summer", "Autumn", "Winter"]

  private mutating func date(_ key: String) -> SourceDate? {
    guard let record = fields.record(key) else { return nil }
    var reader = SourceReader(record, subject: "the date “\(key)”")
    let date = reader.date()
    if date == nil && reader.fields.findings.isEmpty {
      reader.fields.findings.append(.isDateless(key, record))
    }
    fields.findings += reader.fields.findings
    return date
  }

  private mutating func date() -> SourceDate? {
    let isCirca = isTrue("circa")
    guard let parts = fields.record("date-parts") else { return wordedDate(isCirca: isCirca) }
    guard let dates = parts.items, (1...2).contains(dates.count) else {
      fields.findings.append(.isNotDateParts(parts))
      return nil
    }
    if dates.count == 1, let year = Self.numbers(dates[0])?.first, year < 0 {
      guard year >= -9999 else {
        fields.findings.append(
          .isNoDate(dates[0], CalendarDate.Fault(reason: "years run from -9999 to 9999")))
        return nil
      }
      return SourceDate(literal: (isCirca ? "ca. " : "") + "\(-year) BC")
    }
    let days = dates.compactMap { calendarDate($0) }
    guard days.count == dates.count else { return nil }
    let season = fields.string("season").map { text in
      Int(text).flatMap { (1...4).contains($0) ? Self.seasons[$0 - 1] : nil } ?? text
    }
    return SourceDate(days[0], through: days.count == 2 ? days[1] : nil, season: season, isCirca: isCirca)
  }

  private mutating func wordedDate(isCirca: Bool) -> SourceDate? {
    guard let text = text("literal") ?? text("raw") else { return nil }
    // ISO 8601 writes a stretch of time with a slash.
    let ends = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    do throws(CalendarDate.Fault) {
      guard ends.count <= 2 else { return SourceDate(literal: text) }
      let start = try CalendarDate(parsing: String(decoding: Array(ends[0]), as: UTF8.self))
      guard ends.count == 2 else { return SourceDate(start, isCirca: isCirca) }
      let end = try CalendarDate(parsing: String(decoding: Array(ends[1]), as: UTF8.self))
      return SourceDate(start, through: end, isCirca: isCirca)
    } catch {
      // Words that name no day of the calendar are what these keys are for.
      return SourceDate(literal: text)
    }
  }

  private mutating func calendarDate(_ record: Record) -> CalendarDate? {
    guard let numbers = Self.numbers(record) else {
      fields.findings.append(.isNotDateParts(record))
      return nil
    }
    do throws(CalendarDate.Fault) {
      return try CalendarDate(
        year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil,
        day: numbers.count > 2 ? numbers[2] : nil)
    } catch {
      fields.findings.append(.isNoDate(record, error))
      return nil
    }
  }

  /// One to three whole numbers, in quotes or without.
  private static func numbers(_ record: Record) -> [Int]? {
    guard let items = record.items, (1...3).contains(items.count) else { return nil }
    let numbers = items.compactMap { $0.scalar.flatMap { Int($0.text) } }
    return numbers.count == items.count ? numbers : nil
  }
}

extension Diagnostic {
  fileprivate static func isUnknownType(_ type: String, at range: SourceRange) -> Diagnostic {
    .warning(
      "sources.type",
      "“\(type)” is no type of CSL and is cited as a document"
        + suggestion(for: type, among: CitationForm.types), at: range)
  }

  fileprivate static func isNotWebAddress(_ url: String, at range: SourceRange) -> Diagnostic {
    .error("sources.url", "“\(url)” is no web address; one starts with “https://” or “http://”", at: range)
  }

  fileprivate static func isUnsafeAddress(
    _ url: String, _ reason: String, at range: SourceRange
  ) -> Diagnostic {
    .error("sources.url", "“\(url)” \(reason)", at: range)
  }

  fileprivate static func isNotDOI(_ doi: String, at range: SourceRange) -> Diagnostic {
    .error("sources.doi", "“\(doi)” is no DOI; one looks like “10.1000/182”", at: range)
  }

  fileprivate static func isNotNameList(_ key: String, _ record: Record) -> Diagnostic {
    .error("sources.names", "“\(key)” wants a list of names, not \(record.shape)", at: record.range)
  }

  fileprivate static func isNameless(_ record: Record) -> Diagnostic {
    .error("sources.names", "a name wants a “family” or a “literal”", at: record.range)
  }

  fileprivate static func isDateless(_ key: String, _ record: Record) -> Diagnostic {
    .error("sources.date", "“\(key)” wants “date-parts” or a “literal”", at: record.range)
  }

  fileprivate static func isNotDateParts(_ record: Record) -> Diagnostic {
    .error(
      "sources.date", "“date-parts” wants one or two lists of year, month and day, as in [[2000, 10, 23]]",
      at: record.range)
  }

  fileprivate static func isNoDate(_ record: Record, _ fault: CalendarDate.Fault) -> Diagnostic {
    .error("sources.date", "\(record.range.text) is no date; \(fault.reason)", at: record.range)
  }
}
