package import Diagnostics

extension TemplateLibrary {
  /// Renders a template with a value as UTF-8 bytes.
  ///
  /// With any error among the diagnostics the bytes are not fit to be published. A library that was parsed with
  /// errors renders nothing and says nothing more. Pure: any number of pages may be rendered at once.
  package func render(_ name: String, with value: TemplateValue) -> Diagnosed<[UInt8]> {
    guard let steps = program.steps(of: name) else { return Diagnosed([], [.isUnknown(name, in: self)]) }
    guard isSound else { return Diagnosed([], []) }
    var renderer = TemplateRenderer(library: self, value: value)
    renderer.render(steps)
    return Diagnosed(renderer.bytes, renderer.findings)
  }
}

extension Diagnostic {
  fileprivate static func isUnknown(_ name: String, in library: TemplateLibrary) -> Diagnostic {
    .error(
      "template.unknown-template",
      "there is no template “\(name)”\(suggestion(for: name, among: library.names))",
      in: "\(library.folder)/\(name).mustache",
      fixes: [Fix("`gloss new DIR` writes a whole set of templates to copy it from")])
  }
}
