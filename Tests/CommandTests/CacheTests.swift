import Foundation
import Testing

/// `gloss build` with what the last build left in `.gloss/cache`.
struct `the cache of gloss build` {
  private static let page = "Public/the-bell/full.html"
  private static let cache = ".gloss/cache"

  /// The starter, built until the system’s clock has left the times of its files behind.
  private func built() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    #expect(try GlossBinary.run("new", ".", in: folder).status == 0)
    for _ in 1...3 {
      #expect(try GlossBinary.run("build", in: folder).status == 0)
      Thread.sleep(forTimeInterval: 0.1)
    }
    return folder
  }

  private func changes(_ run: Transcript) throws -> String {
    try #require(run.output.split(separator: "; ").last?.split(separator: " in ").first.map(String.init))
  }

  /// Everything but the cache itself.
  private func files(_ folder: TemporaryFolder) throws -> [String: String] {
    let paths = try folder.files().filter { !$0.hasPrefix(".gloss/") }
    return Dictionary(uniqueKeysWithValues: try paths.map { ($0, try folder.read($0)) })
  }

  @Test func `may be deleted or damaged at any time`() throws {
    let folder = try built()
    let site = try files(folder)
    #expect(try folder.read(".gloss/.gitignore") == "*\n")
    for damage in ["", "gloss build cache 1\n", String(repeating: "x", count: 5_000)] {
      try folder.write(damage, to: Self.cache)
      let run = try GlossBinary.run("build", in: folder)
      #expect(run.errors == "" && run.status == 0)
      #expect(try changes(run) == "0 files changed")
    }
    try FileManager.default.removeItem(at: folder.url.appending(path: ".gloss"))
    #expect(try changes(GlossBinary.run("build", in: folder)) == "0 files changed")
    #expect(try files(folder) == site)
  }

  @Test func `hides no change of a page by another hand, whatever date it bears`() throws {
    let folder = try built()
    let site = try files(folder)
    let url = folder.url.appending(path: Self.page)
    let date = try #require(try FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate])
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count / 2] ^= 1
    let file = try FileHandle(forWritingTo: url)
    try file.write(contentsOf: bytes)
    try file.close()
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: url.path)
    let run = try GlossBinary.run("build", in: folder)
    #expect(
      run.errors == """
        \(Self.page): warning: “\(Self.page)” was changed by another hand and is replaced [output.edited]
        help: make the change in “Content” or “Templates”

        """)
    #expect(try changes(run) == "1 file changed")
    #expect(try files(folder) == site)
  }

  @Test func `brings back a page that is gone`() throws {
    let folder = try built()
    let site = try files(folder)
    try FileManager.default.removeItem(at: folder.url.appending(path: Self.page))
    #expect(try changes(GlossBinary.run("build", in: folder)) == "1 file changed")
    #expect(try files(folder) == site)
    try FileManager.default.removeItem(at: folder.url.appending(path: "Public"))
    #expect(try GlossBinary.run("build", in: folder).status == 0)
    #expect(try files(folder) == site)
  }

  @Test func `serves builds into several folders and with other options`() throws {
    let folder = try built()
    let site = try files(folder)
    for address in ["https://one.example/", "https://two.example/"] {
      let run = try GlossBinary.run("build", "--output", "out", "--base-url", address, in: folder)
      #expect(run.status == 0)
      #expect(try folder.read("out/sitemap.xml").contains(address))
      #expect(try changes(GlossBinary.run("build", in: folder)) == "0 files changed")
    }
    #expect(try files(folder).filter { !$0.key.hasPrefix("out/") } == site)
  }

  @Test func `says again what a build had to say`() throws {
    let folder = try built()
    let path = "Content/essays/the-bell/full.md"
    try folder.write(try folder.read(path) + "\n\nThe [mud](nowhere.html) stays.\n", to: path)
    let first = try GlossBinary.run("build", in: folder)
    #expect(first.errors.contains("nowhere.html"))
    #expect(try GlossBinary.run("build", in: folder).errors == first.errors)
  }

  @Test func `is done without where it cannot be written`() throws {
    let folder = try TemporaryFolder()
    #expect(try GlossBinary.run("new", ".", in: folder).status == 0)
    try folder.write("in the way\n", to: ".gloss")
    for changed in ["28 files changed", "0 files changed"] {
      let run = try GlossBinary.run("build", in: folder)
      #expect(run.errors == "" && run.status == 0)
      #expect(try changes(run) == changed)
    }
    #expect(try folder.read(".gloss") == "in the way\n")
  }
}
