import Diagnostics
import Records
import TestSupport
import Testing

/// Reading JSON: RFC 8259 as it is written, with positions, and every refusal in full.
struct JSONTests {
  private func read(_ text: String) -> Diagnosed<Record?> {
    Record.readingJSON(SourceText(path: "sources.json", text: text))
  }

  @Test(arguments: [
    ("null", Meaning.null),
    (" true\n", .bool(true)),
    ("false", .bool(false)),
    ("0", .number(0)),
    ("-0", .number(-0.0)),
    ("12", .number(12)),
    ("-12.50", .number(-12.5)),
    ("1E400", .number(.infinity)),
    ("6.02e+23", .number(6.02e23)),
    ("5e-1", .number(0.5)),
    ("\"\"", .text("")),
    ("\"null\"", .text("null")),
    (#""\"\\\/\b\f\n\r\t""#, .text("\"\\/\u{8}\u{C}\n\r\t")),
    (#""\u00e9\u20AC""#, .text("é€")),
    (#""\ud834\udd1e""#, .text("𝄞")),
    (#""\uDBFF\uDFFF\u0000""#, .text("\u{10FFFF}\0")),
    ("\"é𝄞\u{7F}\"", .text("é𝄞\u{7F}")),
    ("[]", .list([])),
    ("{}", .mapping([:])),
    ("[ 1 , [ ] , { } ]", .list([.number(1), .list([]), .mapping([:])])),
    (
      "{\"a\": {\"b\": [true, null]}, \"\": 1}",
      .mapping(["a": .mapping(["b": .list([.bool(true), .null])]), "": .number(1)])
    ),
  ])
  func `every value of the grammar is read`(_ text: String, _ meaning: Meaning) throws {
    let read = read(text)
    #expect(read.diagnostics.told.isEmpty)
    #expect(Meaning(of: try #require(read.value)) == meaning)
  }

  @Test func `8 MiB are read and no more`() {
    let full = "[" + String(repeating: " ", count: (8 << 20) - 2) + "]"
    #expect(read(full).diagnostics.told.isEmpty)
    #expect(read(full + " ").value == nil)
    #expect(read(full + " ").diagnostics.map(\.summary) == ["this JSON is larger than 8 MiB"])
  }

  @Test func `a quoted quote with a combining mark ends no string`() throws {
    // The scalar after the quote joins it to one Character; the bytes are two things all the same.
    let record = try #require(read("[\"a\"\u{20}, \"\\\"\u{301}\", \"\u{301}\"]").value)
    #expect(record.items?.map(\.scalar?.text) == ["a", "\"\u{301}", "\u{301}"])
  }

  @Test(arguments: [
    ("", "1:1: a JSON value is wanted, and there is none [json.empty]"),
    ("\n \n", "3:1: a JSON value is wanted, and there is none [json.empty]"),
    ("[1, 2,\n]", "1:6: no comma can stand after the last item; remove it [json.trailing-comma]"),
    ("{\"a\": 1, }", "1:8: no comma can stand after the last item; remove it [json.trailing-comma]"),
    ("{'a': 1}", "1:2: JSON takes straight double quotes only, no single or curly ones [json.quotes]"),
    ("[“a”]", "1:2: JSON takes straight double quotes only, no single or curly ones [json.quotes]"),
    (
      "[\n<<<<<<< HEAD\n1",
      "2:1: a merge conflict is left in this file; settle it and remove the marks [json.merge-conflict]"
    ),
    (
      "[1\n=======\n",
      "2:1: a merge conflict is left in this file; settle it and remove the marks [json.merge-conflict]"
    ),
    (
      "[1,\n>>>>>>> b",
      "2:1: a merge conflict is left in this file; settle it and remove the marks [json.merge-conflict]"
    ),
    ("[1, // one\n2]", "1:5: JSON has no comments; remove this one [json.comment]"),
    ("{a: 1}", "1:2: a key in double quotes is wanted before “a” [json.syntax]"),
    ("{1: 1}", "1:2: a key in double quotes is wanted before “1” [json.syntax]"),
    ("{\"a\" 1}", "1:6: a “:” is wanted between key and value, before “1” [json.syntax]"),
    ("{\"a\":}", "1:6: a value is wanted before “}” [json.syntax]"),
    ("[,]", "1:2: a value is wanted before “,” [json.syntax]"),
    ("[1 2]", "1:4: a comma is missing before “2” [json.syntax]"),
    ("{\"é\": 1\n \"b\": 2}", "2:2: a comma is missing before “\"” [json.syntax]"),
    ("[1}", "1:3: “}” cannot stand here; a comma or the closing bracket is wanted [json.syntax]"),
    ("{\"a\": 1]", "1:8: “]” cannot stand here; a comma or the closing bracket is wanted [json.syntax]"),
    ("[1] 2", "1:5: the JSON value has ended before “2”; one file holds one [json.syntax]"),
    ("]", "1:1: a value is wanted before “]” [json.syntax]"),
    ("[1,\n{\"a\": [", "2:8: the file ends inside the “[” that is still open [json.cut-off]"),
    ("012", "1:1: “012” is no JSON number; write it like 12, -3.5 or 6e7, or put it in quotes [json.number]"),
    ("+1", "1:1: “+1” is no JSON number; write it like 12, -3.5 or 6e7, or put it in quotes [json.number]"),
    ("1.", "1:1: “1.” is no JSON number; write it like 12, -3.5 or 6e7, or put it in quotes [json.number]"),
    (".5", "1:1: “.5” is no JSON number; write it like 12, -3.5 or 6e7, or put it in quotes [json.number]"),
    (
      "0x1F",
      "1:1: “0x1F” is no JSON number; write it like 12, -3.5 or 6e7, or put it in quotes [json.number]"
    ),
    (
      "2000-10-23",
      "1:1: “2000-10-23” is no JSON number; write it like 12, -3.5 or 6e7, or put it in quotes [json.number]"
    ),
    ("[True]", "1:2: unknown word “True”; did you mean “true”? [json.word]"),
    ("[NaN]", "1:2: unknown word “NaN”; put a text in double quotes [json.word]"),
    (
      "[\"a\nb\"]",
      "1:2: this string lacks its closing “\"” on the line; write a line feed as “\\n” [json.unclosed-string]"
    ),
    (
      "\"é",
      "1:1: this string lacks its closing “\"” on the line; write a line feed as “\\n” [json.unclosed-string]"
    ),
    (
      "\"a\\",
      "1:1: this string lacks its closing “\"” on the line; write a line feed as “\\n” [json.unclosed-string]"
    ),
    (
      "\"\té\"",
      "1:2: a string cannot hold a control character as it is; write “\\t” [json.control-character]"
    ),
    (
      "\"é\u{1}\"",
      "1:3: a string cannot hold a control character as it is; write “\\u0001” [json.control-character]"
    ),
    (#""\d""#, "1:2: unknown escape “\\d”; write “\\\\” for a backslash [json.escape]"),
    (#""\u12g4""#, "1:2: unknown escape “\\u”; four hexadecimal digits follow “\\u” [json.escape]"),
    (#""\u+123""#, "1:2: unknown escape “\\u”; four hexadecimal digits follow “\\u” [json.escape]"),
    (#""\u12""#, "1:2: unknown escape “\\u”; four hexadecimal digits follow “\\u” [json.escape]"),
    (#""\ud834""#, "1:2: “\\ud834” is half of a surrogate pair; the other half is missing [json.surrogate]"),
    (
      #""é\ud834\u0041""#,
      "1:3: “\\ud834” is half of a surrogate pair; the other half is missing [json.surrogate]"
    ),
    (
      #""\udd1e\ud834""#,
      "1:2: “\\udd1e” is half of a surrogate pair; the other half is missing [json.surrogate]"
    ),
  ])
  func `a refusal says what is wrong, exactly where, and the remedy`(_ text: String, _ told: String) {
    let read = read(text)
    #expect(read.diagnostics.told == [told])
    #expect(read.value == nil)
  }

  @Test func `a duplicate key points at the first, which stands`() throws {
    let read = read("[{\"id\": 1,\n\"\\u0069d\": 2}]")
    #expect(
      read.diagnostics.told == ["2:1: the key “id” is written twice; keep one of them [record.duplicate-key]"]
    )
    #expect(
      read.diagnostics.first?.notes.map(\.place)
        == (read.value?.items?[0].fields?[0].keyRange).map { [.range($0)] })
    #expect(Meaning(of: try #require(read.value)) == .list([.mapping(["id": .number(1)])]))
  }

  @Test func `values and keys know where they stand`() throws {
    let record = try #require(read(" {\"é\": [\"𝄞\", 12 ]\n, \"b\": { } } ").value)
    #expect(record.range.text == "{\"é\": [\"𝄞\", 12 ]\n, \"b\": { } }")
    #expect(record.fields?.map(\.keyRange.text) == ["\"é\"", "\"b\""])
    #expect(record.fields?.map(\.value.range.text) == ["[\"𝄞\", 12 ]", "{ }"])
    #expect(record["é"]?.items?.map(\.range.text) == ["\"𝄞\"", "12"])
  }

  @Test func `64 levels are read and 65 are not`() {
    let nested = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(read(nested(64)).value != nil)
    let told = "1:65: lists and mappings nest deeper than 64 levels [record.too-deep]"
    #expect(read(nested(65)).diagnostics.told == [told])
    #expect(read(String(repeating: "[", count: 1_000_000)).diagnostics.told == [told])
  }
}
