package import Diagnostics
package import Records

/// One line of what `gloss relocate` reads: a selector, plain or in a W3C Web Annotation.
package struct RelocationRequest: Sendable {
  /// The id as it is written in JSON, to be given back.
  package let id: Record
  /// The quoted words; `nil` where only a position is given.
  package let exact: String?
  package let prefix: String
  package let suffix: String
  /// Unicode scalars from the beginning of the old text.
  package let start: Int?
  package let end: Int?

  /// Reads JSON lines; blank lines are passed over.
  ///
  /// A line that is wrong gives errors with its place and no request.
  package static func reading(lines source: SourceText) -> Diagnosed<[RelocationRequest]> {
    var findings: [Diagnostic] = []
    var requests: [RelocationRequest] = []
    for number in 1...max(1, source.lineStarts.count) {
      let line = source.line(number)
      guard source.utf8[line.offsets].contains(where: { $0 > 0x20 }) else { continue }
      let read = reading(line: SourceText(path: source.path, text: line.text))
      findings += read.diagnostics.map { $0.moved(to: source, by: line.offsets.lowerBound) }
      if let request = read.value, !read.diagnostics.hasErrors {
        requests.append(request.moved(to: source, by: line.offsets.lowerBound))
      }
    }
    return Diagnosed(requests, findings)
  }

  private static func reading(line: SourceText) -> Diagnosed<RelocationRequest?> {
    let read = Record.readingJSON(line)
    guard let record = read.value, !read.diagnostics.hasErrors else {
      return Diagnosed(nil, read.diagnostics)
    }
    var fields = FieldReader(record, of: "a selector")
    let id = fields.requiredRecord("id")
    if let id, id.scalar == nil || id.scalar?.bool != nil { fields.findings.append(.isNoID(id)) }
    guard let id, !fields.findings.hasErrors else { return Diagnosed(nil, fields.findings) }
    guard let target = fields.record("target") else {
      let exact = fields.string("exact")
      let position = position(in: &fields)
      let request = RelocationRequest(
        id: id, exact: exact, prefix: fields.string("prefix") ?? "", suffix: fields.string("suffix") ?? "",
        start: position.start, end: position.end)
      return checked(request, record, fields.findings)
    }
    return reading(target, id: id, of: record)
  }

  private static func reading(_ target: Record, id: Record, of record: Record) -> Diagnosed<
    RelocationRequest?
  > {
    var findings: [Diagnostic] = []
    var quote: (exact: String?, prefix: String, suffix: String) = (nil, "", "")
    var position: (start: Int?, end: Int?) = (nil, nil)
    for selector in selectors(of: target) {
      var fields = FieldReader(selector, of: "a selector")
      if hasType("TextQuoteSelector", selector), quote.exact == nil {
        quote = (
          fields.requiredString("exact"), fields.string("prefix") ?? "", fields.string("suffix") ?? ""
        )
      } else if hasType("TextPositionSelector", selector), position.start == nil {
        position = Self.position(in: &fields)
      }
      findings += fields.findings
    }
    let request = RelocationRequest(
      id: id, exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix, start: position.start,
      end: position.end)
    return checked(request, record, findings)
  }

  /// The selectors of all targets; what refines another one follows it, but for positions, which count from there.
  private static func selectors(of target: Record) -> [Record] {
    (target.items ?? [target]).flatMap { target -> [Record] in
      guard let selector = target["selector"] else { return [] }
      return (selector.items ?? [selector]).flatMap { outer in
        var found = [outer]
        while let inner = found.last?["refinedBy"], inner.fields != nil { found.append(inner) }
        return [outer] + found.dropFirst().filter { hasType("TextQuoteSelector", $0) }
      }
    }
  }

  private static func hasType(_ name: String, _ selector: Record) -> Bool {
    guard let type = selector["type"] else { return false }
    return (type.items ?? [type]).contains { $0.scalar?.text == name }
  }

  private static func position(in fields: inout FieldReader) -> (start: Int?, end: Int?) {
    let (start, end) = (fields.integer("start"), fields.integer("end"))
    if let start, start < 0 || start > end ?? .max {
      fields.findings.append(.isNoPosition(fields.range(of: start < 0 ? "start" : "end")))
    } else if start == nil, let end {
      if end < 0 { fields.findings.append(.isNoPosition(fields.range(of: "end"))) }
    }
    return (start, end)
  }

  private static func checked(
    _ request: RelocationRequest, _ record: Record, _ findings: [Diagnostic]
  ) -> Diagnosed<RelocationRequest?> {
    guard !findings.hasErrors else { return Diagnosed(nil, findings) }
    guard request.exact != nil || (request.start != nil && request.end != nil) else {
      return Diagnosed(nil, findings + [.hasNoQuote(record)])
    }
    return Diagnosed(request, findings)
  }
}

extension RelocationRequest {
  /// The same with its id in a text of which its own was a part.
  fileprivate func moved(to source: SourceText, by offset: Int) -> RelocationRequest {
    let place = source.range(id.range.offsets.lowerBound + offset..<id.range.offsets.upperBound + offset)
    return RelocationRequest(
      id: Record(id.content, at: place), exact: exact, prefix: prefix, suffix: suffix, start: start, end: end)
  }
}

extension Diagnostic {
  /// The same about a text of which its own was a part.
  fileprivate func moved(to source: SourceText, by offset: Int) -> Diagnostic {
    guard case .range(let range) = place else { return self }
    let place = source.range(range.offsets.lowerBound + offset..<range.offsets.upperBound + offset)
    return Diagnostic(severity, id, summary, place: .range(place), notes: notes, fixes: fixes)
  }

  fileprivate static func isNoID(_ id: Record) -> Diagnostic {
    .error("relocate.id", "an id is a text or a number, not \(id.shape)", at: id.range)
  }

  fileprivate static func isNoPosition(_ range: SourceRange) -> Diagnostic {
    .error(
      "relocate.position", "a position counts Unicode characters from 0, and “end” is not before “start”",
      at: range)
  }

  fileprivate static func hasNoQuote(_ record: Record) -> Diagnostic {
    .error(
      "relocate.no-quote",
      "this selects no text; give “exact”, or “start” and “end”, or a target with a TextQuoteSelector",
      at: record.range)
  }
}
