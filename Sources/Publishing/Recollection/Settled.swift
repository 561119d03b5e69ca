import Diagnostics

/// A thing that is made when its value is asked for; its stamp is the value’s own, and may be known without.
struct Settled<Value: Sendable & Stampable>: Sendable {
  let name: String
  let inputs: Stamp
  let past: Recollection
  let make: @Sendable () -> Value
  /// Reads the value from what was kept of it; of things without, the stamp is kept alone.
  let read: (@Sendable (ArraySlice<UInt8>) -> Value?)?

  var value: Value { made.value }

  var stamp: Stamp {
    let known: Stamped<Value>? = past.known(name, from: inputs)
    return known?.stamp ?? past.stored(inputs).flatMap(keptStamp) ?? made.stamp
  }

  /// The stamp of the value that these bytes were kept of.
  private func keptStamp(of bytes: ArraySlice<UInt8>) -> Stamp? {
    read == nil ? Stamp(printed: bytes) : Stamp(of: bytes)
  }

  private var made: Stamped<Value> {
    if let known: Stamped<Value> = past.known(name, from: inputs) { return known }
    if let read, let bytes = past.stored(inputs), let value = read(bytes) {
      return past.keep(value, as: name, from: inputs, stamp: Stamp(of: bytes))
    }
    let value = make()
    guard past.hasUse else { return Stamped(value: value, stamp: inputs) }
    var ink = Ink()
    ink.put(value)
    let stamp = Stamp(of: ink.bytes)
    if read == nil {
      past.store(stamp, madeFrom: inputs)
    } else {
      past.store(ink.bytes.compact, madeFrom: inputs)
    }
    return past.keep(value, as: name, from: inputs, stamp: stamp)
  }
}
