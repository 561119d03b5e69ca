import Testing

/// Mistakes of an author and the whole of what a build says of each.
@Suite struct `A build says` {
  private let long = "Content/essays/ferry/long.md"
  private let short = "Content/essays/ferry/short.md"
  private let words = "Content/essays/ferry/commentary/words.md"
  private let entry = "Content/words/ebb.md"

  /// Changes one place of the sample, and holds what is said against a text.
  private func expect(
    _ words: String, to other: String, in path: String, says expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    var sample = try SampleSite.whole()
    try sample.replace(words, by: other, in: path)
    let said = try await sample.messages()
    #expect(said == expected, sourceLocation: sourceLocation)
  }

  @Test func `which entry a link may have meant`() async throws {
    try await expect(
      "[the word](word:ebb)", to: "[the word](word:eb)", in: long,
      says: """
        Content/essays/ferry/long.md:7:68: error: no word is called “eb”; did you mean “ebb”? [link.unknown-entry]
         7 | crossing, and at low water he is paid twice.[^toll] See [the word](word:eb) for that.
           |                                                                    ^~~~~~~
        help: write “word:ebb”

        """)
  }

  @Test func `that a note or a source is unknown`() async throws {
    try await expect(
      "(note:the-dearer-part)", to: "(note:the-dear-part)", in: "Content/essays/ferry/commentary/remarks.md",
      says: """
        Content/essays/ferry/commentary/remarks.md:9:71: error: no note has the id “the-dear-part”; did you mean “the-dearer-part”? [link.unknown-note]
         9 | The essay was read aloud at the opening of the bridge. See [the rope](note:the-dear-part).
           |                                                                       ^~~~~~~~~~~~~~~~~~

        """)
    try await expect(
      "sources: [reede-1931]", to: "sources: [reed-1931]", in: entry,
      says: """
        Content/words/ebb.md:8:11: error: no source has the id “reed-1931”; did you mean “reede-1931”? [link.unknown-source]
         8 | sources: [reed-1931]
           |           ^~~~~~~~~

        """)
  }

  @Test func `which name a template may have meant`() async throws {
    try await expect(
      "{{{body}}}", to: "{{{bodi}}}", in: "Templates/page.mustache",
      says: """
        Templates/page.mustache:8:1: error: unknown name “bodi”; did you mean “body”? [template.unknown-name]
         8 | {{{bodi}}}
           | ^~~~~~~~~~

        """)
  }

  @Test func `which key may have been meant`() async throws {
    try await expect(
      "summary: The falling", to: "sumary: The falling", in: entry,
      says: """
        Content/words/ebb.md:5:1: error: unknown key “sumary” in a “word”; did you mean “summary”? [record.unknown-key]
         5 | sumary: The falling of the water.
           | ^~~~~~

        """)
    try await expect(
      "subtitle: A ferry", to: "subtitel: A ferry", in: "Content/site.yaml",
      says: """
        Content/site.yaml:2:1: error: unknown key “subtitel” in site.yaml; did you mean “subtitle”? [record.unknown-key]
         2 | subtitel: A ferry, and what is said of it
           | ^~~~~~~~

        """)
  }

  @Test func `which passage is closest to a lemma that is lost`() async throws {
    try await expect(
      "> At [the ebb](word:ebb)", to: "> At [the ebb](word:ebb) the poles find a stone", in: words,
      says: """
        Content/essays/ferry/commentary/words.md:9:1: error: “long” and “short” do not have the words “At the ebb the poles find a stone” [anchor.lost]
         9 | > At [the ebb](word:ebb) the poles find a stone
           | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        Content/essays/ferry/long.md:18:1: note: closest, in ¶ 3 of “long”: “At the ebb the pole finds stones”
        Content/essays/ferry/short.md:6:44: note: closest, in ¶ 1 of “short”: “At the ebb the man is paid twice”
        help: quote “At the ebb the pole finds stones”

        """)
  }

