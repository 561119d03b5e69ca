import Commentary

/// The sheet that ties each note to its mark: rules for as many notes as stand beside one block of the site, for the
/// lines that a note shows, and for each kind of note.
///
/// A sheet of its own, because pages carry no style attributes: they could not be allowed without allowing all.
///
/// A browser asks for the style of every note twice, the second time by itself, to find the anchors. So the place of a
/// note is written out, not put together from custom properties of its own; and what a `:has()` looks through for a note
/// is the text of its paragraph, for a mark the paragraph, never the page.
struct MarkStyles {
  /// The notes beside the fullest block.
  let slots: Int
  let kinds: [Kind]

  /// Mixed where it is shown: a property of every mark would be worked out for each.
  private let light = "--lit: color-mix(in srgb, var(--hue) 13%, var(--paper)); --ring: 2px"

  var bytes: [UInt8] {
    let slots = 1...max(1, slots)
    let lights = slots.map(lighting).joined()
    return Array((head + places(slots) + lights + kinds.map(switches).joined()).utf8)
  }

  private var head: String {
    """
    /* Written by gloss: what a note shows, where it stands beside its block, what lights up with it, what hides it. */
    @media screen and (min-width: 60em) {
    \(Self.rows("q"))}

    """
  }

  /// Each note at the line of its mark or under the note above, to which one of a single line stands closer.
  ///
  /// Names of anchors count within their block alone, so every block begins again at 1.
  private func places(_ slots: ClosedRange<Int>) -> String {
    func rules(_ rule: (Int) -> String) -> String { slots.map { "    \(rule($0))\n" }.joined() }
    func top(_ slot: Int, under side: String, gap: String) -> String {
      "{ top: max(anchor(--n\(slot) top, 0px) + .3rem, anchor(--\(side) bottom, -1rem) + \(gap)) }"
    }
    return """
      @supports (anchor-scope: all) {
        @media screen and (min-width: 60em) {
          .para { anchor-scope: \(slots.map { "--n\($0)" }.joined(separator: ", ")) }
      \(rules { "mark[id].n\($0), .own.n\($0) { anchor-name: --n\($0) }" })\
      \(rules { ".note.n\($0) \(top($0, under: "right", gap: "var(--gap)"))" })\
        }
        @media screen and (60em <= width < 84em) {
      \(rules { ".q1.n\($0) \(top($0, under: "right", gap: ".25rem"))" })\
        }
        @media screen and (min-width: 84em) {
      \(Self.rows("r"))\
      \(rules { ".r1.n\($0) \(top($0, under: "right", gap: ".25rem"))" })\
      \(rules { ".m-left.n\($0) \(top($0, under: "left", gap: "var(--gap)"))" })\
      \(rules { ".m-left.r1.n\($0) \(top($0, under: "left", gap: ".25rem"))" })\
        }
      }
      .note:is(:hover, :focus-within, :target) { \(light) }

      """
  }

  /// The height of a note until it is opened, and the lines after which its words break off.
  private static func rows(_ letter: String) -> String {
    MarginColumn.steps.map { rows in
      let name = "\(letter)\(MarginPlan.Place.name(rows))"
      let height = rows == .max ? "none" : "\(rows)lh"
      return "    .\(name) { max-height: \(height); > .slip { -webkit-line-clamp: \(min(rows, 999)) } }\n"
    }.joined()
  }

  /// What is pointed at, has the focus or is led to lights up with all that belongs to it.
  private func lighting(_ slot: Int) -> String {
    let sought = ":has(.n\(slot):is(:hover, :focus-within, :target))"
    let busy = ":is(:hover, :focus-within, :has(:target))"
    return """
      .para\(busy)\(sought) .mark.n\(slot), .para > \(busy)\(sought) ~ .notes > .n\(slot) { \(light) }

      """
  }

  /// What the checkbox of a kind hides.
  private func switches(_ kind: Kind) -> String {
    """

    .mast:has(#show-\(kind.id):not(:checked)) + .text .k-\(kind.id):is(.note, .call):not(:target) { display: none }
    .mast:has(#show-\(kind.id):not(:checked)) + .text .mark.k-\(kind.id) { text-decoration-line: none }

    """
  }
}
