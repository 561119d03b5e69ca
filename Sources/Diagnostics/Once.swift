public import Synchronization

/// A value that is made when somebody first asks for it, and only once whoever asks.
///
/// Public, since other rooms specialize no class that is not: asking would take ten times as long.
public final class Once<Value: Sendable>: Sendable {
  @usableFromInline
  enum State {
    case unmade(@Sendable () -> Value)
    case made(Value)
  }

  @usableFromInline
  let state: Mutex<State>

  /// A value to be made.
  @inlinable
  public init(_ make: @escaping @Sendable () -> Value) { state = Mutex(.unmade(make)) }

  /// A value that is there.
  @inlinable
  public init(made value: Value) { state = Mutex(.made(value)) }

  /// The value, which is made now if it is not there.
  @inlinable
  public var value: Value {
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
