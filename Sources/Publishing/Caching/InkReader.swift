/// Reads what `Ink` has put down, in the same order; `nil` where something else stands there.
struct InkReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// What is not read yet.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= bytes.endIndex - position else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func number() -> Int? {
    bits().map { Int(bitPattern: UInt($0 >> 1)) ^ -Int(bitPattern: UInt($0 & 1)) }
  }

  /// A number of things that each take at least a byte.
  mutating func count() -> Int? {
    number().flatMap { 0...bytes.endIndex - position ~= $0 ? $0 : nil }
  }

  mutating func stamp() -> Stamp? {
    guard let high = word(), let low = word() else { return nil }
    return Stamp(high: high, low: low)
  }

  mutating func text() -> String? {
    guard let count = bits(), count <= UInt64(bytes.endIndex - position), let bytes = bytes(Int(count)) else {
      return nil
    }
    // What is read was checked as a whole, so nothing is put right here; decoding is much faster than validating.
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What was put down in eight bytes.
  mutating func word() -> UInt64? {
    guard bytes.endIndex - position >= 8 else { return nil }
    defer { position += 8 }
    let offset = position - bytes.startIndex
    return unsafe bytes.withUnsafeBytes {
      UInt64(littleEndian: unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  /// As many values as were put down; `nil` where one of them is not there.
  mutating func list<Value>(_ read: (inout InkReader) -> Value?) -> [Value]? {
    guard let count = count() else { return nil }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = read(&self) else { return nil }
      values.append(value)
    }
    return values
  }

  /// A value, or that there is none; `nil` where neither stands there.
  mutating func optional<Value>(_ read: (inout InkReader) -> Value?) -> Value?? {
    guard let isThere = Bool(printed: &self) else { return nil }
    guard isThere else { return .some(nil) }
    return read(&self).map(Optional.some)
  }

  /// What was put down in as many bytes as it needs.
  private mutating func bits() -> UInt64? {
    var (number, shift) = (UInt64(0), UInt64(0))
    while position < bytes.endIndex, shift < 64 {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }
}
