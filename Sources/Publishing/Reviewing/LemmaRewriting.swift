import Commentary
import Diagnostics
import Markup

/// Collects what decisions change in the commentaries.
struct LemmaRewriting {
  /// The quotes that take a lemma's place.
  private struct Edit {
    let note: Commentary.Note
    let rank: Int
    var quotes: [String]
  }

  let kinds: [Kind]
  private(set) var findings: [Diagnostic] = []
  private var edits: [Edit] = []
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
      return .stands(passage, quotation: pending.note.lemmas[rank].quotation, isOfOldLemma: true)
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
        of: pieces, link: lemma.link, isAlwaysStrong: lemma.hasMarks, kinds: kinds)
    else {
      findings.append(.isForHands(lemma.range, pending.version.text[passage.range]))
      return nil
    }
    return replace(pending, rank, by: quote, at: passage)
  }

  private mutating func requote(_ words: String, _ pending: Review.Pending, _ rank: Int) -> Settlement? {
    let lemma = pending.note.lemmas[rank]
    guard let quoted = LemmaWriting.lemma(reading: words, kinds: kinds) else {
      findings.append(.isNoLemma(words, at: lemma.range))
      return nil
    }
    let note = pending.note.quoting([quoted])
    guard let found = anchor([note], in: index(of: pending)).first,
      case .unchanged(let passage) = found.verdict
    else {
      findings.append(.doesNotFit(words, pending.version.settings.id, at: lemma.range))
      return nil
    }
    return replace(pending, rank, by: words, at: passage)
  }

  private mutating func replace(
    _ pending: Review.Pending, _ rank: Int, by quote: String, at passage: Passage
  ) -> Settlement? {
    guard let read = LemmaWriting.lemma(reading: quote, kinds: kinds) else { return nil }
    if let known = edits.firstIndex(where: { $0.note === pending.note && $0.rank == rank }) {
      if !edits[known].quotes.contains(quote) { edits[known].quotes.append(quote) }
    } else {
      edits.append(Edit(note: pending.note, rank: rank, quotes: [quote]))
    }
    return .stands(passage, quotation: read.quotation, isOfOldLemma: false)
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
  /// `isNeeded` says of a lemma, by its rank in its note, whether it has to stay beside the new ones.
  func editedFiles(
    _ files: SourceFiles, keeping isNeeded: (Int, Commentary.Note) -> Bool
  ) -> [SiteFile] {
    let paths = Set(edits.map { $0.note.lemmas[$0.rank].range.source.path })
    return files.files.filter { paths.contains($0.path.text) }.map { file in
      var lines = FileLines(file.bytes)
      let here = edits.map { edit in (edit: edit, range: edit.note.lemmas[edit.rank].range) }
        .filter { $0.range.source.path == file.path.text }
        .sorted { $0.range.offsets.lowerBound > $1.range.offsets.lowerBound }
      for (edit, range) in here {
        let quotes = edit.quotes.map { "> \($0)" }
        let parted = quotes.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
        lines.replace(
          range.lineNumbers, by: parted.map(String.init), isKept: isNeeded(edit.rank, edit.note))
      }
      return SiteFile(path: file.path, bytes: lines.bytes)
    }
  }
}

/// The bytes of a file, to be changed line by line whatever ends them.
struct FileLines {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Puts lines in the place of others, which are numbered from 1, or above them with an empty line between.
  mutating func replace(_ numbers: ClosedRange<Int>, by lines: [String], isKept: Bool) {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for _ in 1..<numbers.lowerBound { start = endOfLine(from: start).next }
    var end = start
    var next = start
    for _ in numbers { (end, next) = endOfLine(from: next) }
    let isLast = next == end
    let ending = isLast ? [0x0A] : Array(bytes[end..<next])
    let text = lines.map { Array($0.utf8) }.joined(separator: ending)
    bytes.replaceSubrange(start..<(isKept ? start : end), with: Array(text) + (isKept ? ending + ending : []))
  }

  /// Where the line ends and where the next one begins: behind LF, CRLF or CR.
  private func endOfLine(from start: Int) -> (end: Int, next: Int) {
    guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return (bytes.count, bytes.count)
    }
    let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
    return (end, end + (isPair ? 2 : 1))
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
