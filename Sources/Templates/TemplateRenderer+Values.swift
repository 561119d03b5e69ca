import Diagnostics
import HTML

extension TemplateRenderer {
  /// The value that a name stands for; `nil` where there is none, which strict mode reports.
  mutating func value(of reference: Program.Reference) -> TemplateValue? {
    guard let first = reference.words.first else { return frames[frames.count - 1] }
    guard var value = frames.lastValue(named: library.program.words[first]) else {
      complain(of: reference) { .isUnknown($0, among: $1.namesInScope) }
      return nil
    }
    for (index, word) in zip(1..., reference.words.dropFirst()) {
      switch value {
      case .object(let members):
        guard let member = members[library.program.words[word]] else {
          complain(of: reference) { name, _ in .hasNoPart(name, index, among: members.names.sorted()) }
          return nil
        }
        value = member
      case .none: return TemplateValue.none
      case .text, .html, .url, .json, .number, .bool, .list:
        complain(of: reference) { [value] name, _ in .isNoObject(name, index, value) }
        return nil
      }
    }
    return value
  }

  /// Reports in strict mode why a name stands for nothing.
  private mutating func complain(
    of reference: Program.Reference, _ diagnostic: (Name, TemplateRenderer) -> Diagnostic
  ) {
    guard library.mode == .strict else { return }
    let name = name(of: reference)
    report(diagnostic(name, self), at: name.range)
  }

  private var namesInScope: [String] {
    var names: Set<String> = []
    for case .object(let members) in frames { names.formUnion(members.names) }
    return names.sorted()
  }

  /// Prints a value if its type is one for the place.
  mutating func print(_ value: TemplateValue, for variable: Program.Variable) {
    guard library.mode == .strict else { return printLeniently(value, isUnescaped: variable.isUnescaped) }
    switch value {
    case .none: return
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    case .html(let html):
      guard case .markup = variable.acceptance else { return refuse(value, variable) }
      bytes += html.bytes
    case .text, .url, .json:
      guard !variable.isUnescaped else {
        return complain(of: variable.reference) { name, _ in .isUnescaped(name, value) }
      }
      printChecked(value, for: variable)
    case .bool, .list, .object:
      complain(of: variable.reference) { name, _ in .isNotPrintable(name, value) }
    }
  }

  private mutating func printChecked(_ value: TemplateValue, for variable: Program.Variable) {
    switch (value, variable.acceptance) {
    case (.text(let text), .markup), (.text(let text), .text): bytes.append(text, escapedFor: .htmlAnyQuote)
    case (.url(let url), .markup), (.url(let url), .text):
      bytes.append(url.address, escapedFor: .htmlAnyQuote)
    case (.url(let url), .address), (.url(let url), .addressList): printAddress(url, for: variable)
    case (.json(let json), .json): bytes += json.bytes
    case (.text, _), (.url, _), (.json, _), (.html, _), (.number, _), (.bool, _), (.list, _), (.object, _),
      (.none, _):
      refuse(value, variable)
    }
  }

  private mutating func printAddress(_ url: SafeURL, for variable: Program.Variable) {
    let last = bytes.last ?? 0
    let followsQuote = last == 0x22 || last == 0x27
    if case .address = variable.acceptance {
      guard followsQuote else { return refuseToAppend(variable) }
      bytes.append(url.address, escapedFor: .htmlAnyQuote)
    } else {
      guard followsQuote || last.isBlank else { return refuseToAppend(variable) }
      // A comma would end the address in a list.
      let address = url.address.utf8.flatMap { $0 == 0x2C ? Array("%2C".utf8) : [$0] }
      bytes.append(String(decoding: address, as: UTF8.self), escapedFor: .htmlAnyQuote)
    }
  }

  private mutating func refuse(_ value: TemplateValue, _ variable: Program.Variable) {
    let tag = library.program.variables[variable.index]
    report(.isWrongType(tag, value), at: tag.name.range)
  }

