import Synchronization

/// Things that one page is made from, which are seldom asked for one by one: they are read when the first is, and
/// written anew when they are no longer the same.
final class CachedPart: Sendable {
  private struct State {
    /// What was written; `nil` as long as nobody asked.
    var known: StampTable?
    /// What this build had a use for.
    var used: [Stamp: ArraySlice<UInt8>] = [:]
    var hasNew = false
  }

  private let read: @Sendable () -> StampTable
  private let state = Mutex(State())

  /// `read` gives what was written of the part.
  init(reading read: @escaping @Sendable () -> StampTable) { self.read = read }

  /// What was once made from inputs of this stamp.
  subscript(inputs: Stamp) -> ArraySlice<UInt8>? {
    state.withLock { state in
      if let bytes = state.used[inputs] { return bytes }
      let known = state.known ?? read()
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
  var changed: StampTable? {
    state.withLock { state in
      let isSame = !state.hasNew && state.used.count == state.known?.count ?? 0
      return isSame ? nil : StampTable(state.used)
    }
  }
}
