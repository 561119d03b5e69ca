import Diagnostics
import Foundation
import Publishing
import Serving
import TestSupport
import Testing

/// Thousands of edits as editors and git make them, in the process of the test, so that sanitizers can watch.
///
///     GLOSS_EDITS=10000 swift test --sanitize=thread --filter EditStorm
@Suite(.serialized) struct EditStormTests {
  private let edits = ProcessInfo.processInfo.environment["GLOSS_EDITS"].flatMap { Int($0) } ?? 60

  @Test func `a storm of edits leaves the preview with what a clean build makes`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gloss-\(UUID().uuidString)")
    defer { removeTree(folder) }
    for file in starterFiles() {
      let path = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: path)
    }
    let stop = try StopSignal()
    let preview = try Preview(
      Preview.Options(site: folder.path, host: "127.0.0.1", port: 0), stoppedBy: stop)
    let port = try #require(UInt16(preview.address.split(separator: ":").last?.dropLast() ?? ""))
    let running = Task { await preview.run { _ in } }
    var storm = Storm(folder: folder, port: port, seed: 6)
    print("seed \(storm.seed), \(edits) edits")
    for _ in 0..<edits { try storm.step() }
    try await storm.settle()
    stop.send()
    await running.value
    print("pages compared: \(storm.compared)")
  }

  private func removeTree(_ folder: URL) {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("left behind: \(folder.path)")
    }
  }
}

/// One edit after another, with readers that come, listen and go meanwhile.
private struct Storm {
  let folder: URL
  let port: UInt16
  let seed: UInt64
  var compared = 0
  private var random: SeededRandom
  private var listeners: [RawClient] = []
  private var count = 0

  init(folder: URL, port: UInt16, seed: UInt64) {
    self.folder = folder
    self.port = port
    self.seed = seed
    random = SeededRandom(seed: seed)
  }

  private var content: URL { folder.appending(path: "Content") }

  mutating func step() throws {
    count += 1
    let text = "---\ntitle: Page \(count)\n---\n\nWords \(random.next() % 100), see [rota](term:rota).\n"
    let page = content.appending(path: "pages/page-\(random.next() % 5).md")
    switch random.next() % 10 {
    case 0, 1: try Data(text.utf8).write(to: page)
    case 2, 3: try Data(text.utf8).write(to: page, options: .atomic)
    case 4:
      if FileManager.default.fileExists(atPath: page.path) { try FileManager.default.removeItem(at: page) }
    case 5: try Data("[x](term:nope-\(count))".utf8).write(to: page)
    case 6: try replaceContent()
    case 7: try append(" Once more \(count).", to: "essays/the-bell/full.md")
    case 8: try append("\n\nA remark \(count).\n", to: "terms/rota.md")
    case _: try Data("body { order: \(count) }".utf8).write(to: folder.appending(path: "Templates/own.css"))
    }
    try visit()
    usleep(UInt32(random.next() % 12_000))
  }

  /// As git does when it changes branches, only worse.
  private func replaceContent() throws {
    let (next, last) = (folder.appending(path: "Next"), folder.appending(path: "Last"))
    try FileManager.default.copyItem(at: content, to: next)
    try FileManager.default.moveItem(at: content, to: last)
    try FileManager.default.moveItem(at: next, to: content)
    try FileManager.default.removeItem(at: last)
  }

  private func append(_ words: String, to path: String) throws {
    let file = content.appending(path: path)
    var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    if text.utf8.count > 20_000 { text = String(text.prefix(2_000)) }
    try Data((text.trimmingCharacters(in: .newlines) + words + "\n").utf8).write(to: file)
  }

  /// Some listen and are forgotten, some ask for half a page, some for all of it.
  private mutating func visit() throws {
    let client = try RawClient(port: port)
    switch random.next() % 4 {
    case 0:
      try client.send("GET /.gloss/events HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
      listeners.append(client)
      if listeners.count > 8 { listeners.removeFirst(4) }
    case 1: try client.send("GET / HTTP/1.1\r\nHost: local")
    case 2: _ = try get("/.gloss/margin/the-bell/")
    case _: _ = try get("/the-bell/")
    }
  }

  private func get(_ path: String) throws -> Answer {
    let client = try RawClient(port: port)
    try client.send("GET \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n\r\n")
    return try client.answer()
  }

  /// Mends what is wrong, waits for the last build, and compares every page with a clean one, but for what is added.
  mutating func settle() async throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: content.path + "/pages") {
      try Data("---\ntitle: \(name)\n---\n\nMended \(count).\n".utf8).write(
        to: content.appending(path: "pages/" + name))
    }
    let clean = await build(try SourceFiles.load(site: folder.path).value)
    let site = try #require(clean.value, "\(clean.diagnostics.map(\.summary))")
    let pages = site.files.filter { $0.path.text.hasSuffix(".html") && $0.path.text != "404.html" }
    let start = Date()
    for page in pages {
      let wanted = String(decoding: page.bytes, as: UTF8.self)
      while bare(try get("/" + page.path.text).body) != wanted {
        try #require(
          -start.timeIntervalSinceNow < RawClient.patience, "\(page.path) is as a clean build makes it")
        usleep(10_000)
      }
      compared += 1
    }
  }

  private func bare(_ served: String) -> String {
    served.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("/.gloss/") }
      .joined(separator: "\n").replacing("connect-src 'self'; ", with: "")
  }
}
