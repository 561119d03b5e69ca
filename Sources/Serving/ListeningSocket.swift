import Diagnostics
import Glibc
import Publishing

/// A socket that clients can connect to, and its address.
struct ListeningSocket {
  let descriptor: Int32
  let port: UInt16
  /// The numeric address, with brackets where it is one of IPv6.
  let host: String

  /// Whether nobody but this machine can connect.
  var isOwn: Bool { host.utf8.starts(with: "127.".utf8) || host == "[::1]" }

  /// Listens at a name or address; port 0 is any that is free.
  init(host name: String, port: UInt16) throws(FileError) {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let failure = unsafe getaddrinfo(name, String(port), &hints, &list)
    defer { unsafe list.map { unsafe freeaddrinfo($0) } }
    guard failure == 0, let found = unsafe list?.pointee, let address = unsafe found.ai_addr else {
      throw FileError(.serve, name, .refused("it is no address or name of this machine"))
    }
    let opened = unsafe socket(
      found.ai_family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard opened >= 0 else { throw FileError(.serve, name, .system(errno)) }
    var yes: Int32 = 1
    _ = unsafe setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard unsafe bind(opened, address, found.ai_addrlen) == 0, listen(opened, 128) == 0 else {
      let number = errno
      close(opened)
      throw .cannotListen(at: name, port: port, number)
    }
    descriptor = opened
    (self.host, self.port) = ListeningSocket.address(of: opened)
  }

  /// What the system says that the socket is bound to.
  private static func address(of socket: Int32) -> (host: String, port: UInt16) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    var port = [CChar](repeating: 0, count: 32)
    unsafe withUnsafeMutablePointer(to: &storage) { storage in
      unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = unsafe getsockname(socket, address, &length)
        _ = unsafe getnameinfo(
          address, length, &host, socklen_t(host.count), &port, socklen_t(port.count),
          NI_NUMERICHOST | NI_NUMERICSERV)
      }
    }
    let name = text(host)
    return (name.utf8.contains(UInt8(ascii: ":")) ? "[\(name)]" : name, UInt16(text(port)) ?? 0)
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension FileError {
  fileprivate static func cannotListen(at name: String, port: UInt16, _ number: Int32) -> FileError {
    guard number == EADDRINUSE else { return FileError(.serve, "\(name):\(port)", .system(number)) }
    return FileError(
      .serve, "\(name):\(port)",
      .refused("another program listens there; stop it, or take another port with “--port”"))
  }
}
