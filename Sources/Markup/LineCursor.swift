/// A place in one line, with columns counted as CommonMark does (a tab reaches to the next multiple of 4).
struct LineCursor {
  private let utf8: [UInt8]
  private let end: Int
  private(set) var index: Int
  private var column = 0
  /// Columns left of a tab of which only a part was taken.
  private var carried = 0

  init(_ utf8: [UInt8], _ line: Range<Int>) {
    self.utf8 = utf8
    self.end = line.upperBound
    self.index = line.lowerBound
  }

  var next: UInt8? { index < end ? utf8[index] : nil }

  /// Whether only white space is left.
  var isBlank: Bool {
    var ahead = index
    while ahead < end {
      guard utf8[ahead] == 0x20 || utf8[ahead] == 0x09 else { return false }
      ahead += 1
    }
    return true
  }

  /// Takes white space of at most so many columns, and says how many it was.
  mutating func takeIndent(upTo columns: Int) -> Int {
    var taken = 0
    while taken < columns {
      if carried > 0 {
        carried -= 1
      } else if next == 0x20 {
        index += 1
      } else if next == 0x09 {
        index += 1
        carried = 3 - column % 4
      } else {
        break
      }
      column += 1
      taken += 1
    }
    return taken
  }

  /// Takes one byte if it is the one wanted.
  mutating func take(_ byte: UInt8) -> Bool {
    guard carried == 0, next == byte else { return false }
    index += 1
    column += 1
    return true
  }

  /// Takes a bullet or number that white space or the line's end follows, and says how wide it is.
  mutating func takeListMarker() -> Int? {
    var ahead = self
    if let byte = next, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "*") {
      _ = ahead.take(byte)
    } else {
      var digits = 0
      while let byte = ahead.next, (0x30...0x39).contains(byte), digits < 9 {
        _ = ahead.take(byte)
        digits += 1
      }
      guard digits > 0, ahead.take(UInt8(ascii: ".")) || ahead.take(UInt8(ascii: ")")) else { return nil }
    }
    guard ahead.next == nil || ahead.next == 0x20 || ahead.next == 0x09 else { return nil }
    let width = ahead.index - index
    self = ahead
    return width
  }

  /// Whether the rest is three or more of one of `*`, `-`, `_` with nothing but white space between.
  var isThematicBreak: Bool {
    guard let mark = next, mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_")
    else { return false }
    var count = 0
    for ahead in index..<end {
      let byte = utf8[ahead]
      if byte == mark { count += 1 } else if byte != 0x20 && byte != 0x09 { return false }
    }
    return count >= 3
  }
}

/// The lines of a text as ranges without their line feeds; what follows the last line feed counts only if
/// there is something.
func lineRanges(of utf8: [UInt8], from offset: Int) -> [Range<Int>] {
  let bytes = utf8.span
  var lines: [Range<Int>] = []
  var start = offset
  for index in offset..<bytes.count where bytes[index] == 0x0A {
    lines.append(start..<index)
    start = index + 1
  }
  if start < bytes.count { lines.append(start..<bytes.count) }
  return lines
}
