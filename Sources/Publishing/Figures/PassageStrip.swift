import HTML

/// Where in an essay something occurs, as a strip with a place for each paragraph.
struct PassageStrip: Sendable, Hashable {
  /// The ¶ numbers where it occurs, from 1.
  let paragraphs: Set<Int>
  /// How many paragraphs the essay has.
  let count: Int

  static let width = 132.0
  static let height = 16.0

  /// A tall stroke for each paragraph that has it, a dot for each that has not: told by form, not by colour.
  ///
  /// The numbers that stand beside it say the same, so it is hidden from those who hear the page.
  var drawing: Node {
    let step = Self.width / Double(max(1, count))
    let x = { (paragraph: Int) in LabelText.length((Double(paragraph) - 0.5) * step) }
    let shown = paragraphs.filter { (1...max(1, count)).contains($0) }.sorted()
    let met = shown.map { "M\(x($0)) 1V15" }.joined()
    let rest = count < 1 ? [] : (1...count).filter { !paragraphs.contains($0) }.map { "M\(x($0)) 13V15" }
    return .element(
      "svg",
      [
        ("class", "strip"), ("aria-hidden", "true"), ("width", LabelText.length(Self.width)),
        ("height", LabelText.length(Self.height)),
        ("viewBox", "0 0 \(LabelText.length(Self.width)) \(LabelText.length(Self.height))"),
      ],
      [
        .element("path", [("class", "rest"), ("d", rest.joined())]),
        .element(
          "path",
          [("class", "met"), ("d", met), ("stroke-width", LabelText.length(min(4, max(1, step * 0.6))))]),
      ])
  }
}
