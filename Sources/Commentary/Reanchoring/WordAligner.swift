/// Aligns two stretches of words that are known to belong together, word by word.
///
/// Small ones by dynamic programming, where words that are merely alike can stand for one another and runs are
/// worth more than scattered words; large ones are first cut at words that are unique in both.
struct WordAligner {
  let old: WordedText
  let new: WordedText
  let vocabulary: Vocabulary

  /// The most cells of a table of dynamic programming.
  private static let cellLimit = 160_000
  /// What it is worth that two matches follow one another.
  private static let adjacency: Float = 0.12

  /// The matches in order.
  func matches(_ oldWords: Range<Int>, _ newWords: Range<Int>) -> [Match] {
    if oldWords.isEmpty || newWords.isEmpty { return [] }
    if oldWords.count * newWords.count <= Self.cellLimit { return table(oldWords, newWords) }
    let rough = PatienceDiff(
      old: Array(old.words[oldWords]), new: Array(new.words[newWords]),
      weights: old.words[oldWords].map { vocabulary.weights[Int($0)] }
    ).matches().map { Match(old: $0.old + oldWords.lowerBound, new: $0.new + newWords.lowerBound) }
    var matches: [Match] = []
    var (left, right) = (oldWords.lowerBound, newWords.lowerBound)
    for match in rough + [Match(old: oldWords.upperBound, new: newWords.upperBound)] {
      let gap = (old: left..<match.old, new: right..<match.new)
      if !gap.old.isEmpty, !gap.new.isEmpty, gap.old.count * gap.new.count <= Self.cellLimit {
        matches += table(gap.old, gap.new)
      }
      if match.old < oldWords.upperBound { matches.append(match) }
      (left, right) = (match.old + 1, match.new + 1)
    }
    return matches
  }

  private func table(_ oldWords: Range<Int>, _ newWords: Range<Int>) -> [Match] {
    var matches: [Match] = []
    var (oldWords, newWords) = (oldWords, newWords)
    var tail: [Match] = []
    if oldWords.count == newWords.count, old.words[oldWords] == new.words[newWords] {
      return zip(oldWords, newWords).map { Match(old: $0, new: $1) }
    }
    // Equal ends need no table; a few words are left to it, in case a run elsewhere is better.
    while oldWords.count > 12, newWords.count > 12,
      old.words[oldWords.lowerBound..<oldWords.lowerBound + 12]
        == new.words[newWords.lowerBound..<newWords.lowerBound + 12]
    {
      matches.append(Match(old: oldWords.lowerBound, new: newWords.lowerBound))
      (oldWords, newWords) = (oldWords.dropFirst(), newWords.dropFirst())
    }
    while oldWords.count > 12, newWords.count > 12,
      old.words[oldWords.upperBound - 12..<oldWords.upperBound]
        == new.words[newWords.upperBound - 12..<newWords.upperBound]
    {
      tail.append(Match(old: oldWords.upperBound - 1, new: newWords.upperBound - 1))
      (oldWords, newWords) = (oldWords.dropLast(), newWords.dropLast())
    }
    return matches + filledTable(oldWords, newWords) + tail.reversed()
  }

  private func filledTable(_ oldWords: Range<Int>, _ newWords: Range<Int>) -> [Match] {
    let (rows, columns) = (oldWords.count, newWords.count)
    let width = columns + 1
    var scores = [Float](repeating: 0, count: width)
    // 0: skip an old word, 1: skip a new word, 2: match.
    var steps = [UInt8](repeating: 0, count: (rows + 1) * width)
    for row in 1...rows {
      var diagonal = scores[0]
      let word = old.words[oldWords.lowerBound + row - 1]
      let weight = vocabulary.weights[Int(word)]
      for column in 1...columns {
        let above = scores[column]
        var (best, step) = above >= scores[column - 1] ? (above, UInt8(0)) : (scores[column - 1], 1)
        let likeness = vocabulary.likeness(word, new.words[newWords.lowerBound + column - 1])
        if likeness > 0 {
          let follows = steps[(row - 1) * width + column - 1] == 2 || (row == 1 && column == 1)
          let score = diagonal + weight * likeness + (follows ? Self.adjacency * likeness : 0)
          if score > best { (best, step) = (score, 2) }
        }
        diagonal = above
        scores[column] = best
        steps[row * width + column] = step
      }
    }
    var matches: [Match] = []
    var (row, column) = (rows, columns)
    while row > 0, column > 0 {
      switch steps[row * width + column] {
      case 2:
        (row, column) = (row - 1, column - 1)
        matches.append(Match(old: oldWords.lowerBound + row, new: newWords.lowerBound + column))
      case 1: column -= 1
      case _: row -= 1
      }
    }
    return matches.reversed()
  }
}
