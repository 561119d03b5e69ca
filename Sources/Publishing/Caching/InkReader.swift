/// Reads what `Ink` has put down, in the same order; `nil` where something else stands there.
struct InkReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func number() -> Int? {
    bytes(8).map { Int(truncatingIfNeeded: $0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
  }

  mutating func stamp() -> Stamp? {
    guard let high = number(), let low = number() else { return nil }
    return Stamp(high: UInt64(bitPattern: Int64(high)), low: UInt64(bitPattern: Int64(low)))
  }

  mutating func text() -> String? {
    guard let count = number(), let bytes = bytes(count) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// As many values as were put down; `nil` where one of them is not there.
  mutating func list<Value>(_ read: (inout InkReader) -> Value?) -> [Value]? {
    guard let count = number(), count >= 0, count <= rest.count else { return nil }
    var values: [Value] = []
    for _ in 0..<count {
      guard let value = read(&self) else { return nil }
      values.append(value)
    }
    return values
  }
}
