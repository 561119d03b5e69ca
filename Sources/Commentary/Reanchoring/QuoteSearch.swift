/// Looks for quotes in a text by their words and their context.
struct QuoteSearch: Sendable {
  /// A place where a quote may stand.
  struct Place: Sendable {
    /// Words of the text.
    let words: Range<Int>
    /// UTF-8 offsets.
    let range: Range<Int>
    /// The share of the quote that stands there, by weight.
    let kept: Float
    /// The share of the context that stands about it.
    let before: Float
    let after: Float
    /// Whether the quote's words stand there as they are, case aside.
    let isExact: Bool
    /// Whether they do so in case, too.
    let isVerbatim: Bool
  }

  let text: WordedText
  let index: WordIndex
  let vocabulary: Vocabulary

  /// How many places are looked at closely.
  private static let placeLimit = 8
  /// Words that stand at more places lead to none.
  private static let postingLimit = 48
  private static let pairLimit = 400
  /// What foreign words among those of a quote cost, by their weight.
  private static let insertionCost: Float = 0.4

  /// The places where a quote may stand, each once, in no order; and how surely there is one, 0…1, where what
  /// stood before and after it now meet.
  func places(of pattern: QuotePattern) -> (places: [Place], gap: Float) {
    var places: [Place] = []
    var gap: Float = 0
    var isFound = false
    for diagonal in diagonals(of: pattern) {
      // Where the quote stands in its whole context, what is merely alike does not count.
      if isFound, !stands(pattern, at: diagonal) { break }
      guard let place = exactPlace(of: pattern, at: diagonal) ?? likePlace(of: pattern, at: diagonal, &gap)
      else {
        continue
      }
      if place.isExact, min(place.before, place.after) >= 0.98 { isFound = true }
      if let known = places.firstIndex(where: { $0.words.overlaps(place.words) }) {
        if Self.value(place) > Self.value(places[known]) { places[known] = place }
      } else {
        places.append(place)
      }
    }
    return (places, gap)
  }

  private static func value(_ place: Place) -> Float {
    place.kept + 0.3 * (place.before + place.after) + (place.isExact ? 0.5 : 0)
  }

  /// Where the pattern's first word would stand, by the votes of its words and pairs of words.
  private func diagonals(of pattern: QuotePattern) -> [Int] {
    var votes: [Int: Float] = [:]
    var exact: [Int] = []
    let words = pattern.words.words
    for (offset, word) in words.enumerated() {
      let isQuote = pattern.quote.contains(offset)
      let found = index.places(of: word)
      if found.count <= Self.postingLimit {
        let worth = vocabulary.weights[Int(word)] * (isQuote ? 1 : 0.6)
        for place in found { votes[Int(place) - offset, default: 0] += worth }
      }
      guard offset + 1 < words.count else { continue }
      let pairs = index.places(of: word, words[offset + 1])
      guard pairs.count <= Self.pairLimit else { continue }
      let worth = (vocabulary.weights[Int(word)] + vocabulary.weights[Int(words[offset + 1])]) * 0.6
      for place in pairs { votes[Int(place) - offset, default: 0] += worth }
    }
    exact = exactDiagonals(of: pattern)
    let isKnown = Set(exact)
    let best = joined(votes).filter { !isKnown.contains($0) }.prefix(Self.placeLimit)
    let ranked = exact.sorted { (votes[$0] ?? 0, -$0) > (votes[$1] ?? 0, -$1) }.prefix(4 * Self.placeLimit)
    return Array(ranked) + Array(best)
  }

  /// The diagonals with the most votes, those of neighbours counted together.
  private func joined(_ votes: [Int: Float]) -> [Int] {
    let sorted = votes.sorted { $0.key < $1.key }
    var totals: [(diagonal: Int, votes: Float)] = []
    for (position, entry) in sorted.enumerated() {
      var total = entry.value
      var other = position
      while other > 0, entry.key - sorted[other - 1].key <= 8 {
        other -= 1
        total += 0.7 * sorted[other].value
      }
      other = position
      while other + 1 < sorted.count, sorted[other + 1].key - entry.key <= 8 {
        other += 1
        total += 0.7 * sorted[other].value
      }
      totals.append((entry.key, total))
    }
    totals.sort { ($0.votes, -$0.diagonal) > ($1.votes, -$1.diagonal) }
    var chosen: [Int] = []
    for entry in totals where !chosen.contains(where: { abs($0 - entry.diagonal) <= 3 }) {
      chosen.append(entry.diagonal)
      if chosen.count == 2 * Self.placeLimit { break }
    }
    return chosen
  }

  /// All diagonals at which the quote stands as it is, found from its rarest pair of words.
  private func exactDiagonals(of pattern: QuotePattern) -> [Int] {
    let words = pattern.words.words
    var rarest: (offset: Int, places: ArraySlice<Int32>)?
    for offset in pattern.quote {
      let found =
        offset + 1 < pattern.quote.upperBound
        ? index.places(of: words[offset], words[offset + 1]) : index.places(of: words[offset])
      if found.count < rarest?.places.count ?? .max { rarest = (offset, found) }
    }
    guard let rarest else { return [] }
    return rarest.places.map { Int($0) - rarest.offset }.filter { stands(pattern, at: $0) }
  }

