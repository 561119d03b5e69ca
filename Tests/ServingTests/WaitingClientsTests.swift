import Glibc
import Testing

@testable import Serving

struct `A client that never finishes its request` {
  @Test func `is ended when its time is over, and no other`() throws {
    let clients = WaitingClients()
    let (slow, done) = (try Pair(), try Pair())
    clients.expect(on: 1, descriptor: slow.ours)
    clients.expect(on: 2, descriptor: done.ours)
    clients.end(waitingLonger: .seconds(60))
    #expect(slow.isOpen && done.isOpen)
    clients.forget(2)
    clients.end(waitingLonger: .zero)
    #expect(!slow.isOpen && done.isOpen)
  }
}

/// Two sockets that are connected.
private final class Pair {
  let ours: Int32
  private let theirs: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    try #require(unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    (ours, theirs) = (ends[0], ends[1])
  }

  /// Whether the other end is not told that all is over.
  var isOpen: Bool {
    var byte: UInt8 = 0
    return unsafe recv(theirs, &byte, 1, Int32(MSG_DONTWAIT)) < 0
  }

  deinit {
    close(ours)
    close(theirs)
  }
}
