extension [UInt8] {
  /// Adds some bytes that stand together in memory, all at once.
  package mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in unsafe append(contentsOf: bytes) }
  }

  /// Adds some of the bytes of another array.
  ///
  /// A slice of it would count one reference more, for which cores wait that add from the same array.
  package mutating func append(_ bytes: borrowing [UInt8], in range: Range<Int>) {
    append(bytes.span.extracting(range))
  }
}
