import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

/// A structure repeated until something breaks, as the suite gives it.
private struct Deep: Decodable {
  struct Part: Decodable {
    let text: String
    let count: Int

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      text = try container.decode(String.self)
      count = try container.decode(Int.self)
    }
  }

  let id: String
  let parts: [Part]

  var text: String { parts.map { String(repeating: $0.text, count: $0.count) }.joined() }
}

/// Hostile files through a whole build.
///
/// The suite's two seconds are for a release build on a free machine. Here a debug build shares its threads with
/// every other test, so the limit only tells linear from quadratic; the times are printed.
@Suite(.serialized) struct `A hostile file` {
  private let limit = Duration.seconds(300)
  private let long = "Content/essays/ferry/long.md"
  private let page = "Content/pages/about.md"
  private let notes = "Content/essays/ferry/commentary/remarks.md"

  /// The sample without notes that other texts would lose.
  private func sample() throws -> SampleSite {
    var sample = try SampleSite.whole()
    sample[notes] = nil
    sample["Content/essays/ferry/commentary/words.md"] = nil
    return sample
  }

  /// Builds, in time, and returns what was said; there is a site unless something was an error.
  private func build(_ sample: SampleSite, _ name: String) async throws -> Diagnosed<Site?> {
    let files = try sample.files()
    let clock = ContinuousClock()
    let start = clock.now
    let result = await Publishing.build(files)
    let time = start.duration(to: clock.now)
    let said = result.diagnostics.told.first.map { ": " + $0.prefix(90) } ?? ""
    print("hostile file \(name): \(result.value == nil ? "message" : "page") in \(time)\(said)")
    #expect(time < limit, "\(name)")
    #expect((result.value == nil) == result.diagnostics.hasErrors, "\(name)")
    return result
  }

  @Test func `of any depth ends in a page or a message`() async throws {
    guard let suite = SuiteFile("hostile/deep.json") else { return }
    for item in try suite.decoded(as: [Deep].self) {
      // Whole, most are refused at once; cut to what is just allowed, they get as far as a page.
      let isInParts = item.text.utf8.prefix(200).firstRange(of: Array("\n\n".utf8)) != nil
      let cut = String(item.text.unicodeScalars.prefix(isInParts ? 60_000 : 21_000))
      for (name, text) in [("\(item.id) whole", item.text), ("\(item.id) cut", cut)] {
        var sample = try sample()
        sample[long] = text
        sample[page] = "---\ntitle: Deep\n---\n\n" + text
        sample[notes] = "---\nkind: remark\n---\n\n## Deep\n\n> **The rope**\n\n\(text)"
        _ = try await build(sample, name)
      }
      var sample = try sample()
      sample[notes] = "---\nkind: remark\n---\n\n## Deep\n\n> \(cut)\n\nBody.\n"
      _ = try await build(sample, "\(item.id) as a lemma")
    }
  }

  @Test func `with ten thousand notes is published`() async throws {
    var sample = try sample()
    let words = (0..<10_000).map { "word\($0)" }
    sample[long] = stride(from: 0, to: 10_000, by: 20)
      .map { words[$0..<$0 + 20].joined(separator: " ") + ".\n" }.joined(separator: "\n")
    sample[notes] =
      "---\nkind: remark\n---\n" + words.map { "\n## Note on \($0)\n\n> **\($0)**\n\nA body.\n" }.joined()
    let site = try #require(try await build(sample, "of 10,000 notes").value)
    #expect(site.summary.notes == 10_000 && site.summary.anchored == 10_000)
  }

  @Test func `with a hundred thousand headings ends in a page or a message`() async throws {
    var sample = try sample()
    sample[long] = (0..<100_000).map { "# Part \($0)\n\n" }.joined() + "The end.\n"
    let result = try await build(sample, "of 100,000 headings")
    #expect(
      result.diagnostics.told == [
        "99999:1: over 50000 blocks in one file; that is the limit [markup.block-count]"
      ])
  }

  @Test func `with thousands of equal headings is published`() async throws {
    var sample = try sample()
    sample[long] = String(repeating: "# a\n\n", count: 4000) + "The end.\n"
    #expect(try await build(sample, "of 4,000 equal headings").value != nil)
  }

  @Test func `beyond the limit on one line is refused with an excerpt of it`() async throws {
    var sample = try sample()
    let size = 6 << 20
    sample.set(long, to: Array(repeating: UInt8(ascii: "a"), count: size))
    let result = try await build(sample, "of 6 MiB on a line")
    #expect(
      DiagnosticFormatter(.text(isColored: false)).format(result.diagnostics) == """
        \(long):1:1: error: the file has \(size) bytes; the limit is 4194304 [markup.file-size]
         1 | \(String(repeating: "a", count: 100))…
           | ^\(String(repeating: "~", count: 79))
        help: split the file

        """)
  }

  @Test func `of nothing is no entry, and no site is none`() async throws {
    var sample = try sample()
    sample[long] = ""
    sample["Content/words/ebb.md"] = ""
    #expect(
      try await build(sample, "of nothing").diagnostics.told.contains {
        $0.hasSuffix("[entry.no-front-matter]")
      })
    #expect(
      await Publishing.build([:]).diagnostics.told == [
        "there is no “Content/site.yaml” here, so this is no site [site.missing]"
      ])
  }
}
