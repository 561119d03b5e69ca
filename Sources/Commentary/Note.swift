package import Diagnostics
package import Markup

/// A comment on words of an essay, or, without a lemma, on the essay as a whole.
///
/// Held by reference, since every stage and page holds it and none changes it.
package final class Note: Sendable {
  /// Unique in the essay; the slug of the title unless the file's front matter says otherwise.
  package let id: String
  package let title: [Inline]
  package let titleText: String
  /// Alternatives: the first that a version words so anchors there.
  package let lemmas: [Lemma]
  package let body: [Block]
  package let kind: String
  package let series: String?
  /// For whom the note is; `nil` is every reader.
  package let audience: String?
  package let author: String?
  /// The entry that the lemma names by a link.
  package let about: EntryName?
  /// The versions in which it must anchor; empty: any one of them.
  package let versions: [String]
  /// Ids it had before.
  package let formerIDs: [String]
  /// The heading.
  package let range: SourceRange
  /// Where the body stands in the plain text of its commentary file.
  package let bodyRange: Range<Int>

  init(
    id: String, title: [Inline], titleText: String, lemmas: [Lemma], body: [Block], kind: String,
    series: String?, audience: String?, author: String?, about: EntryName?, versions: [String],
    formerIDs: [String], range: SourceRange, bodyRange: Range<Int>
  ) {
    self.id = id
    self.title = title
    self.titleText = titleText
    self.lemmas = lemmas
    self.body = body
    self.kind = kind
    self.series = series
    self.audience = audience
    self.author = author
    self.about = about
    self.versions = versions
    self.formerIDs = formerIDs
    self.range = range
    self.bodyRange = bodyRange
  }
}

/// The words a note comments on, as quoted in the commentary.
package struct Lemma: Sendable, Hashable {
  /// A piece of the quotation: words, marked or only context, or a gap that stands for any words or none.
  package enum Piece: Sendable, Hashable {
    case words(String, isMarked: Bool)
    /// Marked, it takes the words it stands for along; at the ends of a lemma it says nothing.
    case gap(isMarked: Bool)
  }

  package let pieces: [Piece]
  /// The block quote.
  package let range: SourceRange
  /// The destination of its link to an entry, as written.
  package let link: String?

  package init(pieces: [Piece], range: SourceRange, link: String? = nil) {
    (self.pieces, self.range, self.link) = (pieces, range, link)
  }
}

/// `term:nonaggression-pact`: an entry's kind and id.
package struct EntryName: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let kind: String
  package let id: String

  package init(kind: String, id: String) {
    self.kind = kind
    self.id = id
  }

  package var description: String { "\(kind):\(id)" }

  package static func < (left: EntryName, right: EntryName) -> Bool {
    (left.kind, left.id) < (right.kind, right.id)
  }
}

extension Note {
  /// The same note, about an entry.
  package func about(_ entry: EntryName?) -> Note {
    entry == about ? self : copy(lemmas: lemmas, about: entry)
  }

  /// The same note with other lemmas.
  package func quoting(_ lemmas: [Lemma]) -> Note { copy(lemmas: lemmas, about: about) }

  private func copy(lemmas: [Lemma], about: EntryName?) -> Note {
    Note(
      id: id, title: title, titleText: titleText, lemmas: lemmas, body: body, kind: kind, series: series,
      audience: audience, author: author, about: about, versions: versions, formerIDs: formerIDs,
      range: range, bodyRange: bodyRange)
  }
}
