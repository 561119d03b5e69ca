import Diagnostics
import Glibc
import Publishing

/// The two streams that a command writes to, and what they lead to.
struct Console: Sendable {
  /// Whether messages may be coloured.
  let isColored: Bool
  /// Whether somebody watches, so that a line may come and go.
  let isWatched: Bool

  /// The process's own streams, with colour where standard error is a terminal that has it and nobody objects.
  static var standard: Console {
    let isTerminal = isatty(STDERR_FILENO) == 1 && variable("TERM") != "dumb"
    return Console(isColored: isTerminal && (variable("NO_COLOR") ?? "").isEmpty, isWatched: isTerminal)
  }

  /// Whether somebody reads and answers: both standard input and standard output are a terminal.
  var isConversation: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// The line that is answered to a question, without blanks at its ends; `nil` at the end of the input.
  func ask(_ question: String) throws(FileError) -> String? {
    try show(question)
    guard let line = readLine() else { return nil }
    let words = line.drop(while: \.isWhitespace)
    return String(words.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// A result, for standard output.
  func show(_ text: String) throws(FileError) {
    try Console.write(text, to: STDOUT_FILENO, named: "standard output")
  }

  /// A message, for standard error.
  ///
  /// Where even that cannot be written there is nobody left to tell, but the exit status.
  func say(_ text: String) {
    do throws(FileError) {
      try Console.write(erasure + text, to: STDERR_FILENO, named: "standard error")
    } catch {
      return
    }
  }

  /// Diagnostics in the form for people, for standard error.
  func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return clearProgress() }
    say(DiagnosticFormatter(.text(isColored: isColored)).format(diagnostics))
  }

  /// Says on a terminal what goes on, until something else is said.
  func progress(_ words: String) {
    if isWatched { say(words + "…") }
  }

  /// Takes away what `progress` said.
  func clearProgress() {
    if isWatched { say("") }
  }

  private var erasure: String { isWatched ? "\r\u{1B}[K" : "" }

  /// An environment variable, or `nil` where it is not set or no text.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(validatingCString: value)
  }

  /// Writes all of the text; a reader that has gone away, as `head` does, wanted no more, which is no failure.
  private static func write(_ text: String, to descriptor: Int32, named name: String) throws(FileError) {
    let bytes = Array(text.utf8)
    let failure: Int32 = unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let start = unsafe buffer.baseAddress.map { unsafe $0 + done }
        let count = unsafe Glibc.write(descriptor, start, buffer.count - done)
        if count < 0 && errno != EINTR { return errno }
        done += max(0, count)
      }
      return 0
    }
    guard failure == 0 || failure == EPIPE else { throw FileError(.write, name, .system(failure)) }
  }
}
