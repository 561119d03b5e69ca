import Synchronization

/// Things that one page is made from, which are seldom asked for one by one: they are read when the first is, and
/// written anew when they are no longer the same.
final class CachedPart: Sendable {
  private struct State {
    /// What was written, by the stamp of what it was made from; `nil` as long as nobody asked.
    var known: [Stamp: ArraySlice<UInt8>]?
    /// What this build had a use for.
    var used: [Stamp: ArraySlice<UInt8>] = [:]
    var hasNew = false
  }

  private let read: @Sendable () -> ArraySlice<UInt8>?
  private let state = Mutex(State())

  /// `read` gives what the part was printed as, if it was.
  init(reading read: @escaping @Sendable () -> ArraySlice<UInt8>?) { self.read = read }

  /// What was once made from inputs of this stamp.
  subscript(inputs: Stamp) -> ArraySlice<UInt8>? {
    state.withLock { state in
      if let bytes = state.used[inputs] { return bytes }
      let known = state.known ?? Self.reading(read())
      state.known = known
      let bytes = known[inputs]
      state.used[inputs] = bytes
      return bytes
    }
  }

  func keep(_ bytes: [UInt8], ofMaking inputs: Stamp) {
    state.withLock { state in
      state.used[inputs] = bytes[...]
      state.hasNew = true
    }
  }

  /// What is to be written in the place of what was, if it is something else: what this build had a use for.
  var changed: [UInt8]? {
    state.withLock { state in
      guard state.hasNew || state.used.count != state.known?.count ?? 0 else { return nil }
      var ink = Ink()
      ink.put(state.used.count)
      for (stamp, bytes) in state.used.sorted(by: { $0.key < $1.key }) {
        ink.put(stamp)
        ink.put(bytes.count)
        ink.put(bytes: bytes)
      }
      return ink.bytes
    }
  }

  private static func reading(_ written: ArraySlice<UInt8>?) -> [Stamp: ArraySlice<UInt8>] {
    var reader = InkReader(written ?? [])
    let pairs = reader.list { reader -> (Stamp, ArraySlice<UInt8>)? in
      guard let stamp = reader.stamp(), let count = reader.number(), let bytes = reader.bytes(count) else {
        return nil
      }
      return (stamp, bytes)
    }
    return Dictionary(pairs ?? []) { first, _ in first }
  }
}
