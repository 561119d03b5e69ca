/// A stretch of words for a page that compares two texts (UTF-8 offsets, white space within it included).
package struct WordRun: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case equal, deleted, inserted }

  package let kind: Kind
  /// In the old text; empty for inserted words.
  package let old: Range<Int>
  /// In the new text; empty for deleted words.
  package let new: Range<Int>
}

extension TextAlignment {
  /// The runs of a pair, in the order to be read: what was deleted stands before what was put in its place.
  ///
  /// Every word of the pair's paragraphs stands in exactly one run of its side; equal runs differ at most in case
  /// and typography. A word that went to a place outside of the pair, or left its order, counts as deleted here.
  package func runs(of pair: ParagraphPair) -> [WordRun] {
    let oldWords = pair.old.flatMap { Array(old.paragraphs[$0]) }
    let newWords = pair.new.flatMap { Array(new.paragraphs[$0]) }
    let places = Dictionary(uniqueKeysWithValues: newWords.enumerated().map { ($1, $0) })
    let matches = oldWords.enumerated().compactMap { index, word -> (match: Match, weight: Float)? in
      guard partners[word] >= 0, let place = places[Int(partners[word])],
        old.words[word] == new.words[Int(partners[word])]
      else { return nil }
      return (Match(old: index, new: place), 0.05 + vocabulary.weights[Int(old.words[word])])
    }
    var runs = RunAssembly(self, oldWords, newWords)
    for match in heaviestChain(matches, newCount: newWords.count) { runs.add(match) }
    return runs.finished()
  }
}

/// Puts words together into runs.
private struct RunAssembly {
  private let alignment: TextAlignment
  private let old: [Int]
  private let new: [Int]
  private var runs: [WordRun] = []
  private var (left, right) = (0, 0)

  init(_ alignment: TextAlignment, _ old: [Int], _ new: [Int]) {
    (self.alignment, self.old, self.new) = (alignment, old, new)
  }

  mutating func add(_ match: Match) {
    fill(upTo: match)
    let place = (offsets(old[match.old], alignment.old), offsets(new[match.new], alignment.new))
    let joins =
      runs.last?.kind == .equal && continues(old, match.old, alignment.old)
      && continues(new, match.new, alignment.new)
    if joins, let last = runs.popLast() {
      runs.append(
        WordRun(
          kind: .equal, old: last.old.lowerBound..<place.0.upperBound,
          new: last.new.lowerBound..<place.1.upperBound))
    } else {
      runs.append(WordRun(kind: .equal, old: place.0, new: place.1))
    }
    (left, right) = (match.old + 1, match.new + 1)
  }

  mutating func finished() -> [WordRun] {
    fill(upTo: Match(old: old.count, new: new.count))
    return runs
  }

  private mutating func fill(upTo match: Match) {
    let newPlace = runs.last?.new.upperBound ?? new.first.map { offsets($0, alignment.new).lowerBound } ?? 0
    for stretch in stretches(old, left..<match.old, alignment.old) {
      runs.append(WordRun(kind: .deleted, old: stretch, new: newPlace..<newPlace))
    }
    let oldPlace = runs.last?.old.upperBound ?? old.first.map { offsets($0, alignment.old).lowerBound } ?? 0
    for stretch in stretches(new, right..<match.new, alignment.new) {
      runs.append(WordRun(kind: .inserted, old: oldPlace..<oldPlace, new: stretch))
    }
  }

  /// Whether a word stands in the paragraph of the word before it.
  private func continues(_ words: [Int], _ index: Int, _ text: WordedText) -> Bool {
    index > 0 && words[index - 1] == words[index] - 1
      && text.paragraph(of: words[index - 1]) == text.paragraph(of: words[index])
  }

  private func stretches(_ words: [Int], _ range: Range<Int>, _ text: WordedText) -> [Range<Int>] {
    range.reduce(into: []) { stretches, index in
      let place = offsets(words[index], text)
      if index > range.lowerBound, continues(words, index, text), let last = stretches.popLast() {
        stretches.append(last.lowerBound..<place.upperBound)
      } else {
        stretches.append(place)
      }
    }
  }

  private func offsets(_ word: Int, _ text: WordedText) -> Range<Int> {
    text.folded.offsets(of: Int(text.starts[word])..<Int(text.ends[word]))
  }
}
