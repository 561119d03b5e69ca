import Diagnostics
import Publishing
import Testing

/// A site that was built before, edited and built again.
@Suite struct LedgerTests {
  private let essay = "Content/essays/the-bell/"
  private var full: String { essay + "full.md" }

  /// The starter with its ledger in place.
  private func recorded() async throws -> SampleSite {
    var site = SampleSite.starter()
    try await record(&site)
    return site
  }

  private func record(_ site: inout SampleSite) async throws {
    for ledger in try await site.built().ledgers { site.set(ledger.path.text, to: ledger.bytes) }
  }

  /// The messages and the lines about changes of a build.
  private func outcome(_ site: SampleSite) async throws -> (messages: [String], changes: [String]) {
    let lines = try await site.messages().split(separator: "\n").filter { $0.contains(": warning:") }
    return (lines.map(String.init), try await site.built().summary.changeLines)
  }

  @Test func `is written once and is then up to date`() async throws {
    var site = SampleSite.starter()
    let ledgers = try await site.built().ledgers
    #expect(ledgers.map(\.path.text) == [essay + "ledger.json"])
    try await record(&site)
    #expect(try await site.built().ledgers.isEmpty)
    #expect(
      try #require(site[essay + "ledger.json"]).hasPrefix(
        """
        {
          "version": 1,
          "texts": {
            "brief": {
              "blocks": [
                {"id":"p1","text":"The bell of Aldermere has told nobody the time since 1911, and yet it is rung at \
        noon and at dusk. Ask what it is for, and you are given four answers."},

        """))
    #expect(
      site[essay + "ledger.json"]?.contains(
        """
                {"note":"keeping-the-mud","in":"p3","at":180,"exact":"keep the mud","prefix":"two in the morning and \
        voted to ","suffix":". It is remembered as the only v","lemma":"voted to **keep the mud**"},

        """) == true)
  }

  @Test func `follows an edit that leaves the notes alone, in the lines it touches`() async throws {
    var site = try await recorded()
    let before = try #require(site[essay + "ledger.json"])
    try site.replace("Visitors ask what it is for.", by: "Visitors wonder what it is for.", in: full)
    try site.replace("The second is", by: "A new paragraph.\n\nThe second is", in: full)
    let (messages, changes) = try await outcome(site)
    #expect(messages.isEmpty && changes.isEmpty)
    try await record(&site)
    let after = try #require(site[essay + "ledger.json"])
    let old = Set(before.split(separator: "\n"))
    #expect(after.split(separator: "\n").filter { !old.contains($0) }.count == 2)
  }

  @Test func `knows a note whose words were replaced`() async throws {
    var site = try await recorded()
    try site.replace("voted to keep the mud", by: "voted to keep its mud and its bell", in: full)
    #expect(
      try await site.messages() == """
        Content/essays/the-bell/commentary/episodes.md:15:1: warning: “full” words “voted to **keep the mud**” anew \
        [anchor.reworded]
         15 | > voted to **keep the mud**
            | ^~~~~~~~~~~~~~~~~~~~~~~~~~~
        Content/essays/the-bell/full.md:5:181: note: the note stands at ¶ 3 of “full”: “keep its mud”
        help: accept it with `gloss review`, or quote the new words

        """)
    let built = try await site.built()
    #expect(built.summary.changeLines == ["the-bell/full was edited: 1 note reworded (keeping-the-mud)"])
    #expect(try built.text("the-bell/full.html").contains(">keep its mud</mark>"))
    // Nobody has agreed to it yet.
    #expect(built.ledgers.isEmpty)
  }

  @Test func `withholds a note whose words were deleted, even where the same words stand elsewhere`()
    async throws
  {
    var site = SampleSite.starter()
    try site.replace(
      "> voted to **keep the mud**", by: "> **keep the mud**", in: essay + "commentary/episodes.md")
    try await record(&site)
    try site.replace(
      " The meeting sat until two in the morning and voted to keep the mud.", by: "", in: full)
    try site.replace(
      "That is what the bell is for:", by: "Ferrymen keep the mud. That is what the bell is for:",
      in: full)
    #expect(
      try await site.messages() == """
        Content/essays/the-bell/commentary/episodes.md:15:1: warning: “full” no longer has the words “keep the mud” that the note was about [anchor.gone]
         15 | > **keep the mud**
            | ^~~~~~~~~~~~~~~~~~
        note: the note is withheld from the text and stands among the notes on earlier wording
        Content/essays/the-bell/full.md:9:263: note: the same words, but others than those, stand at ¶ 5 of “full”
        help: quote other words, or agree with `gloss review` that they are gone

        """)
    let built = try await site.built()
    #expect(!(try built.text("the-bell/full.html").contains("m-keeping-the-mud")))
    let earlier = try built.text("the-bell/earlier.html")
    #expect(
      earlier.contains(
        "<p class=\"marked\">… in the morning and voted to <b>keep the mud</b>. It is remembered as the only …</p>"
      ))
    #expect(earlier.contains("No longer in <a href=\"full.html\">Full text</a>"))
    #expect(
      try built.text("the-bell/full.html").contains("<a href=\"earlier.html\">1 note</a> on earlier wording"))
  }

  @Test func `keeps a note with its words where others become equal to them`() async throws {
    var site = try await recorded()
    try site.replace("The fourth is", by: "He voted to keep the mud. The fourth is", in: full)
    let (messages, changes) = try await outcome(site)
    #expect(messages.isEmpty && changes.isEmpty)
    #expect(try await site.built().text("the-bell/full.html").contains(">keep the mud</mark>"))
  }

  @Test func `is void for a lemma that its author changed`() async throws {
    var site = try await recorded()
    try site.replace("voted to keep the mud", by: "chose the mire", in: full)
    try site.replace(
      "> voted to **keep the mud**", by: "> chose **the mire**", in: essay + "commentary/episodes.md")
    let (messages, changes) = try await outcome(site)
    #expect(messages.isEmpty && changes.isEmpty)
    #expect(
      try await site.built().text("the-bell/full.html").contains(">the mire</mark>"))
  }

  @Test func `takes a note along under its former id`() async throws {
    var site = try await recorded()
    try site.replace(
      "## Keeping the mud", by: "## Why the mud was kept", in: essay + "commentary/episodes.md")
    try site.replace(
      "author: The editors\n---",
      by: "author: The editors\nnotes: {why-the-mud-was-kept: {was: [keeping-the-mud]}}\n---",
      in: essay + "commentary/episodes.md")
    try site.replace("voted to keep the mud", by: "voted to keep its mud", in: full)
    #expect(
      try await outcome(site).changes == ["the-bell/full was edited: 1 note reworded (why-the-mud-was-kept)"])
  }

  @Test(arguments: [0.0, 1.0]) func `goes by the floor of the site`(floor: Double) async throws {
    var site = try await recorded()
    site["Content/site.yaml"] = (site["Content/site.yaml"] ?? "") + "\nanchor-floor: \(floor)\n"
    try site.replace("voted to keep the mud", by: "voted to keep its mud", in: full)
    #expect(
      try await outcome(site).changes
        == ["the-bell/full was edited: 1 note \(floor == 0 ? "reworded" : "lost") (keeping-the-mud)"])
  }

  @Test func `of texts that only some have is a file of its own`() async throws {
    var site = SampleSite.starter()
    try site.replace("  - id: full\n", by: "  - id: full\n    optional: true\n", in: essay + "essay.yaml")
    #expect(
      try await site.built().ledgers.map(\.path.text) == [essay + "ledger.json", essay + "ledger.local.json"])
    try await record(&site)
    #expect(try await site.built().ledgers.isEmpty)
    #expect(site[essay + "ledger.json"]?.contains("\"full\"") == false)
    // Whoever lacks the text leaves its ledger alone.
    site[full] = nil
    site[essay + "commentary/terms.md"] = nil
    #expect(try await site.built().ledgers.map(\.path.text) == [essay + "ledger.json"])
  }
}

