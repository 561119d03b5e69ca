/// What a quote and a place have in common, word by word.
struct SharedWords: Sendable {
  /// How many runs they make that stand without a gap on both sides.
  let runs: Float
  /// What those weigh that are spelt otherwise there.
  let misspelt: Float
  /// How rare, all in all, the words of the quote are that do not stand there.
  let missing: Float
  /// How many words stand there that are none of the quote’s.
  let added: Float

  init(_ pattern: QuotePattern, _ place: QuoteSearch.Place, in search: QuoteSearch) {
    let aligner = WordAligner(old: pattern.words, new: search.text, vocabulary: search.vocabulary)
    let matches = aligner.matches(pattern.quote, place.words)
    var last = Match(old: -2, new: -2)
    var (runs, misspelt): (Float, Float) = (0, 0)
    for match in matches {
      if match.old != last.old + 1 || match.new != last.new + 1 { runs += 1 }
      last = match
      let word = pattern.words.words[match.old]
      if word != search.text.words[match.new] { misspelt += search.vocabulary.weights[Int(word)] }
    }
    (self.runs, self.misspelt) = (runs, misspelt)
    let (shared, there) = (Set(matches.map(\.old)), Set(matches.map(\.new)))
    missing = pattern.quote.reduce(0) {
      shared.contains($1) ? $0 : $0 + search.rarity(of: pattern.words.words[$1])
    }
    added = place.words.reduce(0) {
      let isWord = search.vocabulary.isWord[Int(search.text.words[$1])]
      return there.contains($1) || !isWord ? $0 : $0 + 1
    }
  }
}
