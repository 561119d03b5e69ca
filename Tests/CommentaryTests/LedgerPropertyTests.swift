import Diagnostics
import Markup
import TestSupport
import Testing

@testable import Commentary

/// What holds for every text, every note and every edit; the seeds are printed where one does not.
@Suite struct LedgerPropertyTests {
  private let odd = ["Seoul’s", "de\u{301}tente", "—", "“North”", "訪朝", "🇰🇷", "👩‍👩‍👧", "n\u{303}o", "x\u{A0}y"]

  private func word(_ random: inout SeededRandom) -> String {
    if Int.random(in: 0..<12, using: &random) == 0 { return odd.randomElement(using: &random) ?? "" }
    return "w\(Int.random(in: 0..<300, using: &random))"
  }

  private func paragraph(_ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 8...40, using: &random)).map { _ in word(&random) }.joined(separator: " ") + "."
  }

  /// Notes on random stretches of words, each quoted with the context that it needs.
  private func notes(on text: PlainText, _ random: inout SeededRandom) -> [Note] {
    let index = TextIndex(text)
    return (0..<14).compactMap { number in
      guard let block = text.blocks.randomElement(using: &random) else { return nil }
      let words = text.utf8[block.range].split(separator: 0x20).map(\.indices)
      let first = Int.random(in: 0..<words.count, using: &random)
      let last = min(words.count - 1, first + Int.random(in: 0...5, using: &random))
      let folded = index.folded.trimmed(
        index.folded.units(at: words[first].lowerBound..<words[last].upperBound))
      guard !folded.isEmpty,
        let pieces = Lemma.pieces(quoting: index.passage(marking: [folded]), in: index)
      else { return nil }
      return note("", id: "n\(number)").quoting([Lemma(pieces: pieces, range: nowhere.whole)])
    }
  }

  private func recorded(_ notes: [Note], in text: PlainText) -> RecordedText {
    RecordedText(
      recording: text, paragraphs: ParagraphID.numbered(text.blocks.last?.paragraph ?? 0), notes: notes,
      anchors: anchor(notes, in: text))
  }

  @Test(arguments: 1...60) func `a quotation with the least context finds its own passage`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let text = plainText((0..<6).map { _ in paragraph(&random) })
    let notes = notes(on: text, &random)
    #expect(!notes.isEmpty, "seed \(seed)")
    for anchor in anchor(notes, in: text) {
      #expect(anchor.verdict.passage != nil, "seed \(seed): \(notes[anchor.note].lemmas[0].quotation)")
    }
  }

  @Test(arguments: 1...60) func `the same text changes nothing`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let text = plainText((0..<6).map { _ in paragraph(&random) })
    let notes = notes(on: text, &random)
    let record = recorded(notes, in: text)
    #expect(record.utf8 == text.utf8 && record.ranges == text.blocks.map(\.range), "seed \(seed)")
    let change = TextChange(from: record, to: text)
    #expect(change.alignment == nil, "seed \(seed)")
    let again = anchor(notes, in: text, since: change, floor: 0.5)
    #expect(again.map(\.verdict) == anchor(notes, in: text).map(\.verdict), "seed \(seed)")
    let ids = ParagraphID.carried(through: change, to: text) { _ in "new" }
    #expect(ids == ParagraphID.numbered(6), "seed \(seed)")
  }

  @Test(arguments: 1...60) func `an edit elsewhere moves no note, whatever it puts there`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var paragraphs = (0..<6).map { _ in paragraph(&random) }
    let text = plainText(paragraphs)
    let notes = notes(on: text, &random)
    let before = anchor(notes, in: text)
    let record = recorded(notes, in: text)
    let edited = Int.random(in: 0..<6, using: &random)
    // Words of other paragraphs too, so that quotations come to fit two places.
    paragraphs[edited] =
      paragraphs[(edited + 1) % 6].split(separator: " ").prefix(7).joined(separator: " ") + " "
      + paragraph(&random)
    let new = plainText(paragraphs)
    let after = anchor(notes, in: new, since: TextChange(from: record, to: new), floor: 0.5)
    for (old, anchor) in zip(before, after) {
      guard let was = old.verdict.passage,
        let block = text.blocks.firstIndex(where: { $0.range.overlaps(was.range) }),
        block != edited
      else { continue }
      let shift = new.blocks[block].range.lowerBound - text.blocks[block].range.lowerBound
      let marks = was.marks.map { $0.lowerBound + shift..<$0.upperBound + shift }
      #expect(anchor.verdict == .unchanged(Passage(marks: marks)), "seed \(seed): note \(anchor.note)")
    }
  }

  @Test(arguments: 1...60) func `every note has one verdict, and no mark cuts a character`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var paragraphs = (0..<8).map { _ in paragraph(&random) }
    let text = plainText(paragraphs)
    let notes = notes(on: text, &random)
    let record = recorded(notes, in: text)
    for _ in 0..<4 { edit(&paragraphs, &random) }
    let new = plainText(paragraphs)
    let change = TextChange(from: record, to: new)
    let anchors = anchor(notes, in: new, since: change, floor: 0.5)
    #expect(anchors.map(\.note) == Array(notes.indices), "seed \(seed)")
    let all = String(decoding: new.utf8, as: UTF8.self)
    let starts = Set(all.indices.map { all.utf8.distance(from: all.startIndex, to: $0) } + [new.utf8.count])
    for mark in anchors.compactMap(\.verdict.passage).flatMap(\.marks) {
      #expect(starts.contains(mark.lowerBound) && starts.contains(mark.upperBound), "seed \(seed)")
      #expect(
        new.blocks.contains {
          $0.range.lowerBound <= mark.lowerBound && mark.upperBound <= $0.range.upperBound
        })
    }
    let ids = ParagraphID.carried(through: change, to: new) { _ in "new" }
    #expect(ids.count == new.blocks.last?.paragraph ?? 0, "seed \(seed)")
    let known = ids.flatMap { [$0.id] + $0.formerIDs }
    #expect(Set(known).count == known.count, "seed \(seed): each id leads to one place")
  }

  @Test(arguments: 1...60) func `what an edit did and another undid has every note at its old place`(
    seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    var paragraphs = (0..<6).map { _ in paragraph(&random) }
    let text = plainText(paragraphs)
    let notes = notes(on: text, &random)
    let record = recorded(notes, in: text)
    edit(&paragraphs, &random)
    let new = plainText(paragraphs)
    let there = anchor(notes, in: new, since: TextChange(from: record, to: new), floor: 0.5)
    let rewritten = RecordedText(
      recording: new,
      paragraphs: ParagraphID.carried(through: TextChange(from: record, to: new), to: new) { _ in "new" },
      notes: notes, anchors: there)
    let back = anchor(notes, in: text, since: TextChange(from: rewritten, to: text), floor: 0.5)
    for (one, other) in zip(anchor(notes, in: text), back) {
      guard there[one.note].verdict.passage != nil, let passage = other.verdict.passage else { continue }
      #expect(one.verdict.passage?.range.overlaps(passage.range) == true, "seed \(seed): note \(one.note)")
    }
  }

  private func edit(_ paragraphs: inout [String], _ random: inout SeededRandom) {
    let place = Int.random(in: 0..<paragraphs.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: paragraphs.insert(paragraph(&random), at: place)
    case 1 where paragraphs.count > 2: paragraphs.remove(at: place)
    case 2: paragraphs.insert(paragraphs.remove(at: place), at: 0)
    case 3 where place > 0: paragraphs[place - 1] += " " + paragraphs.remove(at: place)
    case 4:
      let words = paragraphs[place].split(separator: " ")
      paragraphs[place] = words.prefix(words.count / 2).joined(separator: " ")
      paragraphs.insert(words.dropFirst(words.count / 2).joined(separator: " "), at: place + 1)
    case _:
      paragraphs[place] = paragraphs[place].split(separator: " ").map { word in
        Int.random(in: 0..<6, using: &random) == 0 ? self.word(&random) : String(word)
      }.joined(separator: " ")
    }
  }
}