@Suite("A damaged ledger")
struct DamagedLedgerTests {
  private let path = "Content/essays/the-bell/ledger.json"

  private func messages(_ change: (String) -> String) async throws -> String {
    var site = SampleSite.starter()
    let ledger = try #require(try await site.built().ledgers.first)
    site[path] = change(String(decoding: ledger.bytes, as: UTF8.self))
    #expect(try await build(site.files()).value.map(\.ledgers.count) ?? 0 == 0, "it is left alone")
    return try await site.messages()
  }

  private let help = """
    help: restore the file, or write it anew from the texts as they are: `gloss review --accept all`

    """

  @Test func `by a merge is mended with the first side`() async throws {
    var site = SampleSite.starter()
    let ledger = String(decoding: try #require(try await site.built().ledgers.first).bytes, as: UTF8.self)
    let line = try #require(ledger.split(separator: "\n").first { $0.contains("\"id\":\"p4\"") })
    site[path] = ledger.replacing(
      line,
      with:
        "<<<<<<< HEAD\n\(line)\n||||||| base\n=======\n        {\"id\":\"p9\",\"text\":\"Else.\"}\n>>>>>>> topic",
      maxReplacements: 1)
    #expect(
      try await site.messages() == """
        Content/essays/the-bell/ledger.json:9:1: warning: the ledger holds both sides of a merge; the first is compared \
        with the texts [ledger.conflict]
         9 | <<<<<<< HEAD
           | ^~~~~~~~~~~~
        help: build, and it is whole again; where notes changed, `gloss review` first

        """)
    #expect(try await site.built().ledgers.map { String(decoding: $0.bytes, as: UTF8.self) } == [ledger])
  }

