import Diagnostics
import Glibc
import Publishing
import Serving

/// `gloss serve`: the site in a browser, built anew at each change, until Ctrl-C.
struct ServeCommand: Command {
  static let form = CommandForm(
    name: "serve", summary: "show the site while it is written",
    operands: [], options: [.site, .port, .host, .open, .editor, .poll, .audience],
    discussion: """
      Builds the site in memory, serves it to this machine, and builds it again when a
      file of “Content” or “Templates” changes. Open pages show the change at once; where
      there are errors, the last good pages stay, with the errors over them. Select words
      to write a note on them: that alone is written, to a commentary. Ctrl-C ends it.
      """)

  private let options: Preview.Options
  private let opensBrowser: Bool

  init(_ arguments: Arguments) throws(UsageError) {
    let word = arguments[.port] ?? "8000"
    guard let port = UInt16(word), word.utf8.first != UInt8(ascii: "+") else {
      throw .wrongValue(.port, value: word, reason: "it is a number from 0 to 65535")
    }
    var editor: EditorAddress?
    if let template = arguments[.editor] {
      editor = EditorAddress(template)
      guard editor != nil else {
        throw .wrongValue(
          .editor, value: template,
          reason: "write an address with “{path}” in it, as vscode://file/{path}:{line}:{column}")
      }
    }
    options = Preview.Options(
      site: arguments[.site] ?? ".", host: arguments[.host] ?? "127.0.0.1", port: port, editor: editor,
      isPolling: arguments.has(.poll), build: try BuildOptions(arguments))
    opensBrowser = arguments.has(.open)
  }

  /// Of the process, since a handler of signals can hold nothing of its own.
  private static let interruption = Result { () throws(FileError) in try StopSignal() }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    let stop = try ServeCommand.interruption.get()
    let preview = try Preview(options, stoppedBy: stop)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if case .success(let stop) = ServeCommand.interruption { stop.send() }
      }
    }
    try console.show("serving \(preview.address); Ctrl-C ends it\n")
    if opensBrowser, !openBrowser(at: preview.address) {
      console.say("there is no “xdg-open” here; open \(preview.address) in a browser\n")
    }
    await preview.run { report in
      console.report(report.diagnostics)
      if let summary = report.summary {
        console.say("built \(summary.sentence) in \(milliseconds(report.duration))\n")
      } else {
        let pages = report.hasPages ? "the last good pages stay" : "there are no pages to show yet"
        console.say("\(report.diagnostics.tally); \(pages)\n")
      }
    }
    return .success
  }

  /// Tells the desktop to open an address; `false` where there is none to tell.
  private func openBrowser(at address: String) -> Bool {
    var words: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("xdg-open"), strdup(address), nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    // Nobody asks how it ended, so nothing of it is kept.
    signal(SIGCHLD, SIG_IGN)
    var child: pid_t = 0
    return unsafe posix_spawnp(&child, "xdg-open", nil, nil, &words, environ) == 0
  }
}

/// “12 ms”, never none.
private func milliseconds(_ duration: Duration) -> String {
  let (seconds, attoseconds) = duration.components
  return "\(max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)) ms"
}
