import Diagnostics
import Markup
import TestSupport
import Testing

@testable import Commentary

@Suite struct CommentaryFileTests {
  private static let sample = """
    ---
    kind: gloss
    series: First readings
    author: The editors
    notes:
      sea-of-fire:
        kind: precedent
        audience: instructor
        versions: [original]
        was: fire
        id: fire-and-sea
    ---

    # The first part

    ## Who paid for the summit?

    > We also learned … **several *hundred*
    > million** dollars

    > million `dollars` [...] summit

    The special prosecutor *found* it.

    > This quote is body.

    ## Sea of fire

    > [nonaggression pact](term:nonaggression-pact)

    ## On the whole

    - a list
    """

  @Test func `headings start notes, quotes under them are lemmas, the rest is the body`() throws {
    let read = commentary(Self.sample)
    #expect(read.diagnostics.told == [])
    let notes = read.value.notes
    #expect(notes.map(\.id) == ["who-paid-for-the-summit", "fire-and-sea", "on-the-whole"])
    #expect(notes.map(\.kind) == ["gloss", "precedent", "gloss"])
    #expect(notes.map(\.audience) == [nil, "instructor", nil])
    #expect(notes.map(\.series) == ["First readings", "First readings", "First readings"])
    #expect(notes.map(\.author) == ["The editors", "The editors", "The editors"])
    #expect(notes.map(\.versions) == [[], ["original"], []])
    #expect(notes.map(\.formerIDs) == [[], ["fire"], []])
    #expect(notes.map(\.about) == [nil, EntryName(kind: "term", id: "nonaggression-pact"), nil])
    #expect(notes.map(\.body.count) == [2, 0, 1])
    #expect(notes.map(\.lemmas.count) == [2, 1, 0])
    let text = read.value.text
    #expect(
      notes.map { text[$0.bodyRange] }
        == ["The special prosecutor found it.\n\nThis quote is body.", "", "a list"])
    #expect(notes.map(\.range.text) == ["## Who paid for the summit?", "## Sea of fire", "## On the whole"])
    #expect(notes[0].titleText == "Who paid for the summit?")
  }

  @Test func `a lemma is words, marked or not, and gaps`() throws {
    let note = try #require(commentary(Self.sample).value.notes.first)
    #expect(
      note.lemmas.map(\.pieces) == [
        [
          .words("We also learned ", isMarked: false), .gap(isMarked: false), .words(" ", isMarked: false),
          .words("several hundred million", isMarked: true), .words(" dollars", isMarked: false),
        ],
        [
          .words("million dollars ", isMarked: false), .gap(isMarked: false),
          .words(" summit", isMarked: false),
        ],
      ])
    #expect(note.lemmas[0].range.text == "> We also learned … **several *hundred*\n> million** dollars")
  }

  @Test(arguments: [
    ("> **…**", "3:1: the lemma has no words; quote those that the note is about [lemma.empty]"),
    ("> - a list", "3:1: the lemma holds a list; quote the words alone [lemma.not-words]"),
    ("> ## Title", "3:1: the lemma holds a heading; quote the words alone [lemma.not-words]"),
    (">> deep", "3:1: the lemma holds a quote within the quote; quote the words alone [lemma.not-words]"),
    (
      "> one\n>\n> two",
      "3:1: the lemma has 2 paragraphs; write “…” where it passes from one to the next [lemma.paragraphs]"
    ),
    (
      "> [a](term:a) [b](term:b)",
      "3:1: a note is about one entry, not both “term:a” and “term:b”; link only one of them [lemma.two-entries]"
    ),
  ])
  func `a quote that cannot be a lemma is an error`(quote: String, message: String) {
    let read = commentary("## A note\n\n\(quote)\n\nbody")
    #expect(
      read.diagnostics.filter { $0.id.hasPrefix("lemma") }.told == [message])
  }

  @Test func `nothing is dropped in silence`() {
    let read = commentary(
      """
      ---
      kind: glos
      audience: instructor
      titel: x
      notes:
        one-noet:
          versions: originl
      ---
      Words before any heading.

      ## One note

      > some words

      ## ???

      A body[^a].

      [^a]: A footnote.
      """)
    #expect(
      read.diagnostics.inReadingOrder.told == [
        "2:7: no kind is called “glos”; did you mean “gloss”? [note.unknown-kind]",
        "4:1: unknown key “titel” in a commentary [record.unknown-key]",
        "6:3: no note of this file has the title “one-noet”; did you mean “one-note”? [note.unknown-options]",
        "7:15: the essay has no version “originl”; did you mean “original”? [note.unknown-version]",
        "9:1: this belongs to no note; a note begins with a heading, so put one above it [commentary.no-heading]",
        "11:1: the note “One note” says nothing; write its text below the quote [note.no-body]",
        "15:1: the title has no letter or digit to make an id of; write one with words [note.no-id]",
        "19:1: a note has no footnotes of its own; put “a” into its body [note.footnote]",
      ])
  }

  @Test func `a note without a kind is an error that lists the kinds`() {
    #expect(
      commentary("## A note\n\nbody").diagnostics.told == [
        "1:1: the note “A note” is of no kind; write “kind:” in the front matter, one of “term”, “precedent”, “gloss” [note.no-kind]"
      ])
  }

  @Test func `two notes with one id are an error at the second`() {
    let read = commentary("---\nkind: gloss\nnotes: {b: {was: a}}\n---\n## A\n\nx\n\n## a!\n\ny\n\n## B\n\nz")
    let findings = CommentaryFile.duplicates(among: read.value.notes)
    #expect(
      findings.told == [
        "9:1: two notes have the id “a”; give one another title, or an “id:” under “notes:” [note.duplicate-id]",
        "13:1: the former id “a” belongs to another note; it cannot lead to both [note.former-id]",
      ])
    #expect(findings.first?.notes.first?.place == .range(read.value.notes[0].range))
  }
}

