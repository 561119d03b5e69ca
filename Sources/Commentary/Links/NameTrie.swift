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
  private var endings: [UInt32: [Int]] = [:]
  private var nodeCount: UInt32 = 1

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
    var node: UInt32 = 0
    for unit in units {
      let step = Self.step(from: node, by: unit)
      if let next = steps[step] {
        node = next
      } else {
        steps[step] = nodeCount
        node = nodeCount
        nodeCount += 1
      }
    }
    if endings[node]?.last != names.count - 1 { endings[node, default: []].append(names.count - 1) }
  }

  /// All names in a text that was folded with this trie's alphabet, whole words only, by their start.
  ///
  /// An apostrophe and more letters after a name make it another word (“won” is not in “won’t”), unless they are
  /// the “s” of a possessive.
  func matches(in folded: FoldedText, with alphabet: Alphabet) -> [Match] {
    var matches: [Match] = []
    for start in folded.units.indices {
      let isInside =
        start > 0 && alphabet.isWord(folded.units[start]) && alphabet.isWord(folded.units[start - 1])
      if isInside { continue }
      var node: UInt32 = 0
      for index in start..<folded.units.count {
        guard let next = steps[Self.step(from: node, by: folded.units[index])] else { break }
        node = next
        guard let ending = endings[node], isWordEnd(after: index, folded.units, alphabet) else { continue }
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
