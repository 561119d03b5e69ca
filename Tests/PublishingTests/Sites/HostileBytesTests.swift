import Diagnostics
import Publishing
import TestSupport
import Testing

/// Line ends, marks and bytes that no text has, and files that grow when they are read.
@Suite struct `A file of odd bytes` {
  private let long = "Content/essays/ferry/long.md"

  @Test func `with other line ends or a byte order mark makes the same pages`() async throws {
    let plain = try await SampleSite.whole().built()
    for end in ["\r\n", "\r"] {
      var sample = try SampleSite.whole()
      for file in try sample.files().files where file.path.text.hasPrefix("Content/") {
        let text = String(decoding: file.bytes, as: UTF8.self)
        guard file.path.name != "map.png" else { continue }
        sample[file.path.text] = "\u{FEFF}" + text.replacing("\n", with: end)
      }
      let site = try await sample.built()
      #expect(site.files == plain.files, "\(end.debugDescription)")
    }
  }

  @Test(arguments: [
    "Content/site.yaml", "Content/essays/ferry/essay.yaml", "Content/essays/ferry/long.md",
    "Content/essays/ferry/commentary/words.md", "Content/words/ebb.md", "Content/pages/about.md",
    "Content/sources.json", "Templates/page.mustache",
  ])
  func `that is not UTF-8 is an error with the line of the byte`(path: String) async throws {
    var sample = try SampleSite.whole()
    let text = try #require(sample[path])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = Array((lines[0] + "\n").utf8)
    let bytes = first + [0x61, 0xFF] + Array(lines.dropFirst().joined(separator: "\n").utf8)
    sample.set(path, to: bytes)
    let said = try await sample.messages()
    #expect(said.contains("byte 0xFF at offset \(first.count + 1)"), "\(said)")
    #expect(said.contains("\(path):2:") || said.contains("\(path): error: line 2:"), "\(said)")
  }

  @Test func `with NUL in it is read with a warning`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace("The river has", by: "The \0 river has", in: long)
    #expect(
      try await sample.messages() == """
        \(long):14:7: warning: NUL character; it is read as U+FFFD [source.nul]
         14 | > The � river has only one bank: the other.
            |       ^

        """)
  }

  @Test func `that is a bomb of aliases is refused where the first stands`() async throws {
    let bomb = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n"
    let targets = [
      ("Content/site.yaml", "title: T\n" + bomb, 2), ("Content/essays/ferry/essay.yaml", bomb, 1),
      ("Content/words/ebb.md", "---\ntitle: T\n\(bomb)---\n", 3),
      ("Content/essays/ferry/commentary/words.md", "---\nkind: word\n\(bomb)---\n", 3),
      ("Content/essays/ferry/short.md", "---\n\(bomb)---\n", 2),
    ]
    for (path, text, line) in targets {
      var sample = try SampleSite.whole()
      sample[path] = text
      let said = try await sample.messages()
      #expect(said.contains("\(path):\(line):4: error: YAML anchors such as “&a” are not taken"), "\(said)")
    }
  }

  @Test func `that is a template within itself is refused`() async throws {
    var sample = try SampleSite.whole()
    sample["Templates/note.mustache"] = "{{>other}}\n"
    sample["Templates/other.mustache"] = "{{#notes}}{{>note}}{{/notes}}\n"
    let result = await build(try sample.files())
    print("template recursion: \(result.diagnostics.told)")
    #expect(result.value == nil)
    #expect(result.diagnostics.allSatisfy { $0.severity == .error && $0.place.path.hasPrefix("Templates/") })
  }
}
