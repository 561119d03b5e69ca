import Commentary
import Diagnostics
import Markup

/// A lemma as Markdown: the quote that a commentary has to hold to say it.
enum LemmaWriting {
  /// One line, without the `>`; words are marked by `**` where not all are, or where the old lemma did so.
  ///
  /// Where CommonMark would not read `**` between two words as a mark, a gap that stands for nothing parts them. Returns
  /// `nil` where reading it would not give back the same words with the same marks; what the line quotes in a text is
  /// still to be seen.
  static func markdown(
    of pieces: [Lemma.Piece], link: String? = nil, isAlwaysStrong: Bool, kinds: [Kind]
  ) -> String? {
    [pieces, partedByGaps(pieces)].lazy.compactMap { pieces -> String? in
      let text = line(of: pieces, link: link, isAlwaysStrong: isAlwaysStrong)
      guard let read = lemma(reading: text, kinds: kinds) else { return nil }
      return MarkedScalar.all(of: read.pieces) == MarkedScalar.all(of: pieces) ? text : nil
    }.first
  }

  private static func line(of pieces: [Lemma.Piece], link: String?, isAlwaysStrong: Bool) -> String {
    let hasContext = pieces.contains { !$0.isMarked }
    var (text, link) = ("", link)
    for run in runs(of: pieces) {
      guard run.isMarked else {
        text += run.markdown
        continue
      }
      let linked = link.map { "[\(run.markdown)](\($0))" } ?? run.markdown
      text += hasContext || isAlwaysStrong ? "**\(linked)**" : linked
      link = nil
    }
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// With a gap wherever marked words and others touch.
  private static func partedByGaps(_ pieces: [Lemma.Piece]) -> [Lemma.Piece] {
    var parted: [Lemma.Piece] = []
    for piece in pieces {
      if case .words(let words, let isMarked) = piece, case .words(let last, let wasMarked)? = parted.last,
        isMarked != wasMarked, words.first?.isWhitespace == false, last.last?.isWhitespace == false
      {
        parted.append(.gap(isMarked: false))
      }
      parted.append(piece)
    }
    return parted
  }

  /// The lemma that a line of Markdown says, or `nil` where it says none.
  static func lemma(reading markdown: String, kinds: [Kind]) -> Lemma? {
    guard let kind = kinds.first else { return nil }
    let text = "---\nkind: \(kind.id)\n---\n\n## a\n\n> \(markdown)\n\nb\n"
    let parsed = CommentaryFile.parsing(SourceText(path: "", text: text), kinds: kinds, versions: [])
    guard !parsed.diagnostics.hasErrors else { return nil }
    let note = parsed.value.notes.first
    return note?.lemmas.count == 1 ? note?.lemmas.first : nil
  }

  private struct Run {
    let isMarked: Bool
    var markdown: String
  }

  /// Pieces that are marked alike become one stretch of Markdown.
  private static func runs(of pieces: [Lemma.Piece]) -> [Run] {
    pieces.reduce(into: []) { runs, piece in
      let text: String =
        switch piece {
        case .words(let words, _): markdown(ofWords: words)
        case .gap: " … "
        }
      if let last = runs.last, last.isMarked == piece.isMarked {
        runs[runs.count - 1].markdown += text
      } else {
        runs.append(Run(isMarked: piece.isMarked, markdown: text))
      }
    }
  }

  /// Blanks at the ends stay, since they part what is strong from what is not.
  private static func markdown(ofWords words: String) -> String {
    let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
    let bare = line.drop { $0 == " " }
    let start = String(line.prefix(line.count - bare.count))
    let end = String(bare.reversed().prefix { $0 == " " })
    let core = String(bare.dropLast(end.count))
    return start + (core.isEmpty ? "" : Publishing.markdown(ofParagraph: [core])) + end
  }
}

/// A character of a lemma, and whether it is meant; two lemmas with the same say the same, blanks apart.
private struct MarkedScalar: Equatable {
  let scalar: Unicode.Scalar
  let isMarked: Bool

  /// The characters of a lemma: blanks are one each, a gap has blanks about it, and words that are all marked count as
  /// if none were.
  static func all(of pieces: [Lemma.Piece]) -> [MarkedScalar] {
    let areAllMarked = pieces.allSatisfy(\.isMarked)
    var scalars: [MarkedScalar] = []
    func add(_ scalar: Unicode.Scalar, _ isMarked: Bool) {
      guard scalar.properties.isWhitespace else {
        scalars.append(MarkedScalar(scalar: scalar, isMarked: isMarked))
        return
      }
      guard let last = scalars.last else { return }
      guard last.scalar == " " else {
        scalars.append(MarkedScalar(scalar: " ", isMarked: isMarked))
        return
      }
      scalars[scalars.count - 1] = MarkedScalar(scalar: " ", isMarked: last.isMarked && isMarked)
    }
    for piece in pieces {
      let isMarked = piece.isMarked && !areAllMarked
      switch piece {
      case .words(let words, _): for scalar in words.spacingGaps.unicodeScalars { add(scalar, isMarked) }
      case .gap: for scalar in " … ".unicodeScalars { add(scalar, isMarked) }
      }
    }
    if scalars.last?.scalar == " " { scalars.removeLast() }
    return scalars
  }
}

extension String {
  /// Gaps with blanks about them.
  fileprivate var spacingGaps: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      text += scalar == "…" ? " … " : String(scalar)
    }
  }
}
