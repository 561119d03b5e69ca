import Glibc

/// What the system tells of a file without its bytes, fine enough to see that it was written to since.
///
/// As git's index has it: size, number and the times of the last change, of which programs cannot set `changed`.
struct FileTrace: Sendable, Hashable {
  let size: Int
  let identity: FileIdentity
  /// Nanoseconds since 1970.
  let modified: Int
  /// Nanoseconds since 1970, kept by the system.
  let changed: Int
}

extension FileTrace {
  init(_ status: stat) {
    func nanoseconds(_ time: timespec) -> Int { time.tv_sec &* 1_000_000_000 &+ time.tv_nsec }
    size = Int(status.st_size)
    identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    modified = nanoseconds(status.st_mtim)
    changed = nanoseconds(status.st_ctim)
  }

  /// The clock that Linux takes the times of local files from, in nanoseconds since 1970; it goes in steps.
  static var clock: Int {
    var now = timespec()
    guard unsafe clock_gettime(CLOCK_REALTIME_COARSE, &now) == 0 else { return 0 }
    return now.tv_sec &* 1_000_000_000 &+ now.tv_nsec
  }

  /// Whether a write at this moment or later would show in the times.
  ///
  /// Some file systems know only seconds or hundredths. A server’s clock may be another; then what is written by others
  /// within a step of it after a build, and to the same size, goes unseen.
  func isSettled(at moment: Int) -> Bool {
    let step =
      changed.isMultiple(of: 1_000_000_000)
      ? 2_500_000_000 : changed.isMultiple(of: 10_000_000) ? 25_000_000 : 0
    return moment &- changed > step
  }
}

extension FileTrace: Storable {
  func print(in ink: inout Ink) {
    for number in [
      size, Int(bitPattern: UInt(identity.device)), Int(bitPattern: UInt(identity.number)), modified, changed,
    ] {
      ink.put(number)
    }
  }

  init?(printed reader: inout InkReader) {
    guard let size = reader.number(), let device = reader.number(), let number = reader.number(),
      let modified = reader.number(), let changed = reader.number()
    else { return nil }
    self.init(
      size: size,
      identity: FileIdentity(
        device: UInt64(UInt(bitPattern: device)), number: UInt64(UInt(bitPattern: number))),
      modified: modified, changed: changed)
  }
}
