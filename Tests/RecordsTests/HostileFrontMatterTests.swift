import Diagnostics
import Records
import TestSupport
import Testing

/// Front matter that is meant to break its reader, each case as the suite expects.
struct HostileFrontMatterTests {
  /// What the reader of the case's key says, or the value it gets.
  private static let answers: [String: String] = [
    "y01": "no",
    "y02": "1:8: “draft” is “yes”; write true or false [record.not-a-boolean]",
    "y03": "1:8: this value holds “: ”, which starts another value; put it in quotes [yaml.colon]",
    "y04": "2:1: a tab indents this line; YAML takes spaces only [yaml.tab]",
    "y05": "2:1: the key “a” is written twice; keep one of them [record.duplicate-key]",
    "y07":
      "1:4: YAML anchors such as “&a” are not taken; put a value that starts with “&” in quotes [yaml.anchor]",
    "y09":
      "1:4: YAML tags such as “!!python/object/apply:os.system” are not taken; put a value that starts with “!” in quotes [yaml.tag]",
    "y10": "1:67: lists and mappings nest deeper than 64 levels [record.too-deep]",
    "y11": "1:7: “2024-02-30” is no date; February 2024 has 29 days [record.not-a-date]",
    "y12":
      "1:7: “2024-1-5” is no date; month and day have two digits each, as in 2000-01-05 [record.not-a-date]",
    "y13": "012",
    "y15": "1.10",
    "y16": "absent",
    "y18": "1:1: a mapping is wanted, lines of “key: value”; this is a list [yaml.not-a-mapping]",
    "y21": "b",
    "y22": "b",
    "y23": "x\ny\n",
    "y24": "1:1: complex keys (“? key”) are not taken; write “key: value” [yaml.complex-key]",
    "y25": "1:1: this YAML is larger than 64 KiB [yaml.too-large]",
  ]

  @Test func `every hostile case is answered as expected, in no time`() throws {
    guard let suite = SuiteFile.reading("hostile/front-matter.json") else { return }
    let cases = try #require(Record.readingJSON(suite).value?.items)
    var slowest = Duration.zero
    for example in cases {
      let id = try #require(example["id"]?.scalar?.text)
      let source = try #require(SourceText.reading(try bytes(of: example), path: "\(id).md").value)
      var answer = ""
      let time = quickest { answer = self.answer(to: source) }
      #expect(answer == Self.answers[id], "\(id): \(example["expect"]?.scalar?.text ?? "")")
      slowest = max(slowest, time)
    }
    print("hostile front matter: \(cases.count) cases, the slowest in \(slowest)")
    #expect(cases.count == Self.answers.count)
    #expect(slowest < .seconds(5))
  }

  /// The least time of five runs, since other tests run at the same time.
  private func quickest(_ work: () -> Void) -> Duration {
    (1...5).map { _ in ContinuousClock().measure(work) }.min() ?? .zero
  }

  private func bytes(of example: Record) throws -> [UInt8] {
    if let front = example["front"]?.scalar?.text { return Array(front.utf8) }
    let parts = try #require(example["parts"]?.items)
    return try parts.flatMap { part in
      let pair = try #require(part.items)
      let count = try #require(pair[1].scalar?.integer)
      return Array(String(repeating: try #require(pair[0].scalar?.text), count: count).utf8)
    }
  }

  private func answer(to source: SourceText) -> String {
    let read = Record.readingYAML(source)
    guard read.diagnostics.isEmpty, let record = read.value, let key = record.fields?.first?.key else {
      return read.diagnostics.told.joined(separator: "\n")
    }
    var fields = FieldReader(record, of: "a page")
    let value =
      switch key {
      case "draft": fields.bool(key).map { "\($0)" }
      case "date": fields.date(key)?.iso
      default: fields.string(key)
      }
    return fields.findings.isEmpty ? value ?? "absent" : fields.findings.told.joined(separator: "\n")
  }

  @Test func `an alias bomb is refused before it grows`() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, previous) in zip("bcdefghij", "abcdefghi") {
      text += "\(name): &\(name) [\(Array(repeating: "*\(previous)", count: 9).joined(separator: ", "))]\n"
    }
    let bomb = SourceText(path: "bomb.yaml", text: text)
    var told: [String] = []
    let time = quickest { told = Record.readingYAML(bomb).diagnostics.told }
    #expect(
      told == [
        "1:4: YAML anchors such as “&a” are not taken; put a value that starts with “&” in quotes [yaml.anchor]"
      ])
    #expect(time < .seconds(5))
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "{", "[{a: ["])
  func `a hundred thousand openings stop at the limit`(_ opening: String) {
    let count = Record.yamlSizeLimit / opening.utf8.count - 1
    let text = "a:\n " + String(repeating: opening, count: count)
    let source = SourceText(path: "deep.yaml", text: text.prefix(Record.yamlSizeLimit).description)
    var read: Diagnosed<Record?>?
    let time = quickest { read = Record.readingYAML(source) }
    #expect(read?.value == nil && read?.diagnostics.count == 1)
    #expect(time < .seconds(5))
  }
}