  @Test func `where a lemma fits that fits in several places`() async throws {
    try await expect(
      "> At [the ebb](word:ebb)", to: "> [the](word:ebb)", in: words,
      says: """
        Content/essays/ferry/commentary/words.md:9:1: error: “long” has the words “the” at 15 places [anchor.ambiguous]
         9 | > [the](word:ebb)
           | ^~~~~~~~~~~~~~~~~
        Content/essays/ferry/long.md:1:35: note: ¶ 1 of “long”: “…at Oxley runs whenever the bell is heard, and…”
        Content/essays/ferry/long.md:1:59: note: ¶ 1 of “long”: “…bell is heard, and the bell is heard whenever…”
        Content/essays/ferry/long.md:1:101: note: ¶ 1 of “long”: “…heard whenever somebody wants the ferry. No ebb has…”
        Content/essays/ferry/long.md:2:45: note: ¶ 1 of “long”: “…has stopped it since the great flood of the…”
        Content/essays/ferry/long.md:2:66: note: ¶ 1 of “long”: “…the great flood of the old century.”
        note: and 10 more
        help: quote some words around them too, and make those that are meant strong
        Content/essays/ferry/commentary/words.md:9:1: error: “short” has the words “the” at 5 places [anchor.ambiguous]
         9 | > [the](word:ebb)
           | ^~~~~~~~~~~~~~~~~
        Content/essays/ferry/short.md:6:25: note: ¶ 1 of “short”: “The ferry runs whenever the bell is heard. At…”
        Content/essays/ferry/short.md:6:47: note: ¶ 1 of “short”: “…bell is heard. At the ebb the man is…”
        Content/essays/ferry/short.md:6:55: note: ¶ 1 of “short”: “…heard. At the ebb the man is paid twice.”
        Content/essays/ferry/short.md:8:13: note: ¶ 2 of “short”: “The rope is the dearer part; the great…”
        Content/essays/ferry/short.md:8:30: note: ¶ 2 of “short”: “…is the dearer part; the great flood took two…”
        help: quote some words around them too, and make those that are meant strong

        """)
  }

  @Test func `which ids collide`() async throws {
    var sample = try SampleSite.whole()
    sample["Content/words/EBB.md"] = "---\ntitle: Ebb again\nsummary: The same.\n---\n"
    sample["Content/pages/words.md"] = "---\ntitle: Words\n---\n\nOf a ferry.\n"
    try sample.replace("## Whenever", by: "## Ebb", in: "Content/essays/ferry/commentary/remarks.md")
    let said = try await sample.messages()
    #expect(
      said == """
        error: “Content/pages/words.md” makes “words.html” and the index of “word” makes “words/index.html”; hosts that leave out “.html” give both one address [output.collision]
        help: give one of the two another name or id
        Content/essays/ferry/commentary/words.md:7:1: error: two notes have the id “ebb”; give one another title, or an “id:” under “notes:” [note.duplicate-id]
         7 | ## Ebb tide
           | ^~~~~~~~~~~
        Content/essays/ferry/commentary/remarks.md:19:1: note: the other one
        Content/words/ebb.md: error: “word:ebb” and “word:EBB” would have one address; rename one file [entry.collision]
        Content/words/EBB.md: note: the other one
        Content/words/ebb.md: error: “Content/words/EBB.md” makes “words/EBB.html” and “Content/words/ebb.md” makes “words/ebb.html”; some systems take these for one file [output.collision]
        help: give one of the two another name or id

        """)
  }

  @Test func `where an address within the site leads nowhere`() async throws {
    try await expect(
      "[A map](assets/map.png)", to: "[A map](assets/mpa.png)", in: "Content/floods/great-flood.md",
      says: """
        Content/floods/great-flood.md:10:40: error: no page or file of the site is at “assets/mpa.png”; did you mean “assets/map.png”? [content.link-broken]
         10 | It is remembered at every ebb. [A map](assets/mpa.png) was drawn of it: ![the river](assets/map.png)
            |                                        ^~~~~~~~~~~~~~
        help: addresses without a scheme are paths from the root of the site

        """)
  }

  @Test func `that a link has no words or no address`() async throws {
    let flood = "Content/floods/great-flood.md"
    try await expect(
      "[A map](assets/map.png)", to: "[](word:ebb)", in: flood,
      says: """
        Content/floods/great-flood.md:10:35: warning: the link to “word:ebb” has no words, so nobody can see or follow it [content.link-empty]
         10 | It is remembered at every ebb. [](word:ebb) was drawn of it: ![the river](assets/map.png)
            |                                   ^~~~~~~~
        help: write words between “[” and “]”

        """)
    try await expect(
      "[A map](assets/map.png)", to: "[A *map*]()", in: flood,
      says: """
        Content/floods/great-flood.md:10:40: warning: the link has no address, so its words stand without one [content.link-empty]
         10 | It is remembered at every ebb. [A *map*]() was drawn of it: ![the river](assets/map.png)
            |                                        ^~~
        help: write an address between “(” and “)”, or remove the brackets

        """)
    try await expect(
      "![the river](assets/map.png)", to: "![the river](<>)", in: flood,
      says: """
        Content/floods/great-flood.md:10:84: warning: the image has no address, so its description stands in its place [content.link-empty]
         10 | It is remembered at every ebb. [A map](assets/map.png) was drawn of it: ![the river](<>)
            |                                                                                    ^~~~~
        help: write an address between “(” and “)”, or remove the brackets

        """)
  }
}
