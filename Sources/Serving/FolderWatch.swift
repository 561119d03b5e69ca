import Glibc
import Publishing

/// Tells when something may have changed in `Content` or `Templates`, by inotify or, where that gives out, by time.
///
/// A class because it owns descriptors. It says where to look again, never what changed: the bytes decide that.
final class FolderWatch {
  /// Where to look.
  enum Change: Equatable {
    case anywhere
    /// Only at these files, by their paths from the site’s folder; they may be new, gone, or of no interest.
    case files(Set<String>)
  }

  enum Wake: Equatable {
    case change(Change)
    case nothing, stop
  }

  /// How long files must be quiet before they are read, and how long that may take, in milliseconds: an editor
  /// that writes, syncs and renames, or git that replaces a folder, is waited for.
  private static let quiet: Int32 = 20
  /// The same where the last thing seen was that a file was closed or renamed into place, as at the end of a save.
  private static let quietAfterSave: Int32 = 4
  private static let patience = Duration.milliseconds(250)
  /// How often files are read where nothing tells of changes.
  private static let pollInterval: Int32 = 500
  /// How often `nothing` is said at least.
  private static let heartbeat: Int32 = 15_000

  private let site: String
  private let stop: Int32
  /// `nil` where files are read again and again instead.
  private var events: Int32?
  private var folders: [Int32: String] = [:]
  /// What was told since the last change.
  private var touched: Set<String> = []
  private var isAnywhere = false

  /// Watches a site’s folder until something can be read from a descriptor; `isPolling` does without inotify.
  init(site: String, stoppedBy stop: Int32, isPolling: Bool) {
    self.site = site
    self.stop = stop
    if !isPolling {
      let opened = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      events = opened >= 0 ? opened : nil
    }
  }

  deinit { events.map { _ = close($0) } }

  /// Whether changes are found by reading everything again.
  var isPolling: Bool { events == nil }

  /// Watches all folders that there are after a change, and no others; to be called before files are read.
  func follow(_ change: Change) {
    guard let events, change == .anywhere else { return }
    var found: [Int32: String] = [:]
    var isExhausted = !add("", to: events, &found)
    for top in ["Content", "Templates"] where !isExhausted { isExhausted = !walk(top, events, &found) }
    for gone in folders.keys where found[gone] == nil { inotify_rm_watch(events, gone) }
    folders = found
    guard isExhausted else { return }
    close(events)
    (self.events, folders) = (nil, [:])
  }

  /// Waits for a change and until it is over; half a second at most where the watched folders may be gone.
  func wait(isAnxious: Bool) -> Wake {
    guard let events else {
      return ready([stop], for: FolderWatch.pollInterval).isEmpty ? .change(.anywhere) : .stop
    }
    while true {
      let found = ready([stop, events], for: isAnxious ? FolderWatch.pollInterval : FolderWatch.heartbeat)
      if found.contains(stop) { return .stop }
      if found.isEmpty { return .nothing }
      if let last = read(events) { return settle(events, after: last) }
    }
  }

  private func settle(_ events: Int32, after event: FileEvent) -> Wake {
    let start = ContinuousClock.now
    var last = event
    while ContinuousClock.now - start < FolderWatch.patience {
      let quiet = last.endsSave ? FolderWatch.quietAfterSave : FolderWatch.quiet
      let found = ready([stop, events], for: quiet)
      if found.contains(stop) { return .stop }
      if found.isEmpty { break }
      last = read(events) ?? last
    }
    defer { (touched, isAnywhere) = ([], false) }
    return .change(isAnywhere ? .anywhere : .files(touched))
  }

  /// Which of the descriptors can be read within so many milliseconds.
  private func ready(_ descriptors: [Int32], for milliseconds: Int32) -> [Int32] {
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = retrying { unsafe poll(&polled, nfds_t(polled.count), milliseconds) }
    return count > 0 ? polled.filter { $0.revents != 0 }.map(\.fd) : []
  }
}

extension FolderWatch {
  private static let mask =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_MODIFY) | UInt32(IN_ATTRIB) | UInt32(IN_CREATE) | UInt32(IN_DELETE)
    | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
    | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)

  /// Watches a folder and all below it; `false` where the system allows no more watches.
  ///
  /// A folder that vanishes meanwhile is told by the folder above it.
  private func walk(_ path: String, _ events: Int32, _ found: inout [Int32: String]) -> Bool {
    guard add(path, to: events, &found) else { return false }
    guard let stream = unsafe opendir(site + "/" + path) else { return true }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let kind = unsafe entry.pointee.d_type
      guard Int(kind) == DT_DIR || Int(kind) == DT_UNKNOWN else { continue }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard !isPassedOver(Array(name.utf8)) else { continue }
      guard walk(path + "/" + name, events, &found) else { return false }
    }
    return true
  }

  private func add(_ path: String, to events: Int32, _ found: inout [Int32: String]) -> Bool {
    let follows = path.isEmpty ? 0 : UInt32(IN_DONT_FOLLOW)
    let watch = unsafe inotify_add_watch(events, site + "/" + path, FolderWatch.mask | follows)
    if watch >= 0 { found[watch] = path }
    return watch >= 0 || (errno != ENOSPC && errno != ENOMEM)
  }

  /// Reads all events; the last that is about a file that is read, or a folder that may hold some.
  private func read(_ events: Int32) -> FileEvent? {
    var last: FileEvent?
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = retrying { unsafe Glibc.read(events, &bytes, bytes.count) }
      guard count > 0 else { return last }
      var start = 0
      while start + 16 <= count {
        let event = FileEvent(bytes, at: start)
        if isOurs(event) {
          last = event
          note(event)
        }
        start += event.length
      }
    }
  }

  private func note(_ event: FileEvent) {
    let folder = folders[event.watch] ?? ""
    guard !event.isOfFolder, !folder.isEmpty else {
      isAnywhere = true
      return
    }
    touched.insert(folder + "/" + String(decoding: event.name, as: UTF8.self))
  }

  private func isOurs(_ event: FileEvent) -> Bool {
    if event.mask & UInt32(IN_IGNORED) != 0 { return false }
    // The queue ran over: whatever it was about is lost.
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return true }
    guard let folder = folders[event.watch] else { return false }
    if event.name.isEmpty { return true }
    if folder.isEmpty { return event.name == Array("Content".utf8) || event.name == Array("Templates".utf8) }
    return !isPassedOver(event.name)
  }
}

/// A `struct inotify_event`: watch, mask, cookie and length of the name, four bytes each, then the name.
private struct FileEvent {
  let watch: Int32
  let mask: UInt32
  let name: [UInt8]
  /// Of the event with its name, in bytes.
  let length: Int

  /// Whether it is about a folder, or about what was lost.
  var isOfFolder: Bool { name.isEmpty || mask & UInt32(IN_ISDIR | IN_Q_OVERFLOW | IN_UNMOUNT) != 0 }

  /// Whether a file is whole now that was written or renamed.
  var endsSave: Bool { mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB) != 0 }

  init(_ bytes: [UInt8], at start: Int) {
    func number(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[start + offset + $1]) << (8 * UInt32($1)) }
    }
    watch = Int32(bitPattern: number(0))
    mask = number(4)
    length = 16 + Int(number(12))
    name = Array(bytes[start + 16..<min(start + length, bytes.count)].prefix { $0 != 0 })
  }
}
