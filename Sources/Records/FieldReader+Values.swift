import Diagnostics

extension FieldReader {
  /// A text; a plain number, `true` or `no` is taken as written, so `version: 1.10` is “1.10”.
  package mutating func string(_ key: String) -> String? {
    record(key).flatMap { string(of: $0, key) }
  }

  /// Likewise, with an error where it is absent or has no letters.
  package mutating func requiredString(_ key: String) -> String? {
    guard let value = requiredRecord(key), let text = string(of: value, key) else { return nil }
    guard text.utf8.contains(where: { $0 > 0x20 }) else {
      findings.append(.isBlank(key, at: value.range))
      return nil
    }
    return text
  }

  /// The texts of a list, or of one text alone; none if the key is absent.
  package mutating func strings(_ key: String) -> [String] {
    guard let value = record(key) else { return [] }
    guard let items = value.items else {
      return string(of: value, key, wanted: "a text or a list of them").map { [$0] } ?? []
    }
    return items.compactMap { string(of: $0, key, wanted: "a list of texts") }
  }

  /// `true` or `false` without quotes; `yes` and `no` are errors that say so.
  package mutating func bool(_ key: String) -> Bool? {
    guard let value = record(key) else { return nil }
    guard let bool = value.scalar?.bool else {
      findings.append(.isNotBool(key, value))
      return nil
    }
    return bool
  }

  /// A whole number without quotes: decimal (`012` is twelve), `0o14`, `0xC`.
  package mutating func integer(_ key: String) -> Int? {
    guard let value = record(key) else { return nil }
    guard let integer = value.scalar?.integer else {
      findings.append(.isNotInteger(key, value))
      return nil
    }
    return integer
  }

  /// A number without quotes, within limits that it may reach.
  package mutating func number(_ key: String, in limits: ClosedRange<Double>) -> Double? {
    guard let value = record(key) else { return nil }
    guard let number = value.scalar?.number, limits.contains(number) else {
      findings.append(.isNotNumber(key, value, limits))
      return nil
    }
    return number
  }

  /// A date as `CalendarDate` reads it, in quotes or without.
  package mutating func date(_ key: String) -> CalendarDate? {
    guard let value = record(key), let text = string(of: value, key, wanted: "a date") else { return nil }
    do throws(CalendarDate.Fault) {
      return try CalendarDate(parsing: text)
    } catch {
      findings.append(.isNotDate(text, error, at: value.range))
      return nil
    }
  }

  /// One of the words that an enumeration has as raw values.
  package mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, of choices: Choice.Type
  ) -> Choice? {
    guard let value = record(key), let text = string(of: value, key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      findings.append(.isNoChoice(text, key, among: Choice.allCases.map(\.rawValue), at: value.range))
      return nil
    }
    return choice
  }

  /// A mapping under a key, read by a reader of its own; what that one finds and keys it does not ask for are
  /// added to `findings`.
  package mutating func mapping<Value>(
    _ key: String, of subject: String, read: (inout FieldReader) -> Value
  ) -> Value? {
    record(key).flatMap { nested($0, subject, read) }
  }

  /// A list of mappings under a key, likewise each read by a reader of its own.
  package mutating func list<Value>(
    _ key: String, of subject: String, read: (inout FieldReader) -> Value
  ) -> [Value] {
    guard let value = record(key) else { return [] }
    guard let items = value.items else {
      findings.append(.isNotList(key, value))
      return []
    }
    return items.compactMap { nested($0, subject, read) }
  }

  /// The fields of a mapping whose keys are the author's own names, in the order written.
  package mutating func fields(_ key: String) -> [Field] {
    guard let value = record(key) else { return [] }
    guard let fields = value.fields else {
      findings.append(.isWrong(key, value, wanted: "a mapping"))
      return []
    }
    return fields
  }

  private mutating func nested<Value>(
    _ record: Record, _ subject: String, _ read: (inout FieldReader) -> Value
  ) -> Value? {
    var reader = FieldReader(record, of: subject)
    guard record.fields != nil else {
      findings += reader.findings
      return nil
    }
    let value = read(&reader)
    findings += reader.finish()
    return value
  }

  private mutating func string(of value: Record, _ key: String, wanted: String = "a text") -> String? {
    guard let scalar = value.scalar, !scalar.isNull else {
      findings.append(.isWrong(key, value, wanted: wanted))
      return nil
    }
    if let character = UnseenCharacter(in: scalar.text) {
      findings.append(.hasUnseen(character, key, at: value.range))
    }
    return scalar.text
  }
}

