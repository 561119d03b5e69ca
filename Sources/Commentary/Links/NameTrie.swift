/// The names of all entries, letter by letter, so that a text is searched for all of them at once.
///
/// A name is met as written or with its first letter in upper case; typography does not count.
struct NameTrie: Sendable {
  /// What a path through the trie stands for.
  struct Name: Sendable {
    /// Index of the entry.
    let entry: Int
    let words: String
    /// One of the phrases in which a name of the entry means something else.
    let isFalseFriend: Bool
  }

  struct Match {
    /// Units of the text.
    let range: Range<Int>
    let name: Int
  }

  private(set) var names: [Name] = []
  private(set) var alphabet = Alphabet()
  private var steps: [UInt64: UInt32] = [:]
  /// The steps from the root, by unit; `root` where there is none, and none beyond the end.
  private var firstSteps: [UInt32] = []
  /// The names that end at each node.
  private var endings: [[Int]] = [[]]
  private static let root: UInt32 = 0

  /// Adds a name; one without a letter or digit is never met.
  mutating func insert(_ name: Name) {
    let units = FoldedText(name.words, with: &alphabet).units
    guard units.contains(where: { alphabet.category(of: $0) != .other }) else { return }
    names.append(name)
    insert(units)
    let capitalized = FoldedText(name.words.withCapitalInitial, with: &alphabet).units
    if capitalized != units { insert(capitalized) }
  }

  private mutating func insert(_ units: [Alphabet.Unit]) {
    var node = Self.root
    for unit in units { node = next(from: node, by: unit) ?? add(after: node, by: unit) }
    if endings[Int(node)].last != names.count - 1 { endings[Int(node)].append(names.count - 1) }
  }

  private mutating func add(after node: UInt32, by unit: Alphabet.Unit) -> UInt32 {
    let new = UInt32(endings.count)
    endings.append([])
    guard node == Self.root else {
      steps[Self.step(from: node, by: unit)] = new
      return new
    }
    let missing = Int(unit) + 1 - firstSteps.count
    if missing > 0 { firstSteps += repeatElement(Self.root, count: missing) }
    firstSteps[Int(unit)] = new
    return new
  }

  /// Most words of a text are left at their first letter, which takes no hash.
  private func next(from node: UInt32, by unit: Alphabet.Unit) -> UInt32? {
    guard node == Self.root else { return steps[Self.step(from: node, by: unit)] }
    guard unit < firstSteps.count, firstSteps[Int(unit)] != Self.root else { return nil }
    return firstSteps[Int(unit)]
  }

  /// All names in a text that was folded with this trie's alphabet, whole words only, by their start.
  ///
  /// An apostrophe and more letters after a name make it another word (“won” is not in “won’t”), unless they are
  /// the “s” of a possessive.
  func matches(in folded: FoldedText, with alphabet: Alphabet) -> [Match] {
    var matches: [Match] = []
    var isInside = false
    for start in folded.units.indices {
      let wasWord = isInside
      isInside = alphabet.isWord(folded.units[start])
      if isInside, wasWord { continue }
      var node = Self.root
      for index in start..<folded.units.count {
        guard let next = next(from: node, by: folded.units[index]) else { break }
        node = next
        let ending = endings[Int(node)]
        guard !ending.isEmpty, isWordEnd(after: index, folded.units, alphabet) else { continue }
        matches += ending.map { Match(range: start..<index + 1, name: $0) }
      }
    }
    return matches
  }

  private func isWordEnd(after index: Int, _ units: [Alphabet.Unit], _ alphabet: Alphabet) -> Bool {
    guard alphabet.isWord(units[index]), index + 1 < units.count else { return true }
    if alphabet.isWord(units[index + 1]) { return false }
    guard units[index + 1] == Alphabet.apostrophe, index + 2 < units.count, alphabet.isWord(units[index + 2])
    else {
      return true
    }
    let isS = alphabet.lowered(units[index + 2]) == Alphabet.Unit(UInt8(ascii: "s"))
    return isS && (index + 3 == units.count || !alphabet.isWord(units[index + 3]))
  }

  private static func step(from node: UInt32, by unit: Alphabet.Unit) -> UInt64 {
    UInt64(node) << 32 | UInt64(unit)
  }
}

extension String {
  fileprivate var withCapitalInitial: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}
