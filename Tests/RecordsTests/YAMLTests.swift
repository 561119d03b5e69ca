import Diagnostics
import Records
import TestSupport
import Testing

/// Reading YAML: what is taken, where things stand, and every refusal in full.
struct YAMLTests {
  private func read(_ text: String) -> Diagnosed<Record?> {
    Record.readingYAML(SourceText(path: "page.yaml", text: text))
  }

  @Test(arguments: [
    ("a: *b", "1:4: YAML aliases are not taken; put a value that starts with “*” in quotes [yaml.alias]"),
    (
      "a: *very* good",
      "1:4: YAML aliases are not taken; put a value that starts with “*” in quotes [yaml.alias]"
    ),
    (
      "a: **very**",
      "1:4: YAML aliases are not taken; put a value that starts with “*” in quotes [yaml.alias]"
    ),
    (
      "a: &b c",
      "1:4: YAML anchors such as “&b” are not taken; put a value that starts with “&” in quotes [yaml.anchor]"
    ),
    (
      "a: !!str c",
      "1:4: YAML tags such as “!!str” are not taken; put a value that starts with “!” in quotes [yaml.tag]"
    ),
    (
      "a: b\n---\nc: d", "2:1: a second YAML document is not taken; one file holds one [yaml.second-document]"
    ),
    (
      "a: b\n...\nc: d", "3:1: a second YAML document is not taken; one file holds one [yaml.second-document]"
    ),
    ("# why?\n? a\n: b", "2:1: complex keys (“? key”) are not taken; write “key: value” [yaml.complex-key]"),
    ("x: {? a : b}", "1:5: complex keys (“? key”) are not taken; write “key: value” [yaml.complex-key]"),
    (
      "[a, b]: c",
      "1:1: complex keys, a list or mapping before the “:”, are not taken; write “key: value” [yaml.complex-key]"
    ),
    (": b", "1:1: empty keys are not taken; write one before the “:” [yaml.empty-key]"),
    ("a:\n  <<: {x: y}", "2:3: YAML merge keys (“<<”) are not taken; write the keys out [yaml.merge-key]"),
    ("just words", "1:1: a mapping is wanted, lines of “key: value”; this is a text [yaml.not-a-mapping]"),
    ("12", "1:1: a mapping is wanted, lines of “key: value”; this is a number [yaml.not-a-mapping]"),
    ("%FOO bar\n---\na: b", "1:1: no directive is taken but “%YAML 1.2”; remove this line [yaml.directive]"),
    (
      "title: Foo: a story",
      "1:8: this value holds “: ”, which starts another value; put it in quotes [yaml.colon]"
    ),
    (
      "a\n b: c\n",
      "2:3: no “:” can stand here; put a value that holds one in quotes, or give the key a line of its own [yaml.colon]"
    ),
    ("a:\n\tb: c", "2:1: a tab indents this line; YAML takes spaces only [yaml.tab]"),
    ("a:\n  - b\n \t- c", "3:2: a tab indents this line; YAML takes spaces only [yaml.tab]"),
    ("a: @b", "1:4: no value can start with “@”; put it in quotes [yaml.start]"),
    ("a: `b`", "1:4: no value can start with “`”; put it in quotes [yaml.start]"),
    ("a: %b", "1:4: no value can start with “%”; put it in quotes [yaml.start]"),
    ("é: \"b\nc: d", "1:4: the quote opened here is never closed [yaml.unclosed]"),
    ("a: [b\nc: d", "1:4: the “[” opened here lacks a “,” or its “]” [yaml.unclosed]"),
    ("a: {b: c", "1:4: the “{” opened here lacks a “,” or its “}” [yaml.unclosed]"),
    (
      #"a: "\d""#,
      "1:5: unknown escape “\\d”; write “\\\\” for a backslash, or use single quotes [yaml.escape]"
    ),
    ("a: b\nc\n", "2:1: this is no “key: value”; a “:” and a blank are wanted after the key [yaml.syntax]"),
    (
      "a: 'b' c\n",
      "1:8: this is no “key: value” of the mapping before it; check the indentation and the quotes [yaml.syntax]"
    ),
    (
      "a:\n  - b\n  c: d\n",
      "3:3: this is no “- ” item of the list before it; check the indentation [yaml.syntax]"
    ),
    (
      "a: > b",
      "1:4: words follow “>”; begin them on the next line, or put a value that starts with it in quotes [yaml.syntax]"
    ),
    ("a: ]", "1:4: no value can start with “]”; put it in quotes [yaml.start]"),
    ("a: [b,", "1:7: a value is missing here [yaml.start]"),
    ("a: !<b", "1:4: YAML tags are not taken; put a value that starts with “!” in quotes [yaml.tag]"),
    ("a: !b!c d", "1:4: YAML tags are not taken; put a value that starts with “!” in quotes [yaml.tag]"),
    ("a: b ? c\n? d", "2:1: complex keys (“? key”) are not taken; write “key: value” [yaml.complex-key]"),
    (
      "a:\n  b\n c: d\n",
      "3:3: no “:” can stand here; put a value that holds one in quotes, or give the key a line of its own [yaml.colon]"
    ),
    ("a: - b\n", "1:4: no list item can stand here; give “- ” a line of its own [yaml.syntax]"),
    (
      #"a: "\x4""#,
      "1:7: hexadecimal digits are wanted here: 2 after “\\x”, 4 after “\\u”, 8 after “\\U” [yaml.escape]"
    ),
    ("a: b\u{7}", "1:5: the control character U+0007 is not allowed [yaml.control-character]"),
    ("a: é\u{1F}", "1:5: the control character U+001F is not allowed [yaml.control-character]"),
  ])
  func `a refusal names what is not taken, where, and the remedy`(_ text: String, _ told: String) {
    let read = read(text)
    #expect(read.diagnostics.told == [told])
    #expect(read.value == nil)
  }

