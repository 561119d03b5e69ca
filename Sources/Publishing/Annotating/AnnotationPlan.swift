import Commentary
import Diagnostics
import Markup
import Records

/// What writing a note beside words of a page will write.
package struct AnnotationPlan: Sendable {
  /// The commentary with the note at its end, and not another byte changed.
  package let file: SiteFile
  /// The id of the note, which is `n-` and this on the page.
  package let note: String
  /// The line of its heading, from 1.
  package let line: Int
  /// The quote as it was written, without the `>`.
  package let quote: String

  /// Plans to append a note to its commentary, with the least context that tells its words from others.
  ///
  /// Nothing is planned unless both files are as they were when the page was made, the words stand at one place alone,
  /// and the file with the note reads as before with that one note more, at that place.
  package static func making(
    _ annotation: Annotation, beside reading: OpenReading, in files: SourceFiles
  ) throws(AnnotationFault) -> AnnotationPlan {
    guard reading.textHash.description == annotation.textHash else {
      throw .isChanged(path: reading.version.document.source.path)
    }
    let present = files[annotation.path]
    guard present.map({ ContentHash(of: $0).description }) == annotation.hash else {
      throw .isChanged(path: annotation.path)
    }
    guard let target = reading.targets.first(where: { $0.path == annotation.path }) else {
      throw .isNoTarget(path: annotation.path)
    }
    let index = TextIndex(reading.version.text)
    let passage = try passage(of: annotation, in: index)
    let quote = try quote(of: passage, in: index, for: annotation, beside: reading)
    let id = try reading.idOfNote(titled: annotation.title)
    let draft = Draft(annotation, quote: quote, in: present, target: target, beside: reading)
    let line = try draft.line(ofNote: id, at: passage, in: index, beside: reading)
    return AnnotationPlan(
      file: SiteFile(path: try sitePath(annotation.path), bytes: draft.bytes), note: id, line: line,
      quote: quote)
  }

  private static func passage(
    of annotation: Annotation, in index: TextIndex
  ) throws(AnnotationFault) -> Passage {
    let words = annotation.words.joined(separator: " … ")
    guard annotation.words.contains(where: { $0.contains { !$0.isWhitespace } }) else { throw .hasNoWords }
    let found = index.passages(
      selecting: annotation.words, between: annotation.before, and: annotation.after)
    guard let only = found.first else { throw .areNotThere(words: words) }
    guard found.count == 1 else { throw .areRepeated(words: words, count: found.count) }
    return only
  }

  private static func quote(
    of passage: Passage, in index: TextIndex, for annotation: Annotation, beside reading: OpenReading
  ) throws(AnnotationFault) -> String {
    if let subject = annotation.subject, !reading.subjects.contains(where: { $0.name == subject }) {
      throw .isNoSubject(subject)
    }
    let words = index.text[passage.range]
    guard let pieces = Lemma.pieces(quoting: passage, in: index) else {
      throw .areRepeated(words: words, count: 2)
    }
    guard
      let quote = LemmaWriting.markdown(
        of: pieces, link: annotation.subject, isAlwaysStrong: false, kinds: reading.kinds)
    else { throw .cannotBeQuoted(words: words) }
    return quote
  }

  private static func sitePath(_ text: String) throws(AnnotationFault) -> SitePath {
    do throws(PathFault) {
      return try SitePath.validating(text)
    } catch {
      throw .isNoTarget(path: text)
    }
  }
}

extension OpenReading {
  /// The id that a title gives, which no note of the essay has or had.
  fileprivate func idOfNote(titled title: String) throws(AnnotationFault) -> String {
    let id = slug(title)
    guard !id.isEmpty else { throw .hasNoTitle }
    let taken = commentaries.flatMap(\.notes).flatMap { [$0.id] + $0.formerIDs }
    guard !taken.contains(id) else { throw .titleIsTaken(id) }
    return id
  }
}

/// A commentary with a note appended.
private struct Draft {
  let path: String
  let bytes: [UInt8]

