import Diagnostics
import Glibc
import Testing

@testable import Publishing

/// A build that would come to the same as the last one is known to, without building.
@Suite final class ConcludedBuildTests {
  private let box: Sandbox
  private let options = BuildOptions()
  private var folder: OutputFolder { OutputFolder(box("out"), site: box(""), home: nil) }

  init() async throws {
    box = try Sandbox()
    for file in try SampleSite.starter().files().files { try box.write(file.path.text, bytes: file.bytes) }
    for _ in 1...2 {
      let opened = BuildCache.opening(site: box(""), program: "test")
      let loaded = try SourceFiles.load(site: box(""))
      let past = Recollection(isKept: false, cache: opened)
      let built = await build(loaded.value, options: options, recalling: past)
      let site = try #require(built.value)
      let report = try folder.publish(site.files, recalling: opened)
      for ledger in site.ledgers { try box.write(ledger.path.text, bytes: ledger.bytes) }
      opened.keep(report, of: built, from: loaded.value, options: options)
    }
  }

  private func summary(
    program: String = "test", options: BuildOptions? = nil, of loaded: Diagnosed<SourceFiles>? = nil
  ) throws -> Summary? {
    let cache = BuildCache.opening(site: box(""), program: program)
    let loaded = try loaded ?? SourceFiles.load(site: box(""))
    return try cache.summary(of: loaded, options: options ?? self.options, in: folder)
  }

  @Test func `knows its summary, with what it saw of the files and without`() throws {
    let first = try #require(try summary())
    #expect(first.essays == 1 && first.pages > 10)
    // By then the times of all files are old enough to be trusted.
    usleep(100_000)
    #expect(try summary() == first)
    let cache = BuildCache.opening(site: box(""), program: "test")
    let traces = try #require(cache.last.standing).traces
    #expect(traces.count > 10 && traces.allSatisfy { $0 != nil })
    #expect(try summary() == first)
  }

  @Test func `asks for another build where anything is not as it was`() throws {
    let path = "Content/essays/the-bell/brief.md"
    let text = try box.read(path)
    try box.write(path, text + "\nMore.\n")
    #expect(try summary() == nil)
    try box.write(path, text)
    #expect(try summary() != nil)
    #expect(try summary(program: "another") == nil)
    #expect(try summary(options: BuildOptions(audience: "class")) == nil)
    let warned = Diagnosed(try SourceFiles.load(site: box("")).value, [.warning("a.b", "a link", in: "a")])
    #expect(try summary(of: warned) == nil)
  }

  @Test(arguments: ["the-bell/full.html", "assets/style.css", ".gloss/manifest.json"])
  func `asks for another build where the folder is not as it was`(_ file: String) throws {
    #expect(try summary() != nil)
    let text = try box.read("out/" + file)
    try box.write("out/" + file, String(text.reversed()))
    #expect(try summary() == nil)
    try box.remove("out/" + file)
    #expect(try summary() == nil)
    try box.write("out/" + file, text)
    #expect(try summary() != nil)
  }

  @Test func `asks for another build after one that was cut short`() throws {
    try box.makeFolder("out/.gloss/stage")
    #expect(try summary() == nil)
    try box.remove("out/.gloss/stage")
    #expect(try summary() != nil)
    try box.remove("out")
    #expect(try summary() == nil)
  }
}
