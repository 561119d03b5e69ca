/// Reads what `Ink` has put down, in the same order; `nil` where something else stands there.
struct InkReader {
  /// What is not read yet.
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func number() -> Int? {
    bits().map { Int(bitPattern: UInt($0 >> 1)) ^ -Int(bitPattern: UInt($0 & 1)) }
  }

  /// A number of things that each take at least a byte.
  mutating func count() -> Int? {
    number().flatMap { 0...rest.count ~= $0 ? $0 : nil }
  }

  mutating func stamp() -> Stamp? {
    guard let high = word(), let low = word() else { return nil }
    return Stamp(high: high, low: low)
  }

  mutating func text() -> String? {
    guard let count = bits(), count <= UInt64(rest.count), let bytes = bytes(Int(count)) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// What was put down in eight bytes.
  mutating func word() -> UInt64? {
    bytes(8).map { $0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
  }

  /// What was put down in as many bytes as it needs.
  private mutating func bits() -> UInt64? {
    var (number, shift) = (UInt64(0), UInt64(0))
    while let byte = rest.popFirst() {
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
      if shift > 63 { return nil }
    }
    return nil
  }

  /// As many values as were put down; `nil` where one of them is not there.
  mutating func list<Value>(_ read: (inout InkReader) -> Value?) -> [Value]? {
    guard let count = count() else { return nil }
    var values: [Value] = []
    for _ in 0..<count {
      guard let value = read(&self) else { return nil }
      values.append(value)
    }
    return values
  }
}
