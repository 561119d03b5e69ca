private import CStarter

/// The files of the small working site that `gloss new` writes, by path: the starter's content and the project's
/// own templates. They are part of the program.
package func starterFiles() -> [(path: String, bytes: [UInt8])] {
  (0..<starter_file_count()).map { index in
    let file = unsafe starter_file_at(index)
    let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.length)
    return unsafe (String(cString: file.path), Array(bytes))
  }
}
