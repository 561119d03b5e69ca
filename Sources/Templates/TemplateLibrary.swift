package import Diagnostics

/// All templates of a site, parsed and checked once; a template may call any other.
package struct TemplateLibrary: Sendable {
  package enum Mode: Sendable, Hashable {
    /// Unknown names and values in the wrong place are errors.
    case strict
    /// As the Mustache specification has it: an unknown name prints nothing, `{{{name}}}` prints any text, a
    /// partial may be named by data. Not for pages.
    case lenient
  }

  let program: Program
  let mode: Mode
  /// False after any error; then nothing is rendered.
  let isSound: Bool
  /// The folder that is no part of a template's name.
  let folder: String

  /// Parses templates; each is named by its path without `folder` and `.mustache`, such as `partials/note`.
  package static func parsing(
    _ sources: [SourceText], mode: Mode = .strict, folder: String = "Templates"
  ) -> Diagnosed<TemplateLibrary> {
    var findings: [Diagnostic] = []
    var templates: [String: Template] = [:]
    for source in sources.sorted(by: { $0.path < $1.path }) {
      let name = name(of: source, in: folder)
      if let other = templates[name] {
        findings.append(.isGivenTwice(name, source, other.source))
        continue
      }
      let instructions = TemplateParser.instructions(of: source, mode: mode).unwrapped(into: &findings)
      templates[name] = Template(name: name, source: source, instructions: instructions)
    }
    if mode == .strict, !findings.hasErrors {
      templates = PositionAnalysis.positioned(templates).unwrapped(into: &findings)
    }
    let library = TemplateLibrary(
      program: Program(Array(templates.values)), mode: mode, isSound: !findings.hasErrors, folder: folder)
    return Diagnosed(library, findings.inReadingOrder)
  }

  /// The names of the templates, sorted.
  package var names: [String] { program.numbers.keys.sorted() }

  private static func name(of source: SourceText, in folder: String) -> String {
    var path = source.path.utf8[...]
    if path.starts(with: (folder + "/").utf8) { path = path.dropFirst(folder.utf8.count + 1) }
    let ending = ".mustache".utf8
    if path.suffix(ending.count).elementsEqual(ending) { path = path.dropLast(ending.count) }
    return String(Substring(path))
  }
}

extension Diagnostic {
  fileprivate static func isGivenTwice(_ name: String, _ source: SourceText, _ other: SourceText)
    -> Diagnostic
  {
    .error(
      "template.given-twice", "there are two templates “\(name)”; rename one", in: source.path,
      notes: [Note("the other one", in: other.path)])
  }
}
