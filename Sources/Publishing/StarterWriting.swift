import Diagnostics

import Glibc

/// Writes the starter's files into a folder that is new or empty, and returns how many there are.
///
/// A folder `.git` may be there already. Where a file cannot be written, those before it are removed again.
package func writeStarter(into path: String) throws(FileError) -> Int {
  let isNew = unsafe mkdir(path, 0o755) == 0
  let reason = errno
  guard isNew || reason == EEXIST else {
    throw FileError(.create, path, missingParent(of: path, reason) ?? .system(reason))
  }
  let top = try Folder(opening: path, for: .create, followsLink: true)
  let there = try top.names().filter { !$0.elementsEqual(".git".utf8) }
  if let first = there.first {
    let name = String(decoding: first, as: UTF8.self)
    throw FileError(.create, path, .refused("it is not empty; “\(name.displayed)” is there already"))
  }
  let files = starterFiles()
  do throws(FileError) {
    for file in files { try write(file.bytes, to: file.path, below: top) }
    try top.synchronize()
  } catch {
    remove(files.map(\.path), below: top)
    if isNew { unsafe rmdir(path) }
    throw error
  }
  return files.count
}

/// Names the folder that the new one would stand in, where that one is missing.
private func missingParent(of path: String, _ reason: Int32) -> FileError.Cause? {
  let names = path.utf8.split(separator: UInt8(ascii: "/"))
  guard reason == ENOENT, names.count > 1, let last = names.last else { return nil }
  var parent = path.utf8[..<last.startIndex]
  while parent.count > 1, parent.last == UInt8(ascii: "/") { parent.removeLast() }
  let name = String(decoding: parent, as: UTF8.self).displayed
  return .refused("the folder “\(name)” is not there; make it first")
}

private func write(_ bytes: [UInt8], to path: String, below top: Folder) throws(FileError) {
  let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  var folder = top
  for name in names.dropLast() {
    try folder.makeSubfolder(name)
    folder = try folder.subfolder(name, for: .create)
  }
  guard let name = names.last else { preconditionFailure("each of the starter's files has a name") }
  try folder.makeFile(name, holding: bytes)
}

/// Takes back what was written; the folder was empty, so all that bears these names is ours.
private func remove(_ paths: [String], below top: Folder) {
  let names = Set(
    paths.compactMap { $0.utf8.split(separator: UInt8(ascii: "/")).first.map { String(Substring($0)) } })
  for name in names.sorted() {
    do throws(FileError) { try top.removeTree(name) } catch { continue }
  }
}
