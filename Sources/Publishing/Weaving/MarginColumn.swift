/// The notes of one margin, from above: each stands on the line of its mark or right under the one before it.
struct MarginColumn {
  struct Note {
    /// Index into the notes of the page.
    let index: Int
    /// Where its mark stands, in pixels below the first block.
    let mark: Int
    /// How many lines all of it takes.
    let needed: Int
  }

  /// How many lines a note may show; the last step is all of it.
  static let steps = [1, 2, 3, 4, 6, Int.max]

  /// How far a note may stand below its mark for the sake of others’ lines: short of two lines of text.
  private static let tolerance = MarginLayout.textLine * 7 / 4

  private(set) var notes: [Note] = []
  /// What each shows, an index into `steps`.
  private(set) var shown: [Int] = []
  private var tops: [Int] = []

  /// Adds a note at the foot, with its first line alone.
  mutating func append(_ note: Note) {
    notes.append(note)
    shown.append(0)
    tops.append(top(notes.count - 1))
  }

  /// Gives the notes lines as long as none is pushed further from its mark than is tolerable, or than it stands anyhow.
  ///
  /// In turns, a step for each note, so that none goes short because it stands below a long one.
  mutating func fill() {
    let widening = MarginLayout.gap(rows: 2) - MarginLayout.gap(rows: 1)
    let limits = notes.indices.map { index in
      max(notes[index].mark + Self.tolerance, tops[index] + widening)
    }
    for step in 1..<Self.steps.count {
      for index in notes.indices where shown[index] == step - 1 { raise(index, to: step, limits: limits) }
    }
  }

  /// On the line of its mark, or a gap below the note above.
  private func top(_ index: Int) -> Int {
    index > 0 ? top(index, below: tops[index - 1]) : notes[index].mark
  }

  /// The same where the note above has another top.
  private func top(_ index: Int, below above: Int) -> Int {
    let foot = above + rows(index - 1) * MarginLayout.noteLine
    return max(notes[index].mark, foot + MarginLayout.gap(rows: rows(index)))
  }

  private func rows(_ index: Int) -> Int { min(Self.steps[shown[index]], notes[index].needed) }

  private mutating func raise(_ index: Int, to step: Int, limits: [Int]) {
    let before = shown[index]
    shown[index] = step
    guard let end = endOfPush(from: index, limits: limits) else {
      shown[index] = before
      return
    }
    for place in index..<end { tops[place] = top(place) }
  }

  /// Where the notes end that stand lower once one shows more; `nil` if one of them would stand too low.
  private func endOfPush(from index: Int, limits: [Int]) -> Int? {
    var top = top(index)
    var place = index
    while top <= limits[place] {
      if place > index, top == tops[place] { return place }
      place += 1
      guard place < notes.count else { return place }
      top = self.top(place, below: top)
    }
    return nil
  }
}
