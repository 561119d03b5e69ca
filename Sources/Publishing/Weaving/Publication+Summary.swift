import Commentary

extension Publication {
  /// What was made, in numbers.
  func summary(pageCount: Int) -> Summary {
    let tallies = manuscript.essays.map { essay in
      past.fact("tally of \(essay.id)", from: manuscript.stamps(ofEditionsOf: essay.id)) {
        EssayTally(editions(of: essay.id), kept: revisions(of: essay.id), of: essay, audience: audience)
      }
    }
    func sum(_ count: (EssayTally) -> Int) -> Int { tallies.reduce(0) { $0 + count($1) } }
    return Summary(
      essays: manuscript.essays.count, versions: editions.count, notes: sum(\.notes),
      anchored: sum(\.anchored), ambiguous: sum(\.ambiguous), lost: sum(\.lost),
      entries: manuscript.entries.count, pages: pageCount, absences: tallies.flatMap(\.absences),
      changes: tallies.flatMap(\.changes) + tallies.flatMap(\.changesOfKept))
  }
}

/// What a summary says of one essay.
private struct EssayTally: Sendable {
  /// What became of a note in the version where it fared best.
  private enum Fate { case anchored, ambiguous, lost }

  /// How many notes this build publishes, and what became of them.
  let notes: Int
  let anchored: Int
  let ambiguous: Int
  let lost: Int
  /// What each version lacks of the notes that this build publishes.
  let absences: [Summary.Absence]
  let changes: [Summary.Change]
  /// The changes of texts that were kept before edits.
  let changesOfKept: [Summary.Change]

  /// `editions` are the present texts of the essay.
  init(_ editions: [Edition], kept: [Edition], of essay: Essay, audience: String?) {
    let all = essay.notes
    var best = [Fate](repeating: .lost, count: all.count)
    for anchor in editions.flatMap(\.anchors) {
      switch anchor.verdict {
      case .unchanged, .moved, .reworded, .general: best[anchor.note] = .anchored
      case .ambiguous where best[anchor.note] == .lost: best[anchor.note] = .ambiguous
      case .ambiguous, .lost: break
      }
    }
    let fates = zip(all, best).filter { $0.0.isMeant(for: audience) }.map(\.1)
    notes = fates.count
    anchored = fates.count { $0 == .anchored }
    ambiguous = fates.count { $0 == .ambiguous }
    lost = fates.count { $0 == .lost }
    absences = editions.compactMap { edition in
      let missing = all.filter {
        $0.isMeant(for: audience) && !$0.lemmas.isEmpty && !edition.has($0.id)
      }
      guard !missing.isEmpty else { return nil }
      return Summary.Absence(
        version: "\(essay.id)/\(edition.version.settings.id)", notes: missing.map(\.id))
    }
    changes = editions.compactMap(\.changes)
    changesOfKept = kept.compactMap(\.changes)
  }
}

extension EssayTally: Storable {
  func print(in ink: inout Ink) {
    ink.put([notes, anchored, ambiguous, lost])
    ink.put(absences)
    ink.put(changes)
    ink.put(changesOfKept)
  }

  init?(printed reader: inout InkReader) {
    guard let numbers = [Int](printed: &reader), numbers.count == 4,
      let absences = [Summary.Absence](printed: &reader), let changes = [Summary.Change](printed: &reader),
      let changesOfKept = [Summary.Change](printed: &reader)
    else { return nil }
    (notes, anchored, ambiguous, lost) = (numbers[0], numbers[1], numbers[2], numbers[3])
    (self.absences, self.changes, self.changesOfKept) = (absences, changes, changesOfKept)
  }
}
