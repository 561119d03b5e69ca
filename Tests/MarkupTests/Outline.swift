import Diagnostics
import Markup

/// A document in a form that is easy to compare: one line for a block, inlines in a short notation.
extension Document {
  static func parsed(_ text: String, limits: Limits = .standard) -> Document {
    parsing(SourceText(path: "essay.md", text: text), limits: limits).value
  }

  static func messages(_ text: String, limits: Limits = .standard) -> [String] {
    parsing(SourceText(path: "essay.md", text: text), limits: limits).diagnostics.map(\.line)
  }

  var outline: [String] {
    blocks.outline(indent: "")
      + footnotes.flatMap { note in
        ["note \(note.label) ×\(note.callCount) @\(note.line)"] + note.blocks.outline(indent: "  ")
      }
  }
}

extension Diagnostic {
  /// `line:column: severity: summary [id]`, and the remedies.
  var line: String {
    let position =
      switch place {
      case .range(let range): "\(range.position.line):\(range.position.column)"
      case .file(let path): path
      case .nowhere: "-"
      }
    return "\(position): \(severity): \(summary) [\(id)]" + fixes.map { "; \($0.summary)" }.joined()
  }
}

extension [Block] {
  func outline(indent: String) -> [String] {
    flatMap { block -> [String] in
      let place = "\(block.lines.lowerBound)-\(block.lines.upperBound)"
      switch block.content {
      case .paragraph(let inlines): return ["\(indent)p \(place) \(inlines.outline)"]
      case .heading(let level, let inlines): return ["\(indent)h\(level) \(place) \(inlines.outline)"]
      case .blockQuote(let blocks): return ["\(indent)quote \(place)"] + blocks.outline(indent: indent + "  ")
      case .list(let list):
        let kind = list.start.map { "\($0)." } ?? "-"
        return ["\(indent)list \(kind)\(list.isTight ? "" : " loose") \(place)"]
          + list.items.flatMap { ["\(indent)  item"] + $0.blocks.outline(indent: indent + "    ") }
      case .code(let language, let leaf):
        return ["\(indent)code \(place) \(language)|" + leaf.text.replacing("\n", with: "↵")]
      case .html(let html): return ["\(indent)html \(place) " + html.replacing("\n", with: "↵")]
      case .thematicBreak: return ["\(indent)break \(place)"]
      }
    }
  }
}

extension [Inline] {
  var outline: String {
    map { inline in
      switch inline {
      case .text(let leaf): "‹\(leaf.text)›"
      case .code(let leaf): "`\(leaf.text)`"
      case .softBreak: "␣"
      case .lineBreak: "↵"
      case .html(let html): "html(\(html))"
      case .emphasis(let children): "em{\(children.outline)}"
      case .strong(let children): "strong{\(children.outline)}"
      case .link(let destination, let title, let children):
        "link(\(destination)\(title.isEmpty ? "" : " “\(title)”")){\(children.outline)}"
      case .image(let source, _, let description): "image(\(source) “\(description)”)"
      case .footnoteCall(let note, let occurrence): "call(\(note).\(occurrence))"
      }
    }.joined()
  }
}
