package import Foundation

/// What goes wrong with a connection.
package enum RawClientFault: Error {
  case cannotConnect, cannotSend
  /// The connection ended, or said nothing for too long.
  case isSilent(before: String, after: String)
}

/// An answer in its parts.
package struct Answer {
  package let status: Int
  /// Names in lower case.
  package let headers: [String: String]
  package let body: String
}

/// A connection that sends what it is told and no more.
package final class RawClient {
  /// Far longer than anything takes: a test that waits this many seconds has failed.
  package static let patience: TimeInterval = 60

  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Connects to this machine.
  package init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw RawClientFault.cannotConnect }
    var limit = timeval(tv_sec: Int(RawClient.patience), tv_usec: 0)
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
    guard connected == 0 else { throw RawClientFault.cannotConnect }
  }

  deinit { close(descriptor) }

  package func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    let sent = unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard sent == bytes.count else { throw RawClientFault.cannotSend }
  }

  /// Everything up to and with the words.
  package func read(until words: String) throws -> String {
    let wanted = Data(words.utf8)
    let start = Date()
    while true {
      if let found = Data(buffer).range(of: wanted) {
        let text = String(decoding: buffer[..<found.upperBound], as: UTF8.self)
        buffer.removeFirst(found.upperBound)
        return text
      }
      guard -start.timeIntervalSinceNow < RawClient.patience, fill() else {
        throw RawClientFault.isSilent(before: words, after: String(decoding: buffer, as: UTF8.self))
      }
    }
  }

  /// A whole answer, by its length.
  package func answer() throws -> Answer {
    let head = try read(until: "\r\n\r\n").replacing("\r\n", with: "\n").split(separator: "\n")
    guard let status = head.first.flatMap({ Int($0.split(separator: " ")[1]) }) else {
      throw RawClientFault.isSilent(before: "a status", after: head.joined(separator: "\n"))
    }
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
