private import CListing
import Glibc
import Synchronization

extension Folder {
  /// A name in a folder, and what it stands for where the system tells that along with the names.
  typealias Entry = (name: [UInt8], kind: FileStatus.Kind?)

  /// In bytes: the names of most folders come at once.
  private static let room = 1 << 15

  /// All names but `.` and `..` as bytes, sorted.
  func names() throws(FileError) -> [[UInt8]] { try entries().map(\.name) }

  /// The same with what each stands for.
  ///
  /// The system is asked directly: a stream of the C library takes twice as many calls, and a site has thousands of folders.
  func entries() throws(FileError) -> [Entry] {
    var found: [Entry] = []
    let failure = position.withLock { _ in
      lseek(descriptor, 0, SEEK_SET) == 0 ? list(into: &found) : errno
    }
    guard failure == 0 else { throw FileError(.list, path, .system(failure)) }
    return found.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Adds the names that come from the folder’s position on; the error number or 0.
  private func list(into found: inout [Entry]) -> Int32 {
    unsafe withUnsafeTemporaryAllocation(byteCount: Folder.room, alignment: 8) { space in
      while true {
        let count = retrying { unsafe gloss_list(descriptor, space.baseAddress, space.count) }
        guard count > 0 else { return count < 0 ? errno : 0 }
        unsafe add(UnsafeRawBufferPointer(rebasing: space[..<count]), to: &found)
      }
    }
  }

  private func add(_ listed: UnsafeRawBufferPointer, to found: inout [Entry]) {
    var start = 0
    while start < listed.count {
      let size = unsafe listed.loadUnaligned(fromByteOffset: start + Int(gloss_size_at), as: UInt16.self)
      let name = unsafe Array(
        listed[(start + Int(gloss_name_at))..<(start + Int(size))].prefix { $0 != 0 })
      let kind = FileStatus.Kind(listedAs: unsafe listed[start + Int(gloss_type_at)])
      if name != [0x2E] && name != [0x2E, 0x2E] { found.append((name, kind)) }
      start += Int(size)
    }
  }
}

extension FileStatus.Kind {
  /// As a folder lists it; most file systems tell files from folders, and for anything else the status is asked for.
  fileprivate init?(listedAs type: UInt8) {
    switch Int(type) {
    case Int(DT_REG): self = .file
    case Int(DT_DIR): self = .folder
    default: return nil
    }
  }
}
