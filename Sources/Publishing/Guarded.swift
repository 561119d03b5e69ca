import Glibc

/// A value that several threads ask for all the time, behind a lock of POSIX threads.
///
/// Stands where a `Mutex` would, since these wait for each other: a contended `Mutex` waits within the standard library,
/// where a thread sanitizer does not see that one comes after the other. A class because a lock stays where it is.
@safe package final class Guarded<Value: Sendable>: @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  package init(_ value: Value) {
    self.value = value
    unsafe lock = .allocate(capacity: 1)
    let failure = unsafe pthread_mutex_init(lock, nil)
    precondition(failure == 0, "a lock without attributes can be made")
  }

  /// Does something with the value while no other thread does; not to be asked for again from within.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return try body(&value)
  }

  deinit {
    unsafe pthread_mutex_destroy(lock)
    unsafe lock.deallocate()
  }
}
