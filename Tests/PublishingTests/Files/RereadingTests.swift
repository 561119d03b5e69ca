import Diagnostics
import Testing

@testable import Publishing

/// Sources whose bytes are let go of once they are stamped, and read again when a build asks for them.
@Suite final class RereadingTests {
  private let box: Sandbox
  private let long = "Content/essays/the-bell/full.md"

  init() throws {
    box = try Sandbox()
    for file in try SampleSite.starter().files().files { try box.write(file.path.text, bytes: file.bytes) }
    try box.write(long, try box.read(long) + lines)
  }

  /// More than is held of any file.
  private var lines: String { String(repeating: "\nThe bell was rung once more that year.\n", count: 200) }

  private func load(_ rereading: Rereading? = nil) throws -> SourceFiles {
    try SourceFiles.load(site: box(""), rereading: rereading).value
  }

  /// Builds and leaves a cache, as the command does.
  @discardableResult
  private func build(_ files: SourceFiles) async throws -> Site? {
    let cache = BuildCache.opening(site: box(""), program: "test")
    let built = await Publishing.build(files, recalling: Recollection(isKept: false, cache: cache))
    for ledger in built.value?.ledgers ?? [] { try box.write(ledger.path.text, bytes: ledger.bytes) }
    cache.writeParts()
    return built.value
  }

  @Test func `files are the same, read once or twice`() throws {
    let rereading = Rereading(ofSite: box(""))
    let (held, again) = (try load(), try load(rereading))
    #expect(again.files.map(\.path) == held.files.map(\.path))
    #expect(again.files.map { Stamp(of: $0) } == held.files.map { Stamp(of: $0) })
    #expect(again.files.map(\.size) == held.files.map(\.size))
    let asked = again.files.filter { $0.bytesAtHand == nil }
    #expect(asked.contains { $0.path.text == long } && asked.allSatisfy { $0.size > 4096 })
    #expect(again.has(long) && !again.has("Content/essays/the-bell/other.md"))
    #expect(again.files.filter { $0.bytesAtHand == nil }.count == asked.count)
    #expect(again == held && !rereading.hasFoundChange)
  }

  @Test func `a site of files that are read again is the same to the byte`() async throws {
    try await build(try load())
    try box.write("Content/site.yaml", try box.read("Content/site.yaml") + "\n")
    let rereading = Rereading(ofSite: box(""))
    let site = try #require(try await build(try load(rereading)))
    let clean = try #require(await Publishing.build(try load()).value)
    #expect(site.files == clean.files && !rereading.hasFoundChange)
  }

  @Test(arguments: ["changed", "removed", "replaced by a folder"], [true, false])
  func `a file that is no longer what it was is noticed`(_ what: String, isCached: Bool) async throws {
    if isCached {
      for _ in 1...2 { try await build(try load()) }
      try box.write(long, try box.read(long) + lines)
    }
    let rereading = Rereading(ofSite: box(""))
    let files = try load(rereading)
    for file in files.files where file.bytesAtHand == nil {
      let path = file.path.text
      let text = try box.read(path)
      try box.remove(path)
      if what == "changed" { try box.write(path, String(text.dropLast(2)) + "?\n") }
      if what == "replaced by a folder" { try box.makeFolder(path) }
    }
    _ = await Publishing.build(
      files,
      recalling: Recollection(
        isKept: false, cache: isCached ? BuildCache.opening(site: box(""), program: "test") : nil))
    #expect(rereading.hasFoundChange)
  }

  @Test func `a build that asks for most texts holds them, and no ledger`() async throws {
    try await build(try load())
    let ledger = "Content/essays/the-bell/ledger.json"
    try box.write(ledger, try box.read(ledger) + String(repeating: "\n", count: 4_096))
    let rereading = Rereading(ofSite: box(""), holdingTexts: true)
    let files = try load(rereading)
    #expect(files.files.filter { $0.bytesAtHand == nil }.map(\.path.text) == [ledger])
    let site = try #require(try await build(files))
    #expect(files.files.contains { $0.bytesAtHand == nil })
    let clean = try #require(await Publishing.build(try load()).value)
    #expect(site.files == clean.files && site.ledgers == clean.ledgers && !rereading.hasFoundChange)
  }

  @Test func `a file that is not asked for may change`() throws {
    let rereading = Rereading(ofSite: box(""))
    let files = try load(rereading)
    try box.write(long, "# Another\n")
    #expect(files["Content/site.yaml"] != nil && !rereading.hasFoundChange)
    #expect(files[long] == [] && rereading.hasFoundChange)
  }
}
