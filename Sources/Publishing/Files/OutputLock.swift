import Glibc

extension Folder {
  /// Locks the folder itself for this process, or says who holds it after waiting for a while.
  ///
  /// The lock is `flock` on the folder's own descriptor: no lock file exists, so none goes stale, is committed
  /// or must be removed in a race; the system releases the lock when the holder dies, and process ids are only
  /// ever shown, never trusted. Returns whether the file system knows locks at all.
  func lock(waiting patience: Duration) throws(FileError) -> Bool {
    let start = ContinuousClock.now
    while retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) != 0 {
      switch errno {
      case EWOULDBLOCK: break
      case EBADF, EINVAL, ENOLCK, EOPNOTSUPP, ENOSYS: return false
      case let number: throw FileError(.lock, path, .system(number))
      }
      guard ContinuousClock.now - start < patience else {
        throw FileError(.lock, path, .refused("\(try lockHolder()) is writing to it; wait until it is done"))
      }
      usleep(20_000)
    }
    return true
  }

  /// Gives the lock back at once, also where a process that is just being started has a copy of the descriptor.
  func unlock() {
    _ = flock(descriptor, LOCK_UN)
  }

  /// “another build (process 4711)” as the system's list of locks has it, or without the number.
  private func lockHolder() throws(FileError) -> String {
    let number = try identity().number
    do throws(FileError) {
      let list = try Folder(opening: "/proc", for: .read, followsLink: true)
        .bytes(of: "locks", limit: 1 << 20)
      for line in String(decoding: list, as: UTF8.self).utf8.split(separator: 0x0A) {
        let fields = line.split(separator: 0x20).map { String(Substring($0)) }
        guard let lock = fields.firstIndex(of: "FLOCK"), fields.count > lock + 4 else { continue }
        guard
          fields[lock + 4].utf8.split(separator: 0x3A).last.map({ String(Substring($0)) }) == String(number),
          let holder = Int(fields[lock + 3]), holder > 0
        else { continue }
        return "another build (process \(holder))"
      }
    } catch {
      return "another build"
    }
    return "another build"
  }
}
