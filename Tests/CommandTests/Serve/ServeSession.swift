import Foundation
import Testing

/// `gloss serve` at work on a site of its own, on a port that was free; it is stopped when the value goes.
final class ServeSession {
  /// Far longer than anything takes: a test that waits this long has failed.
  static let patience: TimeInterval = 60

  let folder: TemporaryFolder
  let port: UInt16
  private let process = Process()
  private let output = Pipe()

  /// Starts it on the site that `gloss new` makes.
  init(_ options: [String] = [], prepare: (TemporaryFolder) throws -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    #expect(try GlossBinary.run("new", "site", in: folder).status == 0)
    try prepare(folder)
    process.executableURL = try GlossBinary.url
    process.arguments = ["serve", "--site", "site", "--port", "0"] + options
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "\(folder.url.path)/bin:/usr/bin:/bin", "HOME": "/nonexistent"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line = Data()
    while line.last != 0x0A {
      let byte = try #require(try output.fileHandleForReading.read(upToCount: 1), "it says its address")
      try #require(!byte.isEmpty, "it says its address")
      line += byte
    }
    let match = String(decoding: line, as: UTF8.self).firstMatch(of: /http:\/\/127\.0\.0\.1:([0-9]+)\//)
    port = try #require(match.flatMap { UInt16($0.1) })
  }

  deinit { if process.isRunning { process.terminate() } }

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

/// An answer in its parts.
struct Answer {
  let status: Int
  /// Names in lower case.
  let headers: [String: String]
  let body: String
}

/// A connection that sends what it is told and no more.
final class RawClient {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    var limit = timeval(tv_sec: Int(ServeSession.patience), tv_usec: 0)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(connected == 0)
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    let sent = unsafe bytes.withUnsafeBytes { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, 0) }
    try #require(sent == bytes.count)
  }

  /// Everything up to and with the words.
  func read(until words: String) throws -> String {
    let wanted = Data(words.utf8)
    let start = Date()
    while true {
      if let found = Data(buffer).range(of: wanted) {
        let text = String(decoding: buffer[..<found.upperBound], as: UTF8.self)
        buffer.removeFirst(found.upperBound)
        return text
      }
      try #require(
        -start.timeIntervalSinceNow < ServeSession.patience && fill(),
        "the connection ended or was silent before “\(words)”; it said “\(String(decoding: buffer, as: UTF8.self))”"
      )
    }
  }

  /// A whole answer, by its length.
  func answer() throws -> Answer {
    let head = try read(until: "\r\n\r\n").replacing("\r\n", with: "\n").split(separator: "\n")
    let status = try #require(head.first.flatMap { Int($0.split(separator: " ")[1]) })
    let pairs = head.dropFirst().compactMap { line -> (String, String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
    }
    let headers = Dictionary(pairs) { first, _ in first }
    let length = status == 304 ? 0 : Int(headers["content-length"] ?? "") ?? 0
    while buffer.count < length, fill() {}
    return Answer(
      status: status, headers: headers, body: String(decoding: buffer.prefix(length), as: UTF8.self))
  }

  private func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
    buffer += bytes.prefix(max(0, count))
    return count > 0
  }
}
