/// What a quote and a place have in common, word by word.
struct SharedWords: Sendable {
  /// What the words weigh that are spelt otherwise there.
  let misspelt: Float
  /// How many words stand there that are none of the quote’s.
  let added: Float

  init(_ pattern: QuotePattern, _ place: QuoteSearch.Place, in search: QuoteSearch) {
    let aligner = WordAligner(old: pattern.words, new: search.text, vocabulary: search.vocabulary)
    let matches = aligner.matches(pattern.quote, place.words)
    misspelt = matches.reduce(0) {
      let word = pattern.words.words[$1.old]
      return word == search.text.words[$1.new] ? $0 : $0 + search.vocabulary.weights[Int(word)]
    }
    let there = Set(matches.map(\.new))
    added = place.words.reduce(0) {
      let isWord = search.vocabulary.isWord[Int(search.text.words[$1])]
      return there.contains($1) || !isWord ? $0 : $0 + 1
    }
  }
}
