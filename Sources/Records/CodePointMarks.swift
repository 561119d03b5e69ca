/// Turns positions counted in code points from the start of a slice into UTF-8 offsets of the whole text.
struct CodePointMarks {
  private let base: Int
  private let count: Int
  /// The offset in the slice at which each code point starts; not kept where every one is a byte.
  private let starts: [Int]?

  init(of utf8: ArraySlice<UInt8>) {
    base = utf8.startIndex
    count = utf8.count
    let isASCII = utf8.allSatisfy { $0 < 0x80 }
    starts = isASCII ? nil : utf8.indices.filter { utf8[$0] & 0xC0 != 0x80 }.map { $0 - utf8.startIndex }
  }

  /// The UTF-8 offset of a code point; of any behind the end, the end.
  func offset(of codePoint: Int) -> Int {
    guard let starts else { return base + min(codePoint, count) }
    return base + (codePoint < starts.count ? starts[codePoint] : count)
  }
}
