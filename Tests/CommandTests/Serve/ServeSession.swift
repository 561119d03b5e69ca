import Foundation
import TestSupport
import Testing

/// `gloss serve` at work on a site of its own, on a port that was free; it is stopped when the value goes.
final class ServeSession {
  let folder: TemporaryFolder
  let port: UInt16
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()

  /// Starts it on the site that `gloss new` makes.
  ///
  /// What it says of its builds is thrown away, unless somebody is going to read it.
  init(_ options: [String] = [], isHeard: Bool = false, prepare: (TemporaryFolder) throws -> Void = { _ in })
    throws
  {
    folder = try TemporaryFolder()
    #expect(try GlossBinary.run("new", "site", in: folder).status == 0)
    try prepare(folder)
    process.executableURL = try GlossBinary.url
    process.arguments = ["serve", "--site", "site", "--port", "0"] + options
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "\(folder.url.path)/bin:/usr/bin:/bin", "HOME": "/nonexistent"]
    process.standardOutput = output
    process.standardError = isHeard ? errors : FileHandle.nullDevice
    try process.run()
    var line = Data()
    while line.last != 0x0A {
      let byte = try #require(try output.fileHandleForReading.read(upToCount: 1), "it says its address")
      try #require(!byte.isEmpty, "it says its address")
      line += byte
    }
    let match = String(decoding: line, as: UTF8.self).firstMatch(of: /http:\/\/[0-9.]+:([0-9]+)\//)
    port = try #require(match.flatMap { UInt16($0.1) })
  }

  deinit { if process.isRunning { process.terminate() } }

  /// What it says of its builds, up to some words.
  func told(until words: String) throws -> String {
    var said = Data()
    while !String(decoding: said, as: UTF8.self).hasSuffix(words) {
      let byte = try #require(try errors.fileHandleForReading.read(upToCount: 1), "it says “\(words)”")
      try #require(!byte.isEmpty, "it says “\(words)”")
      said += byte
    }
    return String(decoding: said, as: UTF8.self)
  }

  /// How many files and connections it has open.
  func descriptorCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd").count
  }

  /// Ends it by a signal, and says with which status.
  func end(by signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }

  /// Sends the bytes as they are, `PORT` replaced, and reads the answer.
  func send(_ request: String) throws -> Answer {
    let client = try connect()
    try client.send(request.replacing("PORT", with: "\(port)"))
    return try client.answer()
  }

  func get(_ path: String, _ headers: String...) throws -> Answer {
    let lines = ["GET \(path) HTTP/1.1", "Host: localhost:PORT", "Connection: close"] + headers
    return try send(lines.joined(separator: "\r\n") + "\r\n\r\n")
  }

  func connect() throws -> RawClient { try RawClient(port: port) }

  /// Listens to the events; the first is the state at the time.
  func events() throws -> RawClient {
    let client = try connect()
    try client.send("GET /.gloss/events HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
    return client
  }

  /// Makes a change and reads events until what it is to bring about is there.
  ///
  /// A change that takes two writes may be told twice, and two changes once, so events are not counted.
  func edit(_ client: RawClient, until isThere: () throws -> Bool, _ change: () throws -> Void) throws {
    try change()
    while try !isThere() { _ = try client.read(until: "event: state\n") }
  }

  /// The same for a page that is to have the words.
  func edit(_ client: RawClient, until page: String, has words: String, _ change: () throws -> Void) throws {
    try edit(client, until: { try get(page).body.contains(words) }, change)
  }

  /// What a newcomer is told.
  func state() throws -> String { try events().read(until: "}\n\n") }
}
