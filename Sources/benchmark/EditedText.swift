/// A text of which each word remembers which word of the old text it is, or stands in the place of.
struct EditedText {
  struct Word {
    var text: String
    /// Its number in the old text; `nil` for a word that is new.
    var origin: Int?
  }

  typealias Sentence = [Word]

  var paragraphs: [[Sentence]]

  /// The unedited text.
  init(_ text: [[String]]) {
    var count = 0
    paragraphs = text.map { sentences in
      sentences.map { sentence in
        sentence.split(separator: " ").map { word in
          count += 1
          return Word(text: String(word), origin: count - 1)
        }
      }
    }
  }

  /// The text, and the UTF-8 offsets of each word of the old one that is left in it.
  func written() -> (text: String, places: [Int: Range<Int>]) {
    var text = ""
    var length = 0
    var places: [Int: Range<Int>] = [:]
    for sentences in paragraphs where sentences.contains(where: { !$0.isEmpty }) {
      if length > 0 { (text, length) = (text + "\n\n", length + 2) }
      var isFirst = true
      for word in sentences.joined() {
        if !isFirst { (text, length) = (text + " ", length + 1) }
        isFirst = false
        let end = length + word.text.utf8.count
        text += word.text
        if let origin = word.origin {
          let known = places[origin] ?? length..<end
          places[origin] = min(known.lowerBound, length)..<max(known.upperBound, end)
        }
        length = end
      }
    }
    return (text, places)
  }

  /// The paragraph and sentence that hold an old word.
  func place(of origin: Int) -> (paragraph: Int, sentence: Int)? {
    for (paragraph, sentences) in paragraphs.enumerated() {
      for (sentence, words) in sentences.enumerated() where words.contains(where: { $0.origin == origin }) {
        return (paragraph, sentence)
      }
    }
    return nil
  }

  /// Puts other words in the place of a share of some, which keep their origins.
  mutating func reword(
    _ origins: Set<Int>, share: Double, at place: (paragraph: Int, sentence: Int), _ random: inout Random
  ) {
    let words = paragraphs[place.paragraph][place.sentence]
    var open = words.indices.filter { words[$0].origin.map(origins.contains) ?? false }
    let count = max(1, Int(share * Double(open.count)))
    for _ in 0..<min(count, open.count) {
      let index = open.remove(at: random.number(0...open.count - 1))
      paragraphs[place.paragraph][place.sentence][index].text = Self.other(words[index].text, &random)
    }
  }

  private static let words = [
    "plain", "harsh", "sudden", "lesser", "public", "treaty", "quarrel", "remedy", "harvest", "signal",
    "chapter",
    "merely", "seldom", "openly", "slowly", "gathered", "carried", "opposed", "forgot", "measured",
    "promised",
    "shadow", "orchard", "quarter", "village", "teacher", "copper", "winter", "answer", "journal", "margin",
  ]

  private static func other(_ word: String, _ random: inout Random) -> String {
    let end = word.reversed().prefix { $0.isPunctuation }
    let bare = word.dropLast(end.count)
    // Most words are replaced, some are only inflected or misspelt.
    if random.chance(0.75) || bare.count < 4 { return random.pick(words) + String(end.reversed()) }
    return (random.chance(0.5) ? bare + "s" : bare.dropLast(2) + bare.suffix(1)) + String(end.reversed())
  }
}
