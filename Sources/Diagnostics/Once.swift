import Synchronization

/// A value that is made when somebody first asks for it, and only once whoever asks.
package final class Once<Value: Sendable>: Sendable {
  private final class Made: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  /// Looked at without a lock, since most who ask find the value there.
  private let made = AtomicLazyReference<Made>()
  /// Let go of with the making, for all that it holds on to.
  private let making: Mutex<(@Sendable () -> Value)?>

  package init(_ make: @escaping @Sendable () -> Value) { making = Mutex(make) }

  package init(made value: Value) {
    making = Mutex(nil)
    _ = made.storeIfNil(Made(value))
  }

  package var value: Value {
    if let made = made.load() { return made.value }
    return making.withLock { make in
      if let made = made.load() { return made.value }
      guard let make = make.take() else { preconditionFailure("what is not made can be made") }
      return made.storeIfNil(Made(make())).value
    }
  }
}
