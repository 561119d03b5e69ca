import Publishing

/// `benchmark`: measures parts of `gloss` on cases that it makes itself.
@main
struct Benchmark {
  private static let usage = """
    usage: benchmark anchoring [--seed N] [--texts N] [--text FILE]
           benchmark build [--essays N,N,…] [--rounds N] [--edits N] [--folder DIR] [--gloss PROGRAM]
           benchmark corpus DIR [--essays N] [--seed N]
    """

  static func main() async {
    var words = CommandLine.arguments.dropFirst()
    switch words.popFirst() {
    case "anchoring": AnchoringBenchmark(Array(words)).run()
    case "build":
      do { try await BuildBenchmark(Array(words)).run() } catch { print(error) }
    case "corpus":
      guard let writing = CorpusWriting(Array(words)) else { return print(usage) }
      do throws(FileError) { try writing.run() } catch { print(error) }
    case _: print(usage)
    }
  }
}
