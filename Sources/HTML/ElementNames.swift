/// The elements of the HTML standard that the writer treats in a way of their own.
enum ElementNames {
  /// Elements without an end tag (HTML standard, “void elements”).
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  /// Elements that begin a line of their own or are not shown, so that a line feed beside them is not seen.
  static let blocks: Set<String> = [
    "address", "article", "aside", "base", "blockquote", "body", "caption", "col", "colgroup", "dd",
    "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "link", "main", "meta", "nav", "ol",
    "p", "pre", "script", "search", "section", "style", "summary", "table", "tbody", "td", "template",
    "tfoot",
    "th", "thead", "title", "tr", "ul",
  ]
}
