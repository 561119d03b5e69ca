import TestSupport
import Testing

@testable import Publishing

@Suite struct BuildCacheTests {
  private static let program = "gloss 1"

  /// Contents with something of everything.
  private static func contents() throws -> BuildCache.Contents {
    let cache = BuildCache()
    let hash = ContentHash(of: [1, 2, 3])
    for number in 0..<50 {
      cache.keep(Stamp(of: number), ofMaking: Stamp(of: "thing \(number)"))
      cache.keep(
        BuildCache.Output(inputs: Stamp(of: number), hash: hash, size: number), named: "page \(number)")
    }
    let summary = Summary(
      essays: 1, versions: 2, notes: 3, anchored: 2, ambiguous: 0, lost: 1, entries: 4, pages: 5,
      absences: [.init(version: "ferry/long", notes: ["ebb", "tide"])],
      changes: [.init(version: "ferry/short", moved: ["rope"], reworded: [], lost: ["bell", "mud"])])
    let trace = FileTrace(
      size: 3, identity: FileIdentity(device: .max, number: 7), modified: 1_000_000_001, changed: 5)
    return cache.contents(
      conclusion: .init(inputs: Stamp(of: "all"), manifest: Stamp(of: "list"), summary: summary),
      standing: [
        try SitePath.validating("a/index.html"): .init(hash: hash, trace: trace),
        try SitePath.validating("b.html"): .init(hash: hash, trace: nil),
      ])
  }

  @Test func `what is written is read`() throws {
    let contents = try Self.contents()
    let read = try #require(
      BuildCache.Contents(printed: contents.printed(for: Self.program), program: Self.program))
    #expect(read.conclusion == contents.conclusion)
    #expect(read.standing == contents.standing)
    let cache = BuildCache(read)
    for number in 0..<50 {
      #expect(cache.stamp(ofMaking: Stamp(of: "thing \(number)")) == Stamp(of: number))
      #expect(cache.output(named: "page \(number)")?.size == number)
      #expect(cache.output(named: "page \(number)")?.inputs == Stamp(of: number))
    }
    #expect(cache.stamp(ofMaking: Stamp(of: "thing 50")) == nil)
    #expect(cache.output(named: "page 50") == nil)
  }

  @Test func `another program’s counts as empty`() throws {
    let printed = try Self.contents().printed(for: Self.program)
    #expect(BuildCache.Contents(printed: printed, program: "gloss 2") == nil)
  }

  @Test func `a damaged one counts as empty`() throws {
    let printed = try Self.contents().printed(for: Self.program)
    for length in 0..<printed.count {
      #expect(BuildCache.Contents(printed: Array(printed.prefix(length)), program: Self.program) == nil)
    }
    var random = SeededRandom(seed: 6)
    for _ in 0..<2_000 {
      var damaged = printed
      let place = Int.random(in: 0..<damaged.count, using: &random)
      damaged[place] ^= UInt8.random(in: 1...255, using: &random)
      #expect(BuildCache.Contents(printed: damaged, program: Self.program) == nil, "byte \(place)")
    }
  }

  @Test func `bytes that are no cache are refused even under a stamp that fits them`() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<500 {
      var ink = Ink()
      ink.put(bytes: Array("gloss build cache 1\n".utf8))
      ink.put(Self.program)
      ink.put(
        bytes: (0..<Int.random(in: 0..<80, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        })
      ink.put(Stamp(of: ink.bytes))
      #expect(BuildCache.Contents(printed: ink.bytes, program: Self.program) == nil)
    }
  }

  @Test func `stamps tell apart what only differs in where its parts end`() {
    #expect(Stamp(of: ["ab", "c"]) != Stamp(of: ["a", "bc"]))
    #expect(Stamp(of: [["a"], []]) != Stamp(of: [[], ["a"]]))
    #expect(Stamp(of: [nil, "a"]) != Stamp(of: ["a", nil]))
    #expect(Stamp(of: ["b": 1, "a": 2]) == Stamp(of: ["a": 2, "b": 1]))
    #expect(Stamp(of: "a", from: []) != Stamp(of: "a", from: [Stamp(of: 0)]))
  }
}