  @Test func `a colon in a value is mended by quotes`() throws {
    let error = try #require(read("a: b\ntitle:  Say \"Foo\": a \\ story  \nc: d").diagnostics.first)
    #expect(
      error.told == "2:9: this value holds “: ”, which starts another value; put it in quotes [yaml.colon]")
    #expect(
      error.fixes == [
        Diagnostic.Fix("put quotes around the value", replacement: #""Say \"Foo\": a \\ story""#)
      ])
  }

  @Test func `a duplicate key points at the first, which stands`() throws {
    let read = read("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 4\n")
    #expect(
      read.diagnostics.told == [
        "5:3: the key “c” is written twice; keep one of them [record.duplicate-key]",
        "6:1: the key “a” is written twice; keep one of them [record.duplicate-key]",
      ])
    #expect(
      read.diagnostics.map { $0.notes.map(\.text) } == [
        ["“c” is first written here"], ["“a” is first written here"],
      ])
    let record = try #require(read.value)
    #expect(
      Meaning(of: record) == .mapping(["a": .number(1), "b": .mapping(["c": .number(1), "d": .number(2)])]))
  }

  @Test(arguments: ["", "\n\n", "# nothing\n", "---\n", "---\n...\n", "%YAML 1.2\n---\n"])
  func `a text without a value is an empty mapping`(_ text: String) {
    let read = read(text)
    #expect(read.diagnostics.isEmpty)
    #expect(read.value?.fields == [])
  }

  @Test func `positions are bytes, whatever stands before them`() throws {
    let text = "é: 𝄞\n“kéy”: [ä, 'ö']\nblock: |\n  ü\n\nlast: {ß: [x]}\n"
    let record = try #require(read(text).value)
    let fields = try #require(record.fields)
    #expect(fields.map(\.keyRange.text) == ["é", "“kéy”", "block", "last"])
    #expect(fields.map(\.value.range.text) == ["𝄞", "[ä, 'ö']", "|\n  ü", "{ß: [x]}"])
    #expect(fields[1].value.items?.map(\.range.text) == ["ä", "'ö'"])
    #expect(fields[3].value["ß"]?.range.text == "[x]")
    #expect(record.range.text + "\n" == text)
  }

  @Test func `lists and mappings end with their last value`() throws {
    let record = try #require(read("a:\n  - x: 1\n    y: 2\n  - z\n\n# remark\nb: c\n").value)
    #expect(record["a"]?.range.text == "- x: 1\n    y: 2\n  - z")
    #expect(record["a"]?.items?.first?.range.text == "x: 1\n    y: 2")
  }

  @Test func `line and column hold behind a byte order mark and CRLF`() throws {
    let bytes = Array("\u{FEFF}é: 1\r\nä: 2\r\nä: 3\r\nt: a: b\r\n".utf8)
    let source = try #require(SourceText.reading(bytes, path: "page.yaml").value)
    #expect(
      Record.readingYAML(source).diagnostics.told == [
        "3:1: the key “ä” is written twice; keep one of them [record.duplicate-key]",
        "4:4: this value holds “: ”, which starts another value; put it in quotes [yaml.colon]",
      ])
  }

  @Test func `a part of a text has the positions of the whole`() throws {
    let source = SourceText(path: "page.md", text: "---\né: b\nc: @\n---\nbody")
    let read = Record.readingYAML(source, in: 4..<16)
    #expect(read.diagnostics.told == ["3:4: no value can start with “@”; put it in quotes [yaml.start]"])
  }

  @Test func `64 levels are taken and 65 are not`() {
    let inner = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(read("a: " + inner(63)).value != nil)
    #expect(
      read("a: " + inner(64)).diagnostics.told == [
        "1:67: lists and mappings nest deeper than 64 levels [record.too-deep]"
      ])
  }

  @Test func `64 KiB are taken and one byte more is not`() {
    let longest = "a: " + String(repeating: "x", count: Record.yamlSizeLimit - 3)
    #expect(read(longest).value != nil)
    #expect(read(longest + "x").diagnostics.told == ["1:1: this YAML is larger than 64 KiB [yaml.too-large]"])
  }
}
