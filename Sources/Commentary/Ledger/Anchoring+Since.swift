package import Markup

/// Finds the words of every note in a version that may have been edited; the anchors stand in the order of the notes.
///
/// A note that the ledger does not know, or whose lemma is another by now, is found by its words alone. Any other
/// stays with the words it was about: what the edit did to them decides, even where the same words stand elsewhere.
/// Below the floor (0…1) they are gone, and the note is lost unless another of its lemmas has words of this text.
package func anchor(_ notes: [Note], in text: PlainText, since change: TextChange?, floor: Double) -> [Anchor]
{
  anchor(notes, in: TextIndex(text), since: change, floor: floor)
}

/// Likewise in a text that was made ready before.
package func anchor(
  _ notes: [Note], in index: TextIndex, since change: TextChange?, floor: Double
) -> [Anchor] {
  guard let change else { return anchor(notes, in: index) }
  var reanchoring = Reanchoring(index: index, alphabet: index.alphabet, change: change)
  return reanchoring.anchors(of: notes, floor: floor)
}

/// Settles what the ledger says of a note with what its lemmas find today.
private struct Reanchoring {
  let index: TextIndex
  var alphabet: Alphabet
  let change: TextChange

  mutating func anchors(of notes: [Note], floor: Double) -> [Anchor] {
    let records = Dictionary(change.recorded.anchors.map { ($0.note, $0) }) { first, _ in first }
    let withheld = Dictionary(change.recorded.withheld.map { ($0.note, $0) }) { first, _ in first }
    var anchors = [Anchor?](repeating: nil, count: notes.count)
    var known: [(note: Int, record: RecordedAnchor, rank: Int)] = []
    for (number, note) in notes.enumerated() {
      if let record = note.record(in: records), let rank = note.rank(of: record.lemma) {
        known.append((number, record, rank))
      } else if let record = note.record(in: withheld), let rank = note.rank(of: record.lemma) {
        anchors[number] = settled(record, rank, found(note, number))
      }
    }
    let relocations = change.relocations(of: known.map(\.record), floor: floor)
    for ((number, record, rank), relocation) in zip(known, relocations) {
      anchors[number] = settled(record, rank, relocation, notes[number], number)
    }
    return notes.indices.map { anchors[$0] ?? found(notes[$0], $0) }
  }

  /// What a note's lemmas find today, whatever the ledger says.
  private mutating func found(_ note: Note, _ number: Int) -> Anchor {
    anchor(note, numbered: number, in: index, with: &alphabet)
  }

  /// Words that were given up are not taken up again by themselves: those that are equal may be others.
  private func settled(_ record: WithheldNote, _ rank: Int, _ fresh: Anchor) -> Anchor {
    if case .unchanged = fresh.verdict, fresh.lemma != rank { return fresh }
    return Anchor(
      note: fresh.note, verdict: .lost(closest: fresh.verdict.candidates), lemma: rank, score: 0,
      known: .withheld(record))
  }

  private mutating func settled(
    _ record: RecordedAnchor, _ rank: Int, _ relocation: Relocation, _ note: Note, _ number: Int
  ) -> Anchor {
    guard let range = relocation.range else {
      let fresh = found(note, number)
      if case .unchanged = fresh.verdict, fresh.lemma != rank { return fresh }
      return Anchor(
        note: number, verdict: .lost(closest: fresh.verdict.candidates), lemma: rank,
        score: relocation.score, known: .standing(record))
    }
    if let (passage, lemma) = quoted(at: range, by: note, number) {
      let hasMoved = relocation.verdict == .moved
      return Anchor(
        note: number, verdict: hasMoved ? .moved(passage) : .unchanged(passage), lemma: lemma,
        score: relocation.score, known: .standing(record))
    }
    return Anchor(
      note: number, verdict: .reworded(passage(of: record, at: range)), lemma: rank,
      score: relocation.score, known: .standing(record))
  }

