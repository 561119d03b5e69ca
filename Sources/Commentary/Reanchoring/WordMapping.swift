/// Where a stretch of old words went, as far as it was kept.
struct CarriedWords: Sendable {
  /// Words of the new text.
  let words: Range<Int>
  /// The share of the old words that stand there, by weight.
  let kept: Float
  /// Whether the largest part of the words left their order.
  let isMoved: Bool
  /// Whether all words stand there, the same and together.
  let isWhole: Bool
}

/// Carries stretches of words over from one text to another along matches of words.
struct WordMapping {
  let old: WordedText
  let new: WordedText
  let vocabulary: Vocabulary
  let partners: [Int32]
  /// From the new word numbered `newBase` on.
  let origins: [Int32]
  let isMoved: [Bool]
  var newBase = 0
  /// What new words between matches cost, beyond the weight of the old ones there.
  var insertionCost: Float = 0

  /// How many more words than before may stand between a few words of a stretch and the rest.
  private static let outlierGap = 5

  /// Words of one part of a stretch that stand near one another in the new text.
  private struct Part {
    var new: Range<Int>
    var first: Int
    var last: Int
    var mass: Float
    var count: Int
  }

  /// Where some words, at least one, went; `nil` where none of them is left.
  func carried(_ range: Range<Int>) -> CarriedWords? {
    guard let part = heaviestPart(of: range), holdsWord(part, of: range) else { return nil }
    let total = range.reduce(Float(0)) { $0 + vocabulary.weights[Int(old.words[$1])] }
    var (start, end) = (part.new.lowerBound, part.new.upperBound)
    start -= claim(unmatched: part.first - range.lowerBound, gapBefore(part.first), gapBeforeNew(start))
    end += claim(unmatched: range.upperBound - 1 - part.last, gapAfter(part.last), gapAfterNew(end - 1))
    var kept = total > 0 ? min(1, part.mass / total) : 0
    var isWhole =
      part.count == range.count && part.new.count == range.count
      && range.allSatisfy { old.words[$0] == new.words[Int(partners[$0])] }
    if !isWhole, kept >= 0.4, let place = wholePlace(of: range, near: part) {
      (start, end, kept, isWhole) = (place, place + range.count, 1, true)
    }
    return CarriedWords(
      words: start..<end, kept: kept, isMoved: isMoved[part.first], isWhole: isWhole)
  }

  /// Whether a part holds more than marks, where the stretch does.
  private func holdsWord(_ part: Part, of range: Range<Int>) -> Bool {
    range.contains { vocabulary.isWord[Int(old.words[$0])] && part.new.contains(Int(partners[$0])) }
      || !range.contains { vocabulary.isWord[Int(old.words[$0])] }
  }

  private func heaviestPart(of range: Range<Int>) -> Part? {
    let reach = 25 + range.count
    var parts: [Part] = []
    let matched = range.filter { partners[$0] >= 0 }.sorted { partners[$0] < partners[$1] }
    for index in matched {
      let place = Int(partners[index])
      let weight = weight(of: index)
      if let last = parts.last, place - last.new.upperBound <= reach {
        let part = Part(
          new: last.new.lowerBound..<place + 1, first: min(last.first, index), last: max(last.last, index),
          mass: last.mass + weight, count: last.count + 1)
        parts[parts.count - 1] = part
      } else {
        parts.append(Part(new: place..<place + 1, first: index, last: index, mass: weight, count: 1))
      }
    }
    return parts.max { $0.mass < $1.mass }.flatMap { heaviest in
      let words = matched.filter { heaviest.new.contains(Int(partners[$0])) }
      return insertionCost > 0 ? part(of: densest(words)) : trimmed(heaviest, words)
    }
  }

  /// Where all the words stand in a row within their own length of what is left of them; of several places the one
  /// that most of them went to.
  ///
  /// Words that were put in beside a stretch and equal some of it may be matched in their place.
  private func wholePlace(of range: Range<Int>, near part: Part) -> Int? {
    let lowest = max(0, part.new.lowerBound - range.count)
    let highest = min(part.new.upperBound, new.words.count - range.count)
    guard lowest <= highest else { return nil }
    let places = (lowest...highest).filter { new.words[$0..<$0 + range.count] == old.words[range] }
    func shared(_ place: Int) -> Int {
      range.count { Int(partners[$0]) == place + $0 - range.lowerBound }
    }
    return places.max { shared($0) < shared($1) }
  }

