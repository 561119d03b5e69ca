import Glibc
import Publishing

/// The clients whose request is not complete yet, and since when.
///
/// The library ends a connection that is silent, but not one on which a byte comes now and then. A class because the
/// server’s thread and the one that builds share it.
final class WaitingClients: Sendable {
  private struct Client {
    let descriptor: Int32
    let start: ContinuousClock.Instant
  }

  /// By the library’s address of the connection.
  private let clients = Guarded<[UInt: Client]>([:])

  /// A request is awaited on a connection from now on.
  func expect(on connection: UInt, descriptor: Int32) {
    clients.withLock { $0[connection] = Client(descriptor: descriptor, start: .now) }
  }

  /// A request is complete, or the connection is about to be closed.
  func forget(_ connection: UInt) { clients.withLock { $0[connection] = nil } }

  /// Ends what comes in from clients that have taken longer than that; the library does the rest.
  ///
  /// Under the lock no descriptor is closed, since `forget` comes before that.
  func end(waitingLonger patience: Duration) {
    let now = ContinuousClock.now
    clients.withLock { clients in
      for client in clients.values where now - client.start > patience {
        shutdown(client.descriptor, Int32(SHUT_RDWR))
      }
    }
  }
}
