/// An option that commands take: parsing and help are both made from it.
struct Option: Sendable, Hashable {
  /// Without the dashes.
  let name: String
  /// What stands for the value in help; `nil` for an option that is only there or not.
  let placeholder: String?
  /// A clause in lower case.
  let summary: String
  /// Whether the command cannot do without it.
  let isRequired: Bool

  private init(_ name: String, value placeholder: String? = nil, isRequired: Bool = false, _ summary: String)
  {
    self.name = name
    self.placeholder = placeholder
    self.summary = summary
    self.isRequired = isRequired
  }

  /// As written on a command line: `--site`.
  var word: String { "--" + name }

  /// As shown in help: `--site DIR`.
  var usage: String { placeholder.map { "\(word) \($0)" } ?? word }
}

extension Option {
  static let accept = Option(
    "accept", value: "all|moved|reworded|lost|ID", "decide without asking; ids with commas between")
  static let audience = Option(
    "audience", value: "NAME", "publish the notes for this audience too, such as “instructor”")
  static let baseURL = Option(
    "base-url", value: "URL", "where the site will be published, instead of its own address")
  static let date = Option("date", value: "DATE", isRequired: true, "the day, such as 2026-05-03")
  static let editor = Option(
    "editor", value: "TEMPLATE", "how to open an editor, such as “vscode://file/{path}:{line}:{column}”")
  static let essay = Option("essay", value: "ID", isRequired: true, "the essay that the text is a version of")
  static let force = Option("force", "replace the version if it is there already")
  static let format = Option(
    "format", value: "text|json", "how to write messages: for people, or one JSON object a line")
  static let floor = Option(
    "floor", value: "N", "the score, from 0 to 1, below which a quote is lost; 0.5 by default")
  static let from = Option("from", value: "OLD", "the text that the quotes are from, plain text in UTF-8")
  static let host = Option(
    "host", value: "NAME", "the address to listen at; 127.0.0.1, this machine alone, by default")
  static let json = Option("json", "list one JSON object a line")
  static let noOld = Option("no-old", "go by quote and context alone; “--from” can be left out")
  static let open = Option("open", "open a browser")
  static let output = Option(
    "output", value: "DIR", "the folder to publish in; “Public” in the site's folder by default")
  static let poll = Option("poll", "read the files twice a second, where folders do not tell of changes")
  static let port = Option("port", value: "N", "the port to listen at, 8000 by default; 0 is any free one")
  static let site = Option("site", value: "DIR", "the site's folder; the current one by default")
  static let strict = Option("strict", "take warnings for errors")
  static let to = Option(
    "to", value: "NEW", isRequired: true, "the text to find them in, plain text in UTF-8")
  static let version = Option(
    "version", value: "ID", isRequired: true, "the version that the text is, such as “original”")
}

/// What a command takes without an option's name before it, and cannot do without.
struct Operand: Sendable, Hashable {
  /// What stands for it in help: `FILE`.
  let placeholder: String
  /// A clause in lower case.
  let summary: String
}

/// What a command is called, takes and does: a table that parsing and help are both made from.
struct CommandForm: Sendable {
  let name: String
  /// A clause in lower case, for the list of commands.
  let summary: String
  let operands: [Operand]
  let options: [Option]
  /// Full sentences, for the command's own help; lines of at most 80 columns.
  let discussion: String
}
