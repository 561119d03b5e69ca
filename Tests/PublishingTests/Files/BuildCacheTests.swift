import HTML
import Templates
import TestSupport
import Testing

@testable import Publishing

@Suite struct BuildCacheTests {
  private static let program = "gloss 1"

  /// A cache with something of everything, and what a build came to.
  private static func cache() throws -> (cache: BuildCache, contents: BuildCache.Contents) {
    let cache = BuildCache()
    let hash = ContentHash(of: [1, 2, 3])
    for number in 0..<50 {
      cache.keep(Stamp(of: number).printed, ofMaking: Stamp(of: "thing \(number)"))
      cache.keep(
        BuildCache.Output(inputs: Stamp(of: number), hash: hash, size: number), named: "page \(number)")
      cache.part("part \(number % 3)").keep(["\(number)"].printed, ofMaking: Stamp(of: number))
    }
    let summary = Summary(
      essays: 1, versions: 2, notes: 3, anchored: 2, ambiguous: 0, lost: 1, entries: 4, pages: 5,
      absences: [.init(version: "ferry/long", notes: ["ebb", "tide"])],
      changes: [.init(version: "ferry/short", moved: ["rope"], reworded: [], lost: ["bell", "mud"])])
    let trace = FileTrace(
      size: 3, identity: FileIdentity(device: .max, number: 7), modified: 1_000_000_001, changed: 5)
    let contents = BuildCache.Contents(
      conclusion: .init(inputs: Stamp(of: "all"), summary: summary),
      standing: .init(manifest: Stamp(of: "list"), traces: [trace, nil]))
    return (cache, contents)
  }

  /// The facts as a file holds them.
  private static func facts() throws -> [UInt8] {
    let whole = try #require(try cache().cache.parts["facts"]?.remains.whole)
    return BuildCache.pieces(of: whole, named: "facts", for: program).flatMap(\.self)
  }

  /// The things that were made recently as a file holds them.
  private static func recent() throws -> [UInt8] {
    let tables = try cache().cache.parts.mapValues(\.remains.recent)
    return BuildCache.pieces(ofRecent: tables, for: program).flatMap(\.self)
  }

