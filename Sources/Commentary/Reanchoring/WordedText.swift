/// A text as the words and marks it is made of, in sentences and paragraphs.
struct WordedText: Sendable {
  let folded: FoldedText
  /// The number of each word in the vocabulary.
  private(set) var words: [Int32] = []
  /// The first unit of each word.
  private(set) var starts: [Int32] = []
  /// The unit behind each word.
  private(set) var ends: [Int32] = []
  /// Words of each paragraph.
  private(set) var paragraphs: [Range<Int>] = []
  /// Words of each sentence; none crosses a paragraph.
  private(set) var sentences: [Range<Int>] = []
  /// Sentences of each paragraph.
  private(set) var paragraphSentences: [Range<Int>] = []
  /// Full stops that no space follows.
  private let wideStops: [Alphabet.Unit]

  init(_ text: ParagraphedText, with vocabulary: inout Vocabulary) {
    self.init(text.utf8, text.paragraphs, with: &vocabulary)
  }

  init(_ utf8: [UInt8], _ blocks: [Range<Int>], with vocabulary: inout Vocabulary) {
    wideStops = vocabulary.wideStops
    var folded = FoldedText(capacity: utf8.count + blocks.count)
    var blockUnits: [Range<Int>] = []
    for block in blocks {
      let start = folded.units.count
      vocabulary.fold(utf8, block, into: &folded)
      blockUnits.append(start..<folded.units.count)
      folded.appendBreak(at: block.upperBound)
    }
    self.folded = folded
    for units in blockUnits {
      let firstWord = words.count
      let firstSentence = sentences.count
      readWords(in: units, with: &vocabulary)
      readSentences(from: firstWord)
      paragraphs.append(firstWord..<words.count)
      paragraphSentences.append(firstSentence..<sentences.count)
    }
  }

  private mutating func readWords(in range: Range<Int>, with vocabulary: inout Vocabulary) {
    var index = range.lowerBound
    while index < range.upperBound {
      let unit = folded.units[index]
      guard unit != Alphabet.space else {
        index += 1
        continue
      }
      var end = index + 1
      if vocabulary.alphabet.isWord(unit) {
        while end < range.upperBound, vocabulary.alphabet.isWord(folded.units[end]) { end += 1 }
      }
      words.append(vocabulary.number(of: folded.units[index..<end]))
      starts.append(Int32(index))
      ends.append(Int32(end))
      index = end
    }
  }

  private mutating func readSentences(from first: Int) {
    var start = first
    var index = first
    while index < words.count {
      defer { index += 1 }
      guard endsSentence(index) else { continue }
      while index + 1 < words.count, closesQuotation(index + 1) { index += 1 }
      let isFollowedBySpace =
        index + 1 < words.count && (starts[index + 1] > ends[index] || isWideStop(index))
      if isFollowedBySpace {
        sentences.append(start..<index + 1)
        start = index + 1
      }
    }
    if start < words.count { sentences.append(start..<words.count) }
  }

  private func endsSentence(_ word: Int) -> Bool {
    let unit = folded.units[Int(starts[word])]
    return unit == Alphabet.dot || unit == 0x21 || unit == 0x3F || unit == Alphabet.ellipsis
      || isWideStop(word)
  }

  private func isWideStop(_ word: Int) -> Bool { wideStops.contains(folded.units[Int(starts[word])]) }

  private func closesQuotation(_ word: Int) -> Bool {
    guard starts[word] == ends[word - 1] else { return false }
    switch folded.units[Int(starts[word])] {
    case Alphabet.quote, Alphabet.apostrophe, 0x29, 0x5D, Alphabet.dot, 0x21, 0x3F: return true
    default: return false
    }
  }

  /// The words that some UTF-8 offsets touch.
  func words(at offsets: Range<Int>) -> Range<Int> { words(ofUnits: folded.units(at: offsets)) }

  /// The words that some units touch.
  func words(ofUnits units: Range<Int>) -> Range<Int> {
    let first = ends.bisection { Int(ends[$0]) > units.lowerBound }
    let end = starts.bisection { Int(starts[$0]) >= units.upperBound }
    return first..<max(first, end)
  }

  /// The units from the first of some words, at least one, to the last.
  func units(of words: Range<Int>) -> Range<Int> {
    Int(starts[words.lowerBound])..<Int(ends[words.upperBound - 1])
  }

  /// The index of the sentence that holds a word.
  func sentence(of word: Int) -> Int { sentences.bisection { sentences[$0].upperBound > word } }

  /// Whether nothing but marks stands between the beginning of a sentence and a word.
  func startsSentence(at word: Int, _ vocabulary: Vocabulary) -> Bool {
    guard word < words.count else { return true }
    return (sentences[sentence(of: word)].lowerBound..<word).allSatisfy {
      !vocabulary.isWord[Int(words[$0])]
    }
  }

  /// Whether nothing but marks stands between the word before `end` and the end of its sentence.
  func endsSentence(at end: Int, _ vocabulary: Vocabulary) -> Bool {
    guard end > 0 else { return true }
    return (end..<sentences[sentence(of: end - 1)].upperBound).allSatisfy {
      !vocabulary.isWord[Int(words[$0])]
    }
  }

  /// The index of the paragraph that holds a word.
  func paragraph(of word: Int) -> Int { paragraphs.bisection { paragraphs[$0].upperBound > word } }

  /// A number for the words of a stretch; equal stretches have equal ones, others hardly ever.
  func key(of range: Range<Int>) -> UInt64 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in words[range] {
      key = ((key ^ UInt64(UInt32(bitPattern: word))) &* 0x9E37_79B9_7F4A_7C15) ^ (key >> 29)
    }
    return key ^ UInt64(range.count)
  }
}
