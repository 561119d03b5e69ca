import Glibc
import Synchronization

/// What a name in a folder stands for, without following links.
struct FileStatus: Hashable {
  enum Kind: String {
    case file = "a file"
    case folder = "a folder"
    case symbolicLink = "a symbolic link"
    case pipe = "a named pipe"
    case socket = "a socket"
    case device = "a device"
  }

  let kind: Kind
  let trace: FileTrace
  /// Whether any write since the status was asked for shows in another trace.
  let isSettled: Bool

  /// In bytes.
  var size: Int { trace.size }
  var identity: FileIdentity { trace.identity }
  /// By which a later write can be told.
  var settledTrace: FileTrace? { isSettled ? trace : nil }
}

/// The device and number that tell one file from every other, whatever path leads to it.
struct FileIdentity: Hashable {
  let device: UInt64
  let number: UInt64
}

/// An open folder; every step from it names one component and never follows a symbolic link.
///
/// A class because it owns a descriptor, which `deinit` closes. Work goes on in the folder that was opened even
/// if its path is meanwhile given to another.
final class Folder: Sendable {
  /// The path for messages; empty for a site's folder, whose files are named relative to it.
  let path: String
  let descriptor: Int32
  /// Held by whoever moves the position that all readers of a descriptor share.
  let position = Mutex(())

  /// Takes over an open descriptor.
  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Opens a folder that the user named; links on the way are followed, since the user chose the way.
  ///
  /// Messages about what is inside begin with `shownAs`, by default the path itself.
  convenience init(
    opening path: String, for operation: FileError.Operation, followsLink: Bool, shownAs shown: String? = nil
  ) throws(FileError) {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = retrying { unsafe open(path, flags) }
    guard descriptor >= 0 else { throw FileError(operation, path, .system(errno)) }
    self.init(path: shown ?? path, descriptor: descriptor)
  }

  /// Opens a folder directly inside this one; a link in its place is an error.
  func subfolder(_ name: String, for operation: FileError.Operation = .list) throws(FileError) -> Folder {
    let opened = retrying {
      unsafe openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard opened >= 0 else { throw FileError(operation, shown(name), .system(errno)) }
    return Folder(path: shown(name), descriptor: opened)
  }

  /// The status of a name in this folder, or `nil` where there is none.
  func status(of name: String) throws(FileError) -> FileStatus? {
    let moment = FileTrace.clock
    var found = stat()
    guard unsafe fstatat(descriptor, name, &found, AT_SYMLINK_NOFOLLOW) != 0 else {
      return FileStatus(found, askedFor: moment)
    }
    guard errno == ENOENT else { throw FileError(.read, shown(name), .system(errno)) }
    return nil
  }

  /// The folder's own device and number.
  func identity() throws(FileError) -> FileIdentity {
    var found = stat()
    guard unsafe fstat(descriptor, &found) == 0 else { throw FileError(.read, path, .system(errno)) }
    return FileStatus(found).identity
  }

  /// The path of a name in this folder, for messages.
  func shown(_ name: String) -> String {
    path.utf8.isEmpty || path.utf8.last == UInt8(ascii: "/") ? path + name : path + "/" + name
  }
}

extension FileStatus {
  /// Reads the fields that matter of what the system reports, which it was asked for at a moment of `FileTrace.clock`.
  init(_ status: stat, askedFor moment: Int = 0) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      default: .device
      }
    trace = FileTrace(status)
    isSettled = trace.isSettled(at: moment)
  }

  /// The status of what a path leads to, links followed, or `nil` where there is none.
  static func following(_ path: String) throws(FileError) -> FileStatus? {
    var found = stat()
    guard unsafe stat(path, &found) != 0 else { return FileStatus(found) }
    guard errno == ENOENT || errno == ENOTDIR else { throw FileError(.read, path, .system(errno)) }
    return nil
  }

  /// The status of the name itself at the end of a path, or `nil` where there is none.
  static func ofName(at path: String) throws(FileError) -> FileStatus? {
    var found = stat()
    guard unsafe lstat(path, &found) != 0 else { return FileStatus(found) }
    guard errno == ENOENT || errno == ENOTDIR else { throw FileError(.read, path, .system(errno)) }
    return nil
  }
}

/// Repeats a call that a signal interrupted.
package func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
