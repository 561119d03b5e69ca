import Commentary
import Diagnostics
import Glibc

extension AnchoringBenchmark {
  /// What size costs: an essay of 10,000 words with 500 notes, and a text of 1 MB with 5,000.
  func measureSize() {
    print("\ntexts of size, every third sentence rewritten")
    for (paragraphs, notes) in [(140, 500), (2_350, 5_000)] {
      var random = Random(seed: 5)
      let old = Prose.paragraphs(paragraphs, &random)
      let new = old.map { $0.map { random.chance(0.33) ? Prose.sentence(&random) : $0 } }.shuffledSlightly(
        &random)
      let (oldText, newText) = (Self.joined(old), Self.joined(new))
      let utf8 = Array(oldText.utf8)
      let quotes = (0..<notes).map { _ in Self.quote(utf8, random.number(0...utf8.count - 200)) }
      let clock = ContinuousClock()
      let with = clock.measure {
        _ = Relocator(TextAlignment(from: paragraphed(oldText), to: paragraphed(newText))).relocations(
          of: quotes)
      }
      let alone = clock.measure { _ = Relocator(to: paragraphed(newText)).relocations(of: quotes) }
      print(
        "\(oldText.utf8.count) bytes, \(notes) notes: with the old text \(Self.microseconds(with) / 1000) ms, alone \(Self.microseconds(alone) / 1000) ms"
      )
    }
  }

  private static func joined(_ text: [[String]]) -> String {
    text.map { $0.joined(separator: " ") }.joined(separator: "\n\n")
  }

  private static func quote(_ utf8: [UInt8], _ place: Int) -> QuoteSelector {
    func word(_ offset: Int) -> Int {
      utf8[offset...].firstIndex(of: UInt8(ascii: " ")).map { $0 + 1 } ?? offset
    }
    let start = word(place)
    let end = max(start + 1, word(min(utf8.count - 1, start + 40)) - 1)
    func slice(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }
    return QuoteSelector(
      exact: slice(start..<end), prefix: slice(max(0, start - 32)..<start),
      suffix: slice(end..<min(utf8.count, end + 32)), position: start..<end)
  }
}

extension [[String]] {
  /// Some paragraphs change places with their neighbours.
  fileprivate func shuffledSlightly(_ random: inout Random) -> [[String]] {
    var result = self
    for index in result.indices.dropLast() where random.chance(0.1) { result.swapAt(index, index + 1) }
    return result
  }
}

/// A file's text; the benchmark ends where there is none.
func readText(_ path: String) -> String {
  let descriptor = unsafe open(path, O_RDONLY)
  guard descriptor >= 0 else {
    print("cannot read \(path)")
    exit(1)
  }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
    bytes += buffer[..<count]
  }
}
