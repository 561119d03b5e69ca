/// Finds the source line of each leaf of one block, leaf after leaf.
///
/// Soft and hard breaks are the line ends of the source, so counting them is exact where they are all there
/// is. Code, addresses and definitions may hide more line ends: then the words are looked for, from where the
/// leaf before was found, in so many lines more. The search is bounded, so the whole is linear in the block.
struct LineFinder {
  private let utf8: [UInt8]
  private let lineStarts: [Int]
  private let last: Int
  private var line: Int
  private var offset: Int
  /// Line ends of the block that are no breaks and were not yet passed.
  private var hidden: Int
  private var budget: Int

  init(_ utf8: [UInt8], _ lineStarts: [Int], lines: ClosedRange<Int>, lineEnds: Int) {
    self.utf8 = utf8
    self.lineStarts = lineStarts
    line = min(lines.lowerBound, lineStarts.count)
    last = min(lines.upperBound, lineStarts.count)
    hidden = max(0, last - lines.lowerBound - lineEnds)
    offset = lineStarts[line - 1]
    budget = 4096
    if last >= line { budget += 8 * (end(of: last) - offset) }
  }

  /// The line of the next leaf.
  mutating func line(of text: String, isLineEnd: Bool) -> Int {
    defer { if isLineEnd { advance(to: line + 1) } }
    guard !isLineEnd, hidden > 0 else { return line }
    let words = Array(text.utf8)
    if let found = find(words) ?? find(firstWord(of: words)) {
      let lineOfText = lineContaining(found.lowerBound)
      hidden -= lineOfText - line
      advance(to: lineOfText)
      offset = found.upperBound
    }
    return line
  }

  private mutating func advance(to next: Int) {
    guard next > line, next <= last else { return }
    line = next
    offset = lineStarts[line - 1]
  }

  private func end(of line: Int) -> Int { line < lineStarts.count ? lineStarts[line] : utf8.count }

  private func lineContaining(_ offset: Int) -> Int {
    var found = line
    while found < last, lineStarts[found] <= offset { found += 1 }
    return found
  }

  /// The first place of some bytes from the current one on, not past the lines that may be hidden.
  private mutating func find(_ words: [UInt8]) -> Range<Int>? {
    guard let first = words.first else { return nil }
    let limit = end(of: min(last, line + hidden)) - words.count
    var index = offset
    while index <= limit, budget > 0 {
      budget -= 1
      if utf8[index] == first, utf8[index...].starts(with: words) {
        return index..<index + words.count
      }
      index += 1
    }
    return nil
  }

  /// The longest beginning of letters and digits after whatever is none.
  private func firstWord(of words: [UInt8]) -> [UInt8] {
    let isLetter = { (byte: UInt8) in
      byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    return Array(words.drop { !isLetter($0) }.prefix(while: isLetter))
  }
}
