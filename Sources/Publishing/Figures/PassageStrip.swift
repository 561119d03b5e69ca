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
    var (met, rest) = ("", "")
    for paragraph in 1...max(1, count) {
      let x = LabelText.length((Double(paragraph) - 0.5) * step)
      if paragraphs.contains(paragraph) {
        met += "M\(x) 1V15"
      } else if count > 0 {
        rest += "M\(x) 13V15"
      }
    }
    return .element(
      "svg",
      [
        ("class", "strip"), ("aria-hidden", "true"), ("width", LabelText.length(Self.width)),
        ("height", LabelText.length(Self.height)),
        ("viewBox", "0 0 \(LabelText.length(Self.width)) \(LabelText.length(Self.height))"),
      ],
      [
        .element("path", [("class", "rest"), ("d", rest)]),
        .element(
          "path",
          [("class", "met"), ("d", met), ("stroke-width", LabelText.length(min(4, max(1, step * 0.6))))]),
      ])
  }
}
