import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

@Suite struct `The published site` {
  private typealias Files = [String: [UInt8]]

  /// What lies in `Public`, but for the hidden folder in which the manifest is.
  private func published() throws -> Files {
    let folder = SuiteFile.repository().appending(path: "Public")
    var found: Files = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where !path.hasPrefix(".gloss") {
      let file = folder.appending(path: path)
      guard try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == false else { continue }
      found[path] = Array(try Data(contentsOf: file))
    }
    return found
  }

  private func files(of site: Site) -> Files {
    Dictionary(uniqueKeysWithValues: site.files.map { ($0.path.text, $0.bytes) })
  }

  @Test func `is what its content makes, file for file and byte for byte; if not, run make site`()
    async throws
  {
    let made = files(of: try await SampleSite.project().built(BuildOptions()))
    let there = try published()
    for path in Set(made.keys).union(there.keys).sorted() {
      switch (made[path], there[path]) {
      case (let one?, let other?):
        // Not in the expectation, which would print every byte.
        let isSame = one == other
        #expect(isSame, "“\(path)” has the bytes that its content makes")
      case (nil, _): Issue.record("“\(path)” is in Public, and no content makes it")
      case (_, nil): Issue.record("“\(path)” is not in Public")
      }
    }
    print("Public: \(there.count) files compared, \(there.values.map(\.count).reduce(0, +)) bytes")
  }

  @Test func `comes out the same each time, whatever the order of its files`() async throws {
    for site in [try SampleSite.project(), try SampleSite.whole(), SampleSite.starter()] {
      let source = try site.files()
      let first = await build(source, options: SampleSite.options)
      let second = await build(SourceFiles(source.files.shuffled()), options: SampleSite.options)
      let bytes = try #require(first.value).files
      #expect(bytes == second.value?.files)
      #expect(first.diagnostics == second.diagnostics)
    }
  }
}
