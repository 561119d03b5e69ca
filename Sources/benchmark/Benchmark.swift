import Publishing

/// `benchmark`: measures parts of `gloss` on cases that it makes itself.
@main
struct Benchmark {
  private static let usage = """
    usage: benchmark anchoring [--seed N] [--texts N] [--text FILE]
           benchmark corpus DIR [--essays N] [--seed N]
    """

  static func main() {
    var words = CommandLine.arguments.dropFirst()
    switch words.popFirst() {
    case "anchoring": AnchoringBenchmark(Array(words)).run()
    case "corpus":
      guard let writing = CorpusWriting(Array(words)) else { return print(usage) }
      do throws(FileError) { try writing.run() } catch { print(error) }
    case _: print(usage)
    }
  }
}
