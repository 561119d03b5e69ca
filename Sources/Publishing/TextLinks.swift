package import Commentary
import Diagnostics
package import Markup

/// The alias links of one text and the candidates that were refused, for `gloss links`.
package struct TextLinks: Sendable {
  /// The source file.
  package let path: String
  package let text: PlainText
  package let report: LinkReport
}

extension TextLinks {
  /// The file, then a line for each name in it, in the order of the text: place, words, entry and, where no link
  /// was made, the reason.
  ///
  ///     Content/essays/kim-summit/digest.md
  ///       7:88 “nonaggression pact” → term:nonaggression-pact
  ///       9:12 “the pact” is no link to term:nonaggression-pact: the section has a link to it already
  package var listing: String {
    let made = report.made.map { ($0.range, "→ \($0.entry)") }
    let refused = report.refused.map { ($0.range, "is no link to \($0.entry): \($0.reason)") }
    guard !made.isEmpty || !refused.isEmpty else { return "" }
    let lines = (made + refused).sorted { $0.0.lowerBound < $1.0.lowerBound }.map { range, words in
      let position = text.sourceRange(of: range).position
      return "  \(position.line):\(position.column) “\(text[range].displayed)” \(words)\n"
    }
    return "\(path)\n" + lines.joined()
  }
}
