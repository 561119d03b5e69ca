/// `benchmark`: measures parts of `gloss` on cases that it makes itself.
@main
struct Benchmark {
  static func main() {
    var words = CommandLine.arguments.dropFirst()
    switch words.popFirst() {
    case "anchoring": AnchoringBenchmark(Array(words)).run()
    case _:
      print("usage: benchmark anchoring [--seed N] [--texts N] [--text FILE]")
    }
  }
}
