/// Things that are read when the first of them is asked for: a table that is seldom written anew, and beside it what was made
/// since.
///
/// So an edit writes what it made and not all that stands beside it, as a log-structured merge tree does (O’Neil et al., 1996).
final class CachedPart: Sendable {
  /// What is to be written for the next build.
  struct Remains: Sendable {
    /// `nil` where the part need not be written as a whole.
    let whole: StampTable?
    let recent: StampTable
  }

  /// A table, and which of its records this build had a use for.
  private struct Tally {
    let table: StampTable
    var isUsed: [Bool]

    init(_ table: StampTable) {
      self.table = table
      isUsed = [Bool](repeating: false, count: table.count)
    }

    mutating func value(under stamp: Stamp) -> ArraySlice<UInt8>? {
      guard let index = table.index(of: stamp) else { return nil }
      isUsed[index] = true
      return table.value(at: index)
    }

    var staleCount: Int { isUsed.count { !$0 } }
  }

  private struct State {
    /// What was written; `nil` as long as nobody asked.
    var known: (whole: Tally, recent: Tally)?
    /// What this build made.
    var made: [Stamp: ArraySlice<UInt8>] = [:]
    /// Whether it was written as a whole in this build.
    var isWritten = false
  }

  /// In bytes; a smaller table is not worth a file.
  private static let smallest = 4_096

  private let whole: @Sendable () -> StampTable
  private let recent: @Sendable () -> StampTable
  private let state = Guarded(State())

  /// `whole` reads what the part held when it was last written as a whole; `recent` what was made since, which counts before it.
  init(reading whole: @escaping @Sendable () -> StampTable, recent: @escaping @Sendable () -> StampTable) {
    (self.whole, self.recent) = (whole, recent)
  }

  /// What was once made from inputs of this stamp; it is kept for the next build.
  subscript(inputs: Stamp) -> ArraySlice<UInt8>? {
    state.withLock { state in
      if let made = state.made[inputs] { return made }
      open(&state)
      return state.known?.recent.value(under: inputs) ?? state.known?.whole.value(under: inputs)
    }
  }

  func keep(_ bytes: [UInt8], ofMaking inputs: Stamp) { state.withLock { $0.made[inputs] = bytes[...] } }

  /// What the next build is to find: as it was where nobody asked for anything, or else what this build had a use for.
  ///
  /// Written as a whole once a quarter of it is new or of no use any more.
  var remains: Remains {
    state.withLock { state in
      if state.known == nil, state.made.isEmpty {
        return Remains(whole: nil, recent: state.isWritten ? StampTable() : recent())
      }
      let (whole, recent) = open(&state)
      let new = recent.table.records(where: recent.isUsed).merging(state.made) { $1 }
      let isMostlyKnown = StampTable.size(of: new.values) <= max(Self.smallest, whole.table.written.count / 4)
      if isMostlyKnown, whole.staleCount <= whole.table.count / 4 {
        return Remains(whole: nil, recent: StampTable(new))
      }
      return Remains(whole: whole.table.keeping(whole.isUsed, adding: new), recent: StampTable())
    }
  }

  /// Lets go of everything, which was just written as a whole.
  func close() { state.withLock { $0 = State(isWritten: true) } }

  @discardableResult
  private func open(_ state: inout State) -> (whole: Tally, recent: Tally) {
    if let known = state.known { return known }
    let known = (whole: Tally(whole()), recent: Tally(state.isWritten ? StampTable() : recent()))
    state.known = known
    return known
  }
}
