import Commentary
import HTML

extension [CitationSpan] {
  /// A citation as HTML; an address that may not be linked to stays as text.
  var nodes: [Node] {
    map { span in
      switch span {
      case .text(let text): return .text(text)
      case .title(let title): return .element("cite", [], [.text(title)])
      case .link(let text, let url):
        guard case .allowed(let checked) = SafeURL.checking(url) else { return .text(text) }
        return .element("a", [("class", "url"), ("href", checked.address)], [.text(text)])
      }
    }
  }
}
