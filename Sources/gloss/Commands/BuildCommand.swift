import Diagnostics
import Publishing

/// `gloss build`: content and templates become a published site, or nothing changes.
struct BuildCommand: Command {
  static let form = CommandForm(
    name: "build", summary: "write the site",
    operands: [], options: [.site, .output, .strict, .baseURL, .audience],
    discussion: """
      Reads “Content” and “Templates” and writes the site. Only files that change are
      written, each in one step; files in the output that gloss did not write stay as
      they are. If there is any error, nothing is written at all.
      """)

  private let site: String
  private let output: String?
  private let isStrict: Bool
  private let options: BuildOptions

  init(_ arguments: Arguments) throws(UsageError) {
    site = arguments[.site] ?? "."
    output = arguments[.output]
    isStrict = arguments.has(.strict)
    options = try BuildOptions(arguments)
  }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    let start = ContinuousClock.now
    console.progress("building")
    let folder = OutputFolder(
      output ?? path("Public", below: site), site: site, home: Console.variable("HOME"))
    let rereading = Rereading(ofSite: site, holdingTexts: !BuildCache.isThere(forSite: site))
    async let opened = openCache()
    var loaded = try SourceFiles.load(site: site, rereading: rereading)
    var cache = await opened
    if let summary = try cache.summary(of: loaded, options: options, in: folder) {
      try show(summary, changedFiles: 0, since: start, console)
      return .success
    }
    var transaction = OutputTransaction(in: folder, recalling: cache)
    defer { transaction.close() }
    var built = await make(loaded, cache, into: transaction)
    if rereading.hasFoundChange {
      transaction.close()
      (loaded, cache) = (try SourceFiles.load(site: site), openCache())
      transaction = OutputTransaction(in: folder, recalling: cache)
      built = await make(loaded, cache, into: transaction)
    }
    console.report(built.diagnostics)
    let refusal = reasonAgainst(built.diagnostics, isStrict: isStrict)
    guard let result = built.value, refusal == nil else {
      console.say("\(refusal ?? "there is no site"); nothing was written\n")
      return .failure
    }
    console.progress("writing")
    async let remembering: Void = cache.writeParts()
    let report = try transaction.publish(result.files)
    console.report(report.diagnostics)
    guard report.isPublished else {
      console.say("\(report.diagnostics.tally); nothing was written\n")
      return .failure
    }
    record(result.ledgers, console)
    cache.keep(report, of: built, from: loaded.value, options: options)
    await remembering
    // The process ends here, and the system takes memory back faster than piece by piece.
    leak(built)
    let changes = report.created.count + report.changed.count + report.removed.count
    try show(result.summary, changedFiles: changes, since: start, console)
    return .success
  }

  private func openCache() -> BuildCache {
    BuildCache.opening(site: site, program: BuildCache.program(version: Gloss.version))
  }

  private func make(
    _ loaded: Diagnosed<SourceFiles>, _ cache: BuildCache, into transaction: OutputTransaction
  ) async -> Diagnosed<Site?> {
    await build(
      loaded, options: options, recalling: Recollection(isKept: false, cache: cache), into: transaction)
  }

  private func show(
    _ summary: Summary, changedFiles: Int, since start: ContinuousClock.Instant, _ console: Console
  ) throws(FileError) {
    let closing = summary.closingLine(changedFiles: changedFiles, duration: ContinuousClock.now - start)
    try console.show((summary.changeLines + [closing]).map { $0 + "\n" }.joined())
  }
}

extension BuildCommand {
  /// Writes what the ledgers have that is new; a site whose sources cannot be written is published all the same.
  private func record(_ ledgers: [SiteFile], _ console: Console) {
    for ledger in ledgers {
      do throws(FileError) {
        try write(ledger, inSite: site)
      } catch {
        console.report([.isNotRecorded(error)])
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func isNotRecorded(_ error: FileError) -> Diagnostic {
    .warning(
      "ledger.unwritten", "the site is published, but its ledger is not written: \(error.description)",
      in: error.path,
      fixes: [
        Fix("build where the site’s sources may be written, or edits will be compared with an older text")
      ])
  }
}

/// Keeps a value from being taken apart.
private func leak(_ value: Diagnosed<Site?>) { _ = unsafe Unmanaged.passRetained(Leaked(value)) }

private final class Leaked: Sendable {
  let value: Diagnosed<Site?>

  init(_ value: Diagnosed<Site?>) { self.value = value }
}

private func path(_ name: String, below folder: String) -> String {
  if folder == "." { return name }
  return folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
}
