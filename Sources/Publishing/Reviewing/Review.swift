import Commentary
package import Diagnostics
import Markup

/// What edits did to notes since the ledgers were written, for somebody to decide on.
package struct Review: Sendable {
  /// A note that moved, was reworded or is lost in one version.
  package struct Item: Sendable {
    package enum Verdict: String, Sendable, CaseIterable { case moved, reworded, lost }

    package let essay: String
    package let version: String
    package let note: String
    package let verdict: Verdict
    /// How sure that is: 0…1.
    package let score: Double
    /// The lemma in the commentary.
    package let lemma: SourceRange
    package let change: WordChange
    /// The ¶ numbers before and after, where there are any.
    package let paragraphs: (old: Int?, new: Int?)

    /// `kim-summit/digest/who-paid`.
    package var id: String { "\(essay)/\(version)/\(note)" }
  }

  /// Whatever is most doubtful comes first.
  package let items: [Item]
  let pending: [Pending]
  /// The anchors of every version, by `essay/version`.
  let anchors: [String: [Anchor]]
  let files: SourceFiles
  let manuscript: Manuscript

  /// A note as anchored, with all that a decision needs.
  struct Pending: Sendable {
    let essay: Essay
    let version: Version
    let anchor: Anchor

    var note: Commentary.Note { essay.notes[anchor.note] }
    /// `kim-summit/digest`.
    var place: String { "\(essay.id)/\(version.settings.id)" }
    var id: String { "\(place)/\(note.id)" }
  }

  /// Anchors every note of a site; `nil` with errors where its files cannot be read.
  package static func preparing(_ files: SourceFiles) async -> Diagnosed<Review?> {
    let parsed = await Manuscript.parsing(files, options: BuildOptions())
    guard let manuscript = parsed.value, !parsed.diagnostics.hasErrors else {
      return Diagnosed(nil, parsed.diagnostics.inReadingOrder)
    }
    let pairs = manuscript.essays.flatMap { essay in essay.versions.map { (essay, $0) } }
    let floor = manuscript.settings.anchorFloor
    let anchors = await concurrentMap(pairs) { essay, version in
      anchor(essay.notes, in: version.text, since: version.change, floor: floor)
    }
    let found = zip(pairs, anchors).flatMap { pair, anchors in
      anchors.filter(\.isPending).map { Pending(essay: pair.0, version: pair.1, anchor: $0) }
    }
    let keys = pairs.map { "\($0.id)/\($1.settings.id)" }
    let pending = found.map { ($0, Item($0)) }.sorted { left, right in
      (left.1?.doubt ?? 0, left.0.id) < (right.1?.doubt ?? 0, right.0.id)
    }
    let ledgerFindings = parsed.diagnostics.filter { $0.id.hasPrefix("ledger.") }
    return Diagnosed(
      Review(
        items: pending.compactMap(\.1), pending: pending.map(\.0),
        anchors: Dictionary(zip(keys, anchors)) { first, _ in first }, files: files, manuscript: manuscript),
      ledgerFindings)
  }
}

extension Review.Item {
  fileprivate init?(_ pending: Review.Pending) {
    let anchor = pending.anchor
    guard case .standing(let record) = anchor.known, let rank = anchor.lemma,
      let change = pending.version.change
    else { return nil }
    switch anchor.verdict {
    case .moved: verdict = .moved
    case .reworded: verdict = .reworded
    case .lost: verdict = .lost
    case .unchanged, .ambiguous, .general: return nil
    }
    essay = pending.essay.id
    version = pending.version.settings.id
    note = pending.note.id
    score = anchor.score
    lemma = pending.note.lemmas[rank].range
    let passage = anchor.verdict.passage
    self.change = WordChange(from: record, to: passage, in: pending.version.text, change)
    paragraphs = (
      change.recorded.paragraph(at: record.range.lowerBound),
      passage.flatMap { pending.version.text.block(at: $0.range.lowerBound)?.paragraph }
    )
  }

  /// Rises with certainty.
  fileprivate var doubt: Double {
    switch verdict {
    case .lost: score
    case .reworded: 1 + score
    case .moved: 2 + score
    }
  }
}

extension RecordedText {
  /// The ¶ number at an offset, or `nil` before the first.
  fileprivate func paragraph(at offset: Int) -> Int? {
    let count = zip(blocks, ranges).count { $0.id != nil && $1.lowerBound <= offset }
    return count == 0 ? nil : count
  }
}
