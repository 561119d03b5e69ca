import HTML
import Templates

extension TemplateValue {
  static func text(_ text: String?) -> TemplateValue {
    guard let text, !text.isEmpty else { return .none }
    return .text(text)
  }

  /// Which way a text in a language runs: `ltr` or `rtl`.
  static func direction(of language: String) -> TemplateValue {
    .text(LanguageTag(language).direction.rawValue)
  }

  static func html(_ nodes: [Node]?) -> TemplateValue {
    guard let nodes, !nodes.isEmpty else { return .none }
    return .html(WrittenHTML(nodes))
  }

  /// An address that the site's own begins; the settings have checked it.
  static func url(absolute address: String?) -> TemplateValue {
    guard let address, case .allowed(let url) = SafeURL.checking(address) else { return .none }
    return .url(url)
  }

  static func url(_ address: Address?, from page: Address) -> TemplateValue {
    guard let address else { return .none }
    return .url(address.url(from: page.path))
  }
}
