package import Diagnostics

extension Document {
  /// One warning for each block that has raw HTML, for a site that shows it as text.
  package var rawHTMLWarnings: [Diagnostic] {
    (blocks + footnotes.flatMap(\.blocks)).flatMap(\.linesWithRawHTML).map { .rawHTML(at: source.line($0)) }
  }
}

extension Block {
  fileprivate var linesWithRawHTML: [Int] {
    switch content {
    case .html: [lines.lowerBound]
    case .paragraph(let inlines), .heading(_, let inlines): inlines.haveRawHTML ? [lines.lowerBound] : []
    case .blockQuote(let blocks): blocks.flatMap(\.linesWithRawHTML)
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.linesWithRawHTML)
    case .code, .thematicBreak: []
    }
  }
}

extension [Inline] {
  fileprivate var haveRawHTML: Bool {
    contains { inline in
      switch inline {
      case .html: true
      case .emphasis(let children), .strong(let children), .link(_, _, let children): children.haveRawHTML
      case .text, .code, .softBreak, .lineBreak, .image, .footnoteCall: false
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func rawHTML(at line: SourceRange) -> Diagnostic {
    .warning(
      "markup.raw-html", "raw HTML is shown as text", at: line,
      fixes: [
        Fix(
          "write it in Markdown, or `html: allow` in site.yaml if all who write content may be trusted with it"
        )
      ])
  }
}
