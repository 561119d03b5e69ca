import Publishing
import Testing

struct `The closing line` {
  @Test func `counts what was built`() {
    let summary = Summary(
      essays: 1, versions: 2, notes: 34, anchored: 33, ambiguous: 0, lost: 1, entries: 16, pages: 41)
    #expect(
      summary.closingLine(changedFiles: 3, duration: .milliseconds(212)) == """
        built 1 essay in 2 versions: 34 notes (33 anchored, 0 ambiguous, 1 lost), 16 entries, 41 pages; \
        3 files changed in 0.21 s
        """)
  }

  @Test func `has singulars`() {
    let summary = Summary(
      essays: 2, versions: 1, notes: 1, anchored: 1, ambiguous: 0, lost: 0, entries: 1, pages: 1)
    #expect(
      summary.closingLine(changedFiles: 1, duration: .zero) == """
        built 2 essays in 1 version: 1 note (1 anchored, 0 ambiguous, 0 lost), 1 entry, 1 page; \
        1 file changed in 0.01 s
        """)
  }

  @Test(arguments: [
    (Duration.milliseconds(4), "0.01 s"), (.milliseconds(994), "0.99 s"), (.milliseconds(995), "1.00 s"),
    (.milliseconds(61_050), "61.05 s"),
  ])
  func `has hundredths of seconds`(duration: Duration, expected: String) {
    let summary = Summary(
      essays: 0, versions: 0, notes: 0, anchored: 0, ambiguous: 0, lost: 0, entries: 0, pages: 0)
    #expect(
      summary.closingLine(changedFiles: 0, duration: duration).hasSuffix("0 files changed in " + expected))
  }
}

@Suite("What a version lacks")
struct AbsenceTests {
  @Test func `is said in a line, with the ids of the notes`() async throws {
    let lines = try await SampleSite.whole().built().summary.absenceLines
    #expect(lines == ["ferry/short has no place for 1 note: the-man-again"])
  }
}
