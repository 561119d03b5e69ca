import Commentary
import Diagnostics
import Markup

/// A lemma as Markdown: the quote that a commentary has to hold to say it.
enum LemmaWriting {
  /// One line, without the `>`; words are marked by `**` where not all are, or where the old lemma did so.
  ///
  /// Returns `nil` where reading it would not give back the same words and the same link.
  static func markdown(
    of pieces: [Lemma.Piece], link: String? = nil, isAlwaysStrong: Bool, kinds: [Kind]
  ) -> String? {
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
    text = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard let read = lemma(reading: text, kinds: kinds), read.words == words(of: pieces) else { return nil }
    return text
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

  private static func words(of pieces: [Lemma.Piece]) -> [Substring] {
    Lemma(pieces: pieces, range: SourceText(path: "", text: "").whole).words
  }
}

extension Lemma {
  /// What it quotes and marks, blanks apart.
  fileprivate var words: [Substring] {
    quotation.spacingGaps.split(whereSeparator: \.isWhitespace)
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
