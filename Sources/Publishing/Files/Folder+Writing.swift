import Glibc

extension Folder {
  /// Makes a folder that anyone may read, whatever the umask; one that is there already is left as it is.
  ///
  /// Returns whether the folder is new.
  @discardableResult
  func makeSubfolder(_ name: String) throws(FileError) -> Bool {
    guard unsafe mkdirat(descriptor, name, 0o755) != 0 else {
      guard unsafe fchmodat(descriptor, name, 0o755, 0) == 0 else {
        throw FileError(.create, shown(name), .system(errno))
      }
      return true
    }
    guard errno == EEXIST else { throw FileError(.create, shown(name), .system(errno)) }
    return false
  }

  /// Makes a file that must not be there yet and, where it is to outlast a loss of power, sees its bytes onto the disk.
  func makeFile(_ name: String, holding bytes: [UInt8], isLasting: Bool = true) throws(FileError) {
    try makeFile(name, holding: [bytes[...]], isLasting: isLasting)
  }

  /// The same for bytes that are in pieces; small ones are written together.
  func makeFile(_ name: String, holding pieces: [ArraySlice<UInt8>], isLasting: Bool) throws(FileError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let opened = retrying { unsafe openat(descriptor, name, flags, 0o644) }
    guard opened >= 0 else { throw FileError(.write, shown(name), .system(errno)) }
    var failure = writeAll(pieces, to: opened)
    if failure == 0 && fchmod(opened, 0o644) != 0 { failure = errno }
    if isLasting && failure == 0 && retrying({ fsync(opened) }) != 0 { failure = errno }
    if close(opened) != 0 && failure == 0 { failure = errno }
    guard failure == 0 else { throw FileError(.write, shown(name), .system(failure)) }
  }

  private func writeAll(_ pieces: [ArraySlice<UInt8>], to opened: Int32) -> Int32 {
    let room = 1 << 16
    var gathered: [UInt8] = []
    for piece in pieces {
      if !gathered.isEmpty, gathered.count + piece.count > room {
        let failure = writeAll(gathered[...], to: opened)
        guard failure == 0 else { return failure }
        gathered.removeAll(keepingCapacity: true)
      }
      if pieces.count > 1, piece.count < room {
        gathered += piece
      } else {
        let failure = writeAll(piece, to: opened)
        guard failure == 0 else { return failure }
      }
    }
    return writeAll(gathered[...], to: opened)
  }

  private func writeAll(_ bytes: ArraySlice<UInt8>, to opened: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let put = retrying {
          unsafe write(opened, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
        }
        if put < 0 { return errno }
        done += put
      }
      return 0
    }
  }

  /// Puts a file of this folder in the place of a name in another, in one step.
  func move(_ name: String, into other: Folder, as newName: String) throws(FileError) {
    guard unsafe renameat(descriptor, name, other.descriptor, newName) == 0 else {
      throw FileError(.replace, other.shown(newName), .system(errno))
    }
  }

  /// Removes a file or link; one that is gone already is fine.
  func removeFile(_ name: String) throws(FileError) {
    guard unsafe unlinkat(descriptor, name, 0) != 0, errno != ENOENT else { return }
    throw FileError(.remove, shown(name), .system(errno))
  }

  /// Removes a folder if it is empty and says whether it is gone.
  func removeFolderIfEmpty(_ name: String) throws(FileError) -> Bool {
    guard unsafe unlinkat(descriptor, name, AT_REMOVEDIR) != 0, errno != ENOENT else { return true }
    if errno == ENOTEMPTY || errno == EEXIST { return false }
    throw FileError(.remove, shown(name), .system(errno))
  }

  /// Removes a name and all below it; links are removed, never followed.
  func removeTree(_ name: String) throws(FileError) {
    guard let status = try status(of: name) else { return }
    guard status.kind == .folder else { return try removeFile(name) }
    let folder = try subfolder(name, for: .remove)
    for inner in try folder.names() {
      try folder.removeTree(String(decoding: inner, as: UTF8.self))
    }
    _ = try removeFolderIfEmpty(name)
  }

  /// Sees the names in this folder onto the disk.
  func synchronize() throws(FileError) {
    // Some file systems cannot do this for folders and say so; they keep names in order by other means.
    guard retrying({ fsync(descriptor) }) != 0, errno != EINVAL else { return }
    throw FileError(.write, path, .system(errno))
  }
}
