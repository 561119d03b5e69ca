import Commentary
import Markup

/// In which margin each note of a page stands, and how many lines it shows until it is opened, so that the margins
/// keep pace with the text.
struct MarginPlan: Sendable {
  struct Place: Sendable, Hashable {
    /// Left or right, never `auto`.
    var margin: Kind.Margin = .right
    /// What it shows in two margins and in one: indices into `MarginColumn.steps`.
    var two = 0
    var one = 0
  }

  /// A note as far as room is concerned.
  struct Claim {
    let id: String
    let wish: Kind.Margin
    /// Where its mark begins in the text.
    let offset: Int
    /// The columns that each of its paragraphs takes, its title with the first.
    let widths: [Int]
  }

  private let places: [String: Place]

  /// Plans the notes of a text, which are in the order of their calls.
  init(_ claims: [Claim], in text: PlainText) {
    var plan = claims.map { _ in Place() }
    let offsets = claims.map(\.offset)
    let widths = text.blocks.map { columns(of: text.utf8[$0.range]) }
    func heights(in layout: MarginLayout) -> [Int] { layout.heights(of: offsets, in: text, widths: widths) }
    let inTwo = Self.notes(claims, at: heights(in: .two), in: .two)
    let sides = Self.sides(of: inTwo, wishes: claims.map(\.wish))
    var left = MarginColumn()
    var right = MarginColumn()
    for note in inTwo {
      plan[note.index].margin = sides[note.index]
      if sides[note.index] == .left { left.append(note) } else { right.append(note) }
    }
    for var column in [left, right] {
      column.fill()
      for (note, shown) in zip(column.notes, column.shown) { plan[note.index].two = shown }
    }
    var single = MarginColumn()
    for note in Self.notes(claims, at: heights(in: .one), in: .one) {
      single.append(note)
    }
    single.fill()
    for (note, shown) in zip(single.notes, single.shown) { plan[note.index].one = shown }
    places = Dictionary(zip(claims.map(\.id), plan)) { first, _ in first }
  }

  /// The place of the note with this id on the page.
  subscript(id: String) -> Place { places[id] ?? Place() }

  /// Gives each note that may stand in either margin the one where it comes nearer to its mark.
  ///
  /// As if notes showed four lines: margins that are even by their first lines alone leave less room for more.
  private static func sides(of notes: [MarginColumn.Note], wishes: [Kind.Margin]) -> [Kind.Margin] {
    var feet = (left: 0, right: 0)
    return notes.map { note in
      let height = min(note.needed, 4) * MarginLayout.noteLine + MarginLayout.gap(rows: 4)
      let isLeft =
        switch wishes[note.index] {
        case .left: true
        case .right: false
        case .auto: feet.left < feet.right
        }
      if isLeft {
        feet.left = max(note.mark, feet.left) + height
      } else {
        feet.right = max(note.mark, feet.right) + height
      }
      return isLeft ? .left : .right
    }
  }

  private static func notes(_ claims: [Claim], at heights: [Int], in layout: MarginLayout)
    -> [MarginColumn.Note]
  {
    claims.indices.map { index in
      MarginColumn.Note(
        index: index, mark: heights[index],
        needed: claims[index].widths.reduce(0) { $0 + layout.lines(ofNote: $1) })
    }
  }
}

extension MarginPlan.Place {
  /// The style classes for what a note shows: `r1` to `rall` in two margins, `q1` to `qall` in one.
  var rows: String { "r\(Self.name(MarginColumn.steps[two])) q\(Self.name(MarginColumn.steps[one]))" }

  static func name(_ rows: Int) -> String { rows == .max ? "all" : "\(rows)" }
}

extension MarginPlan {
  /// Plans our notes and the author’s own.
  init(_ edition: Edition) {
    let document = edition.version.document
    let claims = Weave.calledNotes(of: edition).map { _, offset, note in
      switch note {
      case .placed(let placed):
        Claim(
          id: placed.noteID, wish: placed.wish, offset: placed.passage.marks.first?.lowerBound ?? offset,
          widths: placed.note.body.widths(after: placed.note.titleText))
      case .footnote(let index):
        Claim(
          id: FootnoteCall.noteID(index), wish: .right, offset: offset,
          widths: document.footnotes[index].blocks.widths(after: ""))
      }
    }
    self.init(claims, in: edition.version.text)
  }
}

extension [Block] {
  /// The columns of each paragraph of a note; the first has the number and the title before it.
  fileprivate func widths(after title: String) -> [Int] {
    let lead = title.isEmpty ? 3 : columns(of: title.utf8) + 5
    let widths = map { block in
      var width = 0
      block.forEachInline { width += $0.ownWidth }
      return width
    }
    guard let first = widths.first else { return [lead] }
    return [lead + first] + widths.dropFirst()
  }
}

extension Inline {
  /// The columns of a leaf; nothing of what holds others.
  fileprivate var ownWidth: Int {
    switch self {
    case .text(let leaf), .code(let leaf), .softBreak(let leaf), .lineBreak(let leaf):
      columns(of: leaf.text.utf8)
    case .emphasis, .strong, .link, .html, .image, .footnoteCall: 0
    }
  }
}