  private func stands(_ pattern: QuotePattern, at diagonal: Int) -> Bool {
    let place = pattern.quote.lowerBound + diagonal..<pattern.quote.upperBound + diagonal
    guard place.lowerBound >= 0, place.upperBound <= text.words.count else { return false }
    return text.words[place] == pattern.words.words[pattern.quote]
  }

  private func exactPlace(of pattern: QuotePattern, at diagonal: Int) -> Place? {
    guard stands(pattern, at: diagonal) else { return nil }
    let words = pattern.quote.lowerBound + diagonal..<pattern.quote.upperBound + diagonal
    let units = cutUnits(of: pattern, words)
    return Place(
      words: words, range: text.folded.offsets(of: units), kept: 1, before: before(pattern, words.lowerBound),
      after: after(pattern, words.upperBound), isExact: true,
      isVerbatim: text.folded.units[units] == pattern.words.folded.units[pattern.quoteUnits])
  }

  /// The units of words that equal the quote's; where the quote began or ended inside a word, so do they.
  private func cutUnits(of pattern: QuotePattern, _ words: Range<Int>) -> Range<Int> {
    let units = text.units(of: words)
    let whole = pattern.words.units(of: pattern.quote)
    let start = units.lowerBound + pattern.quoteUnits.lowerBound - whole.lowerBound
    let end = units.upperBound - (whole.upperBound - pattern.quoteUnits.upperBound)
    return start..<max(start + 1, end)
  }

  /// The share of the context before that stands before a word.
  private func before(_ pattern: QuotePattern, _ word: Int) -> Float {
    let first = max(0, word - pattern.before.count - 8)
    return share(of: pattern, pattern.before, first..<word) { word - $0 - 1 }
  }

  private func after(_ pattern: QuotePattern, _ word: Int) -> Float {
    let end = min(text.words.count, word + pattern.after.count + 8)
    return share(of: pattern, pattern.after, word..<end) { $0 - word }
  }

  /// Words near the quote count for more, and for less where they are nearer or farther than they were.
  private func share(
    of pattern: QuotePattern, _ context: Range<Int>, _ words: Range<Int>, distance: (Int) -> Int
  ) -> Float {
    guard !context.isEmpty, !words.isEmpty else { return 0 }
    func wasDistant(_ word: Int) -> Int {
      word < pattern.quote.lowerBound ? pattern.quote.lowerBound - word - 1 : word - pattern.quote.upperBound
    }
    func weight(_ word: Int) -> Float {
      vocabulary.weights[Int(pattern.words.words[word])] / (1 + 0.2 * Float(wasDistant(word)))
    }
    let aligner = WordAligner(old: pattern.words, new: text, vocabulary: vocabulary)
    let kept = aligner.matches(context, words).reduce(Float(0)) { sum, match in
      let shift = abs(distance(match.new) - wasDistant(match.old))
      let likeness = vocabulary.likeness(pattern.words.words[match.old], text.words[match.new])
      return sum + weight(match.old) * likeness / (1 + 0.1 * Float(shift))
    }
    let total = context.reduce(Float(0)) { $0 + weight($1) }
    return total > 0 ? kept / total : 0
  }

  /// The place that the words about a diagonal fit best.
  private func likePlace(of pattern: QuotePattern, at diagonal: Int, _ gap: inout Float) -> Place? {
    let count = pattern.words.words.count
    let slack = 8 + count / 3
    let window = max(0, diagonal - slack)..<max(0, min(text.words.count, diagonal + count + slack))
    guard !window.isEmpty else { return nil }
    let aligner = WordAligner(old: pattern.words, new: text, vocabulary: vocabulary)
    var partners = [Int32](repeating: -1, count: count)
    var origins = [Int32](repeating: -1, count: window.count)
    for match in aligner.matches(0..<count, window) {
      partners[match.old] = Int32(match.new)
      origins[match.new - window.lowerBound] = Int32(match.old)
    }
    if let meeting = meeting(of: pattern, partners) {
      gap = max(gap, min(before(pattern, meeting), after(pattern, meeting)))
    }
    let mapping = WordMapping(
      old: pattern.words, new: text, vocabulary: vocabulary, partners: partners, origins: origins,
      isMoved: [Bool](repeating: false, count: count), newBase: window.lowerBound,
      insertionCost: Self.insertionCost)
    guard let carried = mapping.carried(pattern.quote) else { return nil }
    let units = text.units(of: carried.words)
    return Place(
      words: carried.words, range: text.folded.offsets(of: units), kept: carried.kept,
      before: before(pattern, carried.words.lowerBound), after: after(pattern, carried.words.upperBound),
      isExact: false, isVerbatim: false)
  }

  /// The word at which what stood after the quote follows what stood before it.
  private func meeting(of pattern: QuotePattern, _ partners: [Int32]) -> Int? {
    let (first, next) = (pattern.quote.lowerBound, pattern.quote.upperBound)
    guard first > 0, next < partners.count, partners[first - 1] >= 0 else { return nil }
    return partners[next] == partners[first - 1] + 1 ? Int(partners[next]) : nil
  }
}
