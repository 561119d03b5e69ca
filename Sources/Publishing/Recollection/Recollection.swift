import Diagnostics
import Synchronization

/// Tells one making of a value from all others: equal stamps mean equal values.
struct Stamp: Sendable, Hashable {
  fileprivate let number: Int
}

/// A value with the stamp of its making.
struct Stamped<Value: Sendable>: Sendable {
  let value: Value
  let stamp: Stamp
}

/// What the last builds of a site made, each thing by its name and by the stamps of what it was made from.
///
/// A build that is handed it makes only what has other inputs now. Inputs are compared by value where they come from
/// outside and by stamp from there on; no clock and no date of a file has a say. One build uses it at a time.
package final class Recollection: Sendable {
  private struct Making {
    let inputs: [Stamp]
    let value: any Sendable
    let stamp: Stamp
    /// The last build that had a use for it.
    var build: Int
  }

  private struct State {
    var makings: [String: Making] = [:]
    var stampCount = 0
    var build = 0

    mutating func newStamp() -> Stamp {
      stampCount += 1
      return Stamp(number: stampCount)
    }

    mutating func keep(_ value: any Sendable, as name: String, from inputs: [Stamp], stamp: Stamp?) -> Stamp {
      let stamp = stamp ?? newStamp()
      makings[name] = Making(inputs: inputs, value: value, stamp: stamp, build: build)
      return stamp
    }
  }

  private let state = Mutex(State())
  /// Whether another build will be handed it; if not, nothing is kept and stamps have no use.
  let isKept: Bool

  /// For a site that is built again and again; a build that is the last keeps nothing for another.
  package init(isKept: Bool = true) { self.isKept = isKept }

  /// The thing of this name as it was made from the same inputs, or as it is made now; one thing a name.
  func recall<Value: Sendable>(
    _ name: String, from inputs: [Stamp], making make: () -> Value
  ) -> Stamped<Value> {
    known(name, from: inputs) ?? keep(make(), as: name, from: inputs)
  }

  /// The same for things whose making waits for others.
  func recall<Value: Sendable>(
    _ name: String, from inputs: [Stamp], making make: () async -> Value
  ) async -> Stamped<Value> {
    if let known: Stamped<Value> = known(name, from: inputs) { return known }
    return keep(await make(), as: name, from: inputs)
  }

  /// The same for things that often come out as they were; then the stamp stays, and nothing made of them is remade.
  func recallSettled<Value: Sendable & Equatable>(
    _ name: String, from inputs: [Stamp], making make: () -> Value
  ) -> Stamped<Value> {
    known(name, from: inputs) ?? keepSettled(make(), as: name, from: inputs)
  }

  /// Stamps a value that is at hand: as the last of this name if it equals that, else anew.
  func settle<Value: Sendable & Equatable>(_ name: String, _ value: Value) -> Stamped<Value> {
    keepSettled(value, as: name, from: [])
  }

  /// The stamp of each thing by its name.
  var stamps: [String: Stamp] { state.withLock { $0.makings.mapValues(\.stamp) } }

  /// Begins a build.
  func begin() { state.withLock { $0.build += 1 } }

  /// Lets go of everything that the build which ends here had no use for.
  func forgetTheRest() {
    state.withLock { state in
      let build = state.build
      let stale = state.makings.lazy.filter { $0.value.build != build }.map(\.key)
      for name in Array(stale) { state.makings[name] = nil }
    }
  }

  private func known<Value: Sendable>(_ name: String, from inputs: [Stamp]) -> Stamped<Value>? {
    let making = state.withLock { state -> Making? in
      guard let making = state.makings[name], making.inputs == inputs else { return nil }
      state.makings[name]?.build = state.build
      return making
    }
    return making.flatMap { making in
      (making.value as? Value).map { Stamped(value: $0, stamp: making.stamp) }
    }
  }

  private func keepSettled<Value: Sendable & Equatable>(
    _ value: Value, as name: String, from inputs: [Stamp]
  ) -> Stamped<Value> {
    let last = state.withLock { $0.makings[name] }
    let isSame = (last?.value as? Value) == value
    return keep(value, as: name, from: inputs, stamp: isSame ? last?.stamp : nil)
  }

  private func keep<Value: Sendable>(
    _ value: Value, as name: String, from inputs: [Stamp], stamp: Stamp? = nil
  ) -> Stamped<Value> {
    let stamp = state.withLock { state in
      isKept ? state.keep(value, as: name, from: inputs, stamp: stamp) : state.newStamp()
    }
    return Stamped(value: value, stamp: stamp)
  }
}

extension Array {
  /// The stamps of what was parsed, by what names it; the first of a name counts.
  func stamps<Parsed, Name: Hashable>(by name: (Parsed) -> Name) -> [Name: Stamp]
  where Element == Stamped<Diagnosed<Parsed?>> {
    Dictionary(compactMap { parsed in parsed.value.value.map { (name($0), parsed.stamp) } }) { first, _ in
      first
    }
  }

  /// What was parsed, with the diagnostics added to a larger collection.
  func unwrapped<Parsed>(into findings: inout [Diagnostic]) -> [Parsed]
  where Element == Stamped<Diagnosed<Parsed?>> {
    findings += flatMap(\.value.diagnostics)
    return compactMap(\.value.value)
  }
}