  private mutating func refuseToAppend(_ variable: Program.Variable) {
    let tag = library.program.variables[variable.index]
    guard case .attribute(let attribute, _) = tag.position else { return }
    report(.isAppended(tag.name, to: attribute), at: tag.name.range)
  }

  private mutating func printLeniently(_ value: TemplateValue, isUnescaped: Bool) {
    switch value {
    case .text(let text):
      if isUnescaped {
        bytes.append(contentsOf: text.utf8)
      } else {
        bytes.append(text, escapedFor: .htmlAnyQuote)
      }
    case .html(let html): bytes.append(contentsOf: html.bytes)
    case .url(let url): bytes.append(url.address, escapedFor: .htmlAnyQuote)
    case .json(let json): bytes.append(contentsOf: json.bytes)
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    case .bool(let bool): bytes.append(contentsOf: String(bool).utf8)
    case .list, .object, .none: return
    }
  }
}

extension [TemplateValue] {
  /// What the last of the objects among them that has the name has under it.
  fileprivate func lastValue(named name: String) -> TemplateValue? {
    for index in indices.reversed() {
      if let value = self[index].member(named: name) { return value }
    }
    return nil
  }
}

extension TemplateValue {
  fileprivate func member(named name: String) -> TemplateValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The type in words, with its article.
  fileprivate var typeName: String {
    switch self {
    case .text: "text"
    case .html: "html"
    case .url: "a url"
    case .json: "json"
    case .number: "a number"
    case .bool: "true or false"
    case .list: "a list"
    case .object: "an object"
    case .none: "nothing"
    }
  }
}

extension Diagnostic {
  fileprivate static func isUnknown(_ name: Name, among names: [String]) -> Diagnostic {
    let part = name.parts[0]
    return .error(
      "template.unknown-name", "unknown name “\(part)”\(suggestion(for: part, among: names))", at: name.range)
  }

  fileprivate static func hasNoPart(_ name: Name, _ index: Int, among names: [String]) -> Diagnostic {
    let owner = name.parts[..<index].joined(separator: ".")
    let part = name.parts[index]
    return .error(
      "template.unknown-name", "“\(owner)” has no “\(part)”\(suggestion(for: part, among: names))",
      at: name.range)
  }

  fileprivate static func isNoObject(_ name: Name, _ index: Int, _ value: TemplateValue) -> Diagnostic {
    let owner = name.parts[..<index].joined(separator: ".")
    return .error(
      "template.unknown-name", "“\(owner)” is \(value.typeName) and has no “\(name.parts[index])”",
      at: name.range)
  }

  fileprivate static func isUnescaped(_ name: Name, _ value: TemplateValue) -> Diagnostic {
    let tag = "{{\(name.text)}}"
    return .error(
      "template.unescaped-text",
      "“\(name.range.text)” would print \(value.typeName) as markup; write “\(tag)”",
      at: name.range, fixes: [Fix("write “\(tag)”", replacement: tag)])
  }

  fileprivate static func isNotPrintable(_ name: Name, _ value: TemplateValue) -> Diagnostic {
    .error(
      "template.not-printable",
      "“\(name.text)” is \(value.typeName), which cannot be printed; open a section with “{{#\(name.text)}}”",
      at: name.range)
  }

  fileprivate static func isWrongType(_ variable: Variable, _ value: TemplateValue) -> Diagnostic {
    let (place, types) = variable.position.terms
    return .error(
      "template.wrong-type", "“\(variable.name.text)” is \(value.typeName), but \(place) takes \(types)",
      at: variable.name.range)
  }

  fileprivate static func isAppended(_ name: Name, to attribute: String) -> Diagnostic {
    .error(
      "template.url-not-first",
      "“\(name.text)” is a url, which can only begin the value of “\(attribute)”; make the whole address one url",
      at: name.range)
  }
}
