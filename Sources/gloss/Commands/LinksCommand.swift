import Diagnostics
import Publishing

/// `gloss links`: every link that was made or refused, and why.
struct LinksCommand: Command {
  static let form = CommandForm(
    name: "links", summary: "list the links between text, notes and entries",
    operands: [], options: [.site],
    discussion: """
      Lists every link that the site has, and every place that could have become one
      and did not, with the reason. Nothing is written.
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
