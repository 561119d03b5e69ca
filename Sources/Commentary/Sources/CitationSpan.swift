/// A stretch of a citation, to be set in the way its case says.
package enum CitationSpan: Sendable, Hashable {
  case text(String)
  /// The title of a work that stands by itself: italic.
  case title(String)
  /// An address to follow; `url` has the scheme `http` or `https`.
  case link(text: String, url: String)

  /// What the reader sees of it.
  package var text: String {
    switch self {
    case .text(let text), .title(let text), .link(let text, _): text
    }
  }
}

extension [CitationSpan] {
  /// What the reader sees of a citation, without italics and links.
  package var plainText: String { map(\.text).joined() }
}
