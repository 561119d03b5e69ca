import Diagnostics
import Records
import TestSupport
import Testing

/// Taking typed values from a mapping, and saying what is wrong with those that are not.
struct FieldReaderTests {
  private enum Margin: String, CaseIterable { case left, right }

  private func fields(_ text: String) throws -> FieldReader {
    let read = Record.readingYAML(SourceText(path: "entry.md", text: text))
    try #require(read.diagnostics.told == [])
    return FieldReader(try #require(read.value), of: "an entry")
  }

  @Test func `values have the type that the key wants`() throws {
    var fields = try fields(
      """
      title: No
      country: no
      version: 1.10
      draft: true
      count: 012
      date: 2000-10-23
      margin: left
      aliases: [a, "b", 12, no]
      alias: one
      empty:
      tilde: ~
      """)
    #expect(fields.requiredString("title") == "No")
    #expect(fields.string("country") == "no")
    #expect(fields.string("version") == "1.10")
    #expect(fields.bool("draft") == true)
    #expect(fields.integer("count") == 12)
    #expect(fields.date("date") == (try CalendarDate(year: 2000, month: 10, day: 23)))
    #expect(fields.choice("margin", of: Margin.self) == .left)
    #expect(fields.strings("aliases") == ["a", "b", "12", "no"])
    #expect(fields.strings("alias") == ["one"])
    #expect(fields.string("empty") == nil && fields.strings("empty") == [] && fields.bool("empty") == nil)
    #expect(fields.string("tilde") == nil && fields.integer("tilde") == nil && fields.date("tilde") == nil)
    #expect(fields.string("absent") == nil)
    #expect(fields.finish() == [])
  }

  @Test(arguments: [
    ("é:\ntitel: a", "2:1: unknown key “titel” in an entry; did you mean “title”? [record.unknown-key]"),
    ("colour: a", "1:1: unknown key “colour” in an entry [record.unknown-key]"),
    ("title: [a]", "1:8: “title” wants a text, not a list [record.wrong-shape]"),
    ("title: {a: b}", "1:8: “title” wants a text, not a mapping [record.wrong-shape]"),
    ("aliases: {a: b}", "1:10: “aliases” wants a text or a list of them, not a mapping [record.wrong-shape]"),
    ("aliases: [a, [b]]", "1:14: “aliases” wants a list of texts, not a list [record.wrong-shape]"),
    ("aliases:\n  - a\n  -\n", "3:4: “aliases” wants a list of texts, not nothing [record.wrong-shape]"),
    ("draft: yes", "1:8: “draft” is “yes”; write true or false [record.not-a-boolean]"),
    ("draft: 'true'", "1:8: “draft” is “true”; write true or false, without quotes [record.not-a-boolean]"),
    ("draft: [true]", "1:8: “draft” wants true or false, not a list [record.wrong-shape]"),
    ("count: many", "1:8: “count” is “many”; write a whole number [record.not-an-integer]"),
    ("count: '1'", "1:8: “count” is “1”; write a whole number, without quotes [record.not-an-integer]"),
    ("count: 1.5", "1:8: “count” is “1.5”; write a whole number [record.not-an-integer]"),
    ("count: []", "1:8: “count” wants a whole number, not a list [record.wrong-shape]"),
    ("date: 2023-02-29", "1:7: “2023-02-29” is no date; February 2023 has 28 days [record.not-a-date]"),
    ("date: [2023]", "1:7: “date” wants a date, not a list [record.wrong-shape]"),
    ("margin: lift", "1:9: “lift” is no value of “margin”; did you mean “left”? [record.no-choice]"),
    ("margin: up", "1:9: “up” is no value of “margin”; write one of “left”, “right” [record.no-choice]"),
    ("place: Seoul", "1:8: a place is a mapping of keys to values, not a text [record.not-a-mapping]"),
    ("place: {nane: Seoul}", "1:9: unknown key “nane” in a place; did you mean “name”? [record.unknown-key]"),
    ("places: {name: Seoul}", "1:9: “places” wants a list, not a mapping [record.wrong-shape]"),
    ("places: [Seoul]", "1:10: a place is a mapping of keys to values, not a text [record.not-a-mapping]"),
    ("places: [{}]", "1:10: “name” is missing in a place [record.missing-key]"),
    ("names: [a]", "1:8: “names” wants a mapping, not a list [record.wrong-shape]"),
  ])
  func `a wrong value is told where it stands`(_ text: String, _ told: String) throws {
    var fields = try fields(text)
    _ = fields.string("title")
    _ = fields.strings("aliases")
    _ = fields.bool("draft")
    _ = fields.integer("count")
    _ = fields.date("date")
    _ = fields.choice("margin", of: Margin.self)
    _ = fields.mapping("place", of: "a place") { $0.string("name") }
    _ = fields.list("places", of: "a place") { $0.requiredString("name") }
    _ = fields.fields("names")
    _ = fields.record("é")
    #expect(fields.finish().told == [told])
  }

  @Test(arguments: [
    ("\n\nother: a\nb: c", "3:1: “title” is missing in an entry [record.missing-key]"),
    ("other: a\ntitle:", "2:1: “title” is missing in an entry [record.missing-key]"),
    ("title: ''", "1:8: “title” is empty [record.blank]"),
    ("title: ' '", "1:8: “title” is empty [record.blank]"),
    ("", "1:1: “title” is missing in an entry [record.missing-key]"),
  ])
  func `a required text has to be there`(_ text: String, _ told: String) throws {
    var fields = try fields(text)
    #expect(fields.requiredString("title") == nil)
    #expect(fields.findings.told == [told])
  }

  @Test func `yes and no are mended`() throws {
    var fields = try fields("a: Yes\nb: off\nc: maybe")
    for key in ["a", "b", "c"] { #expect(fields.bool(key) == nil) }
    #expect(fields.findings.map { $0.fixes.map(\.replacement) } == [["true"], ["false"], []])
  }

  @Test func `what is no mapping is told once`() throws {
    let record = try #require(Record.readingJSON(SourceText(path: "a.json", text: " [1]")).value)
    var fields = FieldReader(record, of: "a source")
    #expect(fields.requiredString("title") == nil)
    #expect(
      fields.finish().told == [
        "1:2: a source is a mapping of keys to values, not a list [record.not-a-mapping]"
      ])
  }

  @Test func `nested readers hand up values and findings`() throws {
    var fields = try fields(
      "places:\n  - name: Seoul\n    sise: 1\n  - name: Pyongyang\nplace: {name: Paju}\n")
    #expect(fields.list("places", of: "a place") { $0.string("name") } == ["Seoul", "Pyongyang"])
    #expect(fields.mapping("place", of: "a place") { $0.string("name") } == "Paju")
    #expect(fields.finish().told == ["3:5: unknown key “sise” in a place [record.unknown-key]"])
  }

  @Test func `the author's own keys come in their order`() throws {
    var fields = try fields("kinds: {term: a, precedent: b, 1: c}\nx: 1\ny: 2")
    #expect(fields.fields("kinds").map(\.key) == ["term", "precedent", "1"])
    #expect(fields.unwanted.map(\.key) == ["x", "y"])
  }

  @Test func `a character that nobody sees is named`() throws {
    var fields = try fields("a: \"x\\0y\"\nb: [z, \"\\u202Eq\"]\nc: \"t\\tu\\u00ADv\"")
    #expect(fields.string("a") == "x\0y")
    #expect(fields.strings("b").count == 2)
    #expect(fields.string("c") == "t\tu\u{AD}v")
    #expect(
      fields.finish().told == [
        "1:4: “a” has the character U+0000, which no page can hold; it is left out [record.unseen-character]",
        "2:8: “b” has the invisible character U+202E [record.unseen-character]",
      ])
  }

  @Test func `ranges serve later messages`() throws {
    let fields = try fields("title: é\nnone:\n")
    #expect(fields.range(of: "title").text == "é")
    #expect(fields.keyRange(of: "title").text == "title")
    #expect(fields.range(of: "none").text == "none")
    #expect(fields.range(of: "absent").text == "title: é")
    #expect(fields.has("title") && !fields.has("none") && !fields.has("absent"))
  }
}
