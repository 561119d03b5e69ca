import Diagnostics
import Markup
import Records
import TestSupport
import Testing

@testable import Commentary

@Suite struct EntryTests {
  @Test func `an entry is read from its file`() throws {
    let read = entry(
      "albright-2000",
      """
      title: Albright in Pyongyang
      aliases: [Albright’s visit]
      not: Albright family
      link: every
      summary: A visit.
      date: 2000-10-23
      end: 2000-10-25
      place: Pyongyang
      related: ["term:nonaggression-pact"]
      sources: [s1, s2]
      was: albright
      """, body: "She *came*.", kind: precedent)
    #expect(read.diagnostics.told == [])
    let entry = try #require(read.value)
    #expect(entry.name == EntryName(kind: "precedent", id: "albright-2000"))
    #expect(entry.names == ["Albright in Pyongyang", "Albright’s visit"])
    #expect(entry.falseFriends == ["Albright family"])
    #expect(entry.linking == .every)
    #expect(entry.fields.map(\.value) == ["2000-10-23", "Pyongyang"])
    #expect(entry.date?.day == 23 && entry.end?.day == 25)
    #expect(entry.related == [EntryName(kind: "term", id: "nonaggression-pact")])
    #expect(entry.sources == ["s1", "s2"] && entry.formerIDs == ["albright"])
    #expect(entry.text[0..<entry.text.utf8.count] == "She came.")
  }

  @Test func `what is wrong with an entry is said where it is`() {
    let read = entry(
      "x", "title: X\nalias: y\nlink: frist\nrelated: nonaggression pact\nwas: a/b\nparties: [a, b]")
    #expect(
      read.diagnostics.told == [
        "4:7: “frist” is no value of “link”; did you mean “first”? [record.no-choice]",
        "5:10: “nonaggression pact” names no entry; write its kind and id, as in “term:nonaggression-pact” [entry.related]",
        "6:6: “a/b” was never an id: it holds “/” [entry.former-id]",
        "3:1: unknown key “alias” in a “term”; did you mean “aliases”? [record.unknown-key]",
      ])
    #expect(read.value?.fields.map(\.value) == ["a, b"])
    #expect(
      entry("x", "summary: y").diagnostics.told == [
        "2:1: “title” is missing in a “term” [record.missing-key]"
      ])
    #expect(
      entry("x", "title: y\ndate: 2001-01\nend: 2000", kind: precedent).diagnostics.told == [
        "4:6: “end” is earlier than “date” [entry.dates]"
      ])
    let bare = Entry.parsing(SourceText(path: "terms/x.md", text: "Words."), kind: term, kinds: ["term"])
    #expect(
      bare.diagnostics.told == [
        "1:1: a “term” begins with front matter, between two lines “---”, that has at least a “title” [entry.no-front-matter]"
      ])
    #expect(bare.value == nil)
  }

  @Test(arguments: [
    ("a b", "it holds U+0020"), ("..", "it begins or ends with a dot"), ("", "it is empty"),
    ("a..b", "it holds two dots in a row"), ("\u{301}a", "it begins with U+0301"),
    ("CON", "the name is taken"),
    ("nul.txt", "the name is taken"), ("index", "the name is taken"), ("%2e", "it holds “%”"),
    ("a\u{200B}b", "it holds U+200B"), ("e\u{301}", "its accents are not composed (NFC)"),
    (String(repeating: "a", count: 101), "it is 101 bytes long, more than 100"),
  ])
  func `an id that cannot be a file is refused`(id: String, fault: String) {
    #expect(faultOfID(id) == fault)
  }

  @Test(arguments: ["nonaggression-pact", "agreed_framework.1994", "détente", "한국", "7", "हिन्दी"])
  func `an id of letters of any script is fine`(id: String) { #expect(faultOfID(id) == nil) }

  @Test func `hostile names are refused, good ones taken`() throws {
    guard let suite = SuiteFile.reading("hostile/paths.json") else { return }
    let record = try #require(Record.readingJSON(suite).value)
    var count = 0
    for item in record.items ?? [] {
      var reader = FieldReader(item, of: "a case")
      guard let name = reader.string("name"), let expected = reader.string("expect") else {
        Issue.record("case \(count + 1) has no name or no expectation")
        continue
      }
      count += 1
      if expected.hasPrefix("refuse") || expected.hasPrefix("literal") {
        #expect(faultOfID(name) != nil, "“\(name)”: \(expected)")
      } else if expected.hasPrefix("accept") {
        #expect(faultOfID(name) == nil, "“\(name)”: \(expected)")
      }
    }
    print("hostile/paths.json: \(count) names")
    #expect(count > 10)
  }

  @Test func `a file name that is no id is an error for the file`() {
    let read = entry("a b", "title: X")
    #expect(
      read.diagnostics.told == [
        "the file name gives the id “a b”, but it holds U+0020; rename the file [entry.id]"
      ])
    #expect(read.value == nil)
  }

  @Test func `entries with one address or one name are errors`() {
    let entries = [
      entry("pact", "title: Pact\naliases: [“Sunshine” Policy]"), entry("Pact", "title: Other\nwas: old"),
      entry("third", "title: Third\naliases: ['\"Sunshine\" Policy']\nwas: old"),
    ].compactMap(\.value)
    #expect(
      Entry.duplicates(among: entries).told == [
        "“term:Pact” and “term:pact” would have one address; rename one file [entry.collision]",
        "the former id “old” belongs to “term:Pact”; it cannot lead to both [entry.former-id]",
      ])
    #expect(
      Entry.sharedNames(among: entries).told == [
        "3:12: “\"Sunshine\" Policy” names both “term:pact” and “term:third”; leave it to one of them [link.alias-collision]"
      ])
  }
}
