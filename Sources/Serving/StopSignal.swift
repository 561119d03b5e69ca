import Glibc
package import Publishing

/// What ends a preview: the two ends of a pipe, of which one can be waited at beside other descriptors.
///
/// A class because it owns them.
package final class StopSignal: Sendable {
  /// Readable once `send()` was called.
  let descriptor: Int32
  private let sender: Int32

  package init() throws(FileError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw FileError(.serve, "a pipe", .system(errno))
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, sender) = (ends[0], ends[1])
  }

  /// Ends the preview, from any thread and from within a handler of signals.
  package func send() {
    var byte: UInt8 = 0
    _ = unsafe write(sender, &byte, 1)
  }

  deinit {
    close(descriptor)
    close(sender)
  }
}
