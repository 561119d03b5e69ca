/// What a build has made, in numbers.
package struct Summary: Sendable, Hashable {
  package let essays: Int
  package let versions: Int
  package let notes: Int
  package let anchored: Int
  package let ambiguous: Int
  package let lost: Int
  package let entries: Int
  package let pages: Int
  /// The versions that lack notes which another version has.
  package let absences: [Absence]
  /// The versions in which something became of notes that the ledger knows.
  package let changes: [Change]

  /// The notes that one version has no passage for, or several.
  package struct Absence: Sendable, Hashable {
    /// Such as `kim-summit/digest`.
    package let version: String
    /// Their ids, in the order of the commentary; not empty.
    package let notes: [String]
  }

  /// What an edit of a version did to its notes, and nobody has agreed to yet: their ids, in the order of the
  /// commentary.
  package struct Change: Sendable, Hashable {
    /// Such as `kim-summit/digest`.
    package let version: String
    package let moved: [String]
    package let reworded: [String]
    package let lost: [String]

    /// “kim-summit/digest was edited: 2 notes moved (who-paid, face), 1 note lost (respect)”.
    fileprivate var line: String {
      let parts = [("moved", moved), ("reworded", reworded), ("lost", lost)].filter { !$0.1.isEmpty }
        .map { "\(counted($0.1.count, "note")) \($0.0) (\(shortList($0.1)))" }
      return "\(version) was edited: " + parts.joined(separator: ", ")
    }
  }

  package init(
    essays: Int, versions: Int, notes: Int, anchored: Int, ambiguous: Int, lost: Int, entries: Int,
    pages: Int,
    absences: [Absence] = [], changes: [Change] = []
  ) {
    self.absences = absences
    self.changes = changes
    self.essays = essays
    self.versions = versions
    self.notes = notes
    self.anchored = anchored
    self.ambiguous = ambiguous
    self.lost = lost
    self.entries = entries
    self.pages = pages
  }

  /// “1 essay in 2 versions: 34 notes (33 anchored, 0 ambiguous, 1 lost), 16 entries, 41 pages”.
  package var sentence: String {
    "\(counted(essays, "essay")) in \(counted(versions, "version")): \(counted(notes, "note"))"
      + " (\(anchored) anchored, \(ambiguous) ambiguous, \(lost) lost)"
      + ", \(counted(entries, "entry", "entries")), \(counted(pages, "page"))"
  }

  /// A line for each version that lacks notes: “kim-summit/digest has no place for 2 notes: who-paid, face”.
  package var absenceLines: [String] {
    absences.map { absence in
      "\(absence.version) has no place for \(counted(absence.notes.count, "note")): \(shortList(absence.notes))"
    }
  }

  /// A line for each version that was edited since its notes were reviewed.
  package var changeLines: [String] { changes.map(\.line) }

  /// “built …; 3 files changed in 0.21 s”.
  package func closingLine(changedFiles: Int, duration: Duration) -> String {
    "built \(sentence); \(counted(changedFiles, "file")) changed in \(seconds(duration))"
  }
}

/// The first ten names and how many more there are.
private func shortList(_ names: [String]) -> String {
  names.prefix(10).joined(separator: ", ") + (names.count > 10 ? " and \(names.count - 10) more" : "")
}

/// “1 page”, “2 pages”, “16 entries”.
package func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
  "\(number) \(number == 1 ? one : many ?? one + "s")"
}

/// “0.21 s”: hundredths, rounded, and never none.
private func seconds(_ duration: Duration) -> String {
  let (whole, attoseconds) = duration.components
  let hundredths = max(1, whole * 100 + (attoseconds + 5_000_000_000_000_000) / 10_000_000_000_000_000)
  let rest = hundredths % 100
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
}
