import Diagnostics
import HTML

/// How a place of a source becomes an address that opens an editor: `vscode://file/{path}:{line}:{column}`.
package struct EditorAddress: Sendable {
  private let template: String

  /// Takes a template with `{path}` in it and the scheme of a program; `nil` where it has none, or one that a
  /// browser would act on itself.
  package init?(_ template: String) {
    let scheme = template.utf8.prefix { $0 != UInt8(ascii: ":") }
    let isScheme = scheme.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
    }
    guard isScheme, scheme.count > 1, scheme.count < template.utf8.count, template.contains("{path}"),
      !["javascript", "data", "vbscript", "blob", "about"].contains(String(Substring(scheme)).lowercased())
    else { return nil }
    self.template = template
  }

  /// The address of a place, by the absolute path of its file; line and column count from 1.
  ///
  /// The path brings its slash along, so one in front of it in the template is the same.
  func address(path: String, line: Int, column: Int) -> String {
    template.replacing("/{path}", with: path.encodedForAddress)
      .replacing("{path}", with: path.encodedForAddress).replacing("{line}", with: String(line))
      .replacing("{column}", with: String(column))
  }
}

/// What the preview tells its pages: whether the site is whole, and what is wrong.
struct LiveState: Sendable {
  /// In reading order.
  let diagnostics: [Diagnostic]
  /// The absolute path of the site’s folder.
  let site: String
  let editor: EditorAddress?

  /// As an event of a `text/event-stream`; a page that loses its connection asks again after half a second.
  var event: [UInt8] {
    // What keeps the site from being built comes first.
    let errors = diagnostics.filter { $0.severity == .error }
    let findings = errors.isEmpty ? [] : errors + diagnostics.filter { $0.severity != .error }
    let object = JSONValue.object([
      ("tally", .string(findings.tally)), ("diagnostics", .array(findings.map(json))),
    ])
    return Array("retry: 500\nevent: state\ndata: ".utf8) + object.compact + Array("\n\n".utf8)
  }

  private func json(_ diagnostic: Diagnostic) -> JSONValue {
    let text = DiagnosticFormatter(.text(isColored: false)).format(diagnostic)
    return .object([
      ("severity", .string(diagnostic.severity.rawValue)), ("id", .string(diagnostic.id)),
      ("place", .string(placeWords(diagnostic.place))), ("text", .string(text)),
      ("editor", address(of: diagnostic.place).map(JSONValue.string) ?? .null),
    ])
  }

  private func placeWords(_ place: Diagnostic.Place) -> String {
    switch place {
    case .range(let range): "\(range.source.path):\(range.position.line):\(range.position.column)"
    case .file(let path): path
    case .nowhere: ""
    }
  }

  private func address(of place: Diagnostic.Place) -> String? {
    guard let editor else { return nil }
    switch place {
    case .range(let range):
      let (line, column) = range.position
      return editor.address(path: site + "/" + range.source.path, line: line, column: column)
    case .file(let path): return editor.address(path: site + "/" + path, line: 1, column: 1)
    case .nowhere: return nil
    }
  }
}
