import Synchronization

/// Things that one page is made from, which are seldom asked for one by one: they are read when the first is, and
/// written anew when one is added.
final class CachedPart: Sendable {
  private struct State {
    let written: ArraySlice<UInt8>?
    /// What was written, by the stamp of what it was made from; `nil` as long as nobody asked.
    var known: [Stamp: ArraySlice<UInt8>]?
    /// What this build had a use for.
    var used: [Stamp: ArraySlice<UInt8>] = [:]
  }

  private let state: Mutex<State>

  /// Takes what a part was printed as.
  init(_ written: ArraySlice<UInt8>?) { state = Mutex(State(written: written)) }

  /// What was once made from inputs of this stamp.
  subscript(inputs: Stamp) -> ArraySlice<UInt8>? {
    state.withLock { state in
      if let bytes = state.used[inputs] { return bytes }
      let known = state.known ?? Self.reading(state.written)
      state.known = known
      let bytes = known[inputs]
      state.used[inputs] = bytes
      return bytes
    }
  }

  func keep(_ bytes: [UInt8], ofMaking inputs: Stamp) { state.withLock { $0.used[inputs] = bytes[...] } }

  /// What was written, unless anything was asked for since; then what was used.
  var printed: ArraySlice<UInt8> {
    state.withLock { state in
      if let written = state.written, state.used.isEmpty { return written }
      var ink = Ink()
      ink.put(state.used.count)
      for (stamp, bytes) in state.used.sorted(by: { $0.key < $1.key }) {
        ink.put(stamp)
        ink.put(bytes.count)
        ink.put(bytes: bytes)
      }
      return ink.bytes[...]
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
