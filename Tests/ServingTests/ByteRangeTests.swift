import Testing

@testable import Serving

struct `A range` {
  @Test(
    arguments: [
      (nil, .whole), ("bytes=0-3", .part(0..<4)), ("bytes=6-", .part(6..<10)), ("bytes=-4", .part(6..<10)),
      ("bytes=-40", .part(0..<10)), ("bytes=5-99", .part(5..<10)), ("bytes=10-", .unsatisfiable),
      ("bytes=-0", .unsatisfiable), ("bytes=99999999999999999999-", .unsatisfiable),
      ("bytes=0-99999999999999999999", .part(0..<10)), ("bytes=3-2", .whole), ("bytes=-", .whole),
      ("bytes=0-1,4-5", .whole), ("lines=0-3", .whole), ("bytes=a-b", .whole), ("bytes=+1-2", .whole),
    ] as [(String?, ByteRange)])
  func `is one stretch of the file, or counts for nothing`(header: String?, expected: ByteRange) {
    #expect(ByteRange(header, size: 10) == expected)
  }
}
