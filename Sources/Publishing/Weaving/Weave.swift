import Commentary
import Diagnostics
import HTML
import Markup

/// A version's text with marks, calls and links woven in, block by block.
///
/// Marks and links are laid over the plain text as ranges, so that they cross emphasis and each other freely.
struct Weave {
  /// What stands in the margin beside a block: our notes and the author’s own, in the order of their calls.
  enum MarginNote {
    case placed(PlacedNote)
    /// Index into the document’s footnotes, where it is called first.
    case footnote(Int)
  }

  struct WovenBlock {
    let block: Block
    let node: Node
    let paragraph: Int?
    let notes: [MarginNote]
    /// Whether a note is called in it, wherever the note stands.
    let isNoted: Bool
  }

  let blocks: [WovenBlock]
  /// For what stands apart from the text: the author’s own notes.
  let renderer: HTMLRenderer

  init(_ edition: Edition, resolver: LinkResolver) {
    let version = edition.version
    let settings = resolver.publication.settings
    let called = Self.calledNotes(of: edition)
    let notes = Self.marginNotes(called, in: version.document)
    let noted = Set(called.map(\.block))
    let numbers = Self.paragraphNumbers(of: version)
    var renderer = HTMLRenderer(rawHTML: settings.rawHTML) { resolver.address(for: $0, isImage: $1) }
    let slots = Self.slots(notes)
    renderer.footnoteCall = { [Self.footnoteCall($0, $1, slot: slots[FootnoteCall.noteID($0)])] }
    self.renderer = renderer
    let outlined = version.document.blocks.outlined(below: 1)
    let nodes = renderer.render(
      outlined, text: version.text,
      overlays: Self.links(of: edition, resolver: resolver)
        + Self.marks(of: edition, slots: slots, settings: settings),
      insertions: Self.calls(of: edition, slots: slots, settings: settings))
    blocks = zip(outlined, nodes).enumerated().map { index, pair in
      WovenBlock(
        block: pair.0, node: pair.1, paragraph: numbers[index], notes: notes[index] ?? [],
        isNoted: noted.contains(index))
    }
  }

  /// The ¶ number of each top-level paragraph, by block.
  private static func paragraphNumbers(of version: Version) -> [Int: Int] {
    var numbers: [Int: Int] = [:]
    for block in version.text.blocks {
      guard case .paragraph = version.document.blocks[block.root].content else { continue }
      numbers[block.root] = block.paragraph
    }
    return numbers
  }

  /// The notes that stand beside each top-level block.
  ///
  /// Those on a heading stand beside the block that follows it, before that one’s own, so that both count their places
  /// as one; beside the heading itself, if another or the end of the text follows.
  static func marginNotes(of edition: Edition) -> [Int: [MarginNote]] {
    marginNotes(calledNotes(of: edition), in: edition.version.document)
  }

  private static func marginNotes(
    _ called: [(block: Int, offset: Int, note: MarginNote)], in document: Document
  ) -> [Int: [MarginNote]] {
    let blocks = document.blocks
    func isHeading(_ index: Int) -> Bool {
      if case .heading = blocks[index].content { true } else { false }
    }
    func host(of index: Int) -> Int {
      let next = index + 1
      return isHeading(index) && next < blocks.count && !isHeading(next) ? next : index
    }
    return Dictionary(grouping: called) { host(of: $0.block) }.mapValues { $0.map(\.note) }
  }

  /// Every note with its top-level block and the offset of its call, in the order of the calls.
  static func calledNotes(of edition: Edition) -> [(block: Int, offset: Int, note: MarginNote)] {
    var notes = edition.placed.map { placed in
      (block: placed.block, offset: placed.callOffset, note: MarginNote.placed(placed))
    }
    let document = edition.version.document
    for (index, block) in document.blocks.enumerated() where !document.footnotes.isEmpty {
      for call in FootnoteCall.collecting(from: [block], in: edition.version.text) where call.occurrence == 0
      {
        notes.append((index, call.offset, .footnote(call.note)))
      }
    }
    return notes.enumerated().sorted { left, right in
      (left.element.block, left.element.offset, left.offset)
        < (right.element.block, right.element.offset, right.offset)
    }.map(\.element)
  }

