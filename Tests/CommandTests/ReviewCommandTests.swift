import Foundation
import Testing

/// The project's own digest, built, then edited: three paragraphs reworded, one deleted, one moved.
private struct EditedDigest {
  let folder: TemporaryFolder
  static let essay = "Content/essays/kim-summit/"

  init() throws {
    folder = try TemporaryFolder()
    let root = try #require(#filePath.range(of: "/Tests/").map { String(#filePath[..<$0.lowerBound]) })
    for part in ["Content", "Templates"] {
      try FileManager.default.copyItem(
        atPath: "\(root)/\(part)", toPath: folder.url.appending(path: part).path)
    }
    for name in ["original.md", "ledger.json", "ledger.local.json"] {
      let path = folder.url.appending(path: Self.essay + name).path
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }
    let first = try GlossBinary.run("build", in: folder)
    try #require(first.status == 0, "\(first.errors)")
  }

  func edit() throws {
    let path = Self.essay + "digest.md"
    var paragraphs = try folder.read(path).components(separatedBy: "\n\n")
    func replace(_ words: String, by other: String) throws {
      let place = try #require(paragraphs.firstIndex { $0.contains(words) }, "the digest has “\(words)”")
      paragraphs[place] = paragraphs[place].replacingOccurrences(of: words, with: other)
    }
    try replace(
      "draw furious replies, for officials must prove loyalty",
      by: "provoke furious answers, since officials have to prove their loyalty")
    try replace("One point outweighs the rest", by: "One point weighs more than all the others")
    try replace("got on hardly better", by: "hardly got on better")
    paragraphs.removeAll { $0.hasPrefix("Whichever president met a Kim") }
    let moved = try #require(paragraphs.firstIndex { $0.hasPrefix("So if the North wants only") })
    paragraphs.insert(paragraphs.remove(at: moved), at: 2)
    try folder.write(paragraphs.joined(separator: "\n\n"), to: path)
  }
}

private let changes = """
  kim-summit/digest was edited: 3 notes moved (the-theory-of-respect, a-new-friend, teaching-the-turn), \
  5 notes reworded (slight-and-courtesy, listening-for-rebuild-the-argument, listening-for-measures-of-failure, \
  rebuild-the-argument, measures-of-failure), 9 notes lost (whoever-rules, a-slip-in-the-name, thrown-and-falling, \
  listening-for-values-and-interests, a-large-share-of-the-people, seven-resolutions, a-sea-of-fire, \
  the-american-homeland, values-and-interests)

  """

struct `A ledger that cannot be written` {
  @Test func `keeps no site from being published`() throws {
    let folder = try TemporaryFolder()
    let site = folder.url.appending(path: "site").path
    try #require(try GlossBinary.run("new", site).status == 0)
    try folder.write("", to: "site/Content/essays/the-bell/ledger.json/.keep")
    let run = try GlossBinary.run("build", "--site", site)
    #expect(run.status == 0 && run.output.hasPrefix("built 1 essay in 2 versions"))
    #expect(
      run.errors == """
        Content/essays/the-bell/ledger.json: warning: the site is published, but its ledger is not written: cannot replace \
        “Content/essays/the-bell/ledger.json”: is a directory [ledger.unwritten]
        help: build where the site’s sources may be written, or edits will be compared with an older text

        """)
  }
}

