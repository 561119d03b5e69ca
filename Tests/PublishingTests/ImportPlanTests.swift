import Diagnostics
import Records
import Testing

@testable import Publishing

struct `The list of versions` {
  private func listing(_ yaml: String) throws -> VersionListing {
    let source = SourceText(path: "essay.yaml", text: yaml)
    return VersionListing(
      of: "full", in: source, Array(yaml.utf8), record: try #require(Record.readingYAML(source).value))
  }

  @Test(arguments: [
    // Item by item, at the foot of the file or before other keys, whatever the indentation.
    ("versions:\n  - id: a\n", "versions:\n  - id: a\n  - id: \"full\"\n    label: \"Full\"\n"),
    ("versions:\n- id: a", "versions:\n- id: a\n- id: \"full\"\n  label: \"Full\""),
    (
      "versions:\n  - id: a\n    label: A\n\n# next\nrights: none\n",
      "versions:\n  - id: a\n    label: A\n  - id: \"full\"\n    label: \"Full\"\n\n# next\nrights: none\n"
    ),
    (
      "versions:\n  # first\n  - {id: a}\n  - id: b\n    description: >-\n      long\n      text\ntitle: t\n",
      "versions:\n  # first\n  - {id: a}\n  - id: b\n    description: >-\n      long\n      text\n"
        + "  - id: \"full\"\n    label: \"Full\"\ntitle: t\n"
    ),
  ])
  func `takes a version at its end`(yaml: String, expected: String) throws {
    guard case .inserted(let bytes) = try listing(yaml) else {
      Issue.record("nothing was inserted")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    "versions: [{id: a}]\n", "versions:\n  [{id: a}]\n", "title: t\n", "versions:\n",
    "versions: # ours\n  - id: a\n",
    "\"versions\":\n  - id: a\n", "title: |\n  x\n  versions:\n    - id: a\n",
    "{title: t, versions: [{id: a}]}\n",
  ])
  func `is left alone where it is written otherwise`(yaml: String) throws {
    guard case .byHand(let item) = try listing(yaml) else {
      Issue.record("the file was touched")
      return
    }
    #expect(item == "  - id: \"full\"\n    label: \"Full\"\n")
  }

  @Test(arguments: ["versions:\n  - id: a\n  - id: full\n", "versions: [{id: \"full\", label: x}]\n"])
  func `has a version that it has`(yaml: String) throws {
    guard case .listed = try listing(yaml) else {
      Issue.record("the version is there")
      return
    }
  }
}

struct `An import` {
  private func plan(_ text: String, listedIn yaml: String?) throws -> Diagnosed<ImportPlan?> {
    let path = try SitePath.validating("Content/essays/my-essay/essay.yaml")
    return ImportPlan.making(
      of: ImportedText(reading: SourceText(path: "text.txt", text: text)), as: "full", of: "my-essay",
      listedIn: yaml.map { SiteFile(path: path, bytes: Array($0.utf8)) },
      from: "text.txt")
  }

  @Test func `without a title names the essay by its id and says so`() throws {
    let plan = try #require(plan("Only text.", listedIn: nil).value)
    #expect(
      plan.report == """
        imported version “full” of the new essay “my-essay”
          text: 1 paragraph and 2 words, in Content/essays/my-essay/full.md
          title: none found; Content/essays/my-essay/essay.yaml says “My essay”, which is yours to change
          version: listed in Content/essays/my-essay/essay.yaml

        """)
  }

  @Test func `keeps a byline in the version where the essay is there already`() throws {
    let plan = try #require(plan("Bread\nBy Ada Quill\n\nOnly text.", listedIn: "versions: []\n").value)
    #expect(
      plan.files.map { String(decoding: $0.bytes, as: UTF8.self) } == [
        "---\ntitle: \"Bread\"\nauthor: \"Ada Quill\"\n---\n\nOnly text.\n"
      ])
  }

  @Test(arguments: ["\r\n", "\r"])
  func `is listed without another byte changed`(end: String) throws {
    let yaml = "\u{FEFF}versions:\n  - id: a\n\ntitle: T".replacing("\n", with: end)
    let plan = try #require(plan("Only text.", listedIn: yaml).value)
    #expect(
      plan.files.last.map { String(decoding: $0.bytes, as: UTF8.self) }
        == "\u{FEFF}versions:\n  - id: a\n  - id: \"full\"\n    label: \"Full\"\n\ntitle: T"
        .replacing("\n", with: end))
  }

  @Test func `warns of a long text that no empty line parts`() throws {
    let lines = (1...31).map { "There are ten words in each of these lines, line \($0)." }
    #expect(try plan(lines.joined(separator: "\n\n"), listedIn: nil).diagnostics.isEmpty)
    #expect(try plan("Only text.", listedIn: nil).diagnostics.isEmpty)
    let planned = try plan(lines.joined(separator: "\n"), listedIn: nil)
    #expect(planned.value != nil)
    #expect(
      DiagnosticFormatter(.text(isColored: false)).format(planned.diagnostics) == """
        text.txt: warning: the text has no empty line, so all of it is one paragraph [import.one-paragraph]
        help: put an empty line between paragraphs, and import it again with “--force”

        """)
  }

  @Test func `says what is to be added by hand`() throws {
    let plan = try #require(plan("Only text.", listedIn: "versions: []\n").value)
    #expect(plan.files.map(\.path.text) == ["Content/essays/my-essay/full.md"])
    #expect(
      plan.report == """
        imported version “full” of the essay “my-essay”
          text: 1 paragraph and 2 words, in Content/essays/my-essay/full.md
          version: please add it to the versions in Content/essays/my-essay/essay.yaml:
          - id: "full"
            label: "Full"

        """)
  }

  @Test func `is not made into an essay whose record cannot be read`() throws {
    let planned = try plan("Only text.", listedIn: "title: [")
    #expect(planned.value == nil && planned.diagnostics.hasErrors)
  }

  @Test(arguments: [
    "plain", "say \"no\"", "back\\slash", "a: b # c", "line\nfeed\ttab", "\u{7}\u{1B}\u{7F}\u{85}\u{A0}",
    "\u{2028}\u{FEFF}",
    "- {[", "'", "é漢😀\u{E0001}", "\u{FFFD}", "e\u{301}\"\u{301}", "\u{10FFFF}\u{E000}", "~", "",
  ])
  func `writes YAML that reads as what was meant`(value: String) throws {
    let source = SourceText(path: "a.yaml", text: yamlLines([("title", value), ("deck", nil), ("end", "x")]))
    let read = Record.readingYAML(source)
    #expect(read.diagnostics.isEmpty)
    let fields = try #require(read.value?.fields)
    #expect(fields.map(\.key) == ["title", "end"])
    #expect(try #require(fields[0].value.scalar).text.utf8.elementsEqual(value.utf8))
  }

  @Test func `takes ids that are safe in addresses`() {
    for id in ["a", "kim-summit", "2026-11-24", String(repeating: "a", count: 80)] {
      #expect(reason(againstID: id) == nil)
    }
    for id in [
      "", "-a", "a-", "a--b", "A", "a b", "a/b", "..", "é", "a_b", "index", "notes",
      String(repeating: "a", count: 81),
    ] {
      #expect(reason(againstID: id) != nil)
    }
  }
}
