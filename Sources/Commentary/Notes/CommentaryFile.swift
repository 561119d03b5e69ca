package import Diagnostics
package import Markup
import Records

/// One file of notes: its tree, its text and the notes it is made of.
///
///     ## Who paid for the summit
///
///     > We also learned … **several hundred million dollars** to get
///
///     The special prosecutor of 2003 found …
///
/// A heading starts a note, the block quotes right under it are its lemmas, the rest is its body. A heading
/// with a body alone is a note on the whole essay; a heading with neither only groups what follows.
package struct CommentaryFile: Sendable {
  package let document: Document
  /// What a reader sees of the whole file; `Note.bodyRange` counts in it.
  package let text: PlainText
  package let notes: [Note]

  /// Reads a file; `kinds` are those that a note or a link may name, `versions` the ids of the essay's versions.
  package static func parsing(
    _ source: SourceText, kinds: [Kind], versions: [String]
  ) -> Diagnosed<CommentaryFile> {
    var findings: [Diagnostic] = []
    let (record, bodyOffset) = FrontMatter.splitting(source).unwrapped(into: &findings)
    let document = Document.parsing(source, from: bodyOffset).unwrapped(into: &findings)
    let options = NoteOptions(record, kinds: kinds.map(\.id), versions: versions)
    let text = PlainText(document)
    var parser = CommentaryParser(document: document, text: text, options: options, kinds: kinds.map(\.id))
    let notes = parser.notes()
    return Diagnosed(
      CommentaryFile(document: document, text: text, notes: notes),
      findings + options.findings + parser.findings)
  }

  /// An error for each note whose id another one of the essay has, now or before.
  package static func duplicates(among notes: [Note]) -> [Diagnostic] {
    var owners: [String: Note] = [:]
    var findings: [Diagnostic] = []
    for note in notes {
      if let owner = owners[note.id] {
        findings.append(.isDuplicate(note, of: owner))
      } else {
        owners[note.id] = note
      }
    }
    for note in notes {
      for id in note.formerIDs {
        if let owner = owners[id] { findings.append(.isTaken(id, by: owner, at: note.range)) }
        owners[id] = owners[id] ?? note
      }
    }
    return findings
  }
}

/// Cuts a commentary into notes.
private struct CommentaryParser {
  let document: Document
  let text: PlainText
  let options: NoteOptions
  let kinds: [String]
  private(set) var findings: [Diagnostic] = []
  private let lines: LineStarts
  /// The stretch of text of each top-level block that has any.
  private var stretches: [Int: Range<Int>] = [:]
  private let singles: [String: NoteOptions.Single]
  private var usedOptions: Set<String> = []

  init(document: Document, text: PlainText, options: NoteOptions, kinds: [String]) {
    self.document = document
    self.text = text
    self.options = options
    self.kinds = kinds
    lines = LineStarts(document.source)
    singles = Dictionary(options.singles.map { ($0.key, $0) }) { first, _ in first }
    for block in text.blocks {
      let start = stretches[block.root]?.lowerBound ?? block.range.lowerBound
      stretches[block.root] = start..<block.range.upperBound
    }
  }

  mutating func notes() -> [Note] {
    let headings = document.blocks.indices.filter { document.blocks[$0].isHeading }
    if let first = document.blocks.first, !first.isHeading {
      findings.append(.precedesHeading(lines.range(first.lines.lowerBound...first.lines.lowerBound)))
    }
    for footnote in document.footnotes {
      findings.append(.hasFootnote(footnote, lines.range(footnote.line...footnote.line)))
    }
    var notes: [Note] = []
    for (rank, heading) in headings.enumerated() {
      let end = rank + 1 < headings.count ? headings[rank + 1] : document.blocks.count
      if let note = note(from: heading, upTo: end) { notes.append(note) }
    }
    lazy var titles = notes.map { slug($0.titleText) }
    for single in options.singles where !usedOptions.contains(single.key) {
      findings.append(.concernsNoNote(single, among: titles))
    }
    return notes
  }

  private mutating func note(from heading: Int, upTo end: Int) -> Note? {
    guard case .heading(_, let title) = document.blocks[heading].content, heading + 1 < end else {
      return nil
    }
    let bodyStart = (heading + 1..<end).first { !document.blocks[$0].isBlockQuote } ?? end
    let range = lines.range(document.blocks[heading].lines)
    let titleText = words(of: title)
    let key = slug(titleText)
    let single = singles[key]
    if single != nil { usedOptions.insert(key) }
    if key.isEmpty, single?.id == nil { findings.append(.hasNoID(range)) }
    let (lemmas, about) = lemmas(in: heading + 1..<bodyStart)
    let body = Array(document.blocks[bodyStart..<end])
    if body.isEmpty, about == nil { findings.append(.hasNoBody(titleText, range)) }
    let kind = single?.kind ?? options.kind
    if kind == nil { findings.append(.hasNoKind(titleText, among: kinds, range)) }
    guard let kind, single?.id != nil || !key.isEmpty else { return nil }
    let versions = single?.versions ?? []
    return Note(
      id: single?.id ?? key, title: title, titleText: titleText, lemmas: lemmas, body: body, kind: kind,
      series: options.series, audience: single?.audience ?? options.audience,
      author: single?.author ?? options.author, about: about,
      versions: versions.isEmpty ? options.versions : versions, formerIDs: single?.formerIDs ?? [],
      range: range,
      bodyRange: textRange(of: bodyStart..<end, after: heading))
  }

