/// What is done to the words that a case is about.
enum Category: String, CaseIterable {
  case untouched
  case contextChanged = "context changed"
  case reworded
  case heavilyReworded = "heavily reworded"
  case moved
  case split
  case merged
  case repeatedPhrase = "repeated phrase"
  case typography
  case gone
  case goneWithDecoy = "gone with a decoy"
}

/// A quote with the truth about what became of it.
struct AnchoringCase {
  let category: Category
  let exact: String
  let prefix: String
  let suffix: String
  let position: Range<Int>
  /// UTF-8 offsets in the new text; `nil` where the words are gone.
  let truth: Range<Int>?
}

/// Two texts with cases of every category.
struct CaseMaker {
  private(set) var old: EditedText
  private(set) var new: EditedText
  private var random: Random
  private var quotes: [(category: Category, origins: Range<Int>)] = []
  private var used: Set<Int> = []

  init(_ paragraphs: [[String]], _ random: Random) {
    (self.random, old, new) = (random, EditedText(paragraphs), EditedText(paragraphs))
    addDecoys()
    for category in Category.allCases.shuffled(using: &self.random) { add(category) }
    editElsewhere()
  }

  /// The texts and the cases, with quotes and at most 32 code points of context as the old text has them.
  func made() -> (old: String, new: String, cases: [AnchoringCase]) {
    let (oldText, oldPlaces) = old.written()
    let (newText, newPlaces) = new.written()
    let utf8 = Array(oldText.utf8)
    func slice(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }
    let cases = quotes.compactMap { category, origins -> AnchoringCase? in
      guard let first = oldPlaces[origins.lowerBound], let last = oldPlaces[origins.upperBound - 1] else {
        return nil
      }
      let range = first.lowerBound..<last.upperBound
      let places = origins.compactMap { newPlaces[$0] }
      let truth = places.map(\.lowerBound).min().flatMap { start in
        places.map(\.upperBound).max().map { start..<$0 }
      }
      // Where other sentences came between the parts of a quote, there is no one truth.
      if let truth, truth.count > 2 * range.count + 40 { return nil }
      let before = slice(0..<range.lowerBound).unicodeScalars.suffix(32)
      let after = slice(range.upperBound..<utf8.count).unicodeScalars.prefix(32)
      return AnchoringCase(
        category: category, exact: slice(range), prefix: String(String.UnicodeScalarView(before)),
        suffix: String(String.UnicodeScalarView(after)), position: range, truth: truth)
    }
    return (oldText, newText, cases)
  }

  /// Sentences in both texts that are like others of them.
  private mutating func addDecoys() {
    var next = 1_000_000
    for _ in 0..<2 {
      guard let (place, origins) = freeSentence(atLeast: 10) else { return }
      decoys.append(origins)
      var copy = old.paragraphs[place.paragraph][place.sentence]
      for index in copy.indices {
        copy[index].origin = next + index
        if random.chance(0.45) {
          copy[index].text = random.pick(["quiet", "storm", "ledger", "voted", "nearby", "paper"])
        }
      }
      next += copy.count
      let there = random.number(0...old.paragraphs.count - 1)
      old.paragraphs[there].append(copy)
      new.paragraphs[there].append(copy)
    }
  }

  private var decoys: [Range<Int>] = []

  /// A sentence of the old text that no case is about.
  private mutating func freeSentence(atLeast length: Int) -> (
    place: (paragraph: Int, sentence: Int), origins: Range<Int>
  )? {
    for _ in 0..<40 {
      let paragraph = random.number(0...old.paragraphs.count - 1)
      guard !old.paragraphs[paragraph].isEmpty else { continue }
      let sentence = random.number(0...old.paragraphs[paragraph].count - 1)
      let words = old.paragraphs[paragraph][sentence]
      guard words.count >= length, let first = words[0].origin, first < 1_000_000, used.insert(first).inserted
      else {
        continue
      }
      return ((paragraph, sentence), first..<first + words.count)
    }
    return nil
  }

  private mutating func quote(_ sentence: Range<Int>, _ lengths: ClosedRange<Int>) -> Range<Int> {
    let count = min(sentence.count, random.number(lengths))
    let start = sentence.lowerBound + random.number(0...sentence.count - count)
    return start..<start + count
  }

