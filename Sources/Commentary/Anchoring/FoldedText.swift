import Markup

/// Text as matching sees it: folded units, each with the stretch of UTF-8 it stands for.
///
/// Starts and ends rise together and lie on the boundaries of grapheme clusters, so that any run of units maps
/// back to whole characters.
struct FoldedText: Sendable {
  private(set) var units: [Alphabet.Unit] = []
  private var runs: [Run] = []

  /// Units that stand for equally many bytes each, one behind the other: most of a text is a few of these.
  private struct Run {
    /// The first unit.
    let unit: Int
    /// Where it begins.
    let offset: Int
    /// The bytes of each.
    var width: Int

    func start(of unit: Int) -> Int { offset + (unit - self.unit) * width }
  }

  /// Makes room for a text of so many bytes.
  init(capacity: Int = 0) { units.reserveCapacity(capacity) }

  /// Folds a whole string, without white space at its ends.
  init(_ text: String, with alphabet: inout Alphabet) {
    let utf8 = Array(text.utf8)
    self.init(capacity: utf8.count)
    append(utf8, in: 0..<utf8.count, with: &alphabet)
  }

  /// Folds each block of a text for itself, so that no match crosses from one into the next; of all blocks, or those that
  /// overlap some ranges, which are sorted.
  init(blocksOf text: PlainText, within ranges: [Range<Int>]? = nil, with alphabet: inout Alphabet) {
    let blocks = text.blocks.filter { ranges?.overlap($0.range) != false }
    self.init(capacity: blocks.reduce(0) { $0 + $1.range.count + 1 })
    for block in blocks {
      append(text.utf8, in: block.range, with: &alphabet)
      appendBreak(at: block.range.upperBound)
    }
  }

  /// The UTF-8 offsets that some units, at least one, stand for.
  func offsets(of range: Range<Int>) -> Range<Int> {
    offsets(of: range.lowerBound).lowerBound..<offsets(of: range.upperBound - 1).upperBound
  }

  /// Where the last unit ends; nothing where there is none.
  var end: Int? { units.isEmpty ? nil : offsets(of: units.count - 1).upperBound }

  /// The units that stand, in whole or in part, for some UTF-8 offsets.
  func units(at offsets: Range<Int>) -> Range<Int> {
    let begun = count(upTo: offsets.lowerBound)
    let isInside = begun > 0 && self.offsets(of: begun - 1).upperBound > offsets.lowerBound
    let first = isInside ? begun - 1 : begun
    return first..<max(first, count(upTo: offsets.upperBound - 1))
  }

  /// How many units begin at an offset or before it.
  private func count(upTo offset: Int) -> Int {
    let next = runs.bisection { runs[$0].offset > offset }
    guard next > 0 else { return 0 }
    let run = runs[next - 1]
    let end = next < runs.count ? runs[next].unit : units.count
    return run.width == 0 ? end : min(end, run.unit + (offset - run.offset) / run.width + 1)
  }

  private func offsets(of unit: Int) -> Range<Int> {
    let run = runs[runs.bisection { runs[$0].unit > unit } - 1]
    let start = run.start(of: unit)
    return start..<start + run.width
  }

  /// Folds a stretch of UTF-8 that begins and ends between characters.
  mutating func append(_ utf8: [UInt8], in range: Range<Int>, with alphabet: inout Alphabet) {
    var index = range.lowerBound
    while index < range.upperBound {
      let endOfRun = appendRun(utf8.span, from: index, before: range.upperBound)
      if endOfRun > index {
        index = endOfRun
        continue
      }
      if isPlain(utf8.span, at: index, before: range.upperBound) {
        emit(Alphabet.unit(ofASCII: utf8[index]), at: index..<index + 1)
        index += 1
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

  /// Adds the plain bytes that become units of their own as they are, a clause, mostly; returns where they end.
  private mutating func appendRun(_ utf8: Span<UInt8>, from start: Int, before end: Int) -> Int {
    let first = units.count
    var last = units.last ?? Alphabet.blockBreak
    units.append(addingCapacity: end - start) { units in
      var index = start
      while index < end, utf8[index] < 0x80 {
        let unit = Alphabet.unit(ofASCII: utf8[index])
        guard Alphabet.stays(unit, behind: last) else { return }
        units.append(unit)
        last = unit
        index += 1
      }
      // What is not ASCII may belong to one character with the byte before it.
      if index < end, index > start { _ = units.removeLast() }
    }
    let count = units.count - first
    if count > 0 { place(first, at: start..<start + 1) }
    return start + count
  }

  private mutating func put(_ unit: Alphabet.Unit, at range: Range<Int>) {
    place(units.count, at: range)
    units.append(unit)
  }

  /// Notes the offsets of a unit behind all others that have them.
  private mutating func place(_ unit: Int, at range: Range<Int>) {
    if let last = runs.last, last.width == range.count, last.start(of: unit) == range.lowerBound { return }
    runs.append(Run(unit: unit, offset: range.lowerBound, width: range.count))
  }

  private mutating func stretchLast(to end: Int) {
    let last = units.count - 1
    let start = offsets(of: last).lowerBound
    if runs.last?.unit == last { runs.removeLast() }
    runs.append(Run(unit: last, offset: start, width: end - start))
  }

  private mutating func dropLast(ifIt unit: Alphabet.Unit) {
    guard units.last == unit else { return }
    units.removeLast()
    if runs.last?.unit == units.count { runs.removeLast() }
  }
}
