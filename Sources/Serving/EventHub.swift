import Publishing

/// Everybody who listens to the events of the preview, and the last event, which a newcomer is told first.
///
/// A class because the server’s thread and the one that builds share it.
final class EventHub: Sendable {
  private struct State {
    var latest: [UInt8] = []
    var listeners: [ObjectIdentifier: EventListener] = [:]
    var isClosed = false
  }

  private let state = Guarded(State())

  /// Tells an event to all, in the form of a `text/event-stream` (HTML, server-sent events).
  ///
  /// Listeners are told outside of the lock, since waking one takes a lock of the library’s.
  func tell(_ message: [UInt8]) {
    let listeners = state.withLock { state in
      state.latest = message
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.tell(message) }
  }

  /// Sends a comment, so that connections whose client is gone are noticed and ended.
  func beat() {
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.tell(Array(":\n\n".utf8), isEvent: false) }
  }

  /// A listener for a connection, by the library’s address of it.
  func listener(at connection: UInt) -> EventListener {
    state.withLock { state in
      let listener = EventListener(
        connection: connection, hub: self, first: state.latest, isClosed: state.isClosed)
      if !state.isClosed { state.listeners[ObjectIdentifier(listener)] = listener }
      return listener
    }
  }

  /// Ends all streams.
  func close() {
    let listeners = state.withLock { state in
      state.isClosed = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.close() }
  }

  fileprivate func forget(_ listener: EventListener) {
    state.withLock { $0.listeners[ObjectIdentifier(listener)] = nil }
  }
}

/// One client’s stream of events: what is being sent, and the newest event that waits behind it.
///
/// A slow client misses events in between, so no stream grows. The lock is held while the connection is put
/// to sleep and woken: it is woken only if it sleeps, and exists as long as it does.
final class EventListener: Sendable {
  private struct State {
    var sending: ArraySlice<UInt8> = []
    var next: [UInt8] = []
    var sleeps = false
    var isClosed = false
  }

  private let connection: UInt
  private let hub: EventHub
  private let state: Guarded<State>

  fileprivate init(connection: UInt, hub: EventHub, first: [UInt8], isClosed: Bool) {
    self.connection = connection
    self.hub = hub
    state = Guarded(State(next: first, isClosed: isClosed))
  }

  /// A message to send as soon as the one before it is through; one that is no event gives way to any that waits.
  func tell(_ message: [UInt8], isEvent: Bool = true) {
    state.withLock { state in
      if isEvent || state.next.isEmpty { state.next = message }
      wake(&state)
    }
  }

  /// Ends the stream when what is on its way is sent.
  func close() {
    state.withLock { state in
      state.isClosed = true
      wake(&state)
    }
  }

  /// Hands out the next bytes, or sees to it that the connection sleeps and returns 0; `nil` at the end.
  func take(upTo room: Int, copying copy: (ArraySlice<UInt8>) -> Void, orSleep sleep: (UInt) -> Void) -> Int?
  {
    state.withLock { state in
      if state.sending.isEmpty {
        state.sending = state.next[...]
        state.next = []
      }
      guard state.sending.isEmpty else {
        let part = state.sending.prefix(room)
        copy(part)
        state.sending = state.sending.dropFirst(part.count)
        return part.count
      }
      if state.isClosed { return nil }
      state.sleeps = true
      sleep(connection)
      return 0
    }
  }

  /// The connection is over.
  func end() { hub.forget(self) }

  private func wake(_ state: inout State) {
    guard state.sleeps else { return }
    state.sleeps = false
    EventListener.wake(connection)
  }
}
