import CCMark
import Diagnostics
import Glibc
import Publishing
import Serving

/// `benchmark build`: how long sites of several sizes take to make whole and after an edit, beside a floor of C calls.
///
/// Everything of one size is measured in turns within one run; figures are medians.
struct BuildBenchmark {
  private var sizes = [1, 10, 100]
  private var rounds = 5
  private var editCount = 20
  private var folder = "/dev/shm"
  private let program: String
  private let hugo = programPath("hugo")

  /// `--essays N,N,…`, `--rounds N`, `--edits N`, `--folder DIR` for a disk other than the memory, `--gloss PROGRAM`.
  init(_ words: [String]) {
    var program = String(CommandLine.arguments[0].dropLast("benchmark".count)) + "gloss"
    for (name, value) in zip(words, words.dropFirst()) {
      switch name {
      case "--essays": sizes = value.split(separator: ",").compactMap { Int($0) }
      case "--rounds": rounds = max(1, Int(value) ?? rounds)
      case "--edits": editCount = max(1, Int(value) ?? editCount)
      case "--folder": folder = value
      case "--gloss": program = value
      case _: continue
      }
    }
    self.program = program
  }

  func run() async throws {
    print(
      "medians of \(rounds) runs and \(editCount) edits, in milliseconds; memory in MiB; – where there is no hugo"
    )
    var table: [(sizes: Int, rows: [Row])] = []
    for size in sizes { table.append((size, try await measure(size))) }
    let count = table.first?.rows.count ?? 0
    print(line("essays", table.map { "\($0.sizes)" }))
    for row in 0..<count {
      print(line(table[0].rows[row].name, table.map { $0.rows[row].figure.map(rounded) ?? "–" }))
    }
  }

  private struct Row {
    let name: String
    let figure: Double?

    init(_ name: String, _ figure: Double?) { (self.name, self.figure) = (name, figure) }
  }

  private func measure(_ essays: Int) async throws -> [Row] {
    let (site, other) = ("\(folder)/gloss-benchmark-\(getpid())", "\(folder)/hugo-benchmark-\(getpid())")
    let corpus = Corpus(essays: essays, seed: 1)
    let files = corpus.files
    for folder in [site, other] { unsafe mkdir(folder, 0o755) }
    for file in files { try write(file, inSite: site) }
    if hugo != nil { for file in HugoSite(corpus: corpus).files { try write(file, inSite: other) } }
    defer { _ = spend(["/bin/rm", "-rf", site, other]) }
    // The first build writes the ledgers, which are part of the site from then on.
    _ = spend([program, "build", "--site", site])

    var floors: [Double] = []
    var (wholes, idle, edited, others) = ([ProcessCost](), [ProcessCost](), [ProcessCost](), [ProcessCost]())
    for round in 0..<rounds {
      floors.append(floor(files, in: site))
      _ = spend([
        "/bin/rm", "-rf", "\(site)/Public", "\(site)/.gloss", "\(other)/public", "\(other)/resources",
      ])
      if let hugo { others.append(spend([hugo, "--quiet", "--source", other])) }
      wholes.append(spend([program, "build", "--site", site]))
      idle.append(spend([program, "build", "--site", site]))
      try edit(essays, round: round, in: site)
      edited.append(spend([program, "build", "--site", site]))
    }
    let stages = try await stages(of: site)
    let saves = try await saves(in: site, essays: essays)
    let (floor, build) = (median(floors), median(wholes.map(\.wall)))
    func ratio(_ own: [ProcessCost], _ figure: (ProcessCost) -> Double) -> Double? {
      others.isEmpty ? nil : median(own.map(figure)) / median(others.map(figure))
    }
    func peer(_ figure: (ProcessCost) -> Double) -> Double? {
      others.isEmpty ? nil : median(others.map(figure))
    }
    return [
      Row("floor", floor), Row("build", build), Row("  ÷ floor", build / floor),
      Row("  processor", median(wholes.map(\.cpu))), Row("  memory", median(wholes.map(\.memory))),
      Row("hugo", peer(\.wall)), Row("  processor", peer(\.cpu)), Row("  memory", peer(\.memory)),
      Row("build ÷ hugo", ratio(wholes, \.wall)), Row("  processor", ratio(wholes, \.cpu)),
      Row("  memory", ratio(wholes, \.memory)),
      Row("build, edited", median(edited.map(\.wall))), Row("build, unchanged", median(idle.map(\.wall))),
      Row("load", stages.load), Row("in memory", stages.build), Row("write", stages.write),
      Row("serve, edited", median(saves.map(\.build))), Row("  told", median(saves.map(\.told))),
      Row("  worst", saves.map(\.told).max()),
    ]
  }