extension Diagnostic {
  fileprivate static func isWrong(_ key: String, _ value: Record, wanted: String) -> Diagnostic {
    .error("record.wrong-shape", "“\(key)” wants \(wanted), not \(value.shape)", at: value.range)
  }

  fileprivate static func hasUnseen(
    _ character: UnseenCharacter, _ key: String, at range: SourceRange
  ) -> Diagnostic {
    .warning(
      "record.unseen-character", "“\(key)” \(character.complaint)", at: range,
      fixes: [Fix("delete it, unless the text needs it")])
  }

  fileprivate static func isNotList(_ key: String, _ value: Record) -> Diagnostic {
    .error("record.wrong-shape", "“\(key)” wants a list, not \(value.shape)", at: value.range)
  }

  fileprivate static func isBlank(_ key: String, at range: SourceRange) -> Diagnostic {
    .error("record.blank", "“\(key)” is empty", at: range)
  }

  fileprivate static func isNotBool(_ key: String, _ value: Record) -> Diagnostic {
    guard let text = value.scalar?.text else { return .isWrong(key, value, wanted: "true or false") }
    var meant: String?
    if ["yes", "y", "on", "true", "1"].contains(text.lowercased()) { meant = "true" }
    if ["no", "n", "off", "false", "0"].contains(text.lowercased()) { meant = "false" }
    return .error(
      "record.not-a-boolean",
      "“\(key)” is “\(text)”; write true or false\(value.scalar?.isQuoted == true ? ", without quotes" : "")",
      at: value.range, fixes: meant.map { [Fix("write \($0)", replacement: $0)] } ?? [])
  }

  fileprivate static func isNotInteger(_ key: String, _ value: Record) -> Diagnostic {
    guard let text = value.scalar?.text else { return .isWrong(key, value, wanted: "a whole number") }
    let quoted = value.scalar?.isQuoted == true ? ", without quotes" : ""
    return .error(
      "record.not-an-integer", "“\(key)” is “\(text)”; write a whole number\(quoted)", at: value.range)
  }

  fileprivate static func isNotNumber(
    _ key: String, _ value: Record, _ limits: ClosedRange<Double>
  ) -> Diagnostic {
    .error(
      "record.not-a-number",
      "“\(key)” is \(value.scalar.map { "“\($0.text)”" } ?? value.shape); write a number from \(limits.lowerBound) to \(limits.upperBound)",
      at: value.range)
  }

  fileprivate static func isNotDate(_ text: String, _ fault: CalendarDate.Fault, at range: SourceRange)
    -> Diagnostic
  {
    .error("record.not-a-date", "“\(text)” is no date; \(fault.reason)", at: range)
  }

  fileprivate static func isNoChoice(
    _ text: String, _ key: String, among choices: [String], at range: SourceRange
  ) -> Diagnostic {
    let misses = nearMisses(of: text, among: choices)
    let all = choices.map { "“\($0)”" }.joined(separator: ", ")
    let remedy = misses.isEmpty ? "; write one of \(all)" : suggestion(for: text, among: choices)
    return .error(
      "record.no-choice", "“\(text)” is no value of “\(key)”\(remedy)", at: range,
      fixes: misses.count == 1 ? misses.map { Fix("write “\($0)”", replacement: $0) } : [])
  }
}
