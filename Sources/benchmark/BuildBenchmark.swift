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
    print("medians of \(rounds) runs and \(editCount) edits, in milliseconds; memory in MiB")
    print(
      columns([
        "essays", "floor", "build", "÷ floor", "CPU", "memory", "unchanged", "load", "in memory", "write",
        "edit",
        "told", "worst",
      ]))
    for size in sizes { try await measure(size) }
  }

  private func measure(_ essays: Int) async throws {
    let site = "\(folder)/gloss-benchmark-\(getpid())"
    _ = spend(["/bin/rm", "-rf", site])
    let corpus = Corpus(essays: essays, seed: 1).files
    unsafe mkdir(site, 0o755)
    for file in corpus { try write(file, inSite: site) }
    defer { _ = spend(["/bin/rm", "-rf", site]) }
    // The first build writes the ledgers, which are part of the site from then on.
    _ = spend([program, "build", "--site", site])

    var floors: [Double] = []
    var wholes: [ProcessCost] = []
    var idle: [ProcessCost] = []
    for _ in 0..<rounds {
      floors.append(floor(corpus, in: site))
      _ = spend(["/bin/rm", "-rf", "\(site)/Public"])
      wholes.append(spend([program, "build", "--site", site]))
      idle.append(spend([program, "build", "--site", site]))
    }
    let stages = try await stages(of: site)
    let saves = try await saves(in: site, essays: essays)
    let (floor, wall) = (median(floors), median(wholes.map(\.wall)))
    let whole = [floor, wall, wall / floor, median(wholes.map(\.cpu)), median(wholes.map(\.memory))]
    let edited = [median(saves.map(\.build)), median(saves.map(\.told)), saves.map(\.told).max() ?? 0]
    let figures = whole + [median(idle.map(\.wall)), stages.load, stages.build, stages.write] + edited
    print(columns(["\(essays)"] + figures.map(rounded)))
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
      let path = try SitePath.validating("Content/essays/essay-\(round * 7 % essays)/text.md")
      let bytes = try readFile(path, ofSite: site) ?? []
      let edited = SiteFile(path: path, bytes: bytes + Array("One more word, number \(round).\n".utf8))
      let start = ContinuousClock.now
      try write(edited, inSite: site)
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

private func milliseconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) * 1_000 + Double(duration.components.attoseconds) / 1e15
}

private func milliseconds<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> Double {
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

private func columns(_ cells: [String]) -> String {
  cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
}

// MARK: - Other programs

/// What a program took that has ended: milliseconds of time and of both cores, and MiB at its largest.
private struct ProcessCost {
  let wall: Double
  let cpu: Double
  let memory: Double
}

/// Runs a program to its end, without its output.
private func spend(_ words: [String]) -> ProcessCost {
  var child = pid_t()
  var usage = rusage()
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
  var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
  let wall = milliseconds {
    let status = unsafe posix_spawn(&child, words[0], &actions, nil, &arguments, environ)
    guard status == 0 else { fatalError("“\(words[0])” does not start: \(status)") }
    unsafe wait4(child, nil, 0, &usage)
  }
  unsafe arguments.forEach { unsafe free($0) }
  unsafe posix_spawn_file_actions_destroy(&actions)
  func spent(_ time: timeval) -> Double { Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000 }
  return ProcessCost(
    wall: wall, cpu: spent(usage.ru_utime) + spent(usage.ru_stime), memory: Double(usage.ru_maxrss) / 1_024)
}
