import Diagnostics
import Templates

/// Renders the template `page` of a library made of texts, and prints page or complaints as one string.
func rendered(
  _ page: String, with value: TemplateValue = .object([:]), partials: [String: String] = [:]
) -> String {
  let (bytes, findings) = renderedBytes(page, with: value, partials: partials)
  return findings.isEmpty ? String(decoding: bytes, as: UTF8.self) : complaints(findings)
}

func renderedBytes(
  _ page: String, with value: TemplateValue, partials: [String: String] = [:]
) -> ([UInt8], [Diagnostic]) {
  let others = partials.map { SourceText(path: "Templates/\($0.key).mustache", text: $0.value) }
  let source = SourceText(path: "Templates/page.mustache", text: page)
  let library = TemplateLibrary.parsing([source] + others)
  let result = library.value.render("page", with: value)
  return (result.value, library.diagnostics + result.diagnostics)
}

/// `line:column–length id: summary`, the path before it where it is not the page's, a line for each.
func complaints(_ findings: [Diagnostic]) -> String {
  findings.map { finding in
    let path = finding.place.path == "Templates/page.mustache" ? "" : finding.place.path + ":"
    guard case .range(let range) = finding.place else { return "\(path) \(finding.id): \(finding.summary)" }
    let (line, column) = range.position
    return "\(path)\(line):\(column)+\(range.offsets.count) \(finding.id): \(finding.summary)"
  }.joined(separator: "\n")
}
