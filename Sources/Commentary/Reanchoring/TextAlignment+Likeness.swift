extension TextAlignment {
  /// The share of the words of both texts, by weight, that stand on both sides: 0…1, and 1 where there are none.
  ///
  /// Texts that were edited share most of their words; different tellings of one thing share few.
  package var likeness: Double {
    func mass(_ words: [Int32]) -> Double { words.reduce(0) { $0 + Double(vocabulary.weights[Int($1)]) } }
    let common = partners.indices.reduce(0.0) { sum, word in
      guard partners[word] >= 0, old.words[word] == new.words[Int(partners[word])] else { return sum }
      return sum + Double(vocabulary.weights[Int(old.words[word])])
    }
    let whole = mass(old.words) + mass(new.words)
    return whole > 0 ? 2 * common / whole : 1
  }
}
