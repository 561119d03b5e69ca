import HTML

/// The tall timeline as SVG, with the classes of the wide one.
extension TallTimeline {
  /// The drawing, named for those who do not see it: a group, since an image may hold no links.
  func drawing(named name: String) -> Node {
    .element(
      "svg",
      [
        ("class", "years"), ("role", "group"), ("aria-label", name),
        ("width", LabelText.length(Self.width)), ("height", LabelText.length(height)),
        ("viewBox", "0 0 \(LabelText.length(Self.width)) \(LabelText.length(height))"),
      ],
      [scale] + bands + placed.map(link))
  }

  /// Lines for the named years, as far as the columns go, and their names before them.
  private var scale: Node {
    let lines = ticks.map { year in
      "M\(LabelText.length(Self.yearsWidth)) \(LabelText.length(y(Double(year))))H\(LabelText.length(columnsEnd))"
    }
    let names = ticks.map { year in
      Node.element(
        "text",
        [("class", "year"), ("x", "0"), ("y", LabelText.length(y(Double(year)) + 4))], [.text("\(year)")])
    }
    return .element(
      "g", [("class", "scale")], [.element("path", [("class", "grid"), ("d", lines.joined())])] + names)
  }

  /// The time of each essay, across the columns.
  private var bands: [Node] {
    placed.filter { $0.item.standing == .essay }.map { place in
      .element(
        "rect",
        [
          ("class", "band"), ("x", LabelText.length(Self.yearsWidth)), ("y", LabelText.length(place.y)),
          ("width", LabelText.length(columnsEnd - Self.yearsWidth)),
          ("height", LabelText.length(max(1.5, place.length))),
        ])
    }
  }

  private func link(_ place: Placed) -> Node {
    let x = x(ofColumn: place.column)
    // From the sign level with its date to the end of the columns, then to the label.
    let join =
      "M\(LabelText.length(x)) \(LabelText.length(place.y))H\(LabelText.length(columnsEnd))"
      + "L\(LabelText.length(labelX - 4)) \(LabelText.length(place.labelY))"
    let ground = Node.element(
      "rect",
      [
        ("class", "ground"), ("x", LabelText.length(labelX - 3)),
        ("y", LabelText.length(place.labelY - place.labelHeight / 2)),
        ("width", LabelText.length(Self.width - labelX + 3)),
        ("height", LabelText.length(place.labelHeight)),
      ])
    return .element(
      "a", [("class", place.item.standing.rawValue), ("href", place.item.address)],
      [
        .element("title", [], [.text(place.item.description)]),
        .element("path", [("class", "join"), ("d", join)]), ground, sign(of: place, atX: x), label(of: place),
      ])
  }

  private func label(of place: Placed) -> Node {
    let first = place.labelY - Double(place.lines.count - 1) * Self.lineHeight / 2 + 4.5
    return .element(
      "text", [],
      place.lines.enumerated().map { index, line in
        .element(
          "tspan",
          [
            ("x", LabelText.length(labelX)),
            ("y", LabelText.length(first + Double(index) * Self.lineHeight)),
          ], [.text(index + 1 < place.lines.count ? line + " " : line)])
      })
  }

  /// A bar for what lasted, else the sign of a moment.
  private func sign(of place: Placed, atX x: Double) -> Node {
    let radius = Self.radius
    guard place.length <= radius * 2 else {
      return .element(
        "rect",
        [
          ("class", "sign"), ("x", LabelText.length(x - 2)), ("y", LabelText.length(place.y)), ("width", "4"),
          ("height", LabelText.length(place.length)),
        ])
    }
    return place.item.standing.sign(atX: x, y: place.y, radius: radius)
  }
}
