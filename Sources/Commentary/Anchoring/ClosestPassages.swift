/// Up to three passages that come closest to a lemma which fits none, best first.
///
/// Case does not count here. What has less than half of the letters in common is no help and is left out. Of a
/// lemma with gaps, the first words that the text does not have are compared. The cost grows with the lemma
/// and with how common its letter triples are, not with the text.
package func closestPassages(to lemma: Lemma, in index: TextIndex) -> [Passage] {
  SimilarityIndex(index).closestPassages(to: lemma).map(\.passage)
}

/// The letter triples of a version with their places; made only where something is lost.
package struct SimilarityIndex: Sendable {
  package let index: TextIndex
  private let units: [Alphabet.Unit]
  private let places: [Triple: [Int]]

  /// What is compared of a lemma at most, in characters.
  private static let comparedLength = 300
  /// The least share of characters that a closest passage has in common with the lemma.
  private static let floor = 0.5
  /// Estimated starts that fall into one bucket vote together.
  private static let bucketSize = 16

  package init(_ index: TextIndex) {
    self.index = index
    let units = index.folded.units.map(index.alphabet.lowered)
    var places: [Triple: [Int]] = [:]
    for (start, triple) in triples(of: units) { places[triple, default: []].append(start) }
    self.units = units
    self.places = places
  }

  /// Up to three passages with the share of the lemma's characters they have in common, best first.
  package func closestPassages(to lemma: Lemma) -> [(passage: Passage, likeness: Double)] {
    var alphabet = index.alphabet
    let folded = FoldedLemma(lemma, with: &alphabet)
    let missing = folded.phrases.first { index.places(of: $0.units, with: alphabet, atMost: 1).isEmpty }
    let longest = folded.phrases.max { $0.units.count < $1.units.count }
    guard let phrase = missing ?? longest else { return [] }
    let wanted = phrase.units.prefix(Self.comparedLength).map(alphabet.lowered)
    var found: [(range: Range<Int>, likeness: Double)] = []
    for start in likelyStarts(of: wanted) {
      guard let match = aligned(wanted, near: start) else { continue }
      let likeness = 1 - Double(match.distance) / Double(wanted.count)
      let range = wholeWords(match.range)
      let isNew = !found.contains { $0.range.overlaps(range) }
      if likeness >= Self.floor, !range.isEmpty, isNew { found.append((range, likeness)) }
    }
    found.sort { ($1.likeness, $0.range.lowerBound) < ($0.likeness, $1.range.lowerBound) }
    return found.prefix(3).map { (index.passage(marking: [$0.range]), $0.likeness) }
  }

  /// Estimates of where the phrase would begin, those with most triples in common first, at most eight.
  private func likelyStarts(of wanted: [Alphabet.Unit]) -> [Int] {
    var votes = Array(repeating: 0.0, count: (units.count + wanted.count) / Self.bucketSize + 2)
    for (offset, triple) in triples(of: wanted) {
      let places = places[triple] ?? []
      let weight = 1 / Double(places.count + 4)
      for place in places {
        let bucket = (place - offset + wanted.count) / Self.bucketSize
        votes[bucket] += weight
        votes[bucket + 1] += weight
      }
    }
    let best = votes.indices.filter { votes[$0] > 0 }.sorted { (votes[$1], $0) < (votes[$0], $1) }.prefix(8)
    return best.map { $0 * Self.bucketSize - wanted.count }
  }

  /// The stretch around an estimated start that takes the fewest edits, as Sellers' algorithm finds it.
  private func aligned(
    _ wanted: [Alphabet.Unit], near start: Int
  ) -> (range: Range<Int>, distance: Int)? {
    let slack = Self.bucketSize + wanted.count / 3
    let window = block(around: start + wanted.count / 2, within: start - slack..<start + wanted.count + slack)
    guard !window.isEmpty else { return nil }
    // Each column holds, for every length of the phrase's beginning, the edits and where the match began.
    var column = (0...wanted.count).map { (distance: $0, start: window.lowerBound) }
    var best: (range: Range<Int>, distance: Int)?
    for position in window {
      var diagonal = column[0]
      column[0] = (0, position + 1)
      diagonal.start = position
      for row in 1...wanted.count {
        let above = column[row - 1]
        let left = column[row]
        var cell = (
          distance: diagonal.distance + (units[position] == wanted[row - 1] ? 0 : 1), start: diagonal.start
        )
        if left.distance + 1 < cell.distance { cell = (left.distance + 1, left.start) }
        if above.distance + 1 < cell.distance { cell = (above.distance + 1, above.start) }
        diagonal = left
        column[row] = cell
      }
      let end = column[wanted.count]
      if end.distance < best?.distance ?? .max, end.start <= position {
        best = (end.start..<position + 1, end.distance)
      }
    }
    return best
  }

  /// The part of a window that lies in the same block as its middle.
  private func block(around middle: Int, within window: Range<Int>) -> Range<Int> {
    var low = max(0, min(middle, units.count - 1))
    guard !units.isEmpty else { return 0..<0 }
    if units[low] == Alphabet.blockBreak { low = max(0, low - 1) }
    var high = low
    while low > max(0, window.lowerBound), units[low - 1] != Alphabet.blockBreak { low -= 1 }
    while high < min(units.count, window.upperBound), units[high] != Alphabet.blockBreak { high += 1 }
    return low..<max(low, high)
  }

  private func wholeWords(_ range: Range<Int>) -> Range<Int> {
    let alphabet = index.alphabet
    var range = index.folded.trimmed(range)
    guard let first = range.first, let last = range.last else { return range }
    var low = first
    while low > 0, alphabet.isWord(units[low]), alphabet.isWord(units[low - 1]) { low -= 1 }
    var high = last + 1
    while high < units.count, alphabet.isWord(units[high]), alphabet.isWord(units[high - 1]) { high += 1 }
    range = low..<high
    return range
  }
}

/// Three units in a row.
private struct Triple: Hashable {
  let first: Alphabet.Unit
  let second: Alphabet.Unit
  let third: Alphabet.Unit
}

private func triples(of units: [Alphabet.Unit]) -> some Sequence<(start: Int, triple: Triple)> {
  units.indices.dropLast(2).lazy.map {
    ($0, Triple(first: units[$0], second: units[$0 + 1], third: units[$0 + 2]))
  }
}
