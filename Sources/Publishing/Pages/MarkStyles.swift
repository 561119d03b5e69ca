import Commentary

/// The sheet that ties each note to its mark: rules for as many notes as stand beside one block of the site, and
/// for each kind of note.
///
/// A sheet of its own, because pages carry no style attributes: they could not be allowed without allowing all.
///
/// A browser asks for the style of every note twice, the second time by itself, to find the anchors; what a `:has()` looks
/// through is looked through each time. So it looks through the title block or a paragraph, never through the page.
struct MarkStyles {
  /// The notes beside the fullest block.
  let slots: Int
  let kinds: [Kind]

  /// Mixed where it is shown: a property of every mark would be worked out for each.
  private let tint = "color-mix(in srgb, var(--hue) 13%, var(--paper))"

  var bytes: [UInt8] {
    Array((frame + (1...max(1, slots)).map(rules).joined() + kinds.map(switches).joined()).utf8)
  }

  /// Names of anchors count within their block alone, so every block begins again at 1.
  private var frame: String {
    let names = (1...max(1, slots)).map { "--n\($0), --c\($0)" }.joined(separator: ", ")
    return """
      /* Written by gloss: a group of rules for each place beside the fullest block, and for each kind of note. */
      .para { anchor-scope: \(names) }

      """
  }

  private func rules(_ slot: Int) -> String {
    """

    mark[id].n\(slot) { anchor-name: --n\(slot) }
    .call.n\(slot) { anchor-name: --c\(slot) }
    .note.n\(slot) { --mark: --n\(slot); --call: --c\(slot) }
    .para:is(:hover, :focus-within, :has(:target)):has(.n\(slot):is(:hover, :focus-within, :target)) .n\(slot) { --lit: \(tint); --ring: 2px }

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
