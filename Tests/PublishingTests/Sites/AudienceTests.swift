import Publishing
import Testing

/// Words that stand in one note only, in each place where a note has words.
private let canaries = [
  "zebraword", "zebraspeech", "zebra-marked", "zebrawords", "zebrarest", "zebraname", "zebraband",
  "zebraauthor",
  "zebraid",
]

private let instructorNotes = """
  ---
  kind: remark
  audience: zebraname
  series: zebraband
  author: zebraauthor
  notes:
    the-zebraword: {id: zebraid}
  ---

  ## The zebraword

  > zebrarest … **zebra-marked zebrawords**

  > stones. … **hour**

  The zebraspeech is for those who [teach](word:ebb), and so is [a book](source:reede-1931). See the ebb at low water.

  ## Of all zebrawords

  On the whole, zebraspeech, and [one note](note:zebraid).
  """

@Suite struct `A note for an audience` {
  private let path = "Content/essays/ferry/commentary/an-instructor.md"

  private func sample() throws -> SampleSite {
    var sample = try SampleSite.whole()
    sample[path] = instructorNotes
    // A second audience, so that the first may be asked for in vain.
    sample["Content/essays/ferry/commentary/class.md"] = """
      ---
      kind: remark
      audience: class
      ---

      ## For the class

      > **the bell is heard**. At

      What is a bell for?
      """
    return sample
  }

  private func options(_ audience: String?) -> BuildOptions {
    BuildOptions(baseURL: SampleSite.options.baseURL, audience: audience)
  }

  /// The canaries that stand in any file of the output, or in the name of one.
  private func canaries(in site: Site) -> Set<String> {
    var found: Set<String> = []
    for file in site.files {
      for canary in PublishingTests.canaries {
        let isNamed = file.path.text.contains(canary)
        if isNamed || file.bytes.firstRange(of: Array(canary.utf8)) != nil { found.insert(canary) }
      }
    }
    return found
  }

  @Test(arguments: [nil, "class"])
  func `leaves no byte in the output for anybody else`(audience: String?) async throws {
    let site = try await sample().built(options(audience))
    #expect(canaries(in: site) == [])
  }

  @Test(arguments: [nil, "class"])
  func `changes no byte of the output for anybody else`(audience: String?) async throws {
    var without = try sample()
    without[path] = nil
    let site = try await sample().built(options(audience))
    let other = try await without.built(options(audience))
    #expect(site.summary == other.summary)
    #expect(site.files.map(\.path) == other.files.map(\.path))
    for (file, same) in zip(site.files, other.files) {
      #expect(file.bytes == same.bytes, "\(file.path) is the same without the note")
    }
  }

  @Test func `is published for its audience, and nothing of another's`() async throws {
    let site = try await sample().built(options("zebraname"))
    // The words of its lemma that only select, and the alternative that no version has, are printed nowhere.
    let printed = PublishingTests.canaries.filter { !["zebra-marked", "zebrarest"].contains($0) }
    #expect(canaries(in: site) == Set(printed))
    #expect(PageWalk(site).findings == [])
    for (path, page) in site.pages {
      #expect(page.all("html").first?.text.contains("What is a bell for?") != true, "\(path)")
    }
  }

  @Test func `is checked for everybody`() async throws {
    var sample = try sample()
    try sample.replace("> stones. … **hour**", by: "> no such words", in: path)
    #expect(try await sample.messages().contains("[anchor.lost]"))
  }

  @Test func `is for an audience that somebody is`() async throws {
    #expect(
      try await sample().messages(options("zebra-name"))
        == """
        error: no note is for the audience “zebra-name”; did you mean “zebraname”? [note.unknown-audience]

        """)
  }
}
