import Diagnostics
import HTML

extension TemplateRenderer {
  /// The value that a name stands for; `nil` where there is none, which strict mode reports.
  mutating func value(of name: Name) -> TemplateValue? {
    guard let first = name.parts.first else { return frames[frames.count - 1] }
    guard var value = frames.lastValue(named: first) else {
      if library.mode == .strict { report(.isUnknown(first, name, among: namesInScope), at: name.range) }
      return nil
    }
    for index in name.parts.indices.dropFirst() {
      switch value {
      case .object(let members):
        guard let member = members[name.parts[index]] else {
          if library.mode == .strict {
            report(.hasNoPart(name, index, among: members.names.sorted()), at: name.range)
          }
          return nil
        }
        value = member
      case .none: return TemplateValue.none
      case .text, .html, .url, .json, .number, .bool, .list:
        if library.mode == .strict { report(.isNoObject(name, index, value), at: name.range) }
        return nil
      }
    }
    return value
  }

  private var namesInScope: [String] {
    var names: Set<String> = []
    for case .object(let members) in frames { names.formUnion(members.names) }
    return names.sorted()
  }

  /// Prints a value if its type is one for the place.
  mutating func print(_ value: TemplateValue, for variable: Variable) {
    guard library.mode == .strict else { return printLeniently(value, for: variable) }
    let isRaw = variable.isUnescaped
    switch value {
    case .none: return
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    case .html(let html):
      guard variable.position == .text else { return refuse(value, variable) }
      bytes.append(contentsOf: html.bytes)
    case .text, .url, .json:
      guard !isRaw else { return report(.isUnescaped(variable.name, value), at: variable.name.range) }
      printChecked(value, for: variable)
    case .bool, .list, .object:
      report(.isNotPrintable(variable.name, value), at: variable.name.range)
    }
  }

  private mutating func printChecked(_ value: TemplateValue, for variable: Variable) {
    switch value {
    case .text(let text) where variable.position.takesText: bytes.append(text, escapedFor: .htmlAnyQuote)
    case .url(let url) where variable.position.takesText: bytes.append(url.address, escapedFor: .htmlAnyQuote)
    case .url(let url): printAddress(url, value, for: variable)
    case .json(let json) where variable.position == .script: bytes.append(contentsOf: json.bytes)
    case .text, .json, .html, .number, .bool, .list, .object, .none: refuse(value, variable)
    }
  }

  private mutating func printAddress(_ url: SafeURL, _ value: TemplateValue, for variable: Variable) {
    let last = bytes.last ?? 0
    let followsQuote = last == 0x22 || last == 0x27
    switch variable.position {
    case .attribute(_, .address) where followsQuote: bytes.append(url.address, escapedFor: .htmlAnyQuote)
    case .attribute(_, .addressList) where followsQuote || last.isBlank:
      // A comma would end the address in a list.
      let address = url.address.utf8.flatMap { $0 == 0x2C ? Array("%2C".utf8) : [$0] }
      bytes.append(String(decoding: address, as: UTF8.self), escapedFor: .htmlAnyQuote)
    case .attribute(let name, .address), .attribute(let name, .addressList):
      report(.isAppended(variable.name, to: name), at: variable.name.range)
    case .unchecked, .text, .textOnly, .attribute(_, .plain), .attribute(_, .program), .script, .style:
      refuse(value, variable)
    }
  }

  private mutating func refuse(_ value: TemplateValue, _ variable: Variable) {
    report(.isWrongType(variable, value), at: variable.name.range)
  }

  private mutating func printLeniently(_ value: TemplateValue, for variable: Variable) {
    switch value {
    case .text(let text):
      if variable.isUnescaped {
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
  fileprivate static func isUnknown(_ part: String, _ name: Name, among names: [String]) -> Diagnostic {
    .error(
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
