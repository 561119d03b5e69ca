import Glibc

/// Where an output folder really is, checked to be none that a build could harm.
struct OutputLocation {
  /// As given, without slashes at the end.
  let path: String

  /// Refuses links, the root of the file system, the home folder and the site's own files, and what holds them.
  init(_ given: String, site: String, home: String?) throws(FileError) {
    var trimmed = given[...]
    while trimmed.utf8.count > 1, trimmed.utf8.last == UInt8(ascii: "/") { trimmed.removeLast() }
    path = String(trimmed)
    if let reason = try OutputLocation.refusal(of: path, site: site, home: home) {
      throw FileError(.write, path, .refused(reason))
    }
  }

  private static func refusal(of path: String, site: String, home: String?) throws(FileError) -> String? {
    if path.utf8.isEmpty { return "it has no name" }
    if let status = try FileStatus.ofName(at: path), status.kind != .folder {
      return status.kind == .symbolicLink
        ? "it is a symbolic link; name the folder that it points to"
        : "it is \(status.kind.rawValue), not a folder"
    }
    let output = try Place(of: path)
    if output.isSame(as: try Place(of: "/")) { return "it is the root of the file system" }
    if output.isInsideRepositoryData { return "it is inside “.git”" }
    if let home, !home.utf8.isEmpty {
      let home = try Place(of: home)
      if output.isSame(as: home) { return "it is your home folder" }
      if output.holds(home) { return "it holds your home folder" }
    }
    let root = try Place(of: site)
    if output.isSame(as: root) { return "it is the site’s own folder" }
    if output.holds(root) { return "it holds the site’s own folder" }
    for name in ["Content", "Templates"] {
      let source = try Place(of: site + "/" + name)
      if output.isSame(as: source) || source.holds(output) {
        return "the site is made from what is in “\(name)”"
      }
      if output.holds(source) { return "it holds the site’s “\(name)”" }
    }
    return nil
  }

  /// Makes the folder and those above it where they are missing, and says whether the folder is new.
  func make() throws(FileError) -> Bool {
    var prefix = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
    var isNew = false
    for name in path.utf8.split(separator: UInt8(ascii: "/")) {
      prefix += String(Substring(name))
      isNew = false
      if unsafe mkdir(prefix, 0o755) == 0 {
        isNew = true
        guard unsafe chmod(prefix, 0o755) == 0 else { throw FileError(.create, prefix, .system(errno)) }
      } else if errno != EEXIST {
        // Folders above may be read-only or out of bounds and yet be there.
        let number = errno
        guard try FileStatus.following(prefix) != nil else {
          throw FileError(.create, prefix, .system(number))
        }
      }
      prefix += "/"
    }
    return isNew
  }

  /// Removes the folder if it is empty, after a build that failed to fill it.
  func removeIfEmpty() { unsafe rmdir(path) }
}

/// An absolute path without links, as far as it exists, and the identity of what is there.
private struct Place {
  private let names: [[UInt8]]
  private let identity: FileIdentity?

  init(of path: String) throws(FileError) {
    let names = try resolvedNames(path)
    self.names = names
    identity = try FileStatus.following(path)?.identity
  }

  /// Identities tell bind mounts and spellings of a name that the file system takes for one.
  func isSame(as other: Place) -> Bool {
    names == other.names || (identity != nil && identity == other.identity)
  }

  var isInsideRepositoryData: Bool { names.contains(Array(".git".utf8)) }

  func holds(_ other: Place) -> Bool { names.count < other.names.count && other.names.starts(with: names) }
}

private func resolvedNames(_ path: String) throws(FileError) -> [[UInt8]] {
  var existing = path.utf8.first == UInt8(ascii: "/") ? path : "./" + path
  var rest: [[UInt8]] = []
  while true {
    if let real = unsafe realpath(existing, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real).utf8.split(separator: UInt8(ascii: "/")).map(Array.init) + rest
    }
    guard errno == ENOENT, let slash = existing.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      throw FileError(.read, path, .system(errno))
    }
    let name = Array(existing[slash...].utf8.dropFirst())
    guard name != Array("..".utf8) else { throw FileError(.read, path, .system(ENOENT)) }
    if !name.isEmpty && name != Array(".".utf8) { rest.insert(name, at: 0) }
    existing = slash == existing.startIndex ? "/" : String(existing[..<slash])
  }
}
