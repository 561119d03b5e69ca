/// A lemma made ready for the search: phrases that must follow one another, with gaps between them.
struct FoldedLemma: Sendable {
  /// Words without a gap among them.
  struct Phrase: Sendable {
    let units: [Alphabet.Unit]
    /// Runs of units that are marked, in order.
    let marks: [Range<Int>]
    /// Whether the words in the gap before this phrase are marked too.
    let gapIsMarked: Bool

    var markedWhole: Phrase { Phrase(units: units, marks: [units.indices], gapIsMarked: true) }
  }

  let phrases: [Phrase]

  /// Gaps at the ends say nothing and are dropped; where no words are marked, all of them are.
  init(_ lemma: Lemma, with alphabet: inout Alphabet) {
    var phrases: [Phrase] = []
    var pieces: [(text: String, isMarked: Bool)] = []
    var gapIsMarked = false
    let hasMarks = lemma.pieces.contains { $0.isMarkedText }
    for piece in lemma.pieces {
      switch piece {
      case .words(let text, let isMarked): pieces.append((text, isMarked || !hasMarks))
      case .gap(let isMarked):
        Self.close(&pieces, into: &phrases, gapIsMarked, &alphabet)
        gapIsMarked = isMarked || !hasMarks
      }
    }
    Self.close(&pieces, into: &phrases, gapIsMarked, &alphabet)
    // Marks may hold nothing but characters without width; then, too, all words are marked.
    self.phrases = phrases.contains { !$0.marks.isEmpty } ? phrases : phrases.map(\.markedWhole)
  }

  private static func close(
    _ pieces: inout [(text: String, isMarked: Bool)], into phrases: inout [Phrase], _ gapIsMarked: Bool,
    _ alphabet: inout Alphabet
  ) {
    var utf8: [UInt8] = []
    var marked: [Range<Int>] = []
    for piece in pieces {
      let start = utf8.count
      utf8 += piece.text.utf8
      if piece.isMarked { marked.append(start..<utf8.count) }
    }
    pieces = []
    var folded = FoldedText()
    folded.append(utf8, in: 0..<utf8.count, with: &alphabet)
    guard !folded.units.isEmpty else { return }
    let marks = marked.map { folded.trimmed(folded.units(at: $0)) }.filter { !$0.isEmpty }
    phrases.append(Phrase(units: folded.units, marks: joined(marks), gapIsMarked: gapIsMarked))
  }

  /// Ranges that touch or overlap become one.
  static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.reduce(into: []) { joined, range in
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
  }
}

extension FoldedText {
  /// The range without spaces and block ends at its own ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isBlank(_ index: Int) -> Bool {
      units[index] == Alphabet.space || units[index] == Alphabet.blockBreak
    }
    var range = range
    while let first = range.first, isBlank(first) { range = first + 1..<range.upperBound }
    while let last = range.last, isBlank(last) { range = range.lowerBound..<last }
    return range
  }
}

extension Lemma.Piece {
  fileprivate var isMarkedText: Bool {
    switch self {
    case .words(let text, let isMarked): isMarked && !text.isEmpty
    case .gap: false
    }
  }
}