  /// Drops light words at the edges that stand much farther from the rest than they did.
  private func trimmed(_ part: Part, _ matched: [Int]) -> Part {
    var words = matched
    func mass(_ words: ArraySlice<Int>) -> Float {
      words.reduce(0) { $0 + vocabulary.weights[Int(old.words[$1])] }
    }
    let total = mass(words[...])
    var cut = 1
    while cut < words.count {
      let (left, right) = (words[cut - 1], words[cut])
      let gap = Int(partners[right]) - Int(partners[left])
      if gap > abs(right - left) + Self.outlierGap {
        if mass(words[..<cut]) < 0.2 * total, !leans(words[0], by: -1) {
          words.removeFirst(cut)
          cut = 0
        } else if mass(words[cut...]) < 0.2 * total, !leans(words[words.count - 1], by: 1) {
          words.removeLast(words.count - cut)
        }
      }
      cut += 1
    }
    return self.part(of: words[...]) ?? part
  }

  private func part(of words: ArraySlice<Int>) -> Part? {
    guard let first = words.first, let last = words.last else { return nil }
    return Part(
      new: Int(partners[first])..<Int(partners[last]) + 1, first: words.min() ?? first,
      last: words.max() ?? last,
      mass: words.reduce(0) { $0 + weight(of: $1) }, count: words.count)
  }

  /// The stretch of matched words, in the order of the new text, that weighs most less the cost of what was put in
  /// between: the best local alignment (Smith and Waterman 1981).
  private func densest(_ words: [Int]) -> ArraySlice<Int> {
    var (best, bestSum) = (words[..<0], -Float.infinity)
    var (start, sum) = (0, Float(0))
    for (index, word) in words.enumerated() {
      if index > 0 {
        sum -= insertionCost * excess(between: words[index - 1], word)
        if sum <= 0 { (start, sum) = (index, 0) }
      }
      sum += weight(of: word)
      if sum > bestSum { (best, bestSum) = (words[start...index], sum) }
    }
    return best
  }

  /// What the new words between two matched ones weigh more than the old words between them.
  private func excess(between one: Int, _ other: Int) -> Float {
    let inNew = Int(partners[one]) + 1..<Int(partners[other])
    let inOld = min(one, other) + 1..<max(one, other)
    return max(0, mass(new.words[inNew]) - mass(old.words[inOld]))
  }

  private func mass(_ words: ArraySlice<Int32>) -> Float {
    words.reduce(0) { $0 + vocabulary.weights[Int($1)] }
  }

  /// Whether the old neighbour of a word stands beside it in the new text, too.
  private func leans(_ word: Int, by step: Int) -> Bool {
    let neighbour = word + step
    guard partners.indices.contains(neighbour), partners[neighbour] >= 0 else { return false }
    return Int(partners[neighbour]) == Int(partners[word]) + step
  }

  private func weight(of index: Int) -> Float {
    let word = old.words[index]
    return vocabulary.weights[Int(word)] * vocabulary.likeness(word, new.words[Int(partners[index])])
  }

  /// How many new words at an edge stand for the old words there that have no match: as large a part of the new
  /// gap as the quote has of the old one.
  private func claim(unmatched: Int, _ oldGap: Int, _ newGap: Int) -> Int {
    guard unmatched > 0, oldGap > 0, newGap > 0 else { return 0 }
    let limit = 2 * unmatched + 3
    if unmatched >= oldGap { return newGap <= limit ? newGap : 0 }
    return min(limit, (newGap * unmatched + oldGap / 2) / oldGap)
  }

  private func gapBefore(_ word: Int) -> Int {
    var index = word
    while index > 0, partners[index - 1] < 0, word - index < 400 { index -= 1 }
    return word - index
  }

  private func gapAfter(_ word: Int) -> Int {
    var index = word + 1
    while index < partners.count, partners[index] < 0, index - word < 400 { index += 1 }
    return index - word - 1
  }

  private func gapBeforeNew(_ word: Int) -> Int {
    var index = word
    while index > newBase, origins[index - 1 - newBase] < 0, word - index < 400 { index -= 1 }
    return word - index
  }

  private func gapAfterNew(_ word: Int) -> Int {
    var index = word + 1
    while index < newBase + origins.count, origins[index - newBase] < 0, index - word < 400 { index += 1 }
    return index - word - 1
  }
}

extension TextAlignment {
  var mapping: WordMapping {
    WordMapping(
      old: old, new: new, vocabulary: vocabulary, partners: partners, origins: origins, isMoved: isMoved)
  }
}
