import FoundationEssentials
import Glibc

/// A folder of its own for one test, removed when the test lets go of it.
///
/// A class so that its end removes the folder.
final class Sandbox {
  /// An absolute path without a slash at the end.
  let path: String

  init() throws {
    var number: UInt64 = 0
    repeat {
      number = UInt64.random(in: 0 ... .max)
    } while FileManager.default.fileExists(atPath: "/tmp/gloss-test-\(number)")
    path = "/tmp/gloss-test-\(number)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      print("cannot remove \(path): \(error)")
    }
  }

  func callAsFunction(_ inner: String) -> String { path + "/" + inner }

  /// Writes a file and the folders above it.
  func write(_ inner: String, _ text: String) throws { try write(inner, bytes: Array(text.utf8)) }

  func write(_ inner: String, bytes: [UInt8]) throws {
    let parts = self(inner).split(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "/" + parts.dropLast().joined(separator: "/"), withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: self(inner)))
  }

  func read(_ inner: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: self(inner))), as: UTF8.self)
  }

  func exists(_ inner: String) throws -> Bool {
    var found = stat()
    return unsafe lstat(self(inner), &found) == 0
  }

  func makeFolder(_ inner: String) throws {
    try FileManager.default.createDirectory(atPath: self(inner), withIntermediateDirectories: true)
  }

  func link(_ inner: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: self(inner), withDestinationPath: target)
  }

  func remove(_ inner: String) throws { try FileManager.default.removeItem(atPath: self(inner)) }

  /// All files and links below a folder, sorted, folders left out.
  func files(below inner: String = "") throws -> [String] {
    let root = inner.isEmpty ? path : self(inner)
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
      var found = stat()
      guard unsafe lstat(root + "/" + name, &found) == 0 else { return false }
      return found.st_mode & S_IFMT != S_IFDIR
    }.sorted()
  }

  func status(_ inner: String) throws -> (mode: UInt32, inode: UInt64, modified: Int) {
    var found = stat()
    guard unsafe lstat(self(inner), &found) == 0 else { return (0, 0, 0) }
    return (
      found.st_mode & 0o777, UInt64(found.st_ino),
      found.st_mtim.tv_sec * 1_000_000_000 + found.st_mtim.tv_nsec
    )
  }
}