  @Test func `what a build came to is read as it was written`() throws {
    let contents = try Self.cache().contents
    let read = try #require(
      BuildCache.Contents(printed: contents.printed(for: Self.program), program: Self.program))
    #expect(read.conclusion == contents.conclusion)
    #expect(read.standing == contents.standing)
  }

  @Test func `facts are read as they were written`() throws {
    let cache = try Self.cache().cache.next()
    for number in 0..<50 {
      let printed = try #require(cache[Stamp(of: "thing \(number)")])
      #expect(Stamp(printed: printed) == Stamp(of: number))
      #expect(cache.output(named: "page \(number)")?.size == number)
      #expect(cache.output(named: "page \(number)")?.inputs == Stamp(of: number))
      let inPart = try #require(cache.part("part \(number % 3)")[Stamp(of: number)])
      #expect([String](printed: inPart) == ["\(number)"])
    }
    #expect(cache[Stamp(of: "thing 50")] == nil)
    #expect(cache.output(named: "page 50") == nil)
    #expect(cache.part("part 3")[Stamp(of: 1)] == nil && cache.part("part 0")[Stamp(of: 1)] == nil)
  }

  @Test func `what nobody asks for is not kept, and a part is as it was until something in it is asked for`()
    throws
  {
    let first = try Self.cache().cache.next()
    _ = (first[Stamp(of: "thing 1")], first.part("part 0"), first.part("part 1")[Stamp(of: 1)])
    #expect(Set(first.parts.keys) == ["facts", "part 0", "part 1"])
    #expect(first.parts["part 0"]?.remains.whole == nil)
    let second = first.next()
    #expect(second[Stamp(of: "thing 1")] != nil && second[Stamp(of: "thing 2")] == nil)
    #expect(second.part("part 0")[Stamp(of: 3)] != nil && second.part("part 2")[Stamp(of: 2)] == nil)
    #expect(second.part("part 1")[Stamp(of: 1)] != nil && second.part("part 1")[Stamp(of: 4)] == nil)
    let left = second.part("part 1").remains
    #expect(left.whole == nil && left.recent.count == 1, "all of it was asked for")
  }

  @Test func `a part is written whole when a quarter of it is new, and what is new counts`() throws {
    func asking(_ cache: BuildCache) -> CachedPart {
      for number in 0..<50 { _ = cache[Stamp(of: "thing \(number)")] }
      return cache.part("facts")
    }
    var cache = BuildCache()
    for number in 0..<50 {
      cache.keep(Array(repeating: 1, count: 2_000), ofMaking: Stamp(of: "thing \(number)"))
    }
    var wholes = 0
    for round in 2..<40 {
      #expect(cache.part("facts").remains.recent.count <= 13)
      cache = cache.next()
      cache.keep(Array(repeating: UInt8(round), count: 2_000), ofMaking: Stamp(of: "thing \(round)"))
      if asking(cache).remains.whole != nil { wholes += 1 }
    }
    #expect(wholes == 2)
    for round in 2..<40 { #expect(cache[Stamp(of: "thing \(round)")]?.first == UInt8(round)) }
    #expect(asking(cache.next()).remains.recent.count == 12)
  }

  @Test func `a part that was finished is found in its file, by this build and by the next`() throws {
    let box = try Sandbox()
    let value = [UInt8](repeating: 7, count: 5_000)
    func ask(_ cache: BuildCache) -> ArraySlice<UInt8>? { cache.part("large")[Stamp(of: "thing")] }
    let cache = BuildCache.opening(site: box(""), program: Self.program)
    cache.part("large").keep(value, ofMaking: Stamp(of: "thing"))
    cache.finish("large")
    #expect(cache.parts["large"]?.remains.whole == nil && cache.parts["large"]?.remains.recent.count == 0)
    #expect(ask(BuildCache.opening(site: box(""), program: Self.program)) == value[...])
    #expect(ask(cache) == value[...])
    cache.writeParts()
    #expect(ask(BuildCache.opening(site: box(""), program: Self.program)) == value[...])
  }

  @Test func `another program’s counts as empty`() throws {
    let printed = try Self.cache().contents.printed(for: Self.program)
    #expect(BuildCache.Contents(printed: printed, program: "gloss 2") == nil)
    #expect(BuildCache.table("facts", printed: try Self.facts(), program: "gloss 2") == nil)
    #expect(BuildCache.table("other", printed: try Self.facts(), program: Self.program) == nil)
    #expect(BuildCache.recent(printed: try Self.recent(), program: "gloss 2") == nil)
  }

  @Test func `a damaged one counts as empty`() throws {
    let printed = try Self.cache().contents.printed(for: Self.program)
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

  @Test func `of damaged facts none is another than it was`() throws {
    let printed = try Self.facts()
    var random = SeededRandom(seed: 8)
    for round in 0..<1_000 {
      var damaged = printed
      let place = Int.random(in: 0..<damaged.count, using: &random)
      damaged[place] ^= UInt8.random(in: 1...255, using: &random)
      if round.isMultiple(of: 2) { damaged.removeLast(Int.random(in: 0..<damaged.count, using: &random)) }
      guard let table = BuildCache.table("facts", printed: damaged, program: Self.program) else { continue }
      for number in 0..<50 {
        let found = table[Stamp(of: "thing \(number)")]
        #expect(found == nil || found == Stamp(of: number).printed[...], "byte \(place)")
      }
    }
  }

  @Test func `of damaged recent things none is another than it was`() throws {
    let printed = try Self.recent()
    var random = SeededRandom(seed: 9)
    for _ in 0..<1_000 {
      var damaged = printed
      let place = Int.random(in: 0..<damaged.count, using: &random)
      damaged[place] ^= UInt8.random(in: 1...255, using: &random)
      for table in (BuildCache.recent(printed: damaged, program: Self.program) ?? [:]).values {
        guard let table = StampTable(written: table) else { continue }
        for number in 0..<50 {
          let found = table[Stamp(of: number)]
          #expect(found == nil || found == ["\(number)"].printed[...], "byte \(place)")
        }
      }
    }
  }

  @Test func `bytes that are no cache are refused even under a stamp that fits them`() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<500 {
      var ink = Ink()
      ink.put(bytes: Array("gloss build cache 5\n".utf8))
      ink.put(Self.program)
      ink.put(
        bytes: (0..<Int.random(in: 0..<80, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        })
      ink.put(Stamp(of: ink.bytes))
      let read = BuildCache.Contents(printed: ink.bytes, program: Self.program)
      #expect(read == nil || (read?.conclusion == nil && read?.standing == nil))
      #expect(BuildCache.table("facts", printed: ink.bytes, program: Self.program) == nil)
    }
  }

  @Test func `values are read as they were put down, and nothing else is a value`() throws {
    let value = TemplateValue.object([
      "words": .text("the ebb"), "list": .list([.number(-3), .bool(true), .bool(false), .none]),
      "place": .url(Address("words/ebb.html", fragment: "at-1").url(from: "ferry/long.html")),
      "markup": .html([
        .text("a & b"), .raw("<hr>"), .element("a", [("href", "x"), ("title", "“y”")], [.text("z")]),
      ]),
    ])
    let printed = value.printed
    #expect(TemplateValue(printed: printed[...]) == value)
    for length in 0..<printed.count { #expect(TemplateValue(printed: printed.prefix(length)) == nil) }
    var script = TemplateValue.text("javascript:alert(1)").printed
    script[0] = TemplateValue.url(Address("a.html").url(from: "b.html")).printed[0]
    #expect(TemplateValue(printed: script[...]) == nil)
  }

  @Test func `stamps tell apart what only differs in where its parts end`() {
    #expect(Stamp(of: ["ab", "c"]) != Stamp(of: ["a", "bc"]))
    #expect(Stamp(of: [["a"], []]) != Stamp(of: [[], ["a"]]))
    #expect(Stamp(of: [nil, "a"]) != Stamp(of: ["a", nil]))
    #expect(Stamp(of: ["b": 1, "a": 2]) == Stamp(of: ["a": 2, "b": 1]))
    #expect(Stamp(of: "a", from: []) != Stamp(of: "a", from: [Stamp(of: 0)]))
  }
}
