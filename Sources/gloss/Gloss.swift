import Diagnostics
import Glibc
import Publishing

/// The command line: reads the words, runs the command, sets the exit status.
@main
struct Gloss {
  static let version = "0.1.0"

  static let commands: [any Command.Type] = [
    BuildCommand.self, CheckCommand.self, LinksCommand.self, NewCommand.self, ImportCommand.self,
    RelocateCommand.self, ReviewCommand.self, ReviseCommand.self, ServeCommand.self,
  ]

  static func main() async {
    // A pipe without a reader is an error of the write, not the death of a build at work.
    signal(SIGPIPE, SIG_IGN)
    let console = Console.standard
    var status: ExitStatus
    do throws(FileError) {
      status = try await run(Array(CommandLine.arguments.dropFirst()), console)
    } catch {
      console.report([error.diagnostic])
      status = .failure
    }
    exit(status.rawValue)
  }

  private static func run(_ words: [String], _ console: Console) async throws(FileError) -> ExitStatus {
    guard let first = words.first else {
      console.say(HelpText.overview(of: commands.map { $0.form }))
      return .wrongUsage
    }
    switch first {
    case "--version":
      try console.show("gloss \(version)\n")
      return .success
    case "help", "--help", "-h":
      return try help(words.dropFirst().first { $0 != "--help" && $0 != "-h" }, console)
    case _: break
    }
    guard let command = commands.first(where: { $0.form.name == first }) else {
      return refuse(unknown(first), console, seeing: "gloss help")
    }
    if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      return try help(first, console)
    }
    let ready: any Command
    do throws(UsageError) {
      ready = try command.init(Arguments(parsing: Array(words.dropFirst()), for: command.form))
    } catch {
      return refuse(error, console, seeing: "gloss help \(first)")
    }
    return try await ready.run(console)
  }

  private static func help(_ name: String?, _ console: Console) throws(FileError) -> ExitStatus {
    guard let name, name != "help" else {
      try console.show(HelpText.overview(of: commands.map { $0.form }))
      return .success
    }
    guard let command = commands.first(where: { $0.form.name == name }) else {
      return refuse(unknown(name), console, seeing: "gloss help")
    }
    try console.show(HelpText(form: command.form).text)
    return .success
  }

  private static func unknown(_ word: String) -> UsageError {
    guard word.utf8.first == UInt8(ascii: "-") else {
      return .unknownCommand(word, known: commands.map { $0.form.name } + ["help", "--version"])
    }
    return .unknownOption(word, known: ["--help", "--version"])
  }

  private static func refuse(_ error: UsageError, _ console: Console, seeing help: String) -> ExitStatus {
    console.say("gloss: \(error.message.displayed)\nsee “\(help)”\n")
    return .wrongUsage
  }
}
