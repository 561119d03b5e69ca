/// Bytes by stamp, in the form in which a file holds them: checked as a whole, and of values only those taken out that are
/// looked up.
struct StampTable: Sendable {
  /// A stamp, where its bytes begin after the last record, and how many there are: four words.
  private static let recordSize = 32
  private static let headSize = 8
  private static let endSize = 16

  /// The number of records, the records by stamp, the bytes of all, and the stamp of all that comes before it.
  let written: ArraySlice<UInt8>
  let count: Int

  /// A table of nothing.
  init() { self.init(sorted: []) }

  /// `pairs` are sorted by stamp, and each stamp is there once.
  private init(sorted pairs: [(stamp: Stamp, value: ArraySlice<UInt8>)]) {
    var ink = Ink(capacity: Self.size(of: pairs.map(\.value)))
    ink.put(number: UInt64(pairs.count))
    var offset = 0
    for (stamp, value) in pairs {
      ink.put(stamp)
      ink.put(number: UInt64(offset))
      ink.put(number: UInt64(value.count))
      offset += value.count
    }
    for (_, value) in pairs { ink.put(bytes: value) }
    ink.put(Stamp(of: ink.bytes))
    written = ink.bytes[...]
    count = pairs.count
  }

  init(_ records: [Stamp: ArraySlice<UInt8>]) { self = StampTable().keeping([], adding: records) }

  /// In how many bytes a table of these values is written.
  static func size(of values: some Collection<ArraySlice<UInt8>>) -> Int {
    values.reduce(headSize + endSize) { $0 + recordSize + $1.count }
  }

  /// Takes bytes that a table was written as; `nil` where they cannot be.
  init?(written bytes: ArraySlice<UInt8>) {
    var reader = InkReader(bytes)
    guard let word = reader.word(), let end = Stamp(printed: bytes.suffix(Self.endSize)),
      let count = Int(exactly: word), count <= reader.rest.count / Self.recordSize,
      Stamp(of: bytes.dropLast(Self.endSize)) == end
    else { return nil }
    (written, self.count) = (bytes, count)
  }

  /// What is kept under a stamp.
  subscript(stamp: Stamp) -> ArraySlice<UInt8>? { index(of: stamp).map(value) }

  /// Which record is that of a stamp, by binary search.
  func index(of stamp: Stamp) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let key = self.stamp(at: middle)
      if key == stamp { return middle }
      if key < stamp { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  func value(at index: Int) -> ArraySlice<UInt8> {
    let data = written.dropFirst(Self.headSize + count * Self.recordSize)
    let (offset, size) = (word(2, at: index), word(3, at: index))
    guard offset <= UInt64(data.count), size <= UInt64(data.count) - offset else { return [] }
    return data.dropFirst(Int(offset)).prefix(Int(size))
  }

  private func stamp(at index: Int) -> Stamp { Stamp(high: word(0, at: index), low: word(1, at: index)) }

  private func word(_ number: Int, at index: Int) -> UInt64 {
    let offset = Self.headSize + index * Self.recordSize + number * 8
    return unsafe written.withUnsafeBytes {
      UInt64(littleEndian: unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  /// The records that are marked.
  func records(where isMarked: [Bool]) -> [Stamp: ArraySlice<UInt8>] {
    let pairs = isMarked.indices.lazy.filter { isMarked[$0] }.map { (stamp(at: $0), value(at: $0)) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The records that are marked, with others that are new or take their places.
  func keeping(_ isKept: [Bool], adding others: [Stamp: ArraySlice<UInt8>]) -> StampTable {
    var new = others.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }[...]
    var pairs: [(Stamp, ArraySlice<UInt8>)] = []
    pairs.reserveCapacity(count + others.count)
    for index in 0..<count where isKept[index] {
      let stamp = stamp(at: index)
      while let next = new.first, next.0 <= stamp { pairs.append(new.removeFirst()) }
      if pairs.last?.0 != stamp { pairs.append((stamp, value(at: index))) }
    }
    return StampTable(sorted: pairs + new)
  }
}

extension Stamp: Comparable {
  static func < (left: Stamp, right: Stamp) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