  private mutating func lemmas(in quotes: Range<Int>) -> ([Lemma], EntryName?) {
    var lemmas: [Lemma] = []
    var about: EntryName?
    for index in quotes {
      guard case .blockQuote(let blocks) = document.blocks[index].content else { continue }
      let range = lines.range(document.blocks[index].lines)
      var reader = LemmaReader(kinds: kinds)
      if let lemma = reader.lemma(of: blocks, at: range).unwrapped(into: &findings) { lemmas.append(lemma) }
      for entry in reader.entries {
        if let about, about != entry { findings.append(.isAboutTwo(about, entry, at: range)) }
        about = about ?? entry
      }
    }
    return (lemmas, about)
  }

  /// Where some top-level blocks stand in the text; empty at the end of the heading if nothing of them does.
  private func textRange(of blocks: Range<Int>, after heading: Int) -> Range<Int> {
    let parts = blocks.compactMap { stretches[$0] }
    guard let first = parts.first, let last = parts.last else {
      let end = stretches[heading]?.upperBound ?? 0
      return end..<end
    }
    return first.lowerBound..<last.upperBound
  }
}

/// The text of inlines as a reader sees it, a line end being a space.
func words(of inlines: [Inline]) -> String {
  inlines.reduce(into: "") { text, inline in
    switch inline {
    case .text(let leaf), .code(let leaf): text += leaf.text
    case .softBreak, .lineBreak: text += " "
    case .emphasis(let inner), .strong(let inner), .link(_, _, let inner): text += words(of: inner)
    case .html, .image, .footnoteCall: break
    }
  }
}

extension Block {
  fileprivate var isHeading: Bool { if case .heading = content { true } else { false } }
  fileprivate var isBlockQuote: Bool { if case .blockQuote = content { true } else { false } }
}

extension Diagnostic {
  fileprivate static func precedesHeading(_ range: SourceRange) -> Diagnostic {
    .error(
      "commentary.no-heading", "this belongs to no note; a note begins with a heading, so put one above it",
      at: range)
  }

  fileprivate static func hasFootnote(_ footnote: Footnote, _ range: SourceRange) -> Diagnostic {
    .error(
      "note.footnote", "a note has no footnotes of its own; put “\(footnote.label)” into its body", at: range)
  }

  fileprivate static func concernsNoNote(_ single: NoteOptions.Single, among ids: [String]) -> Diagnostic {
    .error(
      "note.unknown-options",
      "no note of this file has the title “\(single.key)”\(suggestion(for: single.key, among: ids))",
      at: single.range)
  }

  fileprivate static func hasNoID(_ range: SourceRange) -> Diagnostic {
    .error("note.no-id", "the title has no letter or digit to make an id of; write one with words", at: range)
  }

  fileprivate static func hasNoBody(_ title: String, _ range: SourceRange) -> Diagnostic {
    .warning("note.no-body", "the note “\(title)” says nothing; write its text below the quote", at: range)
  }

  fileprivate static func hasNoKind(_ title: String, among kinds: [String], _ range: SourceRange)
    -> Diagnostic
  {
    let list = kinds.map { "“\($0)”" }.joined(separator: ", ")
    let remedy =
      kinds.isEmpty
      ? "list the kinds of notes under “kinds:” in site.yaml"
      : "write “kind:” in the front matter, one of \(list)"
    return .error("note.no-kind", "the note “\(title)” is of no kind; \(remedy)", at: range)
  }

  fileprivate static func isAboutTwo(_ one: EntryName, _ two: EntryName, at range: SourceRange) -> Diagnostic
  {
    .error(
      "lemma.two-entries", "a note is about one entry, not both “\(one)” and “\(two)”; link only one of them",
      at: range)
  }

  fileprivate static func isDuplicate(
    _ note: Commentary.Note, of owner: Commentary.Note
  ) -> Diagnostic {
    .error(
      "note.duplicate-id",
      "two notes have the id “\(note.id)”; give one another title, or an “id:” under “notes:”",
      at: note.range, notes: [Note("the other one", at: owner.range)])
  }

  fileprivate static func isTaken(_ id: String, by owner: Commentary.Note, at range: SourceRange)
    -> Diagnostic
  {
    .error(
      "note.former-id", "the former id “\(id)” belongs to another note; it cannot lead to both", at: range,
      notes: [Note("that one", at: owner.range)])
  }
}
