import Commentary
import Diagnostics
import Markup

/// Collects what decisions change in the commentaries.
struct LemmaRewriting {
  /// The quotes that take a lemma's place.
  private struct Edit {
    let essay: Essay
    /// Index into the essay's notes.
    let note: Int
    let rank: Int
    var quotes: [String]

    var lemma: Lemma { essay.notes[note].lemmas[rank] }
  }

  let kinds: [Kind]
  private(set) var findings: [Diagnostic] = []
  /// By essay, note and rank of the lemma.
  private var edits: [String: Edit] = [:]
  private var indexes: [String: TextIndex] = [:]

  init(kinds: [Kind]) { self.kinds = kinds }

  mutating func report(_ finding: Diagnostic) { findings.append(finding) }

  /// What a decision makes of a note, or `nil` with a finding where it cannot be carried out.
  mutating func settle(_ pending: Review.Pending, _ decision: Review.Decision) -> Settlement? {
    guard let rank = pending.anchor.lemma, case .standing(let record) = pending.anchor.known,
      let recorded = pending.version.change?.recorded
    else { return nil }
    switch (decision, pending.anchor.verdict) {
    case (.requote(let words), _): return requote(words, pending, rank)
    case (.accept, .moved(let passage)):
      return .stands(passage, pending.note.lemmas[rank], isOfOldLemma: true)
    case (.accept, .reworded(let passage)): return accept(passage, pending, rank)
    case (.accept, _), (.lose, _):
      let selector = recorded.selector(of: record.range)
      return .withheld(WithheldNote(note: pending.note.id, lemma: record.lemma, selector: selector))
    }
  }

  private mutating func accept(_ passage: Passage, _ pending: Review.Pending, _ rank: Int) -> Settlement? {
    let lemma = pending.note.lemmas[rank]
    guard let pieces = Lemma.pieces(quoting: passage, in: index(of: pending), like: lemma),
      let quote = LemmaWriting.markdown(
        of: pieces, link: lemma.link, isAlwaysStrong: lemma.hasMarks, kinds: kinds),
      let quoted = LemmaWriting.lemma(reading: quote, kinds: kinds),
      let found = place(of: quoted, pending), found.range == passage.range
    else {
      findings.append(.isForHands(lemma.range, pending.version.text[passage.range]))
      return nil
    }
    return replace(pending, rank, by: quote, quoted, at: found)
  }

  private mutating func requote(_ words: String, _ pending: Review.Pending, _ rank: Int) -> Settlement? {
    let lemma = pending.note.lemmas[rank]
    guard let quoted = LemmaWriting.lemma(reading: words, kinds: kinds) else {
      findings.append(.isNoLemma(words, at: lemma.range))
      return nil
    }
    guard let passage = place(of: quoted, pending) else {
      findings.append(.doesNotFit(words, pending.version.settings.id, at: lemma.range))
      return nil
    }
    return replace(pending, rank, by: words, quoted, at: passage)
  }

  /// The one place of the version that a lemma quotes.
  private mutating func place(of lemma: Lemma, _ pending: Review.Pending) -> Passage? {
    let anchors = anchor([pending.note.quoting([lemma])], in: index(of: pending))
    guard case .unchanged(let passage)? = anchors.first?.verdict else { return nil }
    return passage
  }

  private mutating func replace(
    _ pending: Review.Pending, _ rank: Int, by quote: String, _ lemma: Lemma, at passage: Passage
  ) -> Settlement {
    let key = "\(pending.essay.id)/\(pending.note.id)/\(rank)"
    var edit = edits[key] ?? Edit(essay: pending.essay, note: pending.anchor.note, rank: rank, quotes: [])
    if !edit.quotes.contains(quote) { edit.quotes.append(quote) }
    edits[key] = edit
    return .stands(passage, lemma, isOfOldLemma: false)
  }

  private mutating func index(of pending: Review.Pending) -> TextIndex {
    let key = "\(pending.essay.id)/\(pending.version.settings.id)"
    if let known = indexes[key] { return known }
    let index = TextIndex(pending.version.text)
    indexes[key] = index
    return index
  }

  /// The commentaries with their new lemmas and not another byte changed.
  ///
  /// `isNeeded` says of a lemma, by its note's index, its rank and its essay, whether it has to stay beside the new ones.
  func editedFiles(
    _ files: SourceFiles, keeping isNeeded: (Int, Int, Essay) -> Bool
  ) -> [SiteFile] {
    let editsByPath = Dictionary(grouping: edits.values, by: \.lemma.range.source.path)
    return files.files.compactMap { file in
      guard let here = editsByPath[file.path.text] else { return nil }
      var lines = FileLines(file.bytes)
      let fromBehind = here.sorted { $0.lemma.range.offsets.lowerBound > $1.lemma.range.offsets.lowerBound }
      for edit in fromBehind {
        let quotes = edit.quotes.map { "> \($0)" }
        let parted = quotes.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
        lines.replace(
          edit.lemma.range.lineNumbers, by: parted.map(String.init),
          isKept: isNeeded(edit.note, edit.rank, edit.essay))
      }
      return SiteFile(path: file.path, bytes: lines.bytes)
    }
  }
}

extension SourceRange {
  /// The lines it touches, from 1.
  fileprivate var lineNumbers: ClosedRange<Int> {
    func line(_ offset: Int) -> Int { source.range(offset..<offset).position.line }
    return line(offsets.lowerBound)...line(max(offsets.lowerBound, offsets.upperBound - 1))
  }
}

extension Lemma {
  /// Whether some of its words are marked and not all by default.
  fileprivate var hasMarks: Bool {
    pieces.contains { if case .words(_, isMarked: true) = $0 { true } else { false } }
  }
}

extension Diagnostic {
  fileprivate static func isForHands(_ range: SourceRange, _ words: String) -> Diagnostic {
    .warning(
      "review.by-hand", "the new words cannot be quoted by a program; please quote them yourself", at: range,
      fixes: [Fix("quote “\(words)” with some words around it")])
  }

  fileprivate static func isNoLemma(_ words: String, at range: SourceRange) -> Diagnostic {
    .warning(
      "review.no-lemma", "“\(words)” is no lemma: write the words in one line, those that are meant strong",
      at: range)
  }

  fileprivate static func doesNotFit(_ words: String, _ version: String, at range: SourceRange) -> Diagnostic
  {
    .warning(
      "review.no-place", "“\(version)” does not have the words “\(words)” at one place alone", at: range)
  }
}