  @Test func `by a merge of which neither side is whole`() async throws {
    #expect(
      try await messages {
        $0.replacing("      \"notes\": [", with: "<<<<<<< ours\n=======\n>>>>>>> theirs", maxReplacements: 1)
      } == """
        Content/essays/the-bell/ledger.json:12:1: warning: the ledger holds both sides of a merge and neither is whole, so \
        notes are found by their words alone [ledger.damaged]
         12 | <<<<<<< ours
            | ^~~~~~~~~~~~
        \(help)
        """)
  }

  @Test func `is written anew when a review accepts everything`() async throws {
    var site = SampleSite.starter()
    site[path] = "{}"
    let review = try #require(await Review.preparing(try site.files()).value)
    #expect(review.deciding([:]).files.isEmpty)
    let outcome = review.deciding([:], isRepairing: true)
    #expect(outcome.files.map(\.path.text) == [path])
    for file in outcome.files { site.set(file.path.text, to: file.bytes) }
    #expect(try await site.messages().isEmpty)
    #expect(try await site.built().ledgers.isEmpty)
  }

  @Test func `by a hand that changed words`() async throws {
    let told = try await messages {
      $0.replacing("\"exact\":\"keep the mud\"", with: "\"exact\":\"keep the mire\"", maxReplacements: 1)
    }
    #expect(
      told.hasPrefix(
        """
        Content/essays/the-bell/ledger.json:14:62: warning: the ledger is damaged, so notes are found by their words \
        alone: the text of the ledger does not have these words at this place [ledger.damaged]

        """))
    #expect(told.hasSuffix(help))
  }

  @Test func `by losing its end`() async throws {
    let told = try await messages { String($0.prefix(200)) }
    #expect(told.contains("warning: the ledger is damaged, so notes are found by their words alone: "))
  }

  @Test func `by being no text`() async throws {
    var site = SampleSite.starter()
    site.set(path, to: [0xFF, 0xFE, 0x00])
    #expect(
      try await site.messages() == """
        Content/essays/the-bell/ledger.json: warning: the ledger is damaged, so notes are found by their words alone: \
        “Content/essays/the-bell/ledger.json” is UTF-16; gloss reads UTF-8 [ledger.damaged]
        \(help)
        """)
  }

  @Test func `or rather one of a later version is not touched`() async throws {
    var site = SampleSite.starter()
    site[path] = "{\"version\": 2}\n"
    #expect(
      try await site.messages() == """
        Content/essays/the-bell/ledger.json:1:13: error: the ledger was written by a later version of gloss \
        [ledger.version]
         1 | {"version": 2}
           |             ^
        help: build with that version

        """)
  }
}

@Suite("The id of a paragraph")
struct ParagraphIdentityTests {
  private let full = "Content/essays/the-bell/full.md"

  /// The ids on the page, those of former paragraphs in brackets, after an edit.
  private func ids(_ edit: (inout SampleSite) throws -> Void) async throws -> [String] {
    var site = SampleSite.starter()
    for ledger in try await site.built().ledgers { site.set(ledger.path.text, to: ledger.bytes) }
    try edit(&site)
    let page = try await site.built().text("the-bell/full.html")
    return page.split(separator: "<div class=\"para\" id=\"").dropFirst().map { part in
      let id = String(part.prefix { $0 != "\"" })
      let former = part.split(separator: "<p>", maxSplits: 1)[0].split(separator: "<span id=\"").dropFirst()
      return id + former.map { "[\($0.prefix { $0 != "\"" })]" }.joined()
    }
  }

  @Test func `stays with its words where one is put before it`() async throws {
    let ids = try await ids { try $0.replace("The first is", by: "Listen.\n\nThe first is", in: full) }
    #expect(ids.count == 6)
    #expect(ids[0] == "p1" && ids[1].hasPrefix("par-") && ids[1].count == 12)
    #expect(ids[2...] == ["p2", "p3", "p4", "p5"])
  }

  @Test func `goes along when it moves`() async throws {
    let ids = try await ids { site in
      let text = try #require(site[full])
      let paragraphs = text.split(separator: "\n\n").map(String.init)
      site[full] = ([paragraphs[0], paragraphs[3]] + paragraphs[1...2] + [paragraphs[4]]).joined(
        separator: "\n\n")
    }
    #expect(ids == ["p1", "p4", "p2", "p3", "p5"])
  }

  @Test func `leads to the whole of which it became a part`() async throws {
    let ids = try await ids { site in
      try site.replace("in a hurry.\n\nThe second", by: "in a hurry. The second", in: full)
    }
    #expect(ids == ["p1", "p2[p3]", "p4", "p5"])
  }

  @Test func `stays with the first part of what was split`() async throws {
    let ids = try await ids { try $0.replace(" The meeting sat", by: "\n\nThe meeting sat", in: full) }
    #expect(ids.count == 6)
    #expect(ids[2] == "p3" && ids[3].hasPrefix("par-") && ids[4] == "p4")
  }
}