  private mutating func add(_ category: Category) {
    let sentence: Range<Int>
    if category == .goneWithDecoy, let decoy = decoys.popLast() {
      sentence = decoy
    } else {
      guard let free = freeSentence(atLeast: 8) else { return }
      sentence = free.origins
    }
    guard let place = new.place(of: sentence.lowerBound) else { return }
    var quote = quote(sentence, 2...12)
    switch category {
    case .untouched: break
    case .contextChanged:
      let near = Set(sentence).subtracting(quote)
      new.reword(near, share: [0.3, 0.5, 0.8][random.number(0...2)], at: place, &random)
    case .reworded:
      quote = self.quote(sentence, 5...12)
      new.reword(Set(quote), share: 0.25, at: place, &random)
    case .heavilyReworded:
      quote = self.quote(sentence, 8...16)
      new.reword(Set(quote), share: 0.45, at: place, &random)
    case .moved:
      if random.chance(0.3) { new.reword(Set(sentence), share: 0.1, at: place, &random) }
      let words = new.paragraphs[place.paragraph].remove(at: place.sentence)
      let there = random.number(0...new.paragraphs.count - 1)
      new.paragraphs[there].insert(words, at: random.number(0...new.paragraphs[there].count))
    case .split: split(place)
    case .merged:
      guard place.paragraph + 1 < new.paragraphs.count else { return }
      new.paragraphs[place.paragraph] += new.paragraphs.remove(at: place.paragraph + 1)
    case .repeatedPhrase:
      quote = self.quote(sentence, 1...3)
    case .typography: retype(place)
    case .gone:
      if random.chance(0.5) {
        new.paragraphs[place.paragraph].remove(at: place.sentence)
      } else {
        new.paragraphs[place.paragraph][place.sentence].removeAll { $0.origin.map(quote.contains) ?? false }
      }
    case .goneWithDecoy:
      quote = self.quote(sentence, 5...12)
      new.paragraphs[place.paragraph].remove(at: place.sentence)
    }
    quotes.append((category, quote))
  }

  private mutating func split(_ place: (paragraph: Int, sentence: Int)) {
    let words = new.paragraphs[place.paragraph][place.sentence]
    let cut = random.number(3...words.count - 3)
    var (first, second) = (Array(words[..<cut]), Array(words[cut...]))
    first[cut - 1].text += "."
    second[0].text = second[0].text.prefix(1).uppercased() + second[0].text.dropFirst()
    let sentences = new.paragraphs[place.paragraph]
    let (before, after) = (sentences[..<place.sentence], sentences[(place.sentence + 1)...])
    if random.chance(0.5) {
      new.paragraphs[place.paragraph] = before + [first, second] + after
    } else {
      new.paragraphs[place.paragraph] = before + [first]
      new.paragraphs.insert([second] + after, at: place.paragraph + 1)
    }
  }

  private mutating func retype(_ place: (paragraph: Int, sentence: Int)) {
    for index in new.paragraphs[place.paragraph][place.sentence].indices {
      var text = new.paragraphs[place.paragraph][place.sentence][index].text
      let changes: [Character: String] = ["’": "'", "“": "\"", "”": "\"", "—": "--", ";": ",", "-": "‐"]
      text = text.reduce(into: "") { $0 += changes[$1] ?? String($1) }
      if random.chance(0.1) { text = text.uppercased() }
      new.paragraphs[place.paragraph][place.sentence][index].text = text
    }
  }

  /// Edits that no case is about: sentences reworded, deleted and added, and a paragraph moved.
  private mutating func editElsewhere() {
    for paragraph in new.paragraphs.indices {
      for sentence in new.paragraphs[paragraph].indices.reversed() {
        let words = new.paragraphs[paragraph][sentence]
        guard words.count > 3, let first = words[0].origin, first < 1_000_000, !used.contains(first) else {
          continue
        }
        let isCase = words.contains { word in quotes.contains { $0.origins.contains(word.origin ?? -1) } }
        if isCase { continue }
        if random.chance(0.1) {
          new.reword(Set(words.compactMap(\.origin)), share: 0.3, at: (paragraph, sentence), &random)
        } else if random.chance(0.06) {
          new.paragraphs[paragraph].remove(at: sentence)
        }
      }
      if random.chance(0.1) {
        let fresh = Prose.sentence(&random).split(separator: " ").map { EditedText.Word(text: String($0)) }
        new.paragraphs[paragraph].insert(fresh, at: random.number(0...new.paragraphs[paragraph].count))
      }
    }
    if random.chance(0.4) {
      let moved = new.paragraphs.remove(at: random.number(0...new.paragraphs.count - 1))
      new.paragraphs.insert(moved, at: random.number(0...new.paragraphs.count))
    }
  }
}
