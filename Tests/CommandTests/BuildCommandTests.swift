import Foundation
import Testing

/// The starter as a site of its own.
private func starter() throws -> TemporaryFolder {
  let folder = try TemporaryFolder()
  #expect(try GlossBinary.run("new", ".", in: folder).status == 0)
  return folder
}

/// Puts other words into a file of the starter.
private func replace(_ old: String, with new: String, in path: String, of folder: TemporaryFolder) throws {
  let text = try folder.read(path)
  try #require(text.contains(old), "\(path) has the words that the test replaces")
  try folder.write(text.replacing(old, with: new), to: path)
}

/// Without the time it took, which is no test's business.
private func untimed(_ line: String) throws -> String {
  let end = try #require(line.range(of: " in ", options: .backwards))
  #expect(line[end.upperBound...].hasSuffix(" s\n"))
  return String(line[..<end.lowerBound])
}

private let essay = "Content/essays/the-bell/full.md"
private let notes = "Content/essays/the-bell/commentary/episodes.md"
private let counts = "1 essay in 2 versions: 6 notes (6 anchored, 0 ambiguous, 0 lost), 4 entries, 17 pages"

struct `gloss build` {
  @Test func `builds the starter without a warning, and a second time nothing`() throws {
    let folder = try starter()
    let first = try GlossBinary.run("build", "--strict", in: folder)
    #expect(first.errors == "" && first.status == 0)
    #expect(try untimed(first.output).hasPrefix("built \(counts); "))
    let files = try folder.files()
    #expect(files.contains("Public/the-bell/full.html") && files.contains("Public/index.html"))
    let second = try GlossBinary.run("build", in: folder)
    #expect(try untimed(second.output) == "built \(counts); 0 files changed")
    #expect(try folder.files() == files)
  }

  @Test func `publishes where it is told`() throws {
    let folder = try TemporaryFolder()
    #expect(try GlossBinary.run("new", "site", in: folder).status == 0)
    let run = try GlossBinary.run(
      "build", "--site=site", "--output", "out", "--base-url", "https://e.org/x/", in: folder)
    #expect(run.errors == "" && run.status == 0)
    #expect(try folder.read("out/sitemap.xml").contains("https://e.org/x/"))
    #expect(try !folder.files().contains { $0.hasPrefix("site/Public") })
  }

  @Test func `with an error changes nothing and says what to do`() throws {
    let folder = try starter()
    #expect(try GlossBinary.run("build", in: folder).status == 0)
    let page = try folder.read("Public/the-bell/full.html")
    try replace("The bell of Aldermere", with: "The old bell of Aldermere", in: essay, of: folder)
    try replace("keep the mud", with: "keep the dust", in: notes, of: folder)
    let run = try GlossBinary.run("build", in: folder)
    #expect(
      run
        == Transcript(
          errors: """
            \(notes):15:1: error: “full” and “brief” do not have the words “voted to keep the dust” [anchor.lost]
             15 | > voted to **keep the dust**
                | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~
            \(essay):5:172: note: closest, in ¶ 3 of “full”: “voted to keep the mud”
            Content/essays/the-bell/brief.md:5:111: note: closest, in ¶ 3 of “brief”: “voted to keep the mud”
            help: quote “voted to keep the mud”
            1 error; nothing was written

            """, status: 1))
    #expect(try folder.read("Public/the-bell/full.html") == page)
  }
}

struct `gloss check` {
  @Test func `writes no file and says what it found`() throws {
    let folder = try starter()
    let files = try folder.files()
    let lack = "the-bell/brief has no place for 1 note: hundredweight"
    #expect(try GlossBinary.run("check", in: folder) == Transcript(output: "checked \(counts)\n\(lack)\n"))
    #expect(try GlossBinary.run("check", "--format", "json", in: folder) == Transcript())
    #expect(try folder.files() == files)
  }

  @Test func `says the same to tools, on standard output`() throws {
    let folder = try starter()
    try replace("keep the mud", with: "keep the dust", in: notes, of: folder)
    let run = try GlossBinary.run("check", "--format=json", in: folder)
    #expect(run.errors == "" && run.status == 1)
    let start = #"{"severity":"error","id":"anchor.lost","message":""#
    #expect(run.output.hasPrefix(start))
    #expect(run.output.contains(#""path":"\#(notes)","line":15,"column":1,"#))
  }

  @Test func `takes warnings for errors only when told to`() throws {
    let folder = try starter()
    try replace("bell of Aldermere", with: "bell of\u{0} Aldermere", in: essay, of: folder)
    let loose = try GlossBinary.run("check", in: folder)
    #expect(loose.status == 0 && loose.errors.contains("warning: NUL character"))
    let strict = try GlossBinary.run("check", "--strict", in: folder)
    #expect(strict.status == 1)
    #expect(strict.errors.hasSuffix("1 warning, and “--strict” allows none\n"))
  }
}

struct `gloss links` {
  @Test func `lists what was linked and what was not`() throws {
    let run = try GlossBinary.run("links", in: starter())
    #expect(run.errors == "" && run.status == 0)
    #expect(
      run.output.hasPrefix(
        """
        Content/essays/the-bell/full.md
          3:142 “autumn of 1878” → episode:fog-of-1878
          5:28 “founder from the city” → episode:founders-offer
          7:14 “the rota” → term:rota

        """))
  }
}