extension CommentaryFileTests {
  @Test func `ten thousand notes are read in time`() {
    let markdown = (0..<10_000).map { "## Note \($0)\n\n> the **words** here\n\nThe body.\n\n" }.joined()
    let clock = ContinuousClock()
    var read = commentary("")
    let time = clock.measure { read = commentary("---\nkind: gloss\n---\n" + markdown) }
    print("10,000 notes read in \(time)")
    #expect(read.value.notes.count == 10_000 && read.diagnostics.isEmpty)
    #expect(time < .seconds(20))
  }
}

@Suite struct SlugTests {
  @Test(arguments: [
    ("Who paid for the summit?", "who-paid-for-the-summit"),
    ("  Seoul’s — “détente”  ", "seoul-s-détente"),
    ("de\u{301}tente", "détente"),
    ("İstanbul", "i\u{307}stanbul"),
    ("¶ 7 & 8", "7-8"),
    ("한국 전쟁", "한국-전쟁"),
    ("\u{1112}\u{1161}\u{11AB}", "한"),
    ("co\u{AD}op", "coop"),
    ("?!", ""),
    (
      "A title that is a good deal longer than any address ought to be, really",
      "a-title-that-is-a-good-deal-longer-than-any-address-ought-to"
    ),
    (String(repeating: "é", count: 40), String(repeating: "é", count: 30)),
  ])
  func `a title gives an id`(title: String, id: String) {
    #expect(slug(title).utf8.elementsEqual(id.utf8), "\(slug(title))")
    #expect(slug(slug(title)).utf8.elementsEqual(id.utf8))
  }

  @Test func `characters without a composed form cost no search`() throws {
    let title = String(repeating: "हिन्दी में शीर्षक ", count: 500)
    let latin = String(repeating: "été à la plage ici ", count: 500)
    func fastest(_ title: String) throws -> Duration {
      let times = (0..<5).map { _ in
        ContinuousClock().measure { for _ in 0..<10 { _ = slug(title) } }
      }
      return try #require(times.min())
    }
    #expect(slug(title) == "हिन्दी-में-शीर्षक")
    #expect(try fastest(title) / fastest(latin) < 10)
  }
}
