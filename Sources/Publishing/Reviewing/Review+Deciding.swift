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
  /// which everything is settled is taken down as it reads now.
  package func deciding(_ decisions: [String: Decision]) -> Outcome {
    var rewriting = LemmaRewriting(kinds: manuscript.settings.kinds)
    var settlements: [String: Settlement] = [:]
    for pending in pending {
      guard let decision = decisions[pending.id] else { continue }
      settlements[pending.id] = rewriting.settle(pending, decision)
    }
    let edited = rewriting.editedFiles(files) { rank, note in
      self.pending.contains { other in
        other.note === note && other.anchor.lemma == rank && settlements[other.id] == nil
      }
        || manuscript.essays.contains { essay in
          essay.versions.contains { needs(note, rank, in: $0, of: essay) }
        }
    }
    return Outcome(
      files: edited + ledgers(settlements), settled: pending.map(\.id).filter { settlements[$0] != nil },
      findings: rewriting.findings)
  }

  /// Whether a version has a note by this lemma, untouched by the edit.
  private func needs(_ note: Commentary.Note, _ rank: Int, in version: Version, of essay: Essay) -> Bool {
    guard let index = essay.notes.firstIndex(where: { $0 === note }) else { return false }
    let id = "\(essay.id)/\(version.settings.id)/\(note.id)"
    guard !pending.contains(where: { $0.id == id && $0.anchor.verdict.isReworded }) else { return false }
    let anchors = anchor(
      [essay.notes[index]], in: version.text, since: version.change, floor: manuscript.settings.anchorFloor)
    return anchors.first.map { $0.verdict.passage != nil && $0.lemma == rank } ?? false
  }

  /// The ledgers after the decisions; damaged ones are written anew.
  private func ledgers(_ settlements: [String: Settlement]) -> [SiteFile] {
    manuscript.essays.flatMap { essay in
      var ledger = essay.ledger.ledger
      for version in essay.versions {
        let here = pending.filter { $0.essay.id == essay.id && $0.version.settings.id == version.settings.id }
        guard !here.isEmpty, let change = version.change else { continue }
        let settled = here.compactMap { pending in settlements[pending.id].map { (pending, $0) } }
        ledger.texts[version.settings.id] =
          settled.count == here.count
          ? .settled(version, essay, here[0].anchors, settled.map { ($0.anchor.note, $1) })
          : change.recorded.without(settled)
      }
      return essay.ledger.files(for: ledger, versions: essay.settings.versions)
    }
  }
}

/// What became of a pending note by a decision.
enum Settlement: Sendable {
  /// It stands there, and its lemma says so.
  case stands(Passage, quotation: String)
  case withheld(WithheldNote)
}

extension Anchor.Verdict {
  fileprivate var isReworded: Bool { if case .reworded = self { true } else { false } }
}

extension RecordedText {
  /// A version in which every note is settled, as it reads now.
  fileprivate static func settled(
    _ version: Version, _ essay: Essay, _ anchors: [Anchor], _ settlements: [(note: Int, Settlement)]
  ) -> RecordedText {
    var text = RecordedText(
      recording: version.text, paragraphs: version.paragraphIDs, notes: essay.notes, anchors: anchors)
    for (number, settlement) in settlements {
      let id = essay.notes[number].id
      text.anchors.removeAll { $0.note == id }
      switch settlement {
      case .stands(let passage, let quotation):
        text.anchors.append(RecordedAnchor(note: id, lemma: quotation, marks: passage.marks))
      case .withheld(let note): text.withheld.append(note)
      }
    }
    return text.sorted
  }

  /// The text as it was, with the notes that are settled left to their new lemmas or withheld.
  fileprivate func without(_ settled: [(Review.Pending, Settlement)]) -> RecordedText {
    var text = self
    for (pending, settlement) in settled {
      text.anchors.removeAll { $0.note == pending.note.id }
      if case .withheld(let note) = settlement { text.withheld.append(note) }
    }
    return text.sorted
  }
}
