/// The help of one command, made from its form.
struct HelpText {
  let form: CommandForm

  /// Ends in a line feed.
  var text: String {
    var parts = ["usage: " + usage, form.discussion]
    if !form.operands.isEmpty {
      parts.append(HelpText.table(form.operands.map { ($0.placeholder, $0.summary) }))
    }
    if !form.options.isEmpty {
      parts.append("options:\n" + HelpText.table(form.options.map { ($0.usage, $0.summary) }))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// `gloss import FILE --essay ID --version ID [--site DIR] [--force]`, in lines of at most 80 columns.
  private var usage: String {
    let options = form.options.map { $0.isRequired ? $0.usage : "[\($0.usage)]" }
    let start = "gloss \(form.name)"
    let indent = String(repeating: " ", count: "usage: \(start)".count)
    var lines = [start]
    for word in form.operands.map(\.placeholder) + options {
      if lines[lines.count - 1].count + word.count > 72 { lines.append(indent) }
      lines[lines.count - 1] += " " + word
    }
    return lines.joined(separator: "\n")
  }

  /// Two columns, indented by two, aligned.
  static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map { $0.0.unicodeScalars.count }.max() ?? 0
    return rows.map { left, right in
      "  " + left + String(repeating: " ", count: width - left.unicodeScalars.count + 2) + right
    }.joined(separator: "\n")
  }

  /// What `gloss help` says.
  static func overview(of forms: [CommandForm]) -> String {
    """
    gloss publishes annotated readings as web sites.

    usage: gloss COMMAND [options]

    \(table(forms.map { ($0.name, $0.summary) } + [("help", "say how a command is used: gloss help build")]))

    A site is a folder with “Content” and “Templates” in it; “gloss new” makes one.
    Exit status: 0 all is well, 1 there are errors, 2 the command line is wrong.

    """
  }
}
