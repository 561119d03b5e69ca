/// Where each word and each pair of neighbours stands in a text.
struct WordIndex: Sendable {
  /// Positions of word n: `places[firsts[n]..<firsts[n + 1]]`.
  private var firsts: [Int32]
  private var places: [Int32]
  private let pairKeys: [UInt64]
  private let pairPlaces: [Int32]

  init(_ text: WordedText, wordCount: Int) {
    var firsts = [Int32](repeating: 0, count: wordCount + 1)
    for word in text.words { firsts[Int(word) + 1] += 1 }
    for number in firsts.indices.dropFirst() { firsts[number] += firsts[number - 1] }
    var next = firsts
    var places = [Int32](repeating: 0, count: text.words.count)
    for (place, word) in text.words.enumerated() {
      places[Int(next[Int(word)])] = Int32(place)
      next[Int(word)] += 1
    }
    (self.firsts, self.places) = (firsts, places)
    let keys = text.words.indices.dropLast().map { Self.key(text.words[$0], text.words[$0 + 1]) }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    pairKeys = order.map { keys[$0] }
    pairPlaces = order.map { Int32($0) }
  }

  /// The places of a word; none for a word that the text was not indexed with.
  func places(of word: Int32) -> ArraySlice<Int32> {
    guard Int(word) + 1 < firsts.count else { return [] }
    return places[Int(firsts[Int(word)])..<Int(firsts[Int(word) + 1])]
  }

  /// The places of the first of two words that follow one another.
  func places(of first: Int32, _ second: Int32) -> ArraySlice<Int32> {
    let key = Self.key(first, second)
    let start = pairKeys.bisection { pairKeys[$0] >= key }
    var end = start
    while end < pairKeys.count, pairKeys[end] == key { end += 1 }
    return pairPlaces[start..<end]
  }

  private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }
}
