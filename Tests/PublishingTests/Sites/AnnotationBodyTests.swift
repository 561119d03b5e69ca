import Publishing
import Testing

@Suite("The text of a note that is written in the margin")
struct AnnotationBodyTests {
  private let terms = "Content/essays/the-bell/commentary/terms.md"

  /// The commentary with a note of this text at its end.
  private func written(_ body: String, in site: SampleSite) throws -> String {
    let files = try site.files()
    let reading = try #require(OpenReading(of: "the-bell/full.html", in: files))
    let target = try #require(reading.targets.first { $0.path == terms })
    let annotation = Annotation(
      path: terms, hash: target.hash?.description, textHash: reading.textHash.description,
      words: ["nine people came home by ear"], before: "", after: "", title: "By ear", body: body,
      subject: nil)
    let plan = try AnnotationPlan.making(annotation, beside: reading, in: files)
    return String(decoding: plan.file.bytes, as: UTF8.self)
  }

  @Test(arguments: ["```\nopen fence", "~~~", "<!-- open", "<script>\nlet a"])
  func `is refused where it would take in what is written after it`(body: String) throws {
    let reason =
      "the note’s text begins something that would take in the notes after it, such as a code fence; close it"
    #expect(throws: AnnotationFault.breaksFile(reason: reason)) {
      try written(body, in: SampleSite.starter())
    }
  }

  @Test(arguments: ["```\nclosed\n```", "- a\n\n  b", "    code", "<div>\nx", "[sic]: https://example.org/"])
  func `may hold whatever ends with it`(body: String) throws {
    #expect(try written(body, in: SampleSite.starter()).hasSuffix("by ear\n\n\(body)\n"))
  }

  @Test func `is refused where it would make a link of an older note’s words`() throws {
    var site = SampleSite.starter()
    site[terms]?.append("\nSo it stood [sic] in the book.\n")
    let reason =
      "the note’s text would change how older notes read; write its links out, without definitions as in “[name]: …”"
    #expect(throws: AnnotationFault.breaksFile(reason: reason)) {
      try written("[sic]: https://example.org/ \"t\"", in: site)
    }
  }
}