  /// Adds a sentence to one essay, another each round.
  private func edit(_ essays: Int, round: Int, in site: String) throws {
    let path = try SitePath.validating("Content/essays/essay-\(round * 7 % essays)/text.md")
    let bytes = try readFile(path, ofSite: site) ?? []
    try write(
      SiteFile(path: path, bytes: bytes + Array("One more word, number \(round).\n".utf8)), inSite: site)
  }

  /// Reading a site, making it, and finding that it is written already, in this process.
  private func stages(of site: String) async throws -> (load: Double, build: Double, write: Double) {
    var files = SourceFiles([])
    let load = try milliseconds { files = try SourceFiles.load(site: site).value }
    let start = ContinuousClock.now
    let made = await build(files).value
    let build = milliseconds(ContinuousClock.now - start)
    let output = OutputFolder("\(site)/Public", site: site, home: nil)
    return (load, build, try milliseconds { _ = try output.publish(made?.files ?? []) })
  }

  /// Saves one essay after another under a preview: how long its build takes, and until the pages are told.
  private func saves(in site: String, essays: Int) async throws -> [(build: Double, told: Double)] {
    let stop = try StopSignal()
    let preview = try Preview(Preview.Options(site: site, host: "127.0.0.1", port: 0), stoppedBy: stop)
    let (reports, sender) = AsyncStream.makeStream(of: Preview.Report.self)
    async let running: Void = preview.run { sender.yield($0) }
    var iterator = reports.makeAsyncIterator()
    _ = await iterator.next()
    var saves: [(build: Double, told: Double)] = []
    for round in 0..<editCount {
      let start = ContinuousClock.now
      try edit(essays, round: round, in: site)
      guard let report = await iterator.next() else { break }
      saves.append((milliseconds(report.duration), milliseconds(ContinuousClock.now - start)))
    }
    stop.send()
    await running
    return saves
  }

  /// Reads each text of the corpus, parses and renders it with libcmark, and writes the page.
  private func floor(_ corpus: [SiteFile], in site: String) -> Double {
    let paths = corpus.map(\.path.text).filter { $0.hasSuffix("/text.md") }
    let page = "\(site)/page.html"
    return milliseconds {
      for path in paths {
        let input = unsafe fopen("\(site)/\(path)", "r")
        let document = unsafe cmark_parse_file(input, 0)
        let html = unsafe cmark_render_html(document, 0)
        let output = unsafe fopen(page, "w")
        unsafe fputs(html, output)
        unsafe fclose(output)
        unsafe free(html)
        unsafe cmark_node_free(document)
        unsafe fclose(input)
      }
    }
  }
}

// MARK: - Times

func milliseconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) * 1_000 + Double(duration.components.attoseconds) / 1e15
}

func milliseconds<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> Double {
  let start = ContinuousClock.now
  try work()
  return milliseconds(ContinuousClock.now - start)
}

private func median(_ figures: [Double]) -> Double {
  let sorted = figures.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

private func rounded(_ figure: Double) -> String {
  figure >= 100
    ? String(Int(figure.rounded()))
    : "\(Int((figure * 10).rounded()) / 10).\(Int((figure * 10).rounded()) % 10)"
}

private func line(_ name: String, _ cells: [String]) -> String {
  name + String(repeating: " ", count: max(0, 18 - name.count))
    + cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
}
