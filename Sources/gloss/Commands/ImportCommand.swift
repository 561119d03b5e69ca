import Diagnostics
import Publishing

/// `gloss import`: a plain text becomes a version of an essay.
struct ImportCommand: Command {
  static let form = CommandForm(
    name: "import", summary: "make a plain text a version of an essay",
    operands: [Operand(placeholder: "FILE", summary: "a plain text in UTF-8; “-” is standard input")],
    options: [.essay, .version, .site, .force],
    discussion: """
      Writes Content/essays/ID/ID.md. Empty lines part paragraphs; what Markdown would
      take for markup is escaped, so that the text reads as it is. A title, a byline,
      a deck, a line about the author and an image credit are recognised and become
      metadata: of the essay if it is new, else of the version. An essay.yaml that is
      there already is left as it is, but for the version in its list.
      """)

  private let file: String
  private let essay: String
  private let version: String
  private let site: String
  private let isForced: Bool

  init(_ arguments: Arguments) throws(UsageError) {
    file = arguments.operands[0]
    essay = try ImportCommand.id(.essay, arguments)
    version = try ImportCommand.id(.version, arguments)
    site = arguments[.site] ?? "."
    isForced = arguments.has(.force)
  }

  private static func id(_ option: Option, _ arguments: Arguments) throws(UsageError) -> String {
    guard let id = arguments[option] else { throw .missingOption(option) }
    if let reason = reason(againstID: id) { throw .wrongValue(option, value: id, reason: reason) }
    return id
  }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    var findings: [Diagnostic] = []
    let plan = try plan().unwrapped(into: &findings)
    console.report(findings)
    guard let plan, !findings.hasErrors else {
      console.say("\(findings.tally); nothing was written\n")
      return .failure
    }
    for file in plan.files { try write(file, inSite: site) }
    try console.show(plan.report)
    return .success
  }

  private func plan() throws(FileError) -> Diagnosed<ImportPlan?> {
    var findings: [Diagnostic] = []
    let name = file == "-" ? "standard input" : file
    let read = SourceText.reading(try readInput(file), path: name)
    guard let source = read.unwrapped(into: &findings) else { return Diagnosed(nil, findings) }
    guard try readFile(sitePath(ImportPlan.sitePath), ofSite: site) != nil else {
      return Diagnosed(nil, findings + [.isNoSite])
    }
    let versionPath = try sitePath(ImportPlan.path(ofVersion: version, of: essay))
    if !isForced, try readFile(versionPath, ofSite: site) != nil {
      return Diagnosed(nil, findings + [.versionExists(versionPath.text)])
    }
    let essayPath = try sitePath(ImportPlan.path(ofEssay: essay))
    let existing = try readFile(essayPath, ofSite: site).map { SiteFile(path: essayPath, bytes: $0) }
    let planned = ImportPlan.making(
      of: ImportedText(reading: source), as: version, of: essay, listedIn: existing, from: name)
    return Diagnosed(planned.value, findings + planned.diagnostics)
  }

  private func sitePath(_ text: String) throws(FileError) -> SitePath {
    do throws(PathFault) {
      return try SitePath.validating(text)
    } catch {
      throw FileError(.write, text, .refused(error.reason))
    }
  }
}

extension Diagnostic {
  fileprivate static let isNoSite = Diagnostic.error(
    "import.no-site", "there is no “\(ImportPlan.sitePath)” here, so this is no site to import into",
    in: ImportPlan.sitePath,
    fixes: [Fix("name the site’s folder with --site, or start one with `gloss new DIR`")])

  fileprivate static func versionExists(_ path: String) -> Diagnostic {
    .error(
      "import.version-exists", "the version is there already; “--force” replaces it", in: path)
  }
}
