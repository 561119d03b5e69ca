import Diagnostics
import Glibc
import Synchronization
import Testing

@testable import Publishing

/// Files that are handed over one by one, while others are still being made.
@Suite struct OutputTransactionTests {
  private let texts = ["index.html": "home", "a/b.html": "b", "a/c.html": "c"]

  private func transaction(in site: Published) -> OutputTransaction {
    OutputTransaction(in: site.output, patience: .zero)
  }

  /// A site that is published, and the lock that another build holds on it.
  private func publishedAndLocked() throws -> (site: Published, other: Folder) {
    let site = try Published()
    try site.publish(texts)
    let other = try Folder(opening: site.sandbox("Public"), for: .write, followsLink: false)
    #expect(try other.lock(waiting: .zero))
    return (site, other)
  }

  @Test func `what is taken is staged, and all of it is in place at the end`() async throws {
    let site = try Published()
    let many = Dictionary(uniqueKeysWithValues: (0..<200).map { ("\($0 % 7)/\($0).html", "text \($0)") })
    let files = try site.files(many)
    let transaction = transaction(in: site)
    defer { transaction.close() }
    _ = await concurrentMap(files) { transaction.take($0) }
    let staged = try site.sandbox.files(below: "Public").filter { $0 != ".gloss/stage/.gitignore" }
    #expect(staged.count == 200 && staged.allSatisfy { $0.hasPrefix(".gloss/stage/") })
    let report = try transaction.publish(files)
    #expect(report.isPublished && report.created.count == 200)
    transaction.close()
    #expect(try site.published() == many)
    #expect(try !site.sandbox.exists("Public/.gloss/stage"))
  }

  @Test func `files that nobody handed over are published with the rest, and others are not`() throws {
    let site = try Published()
    let transaction = transaction(in: site)
    defer { transaction.close() }
    for file in try site.files(["a/b.html": "b", "other.html": "other"]) { transaction.take(file) }
    let report = try transaction.publish(site.files(texts))
    transaction.close()
    #expect(report.created.map(\.text) == ["a/b.html", "a/c.html", "index.html"])
    #expect(try site.published() == texts)
  }

  @Test func `a file that stands as it should is not staged`() throws {
    let site = try Published()
    try site.publish(texts)
    let before = try site.sandbox.status("Public/a/b.html")
    let transaction = transaction(in: site)
    defer { transaction.close() }
    for file in try site.files(texts) { transaction.take(file) }
    #expect(try !site.sandbox.exists("Public/.gloss/stage"))
    #expect(try transaction.publish(site.files(texts)).unchanged.count == 3)
    #expect(try site.sandbox.status("Public/a/b.html") == before)
  }

  @Test func `a build that does not publish leaves the folder as it was`() throws {
    let site = try Published()
    for published in [[:], texts] {
      if !published.isEmpty { try site.publish(published) }
      let before = try site.sandbox.files()
      let transaction = transaction(in: site)
      for file in try site.files(["index.html": "new", "d.html": "d"]) { transaction.take(file) }
      #expect(try site.sandbox.exists("Public/.gloss/stage"))
      transaction.close()
      transaction.close()
      #expect(try site.sandbox.files() == before)
      #expect(try site.sandbox.exists("Public") == !published.isEmpty)
    }
  }

  @Test func `what refuses a file is said at the end, once, and nothing is published`() throws {
    let site = try Published()
    try site.sandbox.write("Public", "no folder")
    let transaction = transaction(in: site)
    defer { transaction.close() }
    let files = try site.files(texts)
    for file in files { transaction.take(file) }
    let error = #expect(throws: FileError.self) { try transaction.publish(files) }
    #expect(
      error?.description == "cannot write “\(site.sandbox("Public"))”: it is a file, not a folder")
    #expect(try site.sandbox.read("Public") == "no folder")
  }

  @Test func `a transaction that could not begin does not try again`() throws {
    let (site, other) = try publishedAndLocked()
    let transaction = transaction(in: site)
    defer { transaction.close() }
    #expect(throws: FileError.self) { try transaction.publish([]) }
    other.unlock()
    for file in try site.files(["new.html": "new"]) { transaction.take(file) }
    #expect(throws: FileError.self) { try transaction.publish([]) }
    #expect(try site.published() == texts && !site.sandbox.exists("Public/.gloss/stage"))
  }

  @Test func `a folder that is there is opened beforehand, and none is made`() throws {
    let site = try Published()
    let absent = transaction(in: site)
    absent.prepare()
    absent.close()
    #expect(try !site.sandbox.exists("Public"))
    try site.publish(texts)
    let present = transaction(in: site)
    present.prepare()
    #expect(try site.failure(["a": "a"]) != nil, "it is locked")
    present.close()
    #expect(try site.published() == texts)
  }

  @Test func `what another build holds is left alone until the first file`() throws {
    let (site, other) = try publishedAndLocked()
    let transaction = transaction(in: site)
    defer { transaction.close() }
    transaction.prepare()
    other.unlock()
    let files = try site.files(["new.html": "new"])
    for file in files { transaction.take(file) }
    #expect(try transaction.publish(files).created.map(\.text) == ["new.html"])
  }

  @Test func `another build has to wait from the first file to the end`() throws {
    let site = try Published()
    let transaction = transaction(in: site)
    #expect(try site.failure([:]) == nil)
    for file in try site.files(texts) { transaction.take(file) }
    #expect(
      try site.failure(["a": "a"])
        == "cannot lock “Public”: another build (process \(getpid())) is writing to it; wait until it is done"
    )
    transaction.close()
    #expect(try site.failure(["a": "a"]) == nil)
  }

  @Test func `a build hands over every file of its site, and what it keeps can be made again`() async throws {
    final class Sink: FileSink {
      let files = Mutex<[SiteFile]>([])
      func prepare() {}
      func take(_ file: SiteFile) { files.withLock { $0.append(file) } }
    }
    let sink = Sink()
    let files = try SampleSite.starter().files()
    let plain = try #require(await build(files).value)
    let handed = try #require(await build(files, into: sink).value)
    #expect(sink.files.withLock { $0.sorted { $0.path < $1.path } } == plain.files)
    #expect(handed.files.allSatisfy { $0.bytesAtHand == nil })
    #expect(handed.files == plain.files)
  }
}
