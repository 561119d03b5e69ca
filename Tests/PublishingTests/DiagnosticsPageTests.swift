import Foundation
import TestSupport
import Testing

/// `docs/diagnostics.md` against the sources: every id is listed, and no other.
@Suite struct DiagnosticsPageTests {
  /// The ids of `FileError`, which are put together from what was attempted.
  private let attempts = ["read", "list", "write", "create", "remove", "lock", "replace", "serve"].map {
    "file.\($0)"
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: SuiteFile.repository().appending(path: path)), as: UTF8.self)
  }

  /// Every text of the shape `room.what` in the sources that is no file's name.
  private func idsInSources() throws -> Set<String> {
    let endings = ["css", "html", "js", "json", "md", "mustache", "toml", "txt", "xml", "yaml", "yml"]
    let folder = SuiteFile.repository().appending(path: "Sources").path
    var ids: Set<String> = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder) where file.hasSuffix(".swift") {
      for match in try text("Sources/" + file).matches(of: /"([a-z][a-z-]*\.([a-z0-9-]+))"/)
      where !endings.contains(String(match.2)) {
        ids.insert(String(match.1))
      }
    }
    return ids
  }

  private func rows() throws -> [(id: String, severity: String, example: String, remedy: String)] {
    try text("docs/diagnostics.md").split(separator: "\n").compactMap { line in
      guard let match = line.wholeMatch(of: /\| `([a-z-]+\.[a-z0-9-]+)` \| (.*) \| (.*) \| (.*) \|/) else {
        return nil
      }
      return (String(match.1), String(match.2), String(match.3), String(match.4))
    }
  }

  @Test func `the page lists every id of the sources once, and no other`() throws {
    let listed = try rows().map(\.id)
    let raised = try idsInSources().union(attempts)
    #expect(raised.subtracting(listed).sorted() == [], "these are not listed")
    #expect(Set(listed).subtracting(raised).sorted() == [], "these are never raised")
    #expect(listed.count == Set(listed).count, "each is listed once")
    print("diagnostics: \(listed.count) ids listed, \(raised.count) raised")
  }

  @Test func `each row says how grave it is, what is said and what to do`() throws {
    for row in try rows() {
      #expect(["error", "warning", "error or warning"].contains(row.severity), "\(row.id)")
      #expect(!row.example.isEmpty && !row.example.hasSuffix("."), "\(row.id)")
      #expect(!row.remedy.isEmpty, "\(row.id)")
    }
  }
}