  /// The place of each note among the notes of its block, from 1, by its id on the page.
  private static func slots(_ notes: [Int: [MarginNote]]) -> [String: Int] {
    var slots: [String: Int] = [:]
    for list in notes.values {
      for (index, note) in list.enumerated() {
        switch note {
        case .placed(let placed): slots[placed.noteID] = index + 1
        case .footnote(let footnote): slots[FootnoteCall.noteID(footnote)] = index + 1
        }
      }
    }
    return slots
  }

  /// Marks nest by their length: what encloses more stands outside.
  private static func marks(of edition: Edition, slots: [String: Int], settings: SiteSettings) -> [Overlay] {
    let text = edition.version.text
    return edition.placed.flatMap { placed in
      placed.passage.marks.enumerated().map { index, range in
        let isBeside = text.block(at: range.lowerBound)?.root == placed.block
        let slot = isBeside ? slots[placed.noteID] : nil
        let element = Element(
          "mark",
          [
            ("class", "mark \(settings.classes(ofKind: placed.note.kind))\(slotClass(slot))"),
            ("id", index == 0 ? placed.markID : nil), ("aria-details", placed.noteID),
          ])
        return Overlay(range: range, element: element, rank: 1)
      }
    }
  }

  /// Links stand outside marks, so that a mark’s edge never cuts a link in two.
  ///
  /// A mention that is no link has an element too, for its id: pages of entries lead to it.
  private static func links(of edition: Edition, resolver: LinkResolver) -> [Overlay] {
    let made = Dictionary(edition.links.made.map { ($0.range, $0.entry) }) { first, _ in first }
    var targets: [Range<Int>: String] = [:]
    var overlays: [Overlay] = []
    for (index, mention) in edition.mentions.enumerated() {
      if case .note = mention.way { continue }
      let id = edition.targetID(ofMention: index)
      if made[mention.range] == mention.entry {
        targets[mention.range] = id
      } else {
        overlays.append(Overlay(range: mention.range, element: Element("span", [("id", id)]), rank: 2))
      }
    }
    return overlays
      + edition.links.made.map { link in
        let address = resolver.address(of: .entry(link.entry))?.url(from: resolver.page.path).address
        let attributes = [
          ("class", "entry k-\(link.entry.kind)"), ("href", address), ("id", targets[link.range]),
        ]
        return Overlay(range: link.range, element: Element("a", attributes), rank: 0)
      }
  }

  /// Calls at one place are parted by a thin space that does not break, or 13 and 14 would read as 1314.
  private static func calls(of edition: Edition, slots: [String: Int], settings: SiteSettings) -> [Insertion]
  {
    var insertions: [Insertion] = []
    for placed in edition.placed {
      if insertions.last?.offset == placed.callOffset {
        insertions.append(Insertion(offset: placed.callOffset, node: .text("\u{202F}")))
      }
      let call = call(placed, slot: slots[placed.noteID], settings: settings)
      insertions.append(Insertion(offset: placed.callOffset, node: call))
    }
    return insertions
  }

  private static func slotClass(_ slot: Int?) -> String { slot.map { " n\($0)" } ?? "" }

  private static func call(_ placed: PlacedNote, slot: Int?, settings: SiteSettings) -> Node {
    let label = settings.kind(placed.note.kind)?.label ?? placed.note.kind
    return .element(
      "a",
      [
        ("class", "call \(settings.classes(ofKind: placed.note.kind))\(slotClass(slot))"),
        ("role", "doc-noteref"),
        ("href", "#\(placed.noteID)"), ("id", "c-\(placed.note.id)"),
        ("aria-label", "Note \(placed.number), \(label)"),
      ],
      [.text("\(placed.number)")])
  }

  private static func footnoteCall(_ note: Int, _ occurrence: Int, slot: Int?) -> Node {
    let letters = FootnoteCall.letters(note)
    return .element(
      "a",
      [
        ("class", "call own\(slotClass(occurrence == 0 ? slot : nil))"), ("role", "doc-noteref"),
        ("href", "#\(FootnoteCall.noteID(note))"),
        ("id", FootnoteCall.callID(note, occurrence)), ("aria-label", "Author’s note \(letters)"),
      ],
      [.text(letters)])
  }
}

extension SiteSettings {
  /// The style classes of a kind: its name and its line.
  func classes(ofKind id: String) -> String {
    guard let kind = kind(id) else { return "k-\(id)" }
    return "k-\(id) l-\(kind.line.rawValue)"
  }
}
