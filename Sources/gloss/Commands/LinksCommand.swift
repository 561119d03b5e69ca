import Diagnostics
import Publishing

/// `gloss links`: the links that nobody wrote, since a text has the name of an entry, and those refused.
struct LinksCommand: Command {
  static let form = CommandForm(
    name: "links", summary: "list the links that the names of entries become",
    operands: [], options: [.site],
    discussion: """
      Lists the links that nobody had to write: each place where a text has the title or
      an alias of an entry and so leads to it, and each that could have become such a link
      and did not, with the reason. Links that are written out are not listed. Nothing is
      written.
      """)

  private let site: String

  init(_ arguments: Arguments) throws(UsageError) { site = arguments[.site] ?? "." }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    console.progress("linking")
    let built = try await buildSite(in: site, options: BuildOptions())
    console.report(built.diagnostics)
    guard let result = built.value else {
      console.say("\(built.diagnostics.inReadingOrder.tally); there are no links to list\n")
      return .failure
    }
    try console.show(result.links.value.map(\.listing).joined())
    return built.diagnostics.hasErrors ? .failure : .success
  }
}
