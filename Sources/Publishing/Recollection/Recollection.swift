import Diagnostics
import Synchronization

/// A value with the stamp of all that it was made from.
struct Stamped<Value: Sendable>: Sendable {
  let value: Value
  let stamp: Stamp
}

/// What the last builds of a site made, each thing by its name and by the stamps of what it was made from.
///
/// A build that is handed it makes only what has other inputs now; no clock and no date of a file has a say. With a
/// cache it also knows what builds of other processes came to. One build uses it at a time, and beside it whoever asks for a
/// file that could wait.
package final class Recollection: Sendable {
  /// Held by reference, since there are many and each build looks at all of them.
  private final class Making: Sendable {
    /// Of its name and inputs.
    let inputs: Stamp
    let value: any Sendable
    let stamp: Stamp
    /// The last build that had a use for it.
    let build: Atomic<Int>

    init(inputs: Stamp, value: any Sendable, stamp: Stamp, build: Int) {
      (self.inputs, self.value, self.stamp) = (inputs, value, stamp)
      self.build = Atomic(build)
    }
  }

  private struct State {
    var makings: [String: Making] = [:]
    var build = 0
  }

  private let state = Guarded(State())
  /// Whether another build will be handed it; if not, nothing that was made is kept.
  private let isKept: Bool
  /// What other processes left.
  let cache: BuildCache?
  /// Where facts are found in the cache, if not on their own.
  private let part: CachedPart?

  /// For a site that is built again and again; a build that is the last keeps nothing for another.
  package convenience init(isKept: Bool = true, cache: BuildCache? = nil) {
    self.init(isKept: isKept, cache: cache, part: nil)
  }

  private init(isKept: Bool, cache: BuildCache?, part: CachedPart?) {
    (self.isKept, self.cache, self.part) = (isKept, cache, part)
  }

  /// Whether any build but this one gains by what is told to it.
  var hasUse: Bool { isKept || cache != nil }

  /// The thing of this name as it was made from the same inputs, or as it is made now; one thing a name.
  func recall<Value: Sendable>(
    _ name: String, from inputs: [Stamp], making make: () -> Value
  ) -> Stamped<Value> {
    let stamp = Stamp(of: name, from: inputs)
    return known(name, from: stamp) ?? keep(make(), as: name, from: stamp, stamp: stamp)
  }

  /// The same for things whose making waits for others.
  func recall<Value: Sendable>(
    _ name: String, from inputs: [Stamp], making make: () async -> Value
  ) async -> Stamped<Value> {
    let stamp = Stamp(of: name, from: inputs)
    if let known: Stamped<Value> = known(name, from: stamp) { return known }
    return keep(await make(), as: name, from: stamp, stamp: stamp)
  }

  /// A small thing as it was made from the same inputs by any build, of another process too, or as it is made now.
  func fact<Value: Sendable & Storable>(
    _ name: String, from inputs: [Stamp], making make: () -> Value
  ) -> Value {
    let stamp = Stamp(of: name, from: inputs)
    if let known: Stamped<Value> = known(name, from: stamp) { return known.value }
    if let value = stored(stamp).flatMap(Value.init(printed:)) {
      return keep(value, as: name, from: stamp, stamp: stamp).value
    }
    let value = make()
    store(value, madeFrom: stamp)
    return keep(value, as: name, from: stamp, stamp: stamp).value
  }

  /// A fact that is read when somebody asks for it, and made anew if it cannot be.
  func lateFact<Value: Sendable & Storable>(
    _ name: String, from inputs: [Stamp], making make: @escaping @Sendable () -> Value
  ) -> Once<Value> {
    let stamp = Stamp(of: name, from: inputs)
    if let known: Stamped<Once<Value>> = known(name, from: stamp) { return known.value }
    if let bytes = stored(stamp) {
      return keep(Once { Value(printed: bytes) ?? make() }, as: name, from: stamp, stamp: stamp).value
    }
    let value = make()
    store(value, madeFrom: stamp)
    return keep(Once(made: value), as: name, from: stamp, stamp: stamp).value
  }

  /// The fact of this name, if a build of another process left it: then what it is taken from may not be needed.
  func storedFact<Value: Storable>(_ name: String, from inputs: [Stamp]) -> Value? {
    stored(Stamp(of: name, from: inputs)).flatMap(Value.init(printed:))
  }

  /// The same, to be read by whoever knows how.
  func storedFacts(_ name: String, from inputs: [Stamp]) -> InkReader? {
    stored(Stamp(of: name, from: inputs)).map(InkReader.init)
  }

  func storeFact(_ value: some Stampable, as name: String, from inputs: [Stamp]) {
    store(value, madeFrom: Stamp(of: name, from: inputs))
  }

  /// What there is to say about a text; where there was nothing, no build looks again.
  func findings(_ name: String, from inputs: [Stamp], finding find: () -> [Diagnostic]) -> [Diagnostic] {
    let stamp = Stamp(of: name, from: inputs)
    if let known: Stamped<[Diagnostic]> = known(name, from: stamp) { return known.value }
    let isClean = stored(stamp) != nil
    let findings = isClean ? [] : find()
    if findings.isEmpty, !isClean { store(true, madeFrom: stamp) }
    return keep(findings, as: name, from: stamp, stamp: stamp).value
  }

  /// A thing that often comes out as it was whatever its inputs; what is made of it depends on the thing itself.
  func settled<Value: Sendable & Stampable>(
    _ name: String, from inputs: [Stamp], making make: @escaping @Sendable () -> Value
  ) -> Settled<Value> {
    Settled(name: name, inputs: Stamp(of: name, from: inputs), past: self, make: make, read: nil)
  }

  /// The same for what is small enough to be kept whole.
  func settledFact<Value: Sendable & Storable>(
    _ name: String, from inputs: [Stamp], making make: @escaping @Sendable () -> Value
  ) -> Settled<Value> {
    Settled(
      name: name, inputs: Stamp(of: name, from: inputs), past: self, make: make,
      read: { Value(printed: $0) })
  }

  /// What is kept under a name as long as every build asks for it; its things live until `forgetTheRest` of its own.
  func part(_ name: String) -> Recollection {
    recall("part \(name)", from: []) {
      Recollection(isKept: isKept, cache: cache, part: cache?.part(name))
    }.value
  }

  func stored(_ inputs: Stamp) -> ArraySlice<UInt8>? {
    if let part { return part[inputs] }
    return cache?[inputs]
  }

  func store(_ value: some Stampable, madeFrom inputs: Stamp) {
    guard cache != nil else { return }
    var ink = Ink()
    ink.put(value)
    store(ink.bytes, madeFrom: inputs)
  }

  func store(_ bytes: [UInt8], madeFrom inputs: Stamp) {
    if let part { part.keep(bytes, ofMaking: inputs) } else { cache?.keep(bytes, ofMaking: inputs) }
  }

  /// The stamp of each thing by its name.
  var stamps: [String: Stamp] { state.withLock { $0.makings.mapValues(\.stamp) } }

  /// Begins a build.
  func begin() { state.withLock { $0.build += 1 } }

  /// Lets go of everything that the build which ends here had no use for.
  func forgetTheRest() {
    state.withLock { state in
      let build = state.build
      let stale = state.makings.lazy.filter { $0.value.build.load(ordering: .relaxed) != build }.map(\.key)
      for name in Array(stale) { state.makings[name] = nil }
    }
  }

  func known<Value: Sendable>(_ name: String, from inputs: Stamp) -> Stamped<Value>? {
    guard isKept else { return nil }
    let making = state.withLock { state -> Making? in
      guard let making = state.makings[name], making.inputs == inputs else { return nil }
      making.build.store(state.build, ordering: .relaxed)
      return making
    }
    return making.flatMap { making in
      (making.value as? Value).map { Stamped(value: $0, stamp: making.stamp) }
    }
  }

  func keep<Value: Sendable>(
    _ value: Value, as name: String, from inputs: Stamp, stamp: Stamp
  ) -> Stamped<Value> {
    if isKept {
      state.withLock { state in
        state.makings[name] = Making(inputs: inputs, value: value, stamp: stamp, build: state.build)
      }
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
