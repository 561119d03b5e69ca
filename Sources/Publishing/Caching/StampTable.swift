/// Bytes by stamp: as a file holds them, of which nothing is read but what is looked up, or as they were gathered.
struct StampTable: Sendable {
  private enum Form: Sendable {
    case written(ArraySlice<UInt8>, count: Int)
    case gathered([Stamp: ArraySlice<UInt8>])
  }

  /// A stamp, where its bytes begin after the last record, how many there are, and their own stamp.
  private static let recordSize = 48

  private let form: Form

  init(_ values: [Stamp: ArraySlice<UInt8>] = [:]) { form = .gathered(values) }

  /// Takes bytes that a table was written as; `nil` where they cannot be.
  ///
  /// The records are looked at now, and of the rest only what is asked for, when it is.
  init?(written bytes: ArraySlice<UInt8>) {
    var reader = InkReader(bytes)
    guard let word = reader.word(), let end = reader.stamp(), let count = Int(exactly: word),
      count <= reader.rest.count / Self.recordSize,
      Stamp(of: reader.rest.prefix(count * Self.recordSize)) == end
    else { return nil }
    form = .written(reader.rest, count: count)
  }

  var count: Int {
    switch form {
    case .written(_, let count): count
    case .gathered(let values): values.count
    }
  }

  /// What is kept under a stamp, unless it was damaged.
  subscript(stamp: Stamp) -> ArraySlice<UInt8>? {
    switch form {
    case .gathered(let values): values[stamp]
    case .written(let bytes, let count): Self.find(stamp, in: bytes, count)
    }
  }

  private static func find(_ stamp: Stamp, in bytes: ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8>? {
    let data = bytes.dropFirst(count * recordSize)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      var reader = InkReader(bytes.dropFirst(middle * recordSize).prefix(recordSize))
      guard let key = reader.stamp() else { return nil }
      if key == stamp {
        guard let offset = reader.word(), let size = reader.word(), let check = reader.stamp() else {
          return nil
        }
        return data.piece(from: offset, size).flatMap { Stamp(of: $0) == check ? $0 : nil }
      }
      if key < stamp { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// What a file is to hold, piece by piece.
  var pieces: [ArraySlice<UInt8>] {
    guard case .gathered(let values) = form else { return [] }
    let sorted = values.sorted { $0.key < $1.key }
    var records = Ink()
    var offset = 0
    for (stamp, value) in sorted {
      records.put(stamp)
      records.put(number: UInt64(offset))
      records.put(number: UInt64(value.count))
      records.put(Stamp(of: value))
      offset += value.count
    }
    var head = Ink()
    head.put(number: UInt64(sorted.count))
    head.put(Stamp(of: records.bytes))
    return [head.bytes[...], records.bytes[...]] + sorted.map(\.value)
  }
}

extension ArraySlice<UInt8> {
  /// So many bytes from an offset into the slice, if it has them.
  fileprivate func piece(from offset: UInt64, _ count: UInt64) -> ArraySlice? {
    guard offset <= UInt64(self.count), count <= UInt64(self.count) - offset else { return nil }
    return dropFirst(Int(offset)).prefix(Int(count))
  }
}

extension Stamp: Comparable {
  static func < (left: Stamp, right: Stamp) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
