import Diagnostics
import Markup
import TestSupport
import Testing

@testable import Commentary

@Suite struct AnchorReportTests {
  private func report(_ notes: String, _ versions: [(id: String, markdown: String)]) -> AnchorReport {
    let notes = commentary("---\nkind: gloss\n---\n" + notes).value.notes
    return AnchorReport(
      notes: notes,
      versions: versions.map { version in
        let source = SourceText(path: "\(version.id).md", text: version.markdown)
        let text = PlainText(Document.parsing(source).value)
        return AnchorReport.Version(id: version.id, text: text, anchors: anchor(notes, in: text))
      })
  }

  private func lines(_ finding: Diagnostic) -> [String] {
    let notes = finding.notes.map { note in
      if case .range(let range) = note.place {
        "\(range.source.path):\(range.position.line):\(range.position.column): \(note.text)"
      } else {
        note.text
      }
    }
    return ["\(finding.severity) " + ([finding].told.first ?? "")] + notes
      + finding.fixes.map { "help: \($0.summary)" }
  }

  @Test func `a lost lemma is told with the closest passages and a remedy`() throws {
    let report = report(
      "## Lives\n\n> men led lives of **desperation**\n\nx",
      [
        (
          "digest",
          "Quite another paragraph.\n\nThe mass of men lead lives of quiet *desperation*. What is called so."
        ),
        ("original", "No such thing."),
      ])
    let finding = try #require(report.diagnostics.first)
    #expect(
      lines(finding) == [
        "error 6:1: “digest” and “original” do not have the words “men led lives of desperation” [anchor.lost]",
        "digest.md:3:13: closest, in ¶ 2 of “digest”: “men lead lives of quiet desperation”",
        "help: quote “men lead lives of quiet desperation”",
      ])
    #expect(report.diagnostics.count == 1)
  }

  @Test func `a lemma that one version has is not lost`() {
    let report = report("## A\n\n> two words\n\nx", [("digest", "two words"), ("original", "other words")])
    #expect(report.diagnostics.told == [])
    let verdicts = report.verdicts(of: 0)
    #expect(verdicts.map(\.version) == ["digest", "original"])
    #expect(verdicts.map(\.verdict) == [.unchanged(Passage(marks: [0..<9])), .lost(closest: [])])
  }

  @Test func `an ambiguous lemma is told with its candidates`() throws {
    let report = report(
      "## A\n\n> the pact\n\nx",
      [("digest", "One of them, the pact here, now and then. Not the pact.\n\nthe pact")])
    #expect(
      lines(try #require(report.diagnostics.first)) == [
        "error 6:1: “digest” has the words “the pact” at 3 places [anchor.ambiguous]",
        "digest.md:1:14: ¶ 1 of “digest”: “One of them, the pact here, now and then.…”",
        "digest.md:1:47: ¶ 1 of “digest”: “…now and then. Not the pact.”",
        "digest.md:3:1: ¶ 2 of “digest”: “the pact”",
        "help: quote some words around them too, and make those that are meant strong",
      ])
  }

  @Test func `ambiguous in one version and found in another is a warning`() {
    let report = report(
      "## A\n\n> the pact\n\nx", [("digest", "the pact, the pact"), ("original", "the pact")])
    #expect(report.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `a version that the note wants must have it, if anyone holds a copy`() {
    let notes = "---\nkind: gloss\nversions: original\n---\n## A\n\n> words\n\nx"
    let read = commentary(notes).value.notes
    func findings(_ versions: [(id: String, text: String)]) -> [Diagnostic] {
      AnchorReport(
        notes: read,
        versions: versions.map { version in
          let text = plainText(version.text)
          return AnchorReport.Version(id: version.id, text: text, anchors: anchor(read, in: text))
        }
      ).diagnostics
    }
    #expect(findings([("digest", "words")]).told == [])
    #expect(findings([("digest", "none"), ("original", "words")]).told == [])
    #expect(
      findings([("digest", "words"), ("original", "none")]).told == [
        "7:1: “original” does not have the words “words”, where “versions:” wants the note [anchor.lost]"
      ])
  }

  @Test func `of several lost alternatives all are named, and the closest one gets the caret`() throws {
    let report = report(
      "## A\n\n> quite different … things\n\n> threatening Korea routinely\n\nx",
      [("digest", "It went on routinely threatening South Korea as before.")])
    #expect(
      lines(try #require(report.diagnostics.first)).first
        == "error 8:1: “digest” does not have the words “quite different … things” or “threatening Korea routinely” [anchor.lost]"
    )
  }

  @Test func `hundreds of lost notes are told in time`() {
    let vocabulary = [
      "north", "south", "pact", "summit", "missile", "talks", "regime", "security", "the", "of", "a",
    ]
    var random = SeededGenerator(seed: 3)
    func words(_ count: Int) -> String {
      (0..<count).map { _ in vocabulary.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    let notes = (0..<300).map { "## Note \($0)\n\n> \(words(5)) gone\n\nx\n\n" }.joined()
    let report = report(notes, [("digest", words(2_000))])
    let clock = ContinuousClock()
    var findings: [Diagnostic] = []
    let time = clock.measure { findings = report.diagnostics }
    print("300 lost notes: \(findings.count) findings in \(time)")
    #expect(findings.count == 300 && time < .seconds(30))
  }
}
