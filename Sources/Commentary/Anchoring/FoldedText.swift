import Markup

/// Text as matching sees it: folded units, each with the stretch of UTF-8 it stands for.
///
/// Starts and ends rise together and lie on the boundaries of grapheme clusters, so that any run of units maps
/// back to whole characters.
struct FoldedText: Sendable {
  private(set) var units: [Alphabet.Unit] = []
  /// The UTF-8 offsets of each unit, in half the room of two `Int`s: a text is far shorter than 4 GiB.
  private var stretches: [Range<UInt32>] = []

  /// Makes room for a text of so many bytes.
  init(capacity: Int = 0) {
    units.reserveCapacity(capacity)
    stretches.reserveCapacity(capacity)
  }

  /// Folds a whole string, without white space at its ends.
  init(_ text: String, with alphabet: inout Alphabet) {
    let utf8 = Array(text.utf8)
    self.init(capacity: utf8.count)
    append(utf8, in: 0..<utf8.count, with: &alphabet)
  }

  /// Folds each block of a text for itself, so that no match crosses from one into the next.
  init(blocksOf text: PlainText, with alphabet: inout Alphabet) {
    self.init(capacity: text.utf8.count + text.blocks.count)
    for block in text.blocks {
      append(text.utf8, in: block.range, with: &alphabet)
      appendBreak(at: block.range.upperBound)
    }
  }

  /// The UTF-8 offsets that some units, at least one, stand for.
  func offsets(of range: Range<Int>) -> Range<Int> {
    Int(stretches[range.lowerBound].lowerBound)..<Int(stretches[range.upperBound - 1].upperBound)
  }

  /// Where the last unit ends; nothing where there is none.
  var end: Int? { stretches.last.map { Int($0.upperBound) } }

  /// The units that stand, in whole or in part, for some UTF-8 offsets.
  func units(at offsets: Range<Int>) -> Range<Int> {
    let first = units.bisection { stretches[$0].upperBound > offsets.lowerBound }
    let end = units.bisection { stretches[$0].lowerBound >= offsets.upperBound }
    return first..<max(first, end)
  }

  /// Folds a stretch of UTF-8 that begins and ends between characters.
  mutating func append(_ utf8: [UInt8], in range: Range<Int>, with alphabet: inout Alphabet) {
    var index = range.lowerBound
    while index < range.upperBound {
      if isPlain(utf8.span, at: index, before: range.upperBound) {
        let run = index..<endOfRun(utf8.span, from: index, before: range.upperBound)
        if run.isEmpty {
          emit(Alphabet.unit(ofASCII: utf8[index]), at: index..<index + 1)
          index += 1
        } else {
          put(utf8.span, at: run)
          index = run.upperBound
        }
        continue
      }
      var end = index + 1
      while end < range.upperBound, !isPlain(utf8.span, at: end, before: range.upperBound) { end += 1 }
      // The first plain byte goes along: only between two ASCII characters is a boundary certain.
      end = min(end + 1, range.upperBound)
      for character in String(decoding: utf8[index..<end], as: UTF8.self) {
        let next = index + character.utf8.count
        emit(alphabet.unit(of: character), at: index..<next)
        index = next
      }
    }
    dropLast(ifIt: Alphabet.space)
  }

  /// Ends a block; what follows matches apart.
  mutating func appendBreak(at offset: Int) {
    put(Alphabet.blockBreak, at: offset..<offset)
  }

  private func isPlain(_ utf8: Span<UInt8>, at index: Int, before end: Int) -> Bool {
    utf8[index] < 0x80 && (index + 1 == end || utf8[index + 1] < 0x80)
  }

  private mutating func emit(_ unit: Alphabet.Unit, at range: Range<Int>) {
    guard unit != Alphabet.ignored else { return }
    if unit == Alphabet.hyphen { dropLast(ifIt: Alphabet.space) }
    let last = units.last ?? Alphabet.blockBreak
    if unit == Alphabet.space, last == Alphabet.blockBreak || last == Alphabet.hyphen { return }
    if unit == last, unit == Alphabet.space || unit == Alphabet.hyphen {
      stretchLast(to: range.upperBound)
      return
    }
    if unit == Alphabet.dot, last == unit, units.count > 1, units[units.count - 2] == unit {
      dropLast(ifIt: unit)
      units[units.count - 1] = Alphabet.ellipsis
      stretchLast(to: range.upperBound)
      return
    }
    put(unit, at: range)
  }

  /// The end of the plain bytes that become units of their own, whatever stands about them: of a word, mostly.
  private func endOfRun(_ utf8: Span<UInt8>, from start: Int, before end: Int) -> Int {
    var index = start
    while index < end, isPlain(utf8, at: index, before: end),
      Alphabet.standsAlone(Alphabet.unit(ofASCII: utf8[index]))
    { index += 1 }
    return index
  }

  private mutating func put(_ utf8: Span<UInt8>, at run: Range<Int>) {
    units.append(addingCapacity: run.count) { units in
      for index in run { units.append(Alphabet.unit(ofASCII: utf8[index])) }
    }
    stretches.append(addingCapacity: run.count) { stretches in
      for offset in UInt32(run.lowerBound)..<UInt32(run.upperBound) {
        stretches.append(offset..<offset + 1)
      }
    }
  }

  private mutating func put(_ unit: Alphabet.Unit, at range: Range<Int>) {
    units.append(unit)
    stretches.append(UInt32(range.lowerBound)..<UInt32(range.upperBound))
  }

  private mutating func stretchLast(to end: Int) {
    let last = stretches.count - 1
    stretches[last] = stretches[last].lowerBound..<UInt32(end)
  }

  private mutating func dropLast(ifIt unit: Alphabet.Unit) {
    guard units.last == unit else { return }
    units.removeLast()
    stretches.removeLast()
  }
}
