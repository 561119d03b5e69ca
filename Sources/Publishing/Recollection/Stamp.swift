private import CXXHash
import Commentary

/// What tells one value from every other: equal stamps mean equal values, in this build and in later ones.
///
/// The XXH3 hash of 128 bits: it guards against accident and not against malice, and only what the authors of one
/// site wrote is ever compared by it.
struct Stamp: Sendable, Hashable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  init(of bytes: [UInt8]) { self.init(of: bytes[...]) }

  init(of bytes: ArraySlice<UInt8>) {
    let hash = unsafe bytes.withUnsafeBytes { unsafe XXH3_128bits($0.baseAddress, $0.count) }
    self.init(high: hash.high64, low: hash.low64)
  }

  init(of value: some Stampable) {
    var ink = Ink()
    value.print(in: &ink)
    self.init(of: ink.bytes)
  }

  /// Of what is made under a name from things of these stamps.
  init(of name: String, from inputs: [Stamp]) {
    var ink = Ink(capacity: name.utf8.count + (inputs.count + 1) * 16)
    ink.put(name)
    ink.put(inputs)
    self.init(of: ink.bytes)
  }
}

/// A value that says all that tells it from others of its type.
protocol Stampable {
  func print(in ink: inout Ink)
}

/// The bytes that a stamp is taken of; every part says its own length, so that no two values run together.
struct Ink {
  private(set) var bytes: [UInt8] = []

  /// For about so many bytes.
  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func put(_ value: some Stampable) { value.print(in: &self) }

  /// Eight bytes, the lowest first.
  mutating func put(number: UInt64) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// As many bytes as the number needs, seven bits in each, the lowest first (LEB128).
  mutating func put(count: UInt64) {
    var rest = count
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Bytes whose number goes without saying.
  mutating func put(bytes: some Sequence<UInt8>) { self.bytes += bytes }

  mutating func put(_ text: String) {
    put(count: UInt64(text.utf8.count))
    bytes += text.utf8
  }
}

extension Stamp: Stampable {
  func print(in ink: inout Ink) {
    ink.put(number: high)
    ink.put(number: low)
  }
}

extension String: Stampable {
  func print(in ink: inout Ink) { ink.put(self) }
}

extension Int: Stampable {
  func print(in ink: inout Ink) { ink.put(count: UInt64(bitPattern: Int64(self << 1 ^ self >> 63))) }
}

extension Optional: Stampable where Wrapped: Stampable {
  func print(in ink: inout Ink) {
    ink.put(self == nil ? 0 : 1)
    if let value = self { ink.put(value) }
  }
}

extension Array: Stampable where Element: Stampable {
  func print(in ink: inout Ink) {
    ink.put(count)
    for element in self { ink.put(element) }
  }
}

extension Set: Stampable where Element: Stampable & Comparable {
  func print(in ink: inout Ink) { ink.put(sorted()) }
}

extension Dictionary: Stampable where Key: Stampable & Comparable, Value: Stampable {
  func print(in ink: inout Ink) {
    ink.put(count)
    for key in keys.sorted() {
      ink.put(key)
      if let value = self[key] { ink.put(value) }
    }
  }
}

extension EntryName: Stampable {
  func print(in ink: inout Ink) {
    ink.put(kind)
    ink.put(id)
  }
}

extension BuildOptions: Stampable {
  func print(in ink: inout Ink) { ink.put([baseURL, audience]) }
}
