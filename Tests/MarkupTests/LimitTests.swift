import Diagnostics
import Glibc
import Markup
import TestSupport
import Testing

@Suite struct LimitTests {
  private func check(_ text: String, _ expected: String, limits: Limits = .standard) {
    let parsed = Document.parsing(SourceText(path: "essay.md", text: text), limits: limits)
    #expect(parsed.diagnostics.map(\.line) == [expected])
    #expect(parsed.value.blocks.isEmpty)
  }

  @Test func `a limit that is broken is named with its line, and the document is empty`() {
    let limits = {
      var limits = Limits.standard
      limits.fileBytes = 3000
      limits.runBytes = 1000
      limits.blockCount = 200
      limits.inlineCount = 300
      return limits
    }()
    check(
      String(repeating: "a\n\n", count: 1001),
      "1:1: error: the file has 3003 bytes; the limit is 3000 [markup.file-size]; split the file",
      limits: limits)
    check(
      "a\n\n" + String(repeating: "long line\n", count: 101),
      "3:1: error: over 1000 bytes without a blank line; that is the limit [markup.run-size]"
        + "; part the text into paragraphs by blank lines", limits: limits)
    check(
      String(repeating: String(repeating: "longer than most lines are\n", count: 17) + "\n", count: 5),
      "73:1: error: over 1 stretches of 1000 bytes, or many shorter ones, without a blank line; that is the limit"
        + " [markup.long-runs]; part the text into paragraphs by blank lines",
      limits: limits.with(longRuns: 1))
    check(
      "a\n\n" + String(repeating: ">", count: 101) + "a",
      "3:1: error: block quotes and lists nested over 100 deep; that is the limit [markup.container-depth]")
    check(
      "a\n\n" + String(repeating: "*a **a ", count: 51) + "b" + String(repeating: "** a*", count: 51),
      "3:1: error: emphasis, links and images nested over 100 deep; that is the limit [markup.inline-depth]")
    check(
      String(repeating: "#\n\n", count: 201),
      "399:1: error: over 200 blocks in one file; that is the limit [markup.block-count]; split the file",
      limits: limits)
    check(
      "a\n\n" + String(repeating: "*a* ", count: 101),
      "3:1: error: over 300 pieces of text in one file; that is the limit [markup.inline-count]; split the file",
      limits: limits)
  }

  @Test func `nesting by growing indentation is seen before it is parsed`() {
    let text = (0...100).map { String(repeating: "  ", count: $0) + "- a\n" }.joined(separator: "lazy\n\n")
    check(
      text,
      "301:1: error: block quotes and lists nested over 100 deep; that is the limit [markup.container-depth]")
    #expect(Document.messages(String(repeating: "> ", count: 100) + "a").isEmpty)
    #expect(Document.messages(String(repeating: "- ", count: 200)).isEmpty)
  }

  @Test func `the line of a limit counts front matter and footnotes`() {
    let deep = String(repeating: ">", count: 101)
    let source = SourceText(path: "essay.md", text: "---\n---\n\n[^1]: a\n\nb[^1]\n\n" + deep)
    #expect(Document.parsing(source, from: 8).diagnostics.map { $0.line.prefix(4) } == ["8:1:"])
    let spans = String(repeating: "*a **a ", count: 51) + "b" + String(repeating: "** a*", count: 51)
    let inner = SourceText(path: "essay.md", text: "---\n---\n\n[^1]: a\n\nb[^1]\n\n" + spans)
    #expect(Document.parsing(inner, from: 8).diagnostics.map { $0.line.prefix(4) } == ["8:1:"])
  }

  /// Far more processor time than linear work takes here, and far less than work that grows with the square.
  private static let far = Duration.seconds(20)

  /// The processor time of some work: others may be busy on the machine.
  private func processorTime(of work: () -> Void) -> Duration {
    let start = Self.processorTime
    work()
    return Self.processorTime - start
  }

  private static var processorTime: Duration {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private struct Hostile: Decodable {
    let id: String
    let text: String

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      id = try values.decode(String.self, forKey: .id)
      var parts = try values.nestedUnkeyedContainer(forKey: .parts)
      var text = ""
      while !parts.isAtEnd {
        var pair = try parts.nestedUnkeyedContainer()
        let piece = try pair.decode(String.self)
        text += String(repeating: piece, count: try pair.decode(Int.self))
      }
      self.text = text
    }

    private enum Key: CodingKey { case id, parts }
  }

  @Test func `hostile texts end in a document or a message, and none takes long`() throws {
    guard let suite = SuiteFile("hostile/deep.json") else { return }
    let cases = try suite.decoded(as: [Hostile].self)
    var slowest = Duration.zero
    for hostile in cases {
      let time = processorTime {
        let parsed = Document.parsing(SourceText(path: "essay.md", text: hostile.text))
        _ = PlainText(parsed.value)
        #expect(parsed.diagnostics.hasErrors == parsed.value.blocks.isEmpty, "\(hostile.id)")
      }
      #expect(time < Self.far, "\(hostile.id)")
      slowest = max(slowest, time)
    }
    print("hostile texts: \(cases.count), slowest \(slowest)")
  }

  @Test func `a line of fifty megabytes is refused at once`() {
    let source = SourceText(path: "essay.md", text: String(repeating: "a", count: 50_000_000))
    let time = processorTime {
      let parsed = Document.parsing(source)
      #expect(
        parsed.diagnostics.map(\.line) == [
          "1:1: error: the file has 50000000 bytes; the limit is 4194304 [markup.file-size]; split the file"
        ])
    }
    #expect(time < Self.far)
  }

  @Test func `the longest of the worst paragraphs takes little time`() {
    let paragraphs = [
      "[a](<b", "a`", "*a_ ", "<a ", "&", "[^a]", "![[]()", "a**b", "<!-", "[a][", "__a ", "\\[^1]",
    ]
    for piece in paragraphs {
      let run = String(repeating: piece, count: 65_000 / piece.utf8.count) + "\n\n"
      let text = "[^1]: note\n\n" + run
      let time = processorTime { _ = Document.parsed(text) }
      #expect(time < Self.far, "\(piece)")
    }
  }
}

extension Limits {
  fileprivate func with(longRuns: Int) -> Limits {
    var limits = self
    limits.longRuns = longRuns
    return limits
  }
}
