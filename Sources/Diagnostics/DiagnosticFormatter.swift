/// Writes diagnostics out, for people or for tools, sorted by file and position and each once.
package struct DiagnosticFormatter: Sendable {
  package enum Format: Sendable, Hashable {
    /// `path:line:column: error: summary [id]`, the line with a caret, the notes, the remedies.
    case text(isColored: Bool)
    /// One JSON object a line, with the same keys in the same order in each.
    case jsonLines
  }

  package let format: Format

  package init(_ format: Format) { self.format = format }

  /// All diagnostics, each ended by a line feed; an empty string for none.
  package func format(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.inReadingOrder.map(format).joined()
  }

  /// One diagnostic, ended by a line feed.
  package func format(_ diagnostic: Diagnostic) -> String {
    switch format {
    case .text(let isColored): TextStyle(isColored: isColored).format(diagnostic)
    case .jsonLines: diagnostic.json.text + "\n"
    }
  }
}

extension [Diagnostic] {
  /// “2 errors and 1 warning”, or nothing where there is nothing to count.
  package var tally: String {
    let errors = count { $0.severity == .error }
    let warnings = count - errors
    return [(errors, "error"), (warnings, "warning")]
      .filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
      .joined(separator: " and ")
  }
}

/// The form for people.
private struct TextStyle {
  /// ANSI “select graphic rendition” parameters.
  enum Color: String {
    case bold = "1"
    case error = "1;31"
    case warning = "1;35"
    case note = "1;36"
    case help = "1;32"
    case faint = "2"
  }

  let isColored: Bool

  func format(_ diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity
    let color: Color =
      switch severity {
      case .error: .error
      case .warning: .warning
      }
    var lines = [
      head(diagnostic.place, severity.rawValue, color, diagnostic.summary)
        + " " + paint("[\(diagnostic.id.displayed)]", .faint)
    ]
    if case .range(let range) = diagnostic.place { lines += excerpt(of: range, color) }
    lines += diagnostic.notes.map { head($0.place, "note", .note, $0.text) }
    lines += diagnostic.fixes.map { paint("help:", .help) + " " + $0.sentence }
    return lines.map { $0 + "\n" }.joined()
  }

  private func head(_ place: Diagnostic.Place, _ label: String, _ color: Color, _ text: String) -> String {
    let position =
      switch place {
      case .range(let range):
        "\(range.source.path.displayed):\(range.position.line):\(range.position.column): "
      case .file(let path): "\(path.displayed): "
      case .nowhere: ""
      }
    return paint(position, .bold) + paint(label + ":", color) + " " + text.displayed
  }

  private func excerpt(of range: SourceRange, _ color: Color) -> [String] {
    let excerpt = Excerpt(range)
    let text = excerpt.text.isEmpty ? "" : " " + excerpt.text
    return [
      paint(excerpt.gutter.numbered, .faint) + text,
      paint(excerpt.gutter.empty, .faint) + " " + excerpt.indent + paint(excerpt.underline, color),
    ]
  }

  private func paint(_ text: String, _ color: Color) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension Diagnostic.Fix {
  /// The summary, with the replacement after it unless it says it already.
  fileprivate var sentence: String {
    guard let replacement, !replacement.isEmpty, !summary.utf8.contains(replacement.utf8) else {
      return summary.displayed
    }
    let scalars = replacement.unicodeScalars
    let cut = scalars.count > Excerpt.limit ? String(scalars.prefix(Excerpt.limit)) + "…" : replacement
    return "\(summary.displayed): “\(cut.displayed)”"
  }
}
