import Diagnostics
import Markup

extension Lemma {
  /// Quotes a passage so that nothing else in its text is meant: with as few words about it as that takes, and as many
  /// as another lemma has.
  ///
  /// Long marked stretches are cut short by a gap. Returns `nil` where not even all of its block tells the passage
  /// from others.
  package static func pieces(
    quoting passage: Passage, in index: TextIndex, like model: Lemma? = nil
  ) -> [Piece]? {
    let quoting = Quoting(passage: passage, index: index)
    let least = model?.contextLengths ?? (0, 0)
    for marked in [quoting.shortMarks, quoting.wholeMarks] {
      if let found = quoting.pieces(around: marked, least) { return found }
    }
    return nil
  }

  /// How many words stand before the first marked one and after the last; none where all are marked.
  private var contextLengths: (before: Int, after: Int) {
    func count(_ pieces: some Sequence<Piece>) -> Int {
      pieces.prefix { !$0.isMarked }.reduce(0) { $0 + $1.wordCount }
    }
    guard pieces.contains(where: \.isMarked) else { return (0, 0) }
    return (count(pieces), count(pieces.reversed()))
  }
}

/// The words of a passage and those about it in its blocks.
private struct Quoting {
  let passage: Passage
  let index: TextIndex
  /// Where the context may begin, from the passage backwards; the first is the passage's own start.
  private let starts: [Int]
  /// Where the context may end, from the passage onwards; the first is the passage's own end.
  private let ends: [Int]

  /// The most words of context that are tried.
  private static let reach = 24
  /// Marked stretches of more words are cut short.
  private static let longMark = 12
  private static let keptWords = 4

  init(passage: Passage, index: TextIndex) {
    self.passage = passage
    self.index = index
    let (text, range) = (index.text, passage.range)
    let floor = text.block(at: range.lowerBound)?.range.lowerBound ?? range.lowerBound
    let ceiling =
      text.block(at: max(range.lowerBound, range.upperBound - 1))?.range.upperBound ?? range.upperBound
    let before = Self.words(of: text, in: floor..<range.lowerBound)
    let after = Self.words(of: text, in: range.upperBound..<max(ceiling, range.upperBound))
    starts = [range.lowerBound] + before.reversed().prefix(Self.reach).map(\.lowerBound)
    ends = [range.upperBound] + after.prefix(Self.reach).map(\.upperBound)
  }

  var wholeMarks: [[Lemma.Piece]] { passage.marks.map { [.words(index.text[$0], isMarked: true)] } }

  var shortMarks: [[Lemma.Piece]] {
    passage.marks.map { mark in
      let words = Self.words(of: index.text, in: mark)
      guard words.count > Self.longMark else { return [.words(index.text[mark], isMarked: true)] }
      let first = mark.lowerBound..<words[Self.keptWords - 1].upperBound
      let last = words[words.count - Self.keptWords].lowerBound..<mark.upperBound
      return [
        .words(index.text[first], isMarked: true), .gap(isMarked: true),
        .words(index.text[last], isMarked: true),
      ]
    }
  }

  /// The first quotation, by the number of its words of context, that fits the passage alone.
  func pieces(around marks: [[Lemma.Piece]], _ least: (before: Int, after: Int)) -> [Lemma.Piece]? {
    let core = joined(marks)
    let (left, right) = (min(least.before, starts.count - 1), min(least.after, ends.count - 1))
    for count in left + right..<starts.count + ends.count - 1 {
      for before in max(left, count - ends.count + 1)...min(count - right, starts.count - 1) {
        let pieces = context(before: before, after: count - before, core)
        if fits(pieces) { return pieces }
      }
    }
    return nil
  }

  private func context(before: Int, after: Int, _ core: [Lemma.Piece]) -> [Lemma.Piece] {
    let (text, range) = (index.text, passage.range)
    let left = text[starts[before]..<range.lowerBound]
    let right = text[range.upperBound..<ends[after]]
    return (left.isEmpty ? [] : [.words(left, isMarked: false)]) + core
      + (right.isEmpty ? [] : [.words(right, isMarked: false)])
  }

  /// Words between two marks are quoted where they are few and of one block.
  private func joined(_ marks: [[Lemma.Piece]]) -> [Lemma.Piece] {
    var pieces = marks.first ?? []
    for (number, mark) in marks.enumerated().dropFirst() {
      let between = passage.marks[number - 1].upperBound..<passage.marks[number].lowerBound
      let isOneBlock =
        index.text.block(at: between.lowerBound - 1)?.range == index.text.block(at: between.upperBound)?.range
      let words = index.text[between]
      pieces.append(
        isOneBlock && words.utf8.count <= 60 ? .words(words, isMarked: false) : .gap(isMarked: false))
      pieces += mark
    }
    return pieces
  }

  private func fits(_ pieces: [Lemma.Piece]) -> Bool {
    var alphabet = index.alphabet
    let folded = FoldedLemma(Lemma(pieces: pieces, range: index.text.source.range(0..<0)), with: &alphabet)
    let found = index.passages(of: folded, with: alphabet)
    return found.count == 1 && found.first?.range == passage.range
  }

  private static func words(of text: PlainText, in range: Range<Int>) -> [Range<Int>] {
    text.utf8[range].split { $0 == 0x20 || $0 == 0x0A }.map(\.indices)
  }
}

extension Lemma.Piece {
  fileprivate var wordCount: Int {
    switch self {
    case .words(let words, _): words.split(whereSeparator: \.isWhitespace).count
    case .gap: 0
    }
  }
}
