/// The bytes of a file, to be changed line by line from behind, whatever ends the lines.
struct FileLines {
  private(set) var bytes: [UInt8]
  /// Where each line stands as it was read, without what ends it.
  private let lines: [Range<Int>]

  /// Parts lines at LF, CRLF and CR; a byte order mark belongs to none.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lines: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var index = start
    while index < bytes.count {
      let isEnd = bytes[index] == 0x0A || bytes[index] == 0x0D
      if isEnd {
        lines.append(start..<index)
        if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        start = index + 1
      }
      index += 1
    }
    self.lines = lines + [start..<bytes.count]
  }

  /// Puts lines in the place of others, which are numbered from 1, or above them with an empty line between.
  ///
  /// What follows must not be changed after what stands before it.
  mutating func replace(_ numbers: ClosedRange<Int>, by texts: [String], isKept: Bool) {
    let (first, last) = (lines[numbers.lowerBound - 1], lines[numbers.upperBound - 1])
    let ending = ending(ofLine: numbers.upperBound - 1)
    let text = Array(texts.map { Array($0.utf8) }.joined(separator: ending))
    if isKept {
      bytes.insert(contentsOf: text + ending + ending, at: first.lowerBound)
    } else {
      bytes.replaceSubrange(first.lowerBound..<last.upperBound, with: text)
    }
  }

  /// Puts lines in before another, which is numbered from 0, or behind the last one.
  ///
  /// What follows must not be changed after what stands before it.
  mutating func insert(_ texts: [String], at index: Int) {
    let ending = ending(ofLine: index - 1)
    if index < lines.count {
      bytes.insert(contentsOf: texts.flatMap { Array($0.utf8) + ending }, at: lines[index].lowerBound)
    } else {
      bytes += texts.flatMap { ending + Array($0.utf8) }
    }
  }

  /// What ends a line, numbered from 0; where nothing does, what ends the first, and LF at last.
  private func ending(ofLine index: Int) -> [UInt8] {
    for line in [index, 0] where line >= 0 && line + 1 < lines.count {
      return Array(bytes[lines[line].upperBound..<lines[line + 1].lowerBound])
    }
    return [0x0A]
  }
}
