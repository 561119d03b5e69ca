/// What a `Range` header asks of a file (RFC 9110, 14.2).
enum ByteRange: Equatable {
  /// No range, several, or nothing that can be understood: the whole file is sent.
  case whole
  case part(Range<Int>)
  /// Nothing of the file is in the range.
  case unsatisfiable

  /// Reads a header such as `bytes=0-499` or `bytes=-500`, for a file of that many bytes.
  init(_ header: String?, size: Int) {
    self = .whole
    guard let header, header.lowercased().hasPrefix("bytes=") else { return }
    let ends = header.utf8.dropFirst(6).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard ends.count == 2, ends.joined().allSatisfy({ (0x30...0x39).contains($0) }) else { return }
    let (first, last) = (ByteRange.number(ends[0]), ByteRange.number(ends[1]))
    switch (first, last) {
    case (nil, nil): return
    case (nil, let count?):
      self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
    case (let first?, nil): self = first < size ? .part(first..<size) : .unsatisfiable
    case (let first?, let last?):
      guard first <= last else { return }
      self = first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
    }
  }

  /// A number of any length, as large as can be where it is larger.
  private static func number(_ digits: Substring.UTF8View) -> Int? {
    digits.isEmpty ? nil : Int(Substring(digits)) ?? Int.max
  }
}
