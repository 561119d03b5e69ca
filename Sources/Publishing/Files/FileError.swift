package import Diagnostics
import Glibc

/// A failure of the world: a file or folder that cannot be read or written, with the system's reason.
package struct FileError: Error, Hashable, CustomStringConvertible {
  package enum Operation: String, Sendable, Hashable {
    case read, list, write, create, remove, lock, replace
    /// To listen at an address, which then stands for the path.
    case serve
  }

  package enum Cause: Sendable, Hashable {
    /// An error number of the operating system.
    case system(Int32)
    /// A rule of ours, as a clause: `it is a symbolic link`.
    case refused(String)
  }

  /// As the author would name it: relative to the site, or as given on the command line.
  package let path: String
  package let operation: Operation
  package let cause: Cause

  package init(_ operation: Operation, _ path: String, _ cause: Cause) {
    self.path = path
    self.operation = operation
    self.cause = cause
  }

  /// A sentence such as `cannot read “Content/x.md”: permission denied`.
  package var description: String { "cannot \(operation.rawValue) “\(path.displayed)”: \(cause.clause)" }
}

extension FileError {
  /// The failure as a message of its own, at the file that it is about.
  package var diagnostic: Diagnostic { .error("file.\(operation.rawValue)", description, in: path) }
}

extension FileError.Cause {
  fileprivate var clause: String {
    switch self {
    case .refused(let clause): return clause
    case .system(let number):
      // glibc answers known numbers with constant text, so no other thread can change it meanwhile.
      let words = unsafe String(cString: strerror(number))
      // “No space left on device” starts a sentence; “RPC struct is bad” and the like keep their capitals.
      let second = words.unicodeScalars.dropFirst().first
      guard let second, second.properties.isLowercase, let first = words.unicodeScalars.first else {
        return words
      }
      return first.properties.lowercaseMapping + String(words.unicodeScalars.dropFirst())
    }
  }
}
