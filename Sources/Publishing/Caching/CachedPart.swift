import Synchronization

/// Things that are read when the first of them is asked for, and written anew when they are no longer the same.
final class CachedPart: Sendable {
  private struct State {
    /// What was written; `nil` as long as nobody asked.
    var known: StampTable?
    /// Of its records, those that this build had a use for.
    var isUsed: [Bool] = []
    /// What this build made.
    var made: [Stamp: ArraySlice<UInt8>] = [:]
  }

  private let read: @Sendable () -> StampTable
  private let state = Mutex(State())

  /// `read` gives what was written of the part.
  init(reading read: @escaping @Sendable () -> StampTable) { self.read = read }

  /// What was once made from inputs of this stamp; it is kept for the next build.
  subscript(inputs: Stamp) -> ArraySlice<UInt8>? {
    state.withLock { state in
      if let made = state.made[inputs] { return made }
      let known = known(&state)
      guard let index = known.index(of: inputs) else { return nil }
      state.isUsed[index] = true
      return known.value(at: index)
    }
  }

  func keep(_ bytes: [UInt8], ofMaking inputs: Stamp) { state.withLock { $0.made[inputs] = bytes[...] } }

  /// What is to be written in the place of what was, if it is something else: what this build had a use for.
  var changed: StampTable? {
    state.withLock { state in
      if state.made.isEmpty, state.isUsed.allSatisfy(\.self) { return nil }
      return (state.known ?? StampTable()).keeping(state.isUsed, adding: state.made)
    }
  }

  private func known(_ state: inout State) -> StampTable {
    if let known = state.known { return known }
    let known = read()
    (state.known, state.isUsed) = (known, [Bool](repeating: false, count: known.count))
    return known
  }
}
