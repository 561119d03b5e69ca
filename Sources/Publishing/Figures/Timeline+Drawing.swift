import HTML

/// The timeline as SVG: shapes and classes only, so that the sheet decides how it looks.
extension Timeline {
  /// The drawing, named for those who do not see it.
  ///
  /// It is a group and no image, since an image may hold no links.
  func drawing(named name: String) -> Node {
    .element(
      "svg",
      [
        ("class", "years"), ("role", "group"), ("aria-label", name), ("width", LabelText.length(Self.width)),
        ("height", LabelText.length(height)),
        ("viewBox", "0 0 \(LabelText.length(Self.width)) \(LabelText.length(height))"),
      ],
      [scale] + bands + placed.map(link))
  }

  /// Lines for the named years, and their names above and below.
  private var scale: Node {
    let top = Self.headHeight - 8
    let bottom = height - Self.headHeight + 8
    let lines = ticks.map { year in
      "M\(LabelText.length(x(Double(year)))) \(LabelText.length(top))V\(LabelText.length(bottom))"
    }
    let names = ticks.flatMap { year in
      [top - 6, bottom + 15].map { y in
        Node.element(
          "text",
          [
            ("class", "year"), ("x", LabelText.length(x(Double(year)))), ("y", LabelText.length(y)),
            ("text-anchor", "middle"),
          ], [.text("\(year)")])
      }
    }
    return .element(
      "g", [("class", "scale")], [.element("path", [("class", "grid"), ("d", lines.joined())])] + names)
  }

  /// The time of each essay, from top to bottom.
  private var bands: [Node] {
    placed.filter { $0.item.standing == .essay }.map { place in
      .element(
        "rect",
        [
          ("class", "band"), ("x", LabelText.length(place.x)), ("y", LabelText.length(Self.headHeight - 8)),
          ("width", LabelText.length(max(1.5, place.length))),
          ("height", LabelText.length(height - 2 * Self.headHeight + 16)),
        ])
    }
  }

  private func link(_ place: Placed) -> Node {
    let middle = y(ofLane: place.lane)
    let isAbove = place.side == .above
    let label = Node.element(
      "text",
      [
        ("x", LabelText.length(place.labelX)), ("y", LabelText.length(middle + (isAbove ? -1 : 4.5))),
        ("text-anchor", place.side == .before ? "end" : nil),
      ], [.text(place.item.label)])
    // The whole lane from sign to label can be pressed.
    let ground = Node.element(
      "rect",
      [
        ("class", "ground"), ("x", LabelText.length(place.extent.lowerBound)),
        ("y", LabelText.length(middle - Self.laneHeight / 2)),
        ("width", LabelText.length(place.extent.upperBound - place.extent.lowerBound)),
        ("height", LabelText.length(Self.laneHeight)),
      ])
    return .element(
      "a", [("class", place.item.standing.rawValue), ("href", place.item.address)],
      [
        .element("title", [], [.text(place.item.description)]), ground,
        sign(of: place, at: isAbove ? middle + 7 : middle), label,
      ])
  }

  /// A bar for what lasted, else the sign of a moment.
  private func sign(of place: Placed, at y: Double) -> Node {
    let radius = Self.radius
    guard place.length > radius * 2 else {
      return place.item.standing.sign(atX: place.x, y: y, radius: radius)
    }
    let height = place.side == .above ? 5.0 : 8.0
    return .element(
      "rect",
      [
        ("class", "sign"), ("x", LabelText.length(place.x)), ("y", LabelText.length(y - height / 2)),
        ("width", LabelText.length(place.length)), ("height", LabelText.length(height)),
      ])
  }
}

extension Timeline.Item.Standing {
  /// The sign of a moment: a disc, or a lozenge for what came afterwards.
  func sign(atX x: Double, y: Double, radius: Double) -> Node {
    switch self {
    case .met, .unmet, .essay:
      return .element(
        "circle",
        [
          ("class", "sign"), ("cx", LabelText.length(x)), ("cy", LabelText.length(y)),
          ("r", LabelText.length(radius - 0.5)),
        ])
    case .afterward:
      let side = LabelText.length(radius)
      let top = "M\(LabelText.length(x)) \(LabelText.length(y - radius))"
      return .element(
        "path", [("class", "sign"), ("d", "\(top)l\(side) \(side)l-\(side) \(side)l-\(side)-\(side)z")])
    }
  }
}
