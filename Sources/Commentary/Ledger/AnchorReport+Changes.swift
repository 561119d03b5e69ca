import Diagnostics
import Markup

extension AnchorReport {
  /// What there is to say of a note that the ledger knows in a version, and that nobody has agreed to yet.
  func change(of note: Note, _ index: Int, in version: Version) -> Diagnostic? {
    let anchor = version.anchors[index]
    guard let rank = anchor.lemma, case .standing(let record) = anchor.known else { return nil }
    switch anchor.verdict {
    case .reworded(let passage):
      return .isReworded(note.lemmas[rank], record, in: version, passage)
    case .lost(let others): return .isGone(note.lemmas[rank], record, in: version, others)
    case .unchanged, .moved, .ambiguous, .general: return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func isReworded(
    _ lemma: Lemma, _ record: RecordedAnchor, in version: AnchorReport.Version, _ passage: Passage
  ) -> Diagnostic {
    let words = version.words(of: passage)
    return .warning(
      "anchor.reworded", "“\(version.id)” words “\(shortened(record.lemma))” anew", at: lemma.range,
      notes: [
        Note(
          "the note stands at \(version.place(of: passage)): “\(words)”",
          at: version.text.sourceRange(of: passage.range))
      ],
      fixes: [Fix("accept it with `gloss review`, or quote the new words")])
  }

  fileprivate static func isGone(
    _ lemma: Lemma, _ record: RecordedAnchor, in version: AnchorReport.Version, _ others: [Passage]
  ) -> Diagnostic {
    .warning(
      "anchor.gone",
      "“\(version.id)” no longer has the words “\(shortened(record.lemma))” that the note was about",
      at: lemma.range,
      notes: [Note("the note is withheld from the text and stands among the notes on earlier wording")]
        + others.prefix(3).map { passage in
          Note(
            "the same words, but others than those, stand at \(version.place(of: passage))",
            at: version.text.sourceRange(of: passage.range))
        },
      fixes: [Fix("quote other words, or agree with `gloss review` that they are gone")])
  }
}
