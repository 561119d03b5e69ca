import Glibc

/// Reads a file that the user named, at most `SourceFiles.sizeLimit` bytes; `-` is standard input.
package func readInput(_ path: String) throws(FileError) -> [UInt8] {
  let isStandard = path == "-"
  let descriptor = isStandard ? STDIN_FILENO : retrying { unsafe open(path, O_RDONLY | O_CLOEXEC) }
  guard descriptor >= 0 else { throw FileError(.read, path, .system(errno)) }
  defer { if !isStandard { close(descriptor) } }
  let name = isStandard ? "standard input" : path
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe buffer.withUnsafeMutableBytes { space in
      retrying { unsafe read(descriptor, space.baseAddress, space.count) }
    }
    guard count >= 0 else { throw FileError(.read, name, .system(errno)) }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
    guard bytes.count <= SourceFiles.sizeLimit else {
      throw FileError(.read, name, .refused("it is longer than \(SourceFiles.sizeLimit >> 20) MiB"))
    }
  }
}

/// Reads one file of a site, or nothing where there is none.
package func readFile(_ path: SitePath, ofSite site: String) throws(FileError) -> [UInt8]? {
  var folder = try Folder(opening: site, for: .read, followsLink: true, shownAs: "")
  for name in path.components.dropLast() {
    guard try folder.status(of: name) != nil else { return nil }
    folder = try folder.subfolder(name, for: .read)
  }
  guard let status = try folder.status(of: path.name) else { return nil }
  guard status.kind == .file else {
    throw FileError(.read, path.text, .refused("it is \(status.kind.rawValue), not a file"))
  }
  return try folder.bytes(of: path.name, limit: SourceFiles.sizeLimit)
}

/// Writes one file of a site, with the folders on its way, in the place of what was there, in one step.
package func write(_ file: SiteFile, inSite site: String) throws(FileError) {
  var folder = try Folder(opening: site, for: .write, followsLink: true, shownAs: "")
  for name in file.path.components.dropLast() {
    try folder.makeSubfolder(name)
    folder = try folder.subfolder(name, for: .write)
  }
  // Hidden, so that no build takes it for content if the machine stops here.
  let stage = ".\(file.path.name).\(getpid())"
  do throws(FileError) {
    try folder.makeFile(stage, holding: file.bytes)
    try folder.move(stage, into: folder, as: file.path.name)
    try folder.synchronize()
  } catch {
    discard(stage, in: folder)
    throw FileError(error.operation, file.path.text, error.cause)
  }
}

/// Removes what was staged, as far as that can be done: what went wrong first is what is told.
private func discard(_ stage: String, in folder: Folder) {
  do throws(FileError) {
    try folder.removeFile(stage)
  } catch {
    return
  }
}