  init(
    _ annotation: Annotation, quote: String, in present: [UInt8]?, target: OpenReading.Target,
    beside reading: OpenReading
  ) {
    let before = present ?? Array("---\nkind: \(target.kind)\n---\n".utf8)
    let commentary = reading.commentaries.first { $0.document.source.path == annotation.path }
    let level = commentary?.lastNoteLevel ?? 2
    let title = annotation.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var lines = ["", String(repeating: "#", count: level) + " " + markdown(ofParagraph: [title])]
    lines += ["", "> " + quote]
    let body = annotation.body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    let filled = body.drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed()
    if !filled.isEmpty { lines += [""] + filled }
    let ending = before.lineEnding
    let endsLine = before.isEmpty || before.last == 0x0A || before.last == 0x0D
    path = annotation.path
    bytes = before + (endsLine ? [] : ending) + lines.flatMap { Array($0.utf8) + ending }
  }

  private static let isMoreThanANote =
    "the note’s text would begin another note or quote; leave out headings, and “>” at its start"

  private static let changesOthers =
    "the note’s text would change how older notes read; write its links out, without definitions as in “[name]: …”"
  private static let isOpen =
    "the note’s text begins something that would take in the notes after it, such as a code fence; close it"

  /// Whether what comes after the note will be read on its own: a heading is put there to see.
  private func isClosed(behind blocks: [Block]) -> Bool {
    let end = Array("\n# End\n".utf8)
    guard let text = SourceText.reading(bytes + end, path: path).value else { return false }
    let (_, bodyOffset) = FrontMatter.splitting(text).value
    let read = Document.parsing(text, from: bodyOffset).value.blocks
    guard read.count == blocks.count + 1, case .heading? = read.last?.content else { return false }
    return read.starts(with: blocks, by: { $0.content == $1.content })
  }

  /// Reads the file again, which must say what it said, and the note; the line of the note’s heading, from 1.
  func line(
    ofNote id: String, at passage: Passage, in index: TextIndex, beside reading: OpenReading
  ) throws(AnnotationFault) -> Int {
    let source = SourceText.reading(bytes, path: path)
    guard let text = source.value else { throw .breaksFile(reason: source.diagnostics.first?.summary ?? "") }
    let parsed = CommentaryFile.parsing(text, kinds: reading.kinds, versions: reading.versions)
    let known = reading.commentaries.first { $0.document.source.path == path }
    let (notes, knownNotes) = (parsed.value.notes, known?.notes ?? [])
    guard notes.count == knownNotes.count + 1, zip(notes, knownNotes).allSatisfy({ $0.id == $1.id }),
      parsed.value.headingCount == (known?.headingCount ?? 0) + 1,
      let note = notes.last, note.lemmas.count == 1, note.id == id
    else { throw .breaksFile(reason: Draft.isMoreThanANote) }
    if let error = parsed.diagnostics.first(where: { $0.severity == .error }) {
      throw .breaksFile(reason: error.summary)
    }
    let old = known?.document.blocks ?? []
    guard parsed.value.document.blocks.starts(with: old, by: { $0.content == $1.content }) else {
      throw .breaksFile(reason: Draft.changesOthers)
    }
    guard isClosed(behind: parsed.value.document.blocks) else {
      throw .breaksFile(reason: Draft.isOpen)
    }
    guard let anchor = anchor([note], in: index).first, case .unchanged(passage) = anchor.verdict else {
      throw .cannotBeQuoted(words: index.text[passage.range])
    }
    return note.range.position.line
  }
}

extension CommentaryFile {
  fileprivate var headingCount: Int {
    document.blocks.count { if case .heading = $0.content { true } else { false } }
  }

  /// How deep the heading of its last note is.
  fileprivate var lastNoteLevel: Int? {
    guard let last = notes.last?.range.position.line else { return nil }
    let heading = document.blocks.first { $0.lines.contains(last) }
    guard case .heading(let level, _)? = heading?.content else { return nil }
    return level
  }
}

extension [UInt8] {
  /// What ends its first line; LF where nothing does.
  fileprivate var lineEnding: [UInt8] {
    guard let end = firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [0x0A] }
    guard self[end] == 0x0D else { return [0x0A] }
    return end + 1 < count && self[end + 1] == 0x0A ? [0x0D, 0x0A] : [0x0D]
  }
}

extension StringProtocol {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
