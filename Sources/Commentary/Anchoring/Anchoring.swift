package import Markup

/// More passages than this are not told apart: a lemma that fits so often is ambiguous in any case.
let passageLimit = 100

/// Finds the words of every note in one version; the anchors stand in the order of the notes.
package func anchor(_ notes: [Note], in text: PlainText) -> [Anchor] { anchor(notes, in: TextIndex(text)) }

/// Finds the words of every note in one version, made ready before.
///
/// Typography does not count (see `Alphabet`), case does. A note's first lemma that fits exactly one passage is
/// taken; failing that the note is ambiguous if one of its lemmas fits several, and lost if none fits any. The
/// closest passages of a lost note are left to `closestPassages(to:in:)`, which costs more.
package func anchor(_ notes: [Note], in index: TextIndex) -> [Anchor] {
  var alphabet = index.alphabet
  return notes.enumerated().map { anchor($1, numbered: $0, in: index, with: &alphabet) }
}

/// Finds the words of one note.
func anchor(
  _ note: Note, numbered number: Int, in index: TextIndex, with alphabet: inout Alphabet
) -> Anchor {
  guard !note.lemmas.isEmpty else { return Anchor(note: number, verdict: .general, lemma: nil) }
  var ambiguous: Anchor?
  for (rank, lemma) in note.lemmas.enumerated() {
    let passages = index.passages(of: FoldedLemma(lemma, with: &alphabet), with: alphabet)
    if let only = passages.first, passages.count == 1 {
      return Anchor(note: number, verdict: .unchanged(only), lemma: rank)
    }
    if ambiguous == nil, !passages.isEmpty {
      ambiguous = Anchor(note: number, verdict: .ambiguous(passages), lemma: rank)
    }
  }
  return ambiguous ?? Anchor(note: number, verdict: .lost(closest: []), lemma: nil)
}

extension TextIndex {
  /// The passages that a lemma fits, in the order of the text, each once, at most `passageLimit`.
  ///
  /// With `units`, only those count whose quotation overlaps these units of the text, however many there are elsewhere.
  ///
  /// With gaps, the candidates are the minimal windows: those that hold no other. Where marked words fit at
  /// several places within one window, it counts as several.
  func passages(
    of lemma: FoldedLemma, with alphabet: Alphabet, touching units: Range<Int>? = nil
  ) -> [Passage] {
    guard let first = lemma.phrases.first, let last = lemma.phrases.last else { return [] }
    let limit = units == nil ? passageLimit : .max
    var placements: [[Int]]
    if lemma.phrases.count == 1 {
      let starts =
        units.map { places(of: first.units, with: alphabet, touching: $0) }
        ?? places(of: first.units, with: alphabet, atMost: limit)
      placements = starts.map { [$0] }
    } else {
      placements = windows(of: lemma, with: alphabet, atMost: limit)
      if let units {
        placements.removeAll { places in
          places[0] >= units.upperBound || places[places.count - 1] + last.units.count <= units.lowerBound
        }
      }
    }
    guard placements.count > 1 else { return placements.map { passage(of: lemma, at: $0) } }
    var seen: Set<Passage> = []
    return placements.map { passage(of: lemma, at: $0) }.filter { seen.insert($0).inserted }
  }

  private func windows(
    of lemma: FoldedLemma, with alphabet: Alphabet, atMost limit: Int
  ) -> [[Int]] {
    var places: [[Int]] = []
    for phrase in lemma.phrases {
      places.append(self.places(of: phrase.units, with: alphabet))
      if places.last?.isEmpty ?? true { return [] }
    }
    var windows: [[Int]] = []
    var lastStart = -1
    for end in places[places.count - 1] where windows.count < limit {
      guard let late = latestPlaces(of: lemma.phrases, among: places, endingAt: end), late[0] > lastStart
      else {
        continue
      }
      lastStart = late[0]
      windows.append(late)
      let early = earliestPlaces(of: lemma.phrases, among: places, startingAt: late[0], endingAt: end)
      let differs = lemma.phrases.indices.contains {
        early[$0] != late[$0] && !lemma.phrases[$0].marks.isEmpty
      }
      if differs { windows.insert(early, at: windows.count - 1) }
    }
    return windows
  }

  /// The shortest window that ends with the last phrase at `end`, filled from behind.
  private func latestPlaces(
    of phrases: [FoldedLemma.Phrase], among places: [[Int]], endingAt end: Int
  ) -> [Int]? {
    var chosen = [end]
    for rank in phrases.indices.dropLast().reversed() {
      let limit = chosen[chosen.count - 1] - phrases[rank].units.count
      let later = places[rank].bisection { places[rank][$0] > limit }
      guard later > 0 else { return nil }
      chosen.append(places[rank][later - 1])
    }
    return chosen.reversed()
  }

  /// The same window, filled from the front.
  private func earliestPlaces(
    of phrases: [FoldedLemma.Phrase], among places: [[Int]], startingAt start: Int, endingAt end: Int
  ) -> [Int] {
    var chosen = [start]
    for rank in phrases.indices.dropFirst().dropLast() {
      let floor = chosen[rank - 1] + phrases[rank - 1].units.count
      chosen.append(places[rank][places[rank].bisection { places[rank][$0] >= floor }])
    }
    return chosen + [end]
  }

  private func passage(of lemma: FoldedLemma, at places: [Int]) -> Passage {
    var marked: [Range<Int>] = []
    for (rank, phrase) in lemma.phrases.enumerated() {
      if rank > 0, phrase.gapIsMarked {
        marked.append(places[rank - 1] + lemma.phrases[rank - 1].units.count..<places[rank])
      }
      marked += phrase.marks.map { $0.lowerBound + places[rank]..<$0.upperBound + places[rank] }
    }
    return passage(marking: FoldedLemma.joined(marked))
  }

  /// A passage of runs of units, each split so that no mark leaves its block.
  func passage(marking units: [Range<Int>]) -> Passage {
    var marks: [Range<Int>] = []
    for range in units {
      for piece in folded.units[range].indices.split(whereSeparator: {
        folded.units[$0] == Alphabet.blockBreak
      }) {
        let bare = folded.trimmed(piece)
        if !bare.isEmpty { marks.append(folded.offsets(of: bare)) }
      }
    }
    return Passage(marks: marks)
  }
}