struct `gloss review` {
  @Test func `goes with check and build through an edit of the digest to a clean site`() throws {
    let site = try EditedDigest()
    let folder = site.folder
    try site.edit()
    let checked = try GlossBinary.run("check", in: folder)
    #expect(checked.status == 0 && checked.output.hasSuffix(changes))
    #expect(checked.errors.components(separatedBy: "[anchor.reworded]").count == 6)
    #expect(checked.errors.components(separatedBy: "[anchor.gone]").count == 10)
    #expect(try GlossBinary.run("check", "--strict", in: folder).status == 1)

    let built = try GlossBinary.run("build", in: folder)
    #expect(built.status == 0 && built.output.hasPrefix(changes))
    let page = try folder.read("Public/kim-summit/digest.html")
    #expect(page.contains(">provoke furious answers</mark>"))
    #expect(!page.contains("m-seven-resolutions"))
    #expect(try folder.read("Public/kim-summit/earlier.html").contains("<b>Security Council resolutions</b>"))

    let before = try contents(of: folder)
    let accepted = try GlossBinary.run("review", "--accept", "all", in: folder)
    #expect(
      accepted.status == 0 && accepted.output.hasSuffix("settled 17 notes; none is left to decide on\n"))
    let after = try contents(of: folder)
    let notes = EditedDigest.essay + "commentary/"
    #expect(
      changedLines(before, after) == [
        notes + "glosses.md": [
          "> Insults to the leader **[provoke furious answers](precedent:face-episodes)**"
        ],
        notes + "instructor.md": ["> **One point** weighs more than", "> Koreas hardly **got on better**"],
        notes + "questions.md": ["> **One point** weighs more than", "> Koreas hardly **got on better**"],
        EditedDigest.essay + "ledger.json": nil,
      ])

    #expect(try GlossBinary.run("check", "--strict", in: folder).status == 0)
    #expect(try GlossBinary.run("build", in: folder).output.contains("; 0 files changed in "))
    #expect(try contents(of: folder) == after)
    #expect(
      try GlossBinary.run("review", in: folder)
        == Transcript(output: "every note stands as the ledger has it\n"))
  }

  @Test func `shows the words before and after`() throws {
    let site = try EditedDigest()
    try site.edit()
    let run = try GlossBinary.run("review", in: site.folder)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(
      run.output.contains(
        """
        reworded 0.99  kim-summit/digest  measures-of-failure
          Content/essays/kim-summit/commentary/questions.md:31
          - ¶ 6: medium term” the two Koreas got on [-hardly-] better. The guest won “a
          + ¶ 5: term” the two Koreas {+hardly+} got on better. The guest won “a

        """))
    #expect(
      run.output.hasPrefix(
        """
        lost 0.00  kim-summit/digest  a-large-share-of-the-people
          Content/essays/kim-summit/commentary/precedents.md:43
          - ¶ 3: North is “cruelly persecuting a [-large chunk-]” of the people, building
          + gone

        """))
    #expect(run.output.hasSuffix("\n17 notes are left to decide on\n"))
    let json = try GlossBinary.run("review", "--json", "--accept", "moved", in: site.folder)
    let lines = json.output.split(separator: "\n")
    #expect(lines.count == 17 && lines.count { $0.hasSuffix("\"accepted\":true}") } == 3)
    #expect(
      try GlossBinary.run("review", in: site.folder).output.hasSuffix("\n14 notes are left to decide on\n"))
  }

  @Test func `knows its notes`() throws {
    let site = try EditedDigest()
    try site.edit()
    #expect(
      try GlossBinary.run("review", "--accept", "measures-of-failures", in: site.folder)
        == Transcript(
          errors: """
            error: no note “measures-of-failures” is waiting for a decision; did you mean “measures-of-failure”? \
            [review.unknown-note]
            1 error; nothing was written

            """, status: 1))
  }

  private func contents(of folder: TemporaryFolder) throws -> [String: String] {
    var contents: [String: String] = [:]
    for path in try folder.files() where path.hasPrefix("Content/") { contents[path] = try folder.read(path) }
    return contents
  }

  /// The new lines of each file that changed; none of a ledger.
  private func changedLines(_ before: [String: String], _ after: [String: String]) -> [String: [String]?] {
    after.filter { before[$0.key] != $0.value }.map { path, text -> (String, [String]?) in
      guard path.hasSuffix(".md") else { return (path, nil) }
      let old = Set((before[path] ?? "").components(separatedBy: "\n"))
      return (path, text.components(separatedBy: "\n").filter { !old.contains($0) })
    }.reduce(into: [:]) { $0[$1.0] = .some($1.1) }
  }
}
