import Glibc

extension Folder {
  private static let chunk = 1 << 18

  /// Opens a regular file for reading, anything else refused; never waits on a pipe.
  private func openFile(_ name: String) throws(FileError) -> (descriptor: Int32, size: Int) {
    let opened = retrying { unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard opened >= 0 else { throw FileError(.read, shown(name), .system(errno)) }
    var found = stat()
    guard unsafe fstat(opened, &found) == 0 else {
      let number = errno
      close(opened)
      throw FileError(.read, shown(name), .system(number))
    }
    let kind = FileStatus(found).kind
    guard kind == .file else {
      close(opened)
      throw FileError(.read, shown(name), .refused("it is \(kind.rawValue)"))
    }
    return (opened, Int(found.st_size))
  }

  /// All bytes of a regular file, or the first `limit` + 1 of a longer one; one that grows meanwhile is read all the same.
  func bytes(of name: String, limit: Int) throws(FileError) -> [UInt8] {
    let (opened, size) = try openFile(name)
    defer { close(opened) }
    var failure: Int32 = 0
    // Room for a byte more tells at once whether there is any.
    let room = min(size, limit) + 1
    var bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      (count, failure) = unsafe fill(UnsafeMutableRawBufferPointer(buffer), from: opened, upTo: size)
    }
    while failure == 0 && bytes.count >= room && bytes.count <= limit {
      let more = try readChunk(opened, name)
      if more.isEmpty { break }
      bytes += more
    }
    guard failure == 0 else { throw FileError(.read, shown(name), .system(failure)) }
    return bytes
  }

  /// Reads a regular file into a buffer that is used for many; `nil` where one that it fills may be longer.
  ///
  /// Bytes that are looked at once and not kept cost the system no fresh memory.
  func bytes(of name: String, in buffer: inout [UInt8]) throws(FileError) -> ArraySlice<UInt8>? {
    let (opened, size) = try openFile(name)
    defer { close(opened) }
    let (count, failure) = unsafe buffer.withUnsafeMutableBytes { unsafe fill($0, from: opened, upTo: size) }
    guard failure == 0 else { throw FileError(.read, shown(name), .system(failure)) }
    return count < buffer.count ? buffer[..<count] : nil
  }

  /// Reads until there is nothing more, or at least `size` bytes, or the space is full; how many, and the error number or 0.
  private func fill(
    _ space: UnsafeMutableRawBufferPointer, from opened: Int32, upTo size: Int
  ) -> (count: Int, failure: Int32) {
    var count = 0
    repeat {
      let start = unsafe space.baseAddress.map { unsafe $0 + count }
      let got = retrying { unsafe read(opened, start, space.count - count) }
      guard got > 0 else { return (count, got < 0 ? errno : 0) }
      count += got
    } while count < size && count < space.count
    return (count, 0)
  }

  /// The SHA-256 of a regular file of any size.
  func hash(of name: String) throws(FileError) -> ContentHash {
    let opened = try openFile(name).descriptor
    defer { close(opened) }
    var digest = Digest()
    while true {
      let bytes = try readChunk(opened, name)
      if bytes.isEmpty { return digest.finished() }
      digest.update(bytes)
    }
  }

  private func readChunk(_ opened: Int32, _ name: String) throws(FileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Folder.chunk) { buffer, count in
      let got = retrying { unsafe read(opened, buffer.baseAddress, Folder.chunk) }
      if got < 0 { failure = errno } else { count = got }
    }
    guard failure == 0 else { throw FileError(.read, shown(name), .system(failure)) }
    return bytes
  }
}
