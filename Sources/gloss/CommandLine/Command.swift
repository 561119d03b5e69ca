import Publishing

/// What `gloss` can be told to do, with its options as values.
protocol Command: Sendable {
  static var form: CommandForm { get }

  init(_ arguments: Arguments) throws(UsageError)

  func run(_ console: Console) async throws(FileError) -> ExitStatus
}

/// What the process says to who started it; 64 and up are free for others.
enum ExitStatus: Int32 {
  case success = 0
  /// There are errors, or warnings where none are allowed, or the world refused.
  case failure = 1
  case wrongUsage = 2
}