  /// The passage at some UTF-8 offsets that one of the note's lemmas quotes.
  private mutating func quoted(
    at range: Range<Int>, by note: Note, _ number: Int
  ) -> (passage: Passage, lemma: Int)? {
    // Of several lemmas the one counts that is met in all of the text; a single one need only be met here.
    if note.lemmas.count > 1 {
      let fresh = found(note, number)
      if case .unchanged(let passage) = fresh.verdict, let lemma = fresh.lemma, passage.range.overlaps(range)
      {
        return (passage, lemma)
      }
    }
    let units = index.folded.units(at: range)
    for (rank, lemma) in note.lemmas.enumerated() {
      let folded = FoldedLemma(lemma, with: &alphabet)
      let passages = index.passages(of: folded, with: alphabet, touching: units)
        .filter { $0.range.overlaps(range) }
      if let passage = passages.first(where: { $0.range == range }) ?? passages.first {
        return (passage, rank)
      }
    }
    return nil
  }

  /// The marks where the words went, each for itself; the whole stretch where some of them are gone.
  private func passage(of record: RecordedAnchor, at range: Range<Int>) -> Passage {
    let marks = record.marks.compactMap { change.alignment?.map($0)?.range }
    let isInOrder = zip(marks, marks.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
    let isWhole =
      marks.count == record.marks.count && isInOrder && marks.allSatisfy { range.contains($0.lowerBound) }
    let ranges = isWhole && marks.count > 1 ? marks : [range]
    let passage = index.passage(marking: ranges.map(index.folded.units(at:)))
    return passage.marks.isEmpty ? Passage(marks: [range]) : passage
  }
}

extension Anchor.Verdict {
  /// The passages that a lemma fits.
  fileprivate var candidates: [Passage] {
    switch self {
    case .unchanged(let passage), .moved(let passage), .reworded(let passage): [passage]
    case .ambiguous(let passages), .lost(let passages): passages
    case .general: []
    }
  }
}

extension Note {
  /// What is recorded of it, under its id or the first of those it had before.
  fileprivate func record<Record>(in records: [String: Record]) -> Record? {
    records[id] ?? formerIDs.lazy.compactMap { records[$0] }.first
  }

  /// The first lemma that quotes so.
  fileprivate func rank(of quotation: String) -> Int? { lemmas.firstIndex { $0.quotation == quotation } }
}

extension Lemma {
  /// The quotation in one line of plain text: gaps as `…`, marked words between `**` unless all are.
  ///
  /// Asterisks of the words have a backslash before them wherever they could be taken for such marks.
  package var quotation: String {
    let areAllEqual = pieces.allSatisfy { $0.isMarked == pieces.first?.isMarked }
    let isPlain = areAllEqual && !pieces.contains { $0.text.hasMarks }
    var text = ""
    var isOpen = false
    for piece in pieces {
      if !areAllEqual, piece.isMarked != isOpen {
        text += "**"
        isOpen.toggle()
      }
      text += isPlain ? piece.text : piece.text.withMarksEscaped
    }
    return text + (isOpen ? "**" : "")
  }
}

extension Lemma.Piece {
  /// Whether its words are meant, and not only context.
  package var isMarked: Bool {
    switch self {
    case .words(_, let isMarked), .gap(let isMarked): isMarked
    }
  }

  fileprivate var text: String {
    switch self {
    case .words(let words, _): words
    case .gap: "…"
    }
  }
}

extension String {
  /// Whether the parser of lemmas would read some of the characters as marks or as escapes of marks.
  fileprivate var hasMarks: Bool {
    var last: UInt8?
    for byte in utf8 {
      if byte == UInt8(ascii: "*"), last == byte || last == UInt8(ascii: "\\") { return true }
      last = byte
    }
    return false
  }

  fileprivate var withMarksEscaped: String {
    let isSpecial = { (byte: UInt8) in byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\\") }
    guard utf8.contains(where: isSpecial) else { return self }
    let escaped = utf8.flatMap { isSpecial($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    return String(decoding: escaped, as: UTF8.self)
  }
}
