/// The words of texts that are compared, each with a number; words that differ in case or typography alone
/// have the same.
struct Vocabulary: Sendable {
  /// What a word counts for where words are compared: rare and long ones tell more.
  private(set) var weights: [Float] = []
  private(set) var isWord: [Bool] = []
  /// Words with the same beginning share one: “sanction” and “sanctions”.
  private(set) var stems: [Int32] = []
  private(set) var alphabet: Alphabet
  /// The units of `。`, `！` and `？`.
  let wideStops: [Alphabet.Unit]
  private var spellings: [[Alphabet.Unit]] = []
  private var counts: [Int] = []
  private var numbers: [UInt64: Int32] = [:]
  private var stemNumbers: [UInt64: Int32] = [:]

  /// How many units of a word make its stem.
  private static let stemLength = 6

  init() {
    var alphabet = Alphabet()
    wideStops = ["。", "！", "？"].map { alphabet.unit(of: $0) }
    self.alphabet = alphabet
  }

  mutating func fold(_ utf8: [UInt8], _ range: Range<Int>, into folded: inout FoldedText) {
    folded.append(utf8, in: range, with: &alphabet)
  }

  /// The number of the word that these units spell, which is counted once more.
  mutating func number(of units: ArraySlice<Alphabet.Unit>) -> Int32 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for unit in units { key = (key ^ UInt64(alphabet.lowered(unit))) &* 0x0000_0100_0000_01B3 }
    if let known = numbers[key] {
      counts[Int(known)] += 1
      return known
    }
    let number = Int32(spellings.count)
    let spelling = units.map(alphabet.lowered)
    numbers[key] = number
    spellings.append(spelling)
    counts.append(1)
    isWord.append(units.first.map { alphabet.category(of: $0) != .other } ?? false)
    stems.append(stem(of: spelling))
    weights.append(weight(of: Int(number)))
    return number
  }

  /// Weighs all words by how often they were met so far.
  mutating func weigh() {
    for number in weights.indices { weights[number] = weight(of: number) }
  }

  private mutating func stem(of spelling: [Alphabet.Unit]) -> Int32 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for unit in spelling.prefix(Self.stemLength) { key = (key ^ UInt64(unit)) &* 0x0000_0100_0000_01B3 }
    if let known = stemNumbers[key] { return known }
    let number = Int32(stemNumbers.count)
    stemNumbers[key] = number
    return number
  }

  private func weight(of number: Int) -> Float {
    guard isWord[number] else { return 0.05 }
    let isUnspaced = spellings[number].first.map { alphabet.category(of: $0) == .unspaced } ?? false
    let length: Float = isUnspaced ? 0.5 : min(1, max(0.3, Float(spellings[number].count) / 6))
    var doublings: Float = 0
    var count = counts[number]
    while count > 3 {
      doublings += 1
      count /= 2
    }
    return length / (1 + 0.3 * doublings)
  }

  /// How alike two words are: 1 where they are the same, 0 where they have little in common.
  func likeness(_ left: Int32, _ right: Int32) -> Float {
    if left == right { return 1 }
    let (one, other) = (spellings[Int(left)], spellings[Int(right)])
    let (short, long) = (min(one.count, other.count), max(one.count, other.count))
    guard short >= 3, long >= 4, isWord[Int(left)], isWord[Int(right)], 2 * short > long else { return 0 }
    var common = 0
    while common < short, one[common] == other[common] { common += 1 }
    var after = 0
    while after < short - common, one[one.count - 1 - after] == other[other.count - 1 - after] { after += 1 }
    let share = Float(common + after) / Float(long)
    return share >= 0.7 ? 0.9 * share : 0
  }
}
