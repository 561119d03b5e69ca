import Diagnostics
import Markup
import Testing

@testable import Commentary

@Suite struct LinkerTests {
  private func report(
    _ markdown: String, _ entries: [Entry?], within ranges: [Range<Int>]? = nil, ownPage: String? = nil
  ) -> (made: [String], refused: [String]) {
    let text = plainText(markdown: markdown)
    let own = ownPage.map { EntryName(kind: "term", id: $0) }
    let report = Linker(entries: entries.compactMap { $0 }).links(in: text, within: ranges, ownPage: own)
    return (
      report.made.map { "\(text[$0.range]) → \($0.entry.id)" },
      report.refused.map { "\(text[$0.range]) → \($0.entry.id): \($0.reason)" }
    )
  }

  private let pact = entry("pact", "title: Pact\naliases: [nonaggression pact, Seoul’s pledge]").value
  private let long = entry("six", "title: nonaggression pact of 1992").value

  @Test func `the longest name wins`() {
    let (made, refused) = report("The nonaggression pact of 1992.", [pact, long])
    #expect(made == ["nonaggression pact of 1992 → six"])
    #expect(refused == ["nonaggression pact → pact: the longer “nonaggression pact of 1992” is meant"])
  }

  @Test func `names are whole words in their own case or with a capital`() {
    let art = entry("art", "title: art of war\naliases: [won]").value
    let text = "Art of war. Part of war. art of wars. ART OF WAR. It won’t, he won't. Won’s fall."
    let (made, refused) = report(text, [art])
    #expect(made == ["Art of war → art"])
    #expect(refused == ["Won → art: the section has a link to it already"])
    #expect(report("Seoul's\n*pledge*", [pact]).made == ["Seoul's pledge → pact"])
    #expect(report("a pact", [pact]).made == [])
  }

  @Test func `the first mention in each section is linked`() {
    let text = "Pact one. Pact two.\n\n# Heading\n\nPact three.\n\nPact four.\n\n## Other Pact\n\nPact five."
    let (made, refused) = report(text, [pact])
    #expect(made.count == 3)
    #expect(
      refused == [
        "Pact → pact: the section has a link to it already",
        "Pact → pact: the section has a link to it already",
        "Pact → pact: it stands in a heading",
      ])
  }

  @Test func `an entry may be linked at every mention or never`() {
    let every = entry("e", "title: Pact\nlink: every").value
    let never = entry("n", "title: Pact\nlink: never").value
    #expect(report("Pact, Pact.", [every]).made.count == 2)
    #expect(
      report("Pact, Pact.", [never]).refused
        == Array(repeating: "Pact → n: the entry says “link: never”", count: 2))
  }

  @Test func `a false friend is no mention`() {
    let cap = entry("cap", "title: cap\nnot: [cap and gown, bottle cap]").value
    let (made, refused) = report("In cap and gown, a bottle cap, a cap.", [cap])
    #expect(made == ["cap → cap"])
    #expect(
      refused == [
        "cap → cap: “cap and gown” is something else, says the entry’s “not:”",
        "cap → cap: “bottle cap” is something else, says the entry’s “not:”",
      ])
  }

  @Test func `no link is made in headings, code, links and on the entry's own page`() {
    let (made, refused) = report("# Pact\n\n`Pact` [the Pact](https://e.org)\n\n    Pact", [pact])
    #expect(made == [])
    #expect(
      refused == [
        "Pact → pact: it stands in a heading", "Pact → pact: it stands in code",
        "Pact → pact: it is part of a link",
        "Pact → pact: it stands in code",
      ])
    #expect(report("Pact", [pact], ownPage: "pact").refused == ["Pact → pact: this is the entry’s own page"])
  }

  @Test func `a name that two entries share links to neither`() {
    let other = entry("other", "title: Pact").value
    #expect(
      report("Pact", [pact, other]).refused
        == ["Pact → other: it names “term:pact” as well", "Pact → pact: it names “term:other” as well"])
  }

  @Test func `only the given ranges count`() {
    #expect(report("Pact Pact", [pact], within: [5..<9, 0..<3]).made == ["Pact → pact"])
    #expect(report("Pact Pact", [pact], within: [5..<9, 0..<3]).refused == [])
    #expect(report("Pact", [pact], within: []).made == [])
  }

  @Test func `blocks that no range overlaps are passed over`() {
    let text = "Pact one.\n\nSeoul’s pledge.\n\nA Pact and one more Pact.\n\nPact four."
    let (made, refused) = report(text, [pact], within: [30..<55, 11..<27])
    #expect(made == ["Seoul’s pledge → pact"])
    #expect(refused == Array(repeating: "Pact → pact: the section has a link to it already", count: 2))
  }

  @Test func `names do not cross blocks, and a name without letters is never met`() {
    let odd = entry("odd", "title: Pact\naliases: ['?!', nonaggression pact]").value
    #expect(report("?! nonaggression\n\npact", [odd]).made == [])
  }

  @Test func `a thousand entries are found in ten thousand words in time`() {
    let entries = (0..<1000).map { entry("e\($0)", "title: the word\($0) of it").value }
    let words = (0..<2000).map { "see the word\($0) of it" }.joined(separator: " ")
    let text = plainText(markdown: words)
    let linker = Linker(entries: entries.compactMap { $0 })
    let clock = ContinuousClock()
    var report = linker.links(in: plainText(markdown: ""))
    let time = clock.measure { report = linker.links(in: text) }
    print("1,000 entries in 10,000 words: \(report.made.count) links in \(time)")
    #expect(report.made.count == 1000)
    #expect(time < .seconds(10))
  }
}

@Suite struct MentionTests {
  @Test func `a place is one mention by its best way, with its sentence`() throws {
    let pact = try #require(entry("pact", "title: pact\naliases: [treaty]\nwas: old").value)
    let quiet = try #require(entry("cap", "title: cap\nlink: never").value)
    let markdown = """
      First words. The pact, a treaty, holds. A [treaty of sorts](term:old), too.

      # A pact

      One cap. The pact again.
      """
    let document = Document.parsing(SourceText(path: "a.md", text: markdown)).value
    let text = PlainText(document)
    let names = NameTable(kinds: [term], entries: [pact, quiet], essays: [], sources: [])
    let notes = [note("The **pact**, a", id: "n1", about: pact.name)]
    let mentions = Mention.gathering(
      in: text, of: document, notes: notes, anchors: anchor(notes, in: text),
      aliases: Linker(entries: [pact, quiet]).links(in: text), names: names)
    #expect(
      mentions.map {
        "\($0.entry.id) \($0.way) ¶ \($0.paragraph ?? 0) \(text[$0.range]): \(text[$0.sentence])"
      } == [
        "pact note(\"n1\") ¶ 1 pact: The pact, a treaty, holds.",
        "pact alias ¶ 1 treaty: The pact, a treaty, holds.",
        "pact link ¶ 1 treaty of sorts: A treaty of sorts, too.",
        "pact alias ¶ 1 pact: A pact",
        "cap alias ¶ 2 cap: One cap.",
        "pact alias ¶ 2 pact: The pact again.",
      ])
  }
}
