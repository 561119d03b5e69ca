private import CStarter

/// The files of the small working site that a new project starts from, sorted by path.
///
/// They are part of the program: the starter's own content, and the project's templates.
package func starterFiles() -> [(path: String, bytes: [UInt8])] {
  (0..<starter_file_count()).map { index in
    let file = unsafe starter_file_at(index)
    let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.length)
    return unsafe (String(cString: file.path), Array(bytes))
  }
}
