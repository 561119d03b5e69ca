import Diagnostics
import Markup
import TestSupport
import Testing

@testable import Commentary

@Suite struct LinkTargetTests {
  @Test(arguments: [
    ("term:nonaggression-pact", LinkTarget.entry(EntryName(kind: "term", id: "nonaggression-pact"))),
    ("term:d%C3%A9tente", .entry(EntryName(kind: "term", id: "détente"))),
    ("note:sea-of-fire", .note(essay: nil, id: "sea-of-fire")),
    ("note:kim-summit/sea-of-fire", .note(essay: "kim-summit", id: "sea-of-fire")),
    ("source:s31", .source("s31")),
    ("essay:kim-summit", .essay("kim-summit", version: nil, fragment: nil)),
    ("essay:kim-summit#p7", .essay("kim-summit", version: nil, fragment: "p7")),
    ("essay:kim-summit/digest#p7", .essay("kim-summit", version: "digest", fragment: "p7")),
  ])
  func `a link by name is read`(destination: String, target: LinkTarget) {
    #expect(LinkTarget.parsing(destination, kinds: ["term"]) == target)
  }

  @Test(arguments: ["https://e.org", "precedent:x", "a/b.html", "#p7", "", "mailto:a@b", "Term:x"])
  func `an ordinary address is none`(destination: String) {
    #expect(LinkTarget.parsing(destination, kinds: ["term"]) == nil)
  }
}

@Suite struct LinkCheckingTests {
  private func names() -> NameTable {
    let entries = [
      entry("nonaggression-pact", "title: Pact\nwas: pact"), entry("cap", "title: Cap"),
      entry("albright", "title: Albright", kind: precedent),
    ].compactMap(\.value)
    let notes = commentary("---\nkind: gloss\n---\n## Sea of fire\n\nx").value.notes
    let digest = NameTable.Version(id: "digest", paragraphs: ["p1": 1, "p2": 2, "par-1": 3])
    let essays = [
      NameTable.Essay(id: "kim", versions: [digest], notes: notes.map { [$0.id] + $0.formerIDs }),
      NameTable.Essay(
        id: "two", versions: [NameTable.Version(id: "v", paragraphs: nil)],
        notes: notes.map { [$0.id] + $0.formerIDs }),
    ]
    let aside = Kind(
      id: "aside", label: "Aside", plural: "Asides", margin: .right, line: .dotted, folder: nil, fields: [],
      order: .title)
    return NameTable(
      kinds: [term, precedent, aside], entries: entries, essays: essays.map { ($0.id, Once(made: $0)) },
      sources: ["s31", "s32"])
  }

  private func findings(_ markdown: String, in essay: String? = nil) -> [Diagnostic] {
    names().check(Document.parsing(SourceText(path: "a.md", text: markdown)).value, in: essay)
  }

  @Test func `an unknown entry is told with its place and near miss`() throws {
    let finding = try #require(
      findings("First line.\n\nA [good](term:cap) and\n  a [bad *one*](term:nonagression-pact) here.").first)
    #expect(
      [finding].told == [
        "4:17: no term is called “nonagression-pact”; did you mean “nonaggression-pact”? [link.unknown-entry]"
      ])
    guard case .range(let range) = finding.place else {
      Issue.record("no range")
      return
    }
    #expect(range.text == "term:nonagression-pact")
    #expect(finding.fixes.map(\.replacement) == ["term:nonaggression-pact"])
  }

  @Test(arguments: [
    (
      "[a](term:albright)",
      "1:5: no term is called “albright”; did you mean “precedent:albright”? [link.unknown-entry]"
    ),
    ("[a](term:pact)", "1:5: “term:pact” is now called “term:nonaggression-pact” [link.former-name]"),
    ("[a](trem:cap)", "1:5: nothing is linked by “trem:”; did you mean “term”? [link.unknown-kind]"),
    (
      "[a](source:s33)", "1:5: no source has the id “s33”; did you mean “s31” or “s32”? [link.unknown-source]"
    ),
    (
      "[a](note:see-of-fire)",
      "1:5: no note has the id “see-of-fire”; did you mean “sea-of-fire”? [link.unknown-note]"
    ),
    (
      "[a](note:sea-of-fire)",
      "1:5: several essays have a note “sea-of-fire”; write “note:kim/sea-of-fire” or “note:two/sea-of-fire” [link.ambiguous-note]"
    ),
    ("[a](essay:kin)", "1:5: no essay is called “kin”; did you mean “kim”? [link.unknown-essay]"),
    (
      "[a](essay:kim#p9)",
      "1:5: “kim” has no paragraph “p9”; its last is “p2” [link.unknown-place]"
    ),
    (
      "[a](essay:kim/digest#p0)",
      "1:5: “kim/digest” has no paragraph “p0”; its last is “p2” [link.unknown-place]"
    ),
    (
      "[¶ 7](essay:kim/digest#par-1)",
      "1:7: the link says ¶ 7, but “par-1” is ¶ 3 by now [link.paragraph-number]"
    ),
    (
      "[a](aside:x)",
      "1:5: the kind “aside” has no entries to lead to; it is one of notes only [link.unknown-kind]"
    ),
    (
      "[a](essay:kim/digset)",
      "1:5: “kim” has no version “digset”; did you mean “digest”? [link.unknown-version]"
    ),
    ("> - [a][x]\n\n[x]: term:cup", "3:6: no term is called “cup”; did you mean “cap”? [link.unknown-entry]"),
    ("[term:cup](term:cup)", "1:12: no term is called “cup”; did you mean “cap”? [link.unknown-entry]"),
  ])
  func `a dead link by name is an error where it is written`(markdown: String, message: String) {
    #expect(findings(markdown).told == [message])
  }

  @Test func `good links and ordinary addresses say nothing`() {
    let markdown = """
      [a](term:cap) [b](note:kim/sea-of-fire) [c](source:s31) [¶ 2](essay:kim#p2) [k](essay:kim#n-sea-of-fire) [e](essay:two#any)
      [f](https://e.org) [g](mailto:a@b.c) ![h](term.png) [i](../terms/cap.html) [j](irc:channel)
      """
    #expect(findings(markdown).told == [])
    #expect(findings("[a](note:sea-of-fire)", in: "two").told == [])
  }

  @Test func `names in front matter are checked too`() throws {
    let checked = try #require(
      entry("x", "title: X\nrelated: [term:cpa]\nsources: [s31, s3]", body: "[a](term:cpa)").value)
    #expect(
      names().check(checked).told == [
        "3:11: no term is called “cpa”; did you mean “cap”? [link.unknown-entry]",
        "4:16: no source has the id “s3”; did you mean “s31” or “s32”? [link.unknown-source]",
        "6:5: no term is called “cpa”; did you mean “cap”? [link.unknown-entry]",
      ])
  }
}
