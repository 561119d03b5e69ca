package import Synchronization

/// A value that is made when somebody first asks for it, and only once whoever asks.
package final class Once<Value: Sendable>: Sendable {
  @usableFromInline
  enum State {
    case unmade(@Sendable () -> Value)
    case made(Value)
  }

  @usableFromInline
  let state: Mutex<State>

  @inlinable
  package init(_ make: @escaping @Sendable () -> Value) { state = Mutex(.unmade(make)) }

  @inlinable
  package init(made value: Value) { state = Mutex(.made(value)) }

  @inlinable
  package var value: Value {
    state.withLock { state in
      switch state {
      case .made(let value): return value
      case .unmade(let make):
        let value = make()
        state = .made(value)
        return value
      }
    }
  }
}
