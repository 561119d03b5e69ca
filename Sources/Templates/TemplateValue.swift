package import HTML

/// What a template may print: a closed set, so that no string doubles as markup, address or script.
package enum TemplateValue: Sendable, Hashable {
  /// Escaped where it is printed; refused in `href`, `src`, `on…`, `style`, unquoted attributes and scripts.
  case text(String)
  /// Made by the HTML room; printed as it is, only between tags.
  case html(WrittenHTML)
  /// A checked address; may stand in `href` and `src`.
  case url(SafeURL)
  /// Serialized JSON whose `<`, `>`, `&`, U+2028 and U+2029 are escaped; may stand in a script.
  case json(ScriptJSON)
  case number(Int)
  case bool(Bool)
  case list([TemplateValue])
  case object(Members)
  /// Known and empty: prints nothing, is false in a section.
  case none
}

extension TemplateValue {
  package static func html(_ nodes: [Node]) -> TemplateValue { .html(WrittenHTML(nodes)) }
}

extension TemplateValue {
  /// Visits every address that the value holds, those of links in its markup too.
  package func forEachAddress(_ visit: (String) -> Void) {
    switch self {
    case .url(let url): visit(url.address)
    case .html(let html): for link in html.links { visit(link.address) }
    case .list(let values): for index in values.indices { values[index].forEachAddress(visit) }
    case .object(let members): members.forEachAddress(visit)
    case .text, .json, .number, .bool, .none: break
    }
  }
}

extension Members {
  fileprivate func forEachAddress(_ visit: (String) -> Void) {
    for index in pairs.indices { pairs[index].1.forEachAddress(visit) }
  }
}
