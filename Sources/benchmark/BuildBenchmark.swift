import CCMark
import Diagnostics
import Glibc
import Publishing

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
    print(
      "medians of \(rounds); milliseconds; the floor reads, parses, renders and writes each text on one thread"
    )
    print(
      columns([
        "essays", "floor", "build", "÷ floor", "CPU", "MiB", "nothing new", "edit", "worst", "load", "write",
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
    let edits = try await edits(of: site, essays: essays)
    let (floor, wall) = (median(floors), median(wholes.map(\.wall)))
    print(
      columns(
        ["\(essays)"]
          + [floor, wall, wall / floor, median(wholes.map(\.cpu)), median(wholes.map(\.memory))].map(rounded)
          + [median(idle.map(\.wall)), median(edits.builds), edits.builds.max() ?? 0].map(rounded)
          + [edits.load, edits.write].map(rounded)))
  }

  /// Edits one essay after another in a site that is kept in mind, as `gloss serve` does.
  private func edits(
    of site: String, essays: Int
  ) async throws -> (builds: [Double], load: Double, write: Double) {
    let past = Recollection()
    var loads: [Double] = []
    var files = try SourceFiles.load(site: site).value
    guard var last = await build(files, recalling: past).value else { return ([], 0, 0) }
    var builds: [Double] = []
    for round in 0..<editCount {
      loads.append(try milliseconds { files = try SourceFiles.load(site: site).value })
      let path = "Content/essays/essay-\(round * 7 % essays)/text.md"
      let edited = SourceFiles(
        files.files.map { file in
          file.path.text == path
            ? SiteFile(path: file.path, bytes: file.bytes + Array("One more word, number \(round).\n".utf8))
            : file
        })
      let start = ContinuousClock.now
      guard let made = await build(edited, recalling: past).value else { return ([], 0, 0) }
      builds.append(milliseconds(ContinuousClock.now - start))
      last = made
    }
    let output = OutputFolder("\(site)/Public", site: site, home: nil)
    let write = try milliseconds { _ = try output.publish(last.files) }
    return (builds, median(loads), write)
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
