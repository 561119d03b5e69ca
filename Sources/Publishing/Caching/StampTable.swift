/// Values of one size by stamp, kept as sorted bytes: nothing has to be read of them but what is looked up.
struct StampTable: Sendable {
  private static let keySize = 16

  /// Records of a stamp and a value each, ascending.
  let bytes: ArraySlice<UInt8>
  private let valueSize: Int

  /// Takes bytes that a table was written as; `nil` where they are no whole records.
  init?(_ bytes: ArraySlice<UInt8>, valueSize: Int) {
    guard bytes.count.isMultiple(of: Self.keySize + valueSize) else { return nil }
    (self.bytes, self.valueSize) = (bytes, valueSize)
  }

  /// Every value has `valueSize` bytes.
  init(_ values: [Stamp: [UInt8]], valueSize: Int) {
    var ink = Ink()
    for (stamp, value) in values.sorted(by: { $0.key < $1.key }) {
      precondition(value.count == valueSize, "the values of a table have one size")
      ink.put(stamp)
      ink.put(bytes: value)
    }
    (bytes, self.valueSize) = (ink.bytes[...], valueSize)
  }

  subscript(stamp: Stamp) -> ArraySlice<UInt8>? {
    let stride = Self.keySize + valueSize
    var (low, high) = (0, bytes.count / stride)
    while low < high {
      let middle = (low + high) / 2
      let start = bytes.startIndex + middle * stride
      guard let key = Stamp(printed: bytes[start..<start + Self.keySize]) else { return nil }
      if key == stamp { return bytes[start + Self.keySize..<start + stride] }
      if key < stamp { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}

extension Stamp: Comparable {
  static func < (left: Stamp, right: Stamp) -> Bool { (left.high, left.low) < (right.high, right.low) }

  /// The stamp that these bytes were printed from.
  init?(printed bytes: ArraySlice<UInt8>) {
    var reader = InkReader(bytes)
    guard let stamp = reader.stamp(), reader.isAtEnd else { return nil }
    self = stamp
  }
}
