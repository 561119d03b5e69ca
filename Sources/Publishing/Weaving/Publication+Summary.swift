import Commentary

extension Publication {
  /// What was made, in numbers.
  func summary(pageCount: Int) -> Summary {
    let tallies = manuscript.essays.map { essay in
      past.recall("tally of \(essay.id)", from: manuscript.stamps(ofEditionsOf: essay.id)) {
        EssayTally(editions(of: essay.id), notes: essay.notes, audience: audience)
      }.value
    }
    func sum(_ count: (EssayTally) -> Int) -> Int { tallies.reduce(0) { $0 + count($1) } }
    return Summary(
      essays: manuscript.essays.count, versions: editions.count, notes: sum { $0.fates.count },
      anchored: sum { $0.fates.count { $0 == .anchored } },
      ambiguous: sum { $0.fates.count { $0 == .ambiguous } },
      lost: sum { $0.fates.count { $0 == .lost } }, entries: manuscript.entries.count, pages: pageCount,
      absences: tallies.flatMap(\.absences),
      changes: tallies.flatMap(\.changes) + revisions.compactMap(\.changes))
  }
}

/// What a summary says of one essay.
private struct EssayTally: Sendable {
  /// What became of a note in the version where it fared best.
  enum Fate: Sendable { case anchored, ambiguous, lost }

  /// Of each note that this build publishes.
  let fates: [Fate]
  /// What each version lacks of the notes that this build publishes.
  let absences: [Summary.Absence]
  let changes: [Summary.Change]

  /// `editions` are the present texts of the essay.
  init(_ editions: [Edition], notes: [Note], audience: String?) {
    var fates = [Fate](repeating: .lost, count: notes.count)
    for anchor in editions.flatMap(\.anchors) {
      switch anchor.verdict {
      case .unchanged, .moved, .reworded, .general: fates[anchor.note] = .anchored
      case .ambiguous where fates[anchor.note] == .lost: fates[anchor.note] = .ambiguous
      case .ambiguous, .lost: break
      }
    }
    self.fates = zip(notes, fates).filter { $0.0.isMeant(for: audience) }.map(\.1)
    absences = editions.compactMap { edition in
      let missing = notes.filter {
        $0.isMeant(for: audience) && !$0.lemmas.isEmpty && edition.place(of: $0.id) == nil
      }
      guard !missing.isEmpty else { return nil }
      return Summary.Absence(
        version: "\(edition.essay.id)/\(edition.version.settings.id)", notes: missing.map(\.id))
    }
    changes = editions.compactMap(\.changes)
  }
}
