import Commentary
package import Diagnostics
import Markup

extension Review {
  package enum Decision: Sendable, Hashable {
    /// The note stays with the words that were found, or is lost with consent.
    case accept
    /// The note is lost with consent.
    case lose
    /// The note is about other words: a lemma in Markdown.
    case requote(String)
  }

  /// What decisions change in a site.
  package struct Outcome: Sendable {
    /// Commentaries first, then the ledgers.
    package let files: [SiteFile]
    /// The ids of the items that were settled.
    package let settled: [String]
    /// What could not be done, and how to do it by hand.
    package let findings: [Diagnostic]
  }

  /// Carries out decisions, by the ids of the items; what is not decided stays as it is.
  ///
  /// A lemma is rewritten in place, or, where another version still needs it, gets a new one above it. A version in
  /// which everything is settled is taken down as it reads now, and so are, on demand, those of a damaged ledger.
  package func deciding(_ decisions: [String: Decision], isRepairing: Bool = false) -> Outcome {
    var rewriting = LemmaRewriting(kinds: manuscript.settings.kinds)
    var settlements: [String: Settlement] = [:]
    for pending in pending {
      guard let decision = decisions[pending.id] else { continue }
      settlements[pending.id] = rewriting.settle(pending, decision)
    }
    let open = Set(pending.filter { settlements[$0.id] == nil }.map(\.place))
    for pending in pending where open.contains(pending.place) {
      guard settlements[pending.id]?.isOfOldLemma == true, needsRecord(pending) else { continue }
      settlements[pending.id] = nil
      rewriting.report(.needsContext(pending.note, pending.version.settings.id))
    }
    let edited = rewriting.editedFiles(files) { note, rank, essay in
      essay.versions.contains { needs(note, rank, in: $0, of: essay, settlements) }
    }
    return Outcome(
      files: edited + ledgers(settlements, isRepairing: isRepairing),
      settled: pending.map(\.id).filter { settlements[$0] != nil },
      findings: rewriting.findings)
  }

  /// Whether only the ledger knows which of several places a lemma means.
  private func needsRecord(_ pending: Pending) -> Bool {
    guard let passage = pending.anchor.verdict.passage else { return false }
    let alone = anchor([pending.note], in: pending.version.text)
    return alone.first?.verdict != .unchanged(passage)
  }

  /// Whether a version has a note by this lemma and keeps it.
  private func needs(
    _ note: Int, _ rank: Int, in version: Version, of essay: Essay, _ settlements: [String: Settlement]
  ) -> Bool {
    let place = "\(essay.id)/\(version.settings.id)"
    guard let anchor = anchors[place]?[note], anchor.lemma == rank else { return false }
    switch settlements["\(place)/\(essay.notes[note].id)"] {
    case .stands(_, _, let isOfOldLemma): return isOfOldLemma
    case .withheld: return true
    case nil: return anchor.verdict.passage != nil || anchor.isPending
    }
  }

  /// The ledgers after the decisions.
  private func ledgers(_ settlements: [String: Settlement], isRepairing: Bool) -> [SiteFile] {
    manuscript.essays.flatMap { essay in
      var ledger = essay.ledger.ledger
      for version in essay.versions {
        let place = "\(essay.id)/\(version.settings.id)"
        let here = pending.filter { $0.place == place }
        guard let anchors = anchors[place] else { continue }
        if isRepairing, essay.ledger.isDamaged, version.change == nil {
          ledger.texts[version.settings.id] = .settled(version, essay, anchors, [])
        }
        guard !here.isEmpty, let change = version.change else { continue }
        let settled = here.compactMap { pending in settlements[pending.id].map { (pending.anchor, $0) } }
        ledger.texts[version.settings.id] =
          settled.count == here.count
          ? .settled(version, essay, anchors, settled)
          : change.recorded.settling(settled, of: essay, in: version, floor: manuscript.settings.anchorFloor)
      }
      return essay.ledger.files(for: ledger, versions: essay.settings.versions, repairing: isRepairing)
    }
  }
}

/// What became of a pending note by a decision.
enum Settlement: Sendable {
  /// It stands there, and its lemma says so: the one that it had, or a new one.
  case stands(Passage, Lemma, isOfOldLemma: Bool)
  case withheld(WithheldNote)

  fileprivate var isOfOldLemma: Bool {
    if case .stands(_, _, let isOfOldLemma) = self { isOfOldLemma } else { false }
  }
}

extension RecordedText {
  /// A version in which every note is settled, as it reads now.
  fileprivate static func settled(
    _ version: Version, _ essay: Essay, _ anchors: [Anchor], _ settlements: [(Anchor, Settlement)]
  ) -> RecordedText {
    var text = RecordedText(
      recording: version.text, paragraphs: version.paragraphIDs, notes: essay.notes, anchors: anchors)
    for (anchor, settlement) in settlements {
      let id = essay.notes[anchor.note].id
      text.anchors.removeAll { $0.note == id }
      switch settlement {
      case .stands(let passage, let lemma, _):
        text.anchors.append(RecordedAnchor(note: id, lemma: lemma.quotation, marks: passage.marks))
      case .withheld(let note): text.withheld.append(note)
      }
    }
    return text.sorted
  }

  /// The text as it was, with the notes that are settled withheld or recorded by their new lemmas.
  ///
  /// A new lemma is tied to the words that were recorded, so that the note is protected from further edits. Where they
  /// would not lead to the place that it has now, as after a move, it has no record, and its lemma speaks.
  fileprivate func settling(
    _ settled: [(anchor: Anchor, settlement: Settlement)], of essay: Essay, in version: Version, floor: Double
  ) -> RecordedText {
    var text = self
    var tied: [(record: RecordedAnchor, note: Commentary.Note, passage: Passage)] = []
    for (anchor, settlement) in settled {
      let note = essay.notes[anchor.note]
      text.anchors.removeAll { $0.note == note.id || note.formerIDs.contains($0.note) }
      switch (settlement, anchor.known) {
      case (.withheld(let note), _): text.withheld.append(note)
      case (.stands(let passage, let lemma, isOfOldLemma: false), .standing(let known)):
        let record = RecordedAnchor(note: note.id, lemma: lemma.quotation, marks: known.marks)
        tied.append((record, note.quoting([lemma]), passage))
      case (.stands, _): break
      }
    }
    var tentative = text
    tentative.anchors += tied.map(\.record)
    let found = anchor(
      tied.map(\.note), in: version.text, since: TextChange(from: tentative, to: version.text), floor: floor)
    for (tie, anchor) in zip(tied, found) where anchor.verdict == .unchanged(tie.passage) {
      text.anchors.append(tie.record)
    }
    return text.sorted
  }
}

extension Diagnostic {
  fileprivate static func needsContext(_ note: Commentary.Note, _ version: String) -> Diagnostic {
    .warning(
      "review.needs-context",
      "the words of “\(note.titleText)” stand at several places in “\(version)”, and only the ledger knows which is meant",
      at: note.range,
      fixes: [Fix("decide on all notes of the version at once, or quote more words around these")])
  }
}
