import Diagnostics
import Publishing

/// `gloss check`: all that a build would say, and no site.
struct CheckCommand: Command {
  private enum Format: String, CaseIterable { case text, json }

  static let form = CommandForm(
    name: "check", summary: "say what is wrong, and write nothing",
    operands: [], options: [.site, .strict, .baseURL, .audience, .format],
    discussion: """
      Builds the site in memory and says what is wrong with it. Nothing is written.
      With “--format json” the messages go to standard output, one JSON object a line.
      """)

  private let site: String
  private let isStrict: Bool
  private let options: BuildOptions
  private let format: Format

  init(_ arguments: Arguments) throws(UsageError) {
    site = arguments[.site] ?? "."
    isStrict = arguments.has(.strict)
    options = try BuildOptions(arguments)
    let word = arguments[.format] ?? Format.text.rawValue
    guard let format = Format(rawValue: word) else {
      let misses = suggestion(for: word, among: Format.allCases.map(\.rawValue))
      throw .wrongValue(.format, value: word, reason: "it is “text” or “json”" + misses)
    }
    self.format = format
  }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    switch format {
    case .text:
      console.progress("checking")
      let built = try await buildSite(in: site, options: options)
      console.report(built.diagnostics)
      if let refusal = reasonAgainst(built.diagnostics, isStrict: isStrict) { console.say(refusal + "\n") }
      if let summary = built.value?.summary {
        try console.show(
          (["checked \(summary.sentence)"] + summary.absenceLines + summary.changeLines).map { $0 + "\n" }
            .joined())
      }
      return status(of: built)
    case .json:
      let built: Diagnosed<Site?>
      do throws(FileError) {
        built = try await buildSite(in: site, options: options)
      } catch {
        built = Diagnosed(nil, [error.diagnostic])
      }
      try console.show(DiagnosticFormatter(.jsonLines).format(built.diagnostics))
      return status(of: built)
    }
  }

  private func status(of built: Diagnosed<Site?>) -> ExitStatus {
    built.value == nil || reasonAgainst(built.diagnostics, isStrict: isStrict) != nil ? .failure : .success
  }
}
