import Commentary
import Diagnostics
import HTML
import Markup
import Templates

/// A note as templates see it, wherever it is set.
struct NoteSetting {
  let publication: Publication
  let page: Address
  private let essay: Essay
  private let rendering: NoteRendering
  private let written: WrittenNotes
  private let relocation: Relocation
  private let plan: MarginPlan?
  /// The language of what stands around the note.
  private let language: String

  init(_ publication: Publication, essay: Essay, on page: Address, edition: Edition?) {
    self.publication = publication
    self.essay = essay
    self.page = page
    rendering = NoteRendering(publication, essay: essay, on: page, edition: edition)
    written = publication.writtenNotes(of: essay)
    relocation = Relocation(to: page)
    plan = edition.map(MarginPlan.init)
    language = edition?.version.settings.language ?? publication.settings.language
  }

  var resolver: LinkResolver { rendering.resolver }

  /// A note that stands beside its passage.
  func value(of placed: PlacedNote, slot: Int, in text: PlainText) -> Members {
    var value = common(placed.note)
    value["number"] = .text("\(placed.number)")
    value["slot"] = .text("n\(slot)")
    stand(&value, as: placed.noteID)
    value["marked"] = .text(Self.shortened(placed.passage.marks.map { text[$0] }.joined(separator: " … ")))
    value["backs"] = .list([
      back(to: placed.markID, label: "Back to the text, note \(placed.number)", ordinal: 1)
    ])
    return value
  }

  /// A note on the whole essay, or one that is listed apart from the text.
  func value(of note: Note, isLinked: Bool = false) -> Members {
    var value = common(note, isLinked: isLinked)
    value["isGeneral"] = .bool(note.lemmas.isEmpty)
    return value
  }

  /// A note by the essay's author.
  func value(of footnote: Footnote, index: Int, slot: Int, renderer: HTMLRenderer) -> Members {
    let letters = FootnoteCall.letters(index)
    var value = Self.empty
    value["id"] = .text(FootnoteCall.noteID(index))
    value["number"] = .text(letters)
    value["kindID"] = .text("own")
    value["kindLabel"] = .text("Author’s note")
    value["line"] = .text("none")
    stand(&value, as: FootnoteCall.noteID(index))
    value["slot"] = .text("n\(slot)")
    value["body"] = .html(renderer.render(footnote.blocks.withoutHeadings))
    value["isAuthors"] = .bool(true)
    value["permalink"] = .url(page.at(FootnoteCall.noteID(index)), from: page)
    value["backs"] = .list(
      (0..<footnote.callCount).map { occurrence in
        let which = footnote.callCount == 1 ? "" : ", place \(occurrence + 1)"
        return back(
          to: FootnoteCall.callID(index, occurrence),
          label: "Back to the text, author’s note \(letters)\(which)",
          ordinal: occurrence + 1)
      })
    return value
  }

  /// The title of a note; where it stands in a link to the note, its own links are words.
  func title(of note: Note, isInLink: Bool = false) -> TemplateValue {
    title(of: note, as: written[note], isInLink: isInLink)
  }

  private func title(of note: Note, as written: WrittenNotes.Note?, isInLink: Bool) -> TemplateValue {
    .html(written?.title ?? WrittenHTML(rendering.title(of: note, isInLink: isInLink)))
  }

  private func body(of note: Note, as written: WrittenNotes.Note?) -> TemplateValue {
    .html(written?.body.map(relocation.html) ?? WrittenHTML(rendering.body(of: note)))
  }

  private func common(_ note: Note, isLinked: Bool = false) -> Members {
    let settings = publication.settings
    let kind = settings.kind(note.kind)
    let written = written[note]
    let subject = written?.subject
    let isForeign = essay.settings.language != language
    let id = "n-\(note.id)"
    let value: Members = [
      "id": .text(id), "number": .none, "kindID": .text(note.kind),
      "kindLabel": .text(kind?.label ?? note.kind), "line": .text(kind?.line.rawValue ?? "none"),
      "margin": .text(kind?.margin.rawValue ?? "right"), "slot": .none, "rows": .none,
      "title": title(of: note, as: written, isInLink: isLinked), "hasTitle": .bool(!note.title.isEmpty),
      "body": body(of: note, as: written),
      "hasEntry": .bool(subject != nil),
      "entry": subject.map { publication.reference(to: $0, from: page) } ?? .none, "marked": .none,
      "author": .text(note.author), "audience": .text(note.audience), "backs": .list([]),
      "isGeneral": .bool(false), "isAuthors": .bool(false), "permalink": .url(page.at(id), from: page),
      "formerIDs": .list(note.formerIDs.map { .object(["id": .text("n-\($0)")]) }),
      "language": isForeign ? .text(essay.settings.language) : .none,
      "direction": isForeign ? .direction(of: essay.settings.language) : .none,
    ]
    assert(value.names == Self.empty.names, "a note by a commentary has all that one by the author has")
    return value
  }

  /// In which margin it stands and how much of it is shown there.
  private func stand(_ value: inout Members, as id: String) {
    let place = plan?[id]
    value["margin"] = .text((place?.margin ?? .right).rawValue)
    value["rows"] = .text(place?.rows)
  }

  private func back(to id: String, label: String, ordinal: Int) -> TemplateValue {
    .object(["url": .url(page.at(id), from: page), "label": .text(label), "ordinal": .number(ordinal)])
  }

  /// Every name a note's template may print.
  private static let empty: Members = [
    "id": .none, "number": .none, "kindID": .none, "kindLabel": .none, "line": .none, "margin": .none,
    "slot": .none, "rows": .none, "title": .none, "hasTitle": .bool(false), "body": .none,
    "hasEntry": .bool(false),
    "entry": .none, "marked": .none, "author": .none, "audience": .none, "backs": .list([]),
    "isGeneral": .bool(false), "isAuthors": .bool(false), "permalink": .none,
    "formerIDs": .list([]), "language": .none, "direction": .none,
  ]

  /// At most about sixty characters, cut between words.
  private static func shortened(_ text: String) -> String {
    guard text.count > 60 else { return text }
    var kept = ""
    for word in text.split(separator: " ") where kept.count + word.count < 58 {
      kept += kept.isEmpty ? word : " " + word
    }
    return kept + " …"
  }
}

extension Publication {
  /// A link to an entry with what a preview of it shows.
  func reference(to entry: Entry, from page: Address) -> TemplateValue {
    .object(referenceFields(of: entry, from: page))
  }

  /// What every link to an entry has, to which some add more.
  func referenceFields(of entry: Entry, from page: Address) -> Members {
    [
      "title": .text(entry.title), "url": .url(address(of: entry.name), from: page),
      "summary": .text(entry.summary),
      "kindID": .text(entry.name.kind), "kindLabel": .text(settings.kind(entry.name.kind)?.label),
    ]
  }

  /// The alias links of a text that is no essay's, as overlays.
  func aliasOverlays(inFile path: String, within range: Range<Int>?, resolver: LinkResolver) -> [Overlay] {
    let made = otherLinks[path]?.value.report.made ?? []
    return made.within(range).map { link in
      let url = resolver.address(of: .entry(link.entry))?.url(from: resolver.page.path).address
      return Overlay(
        range: link.range, element: Element("a", [("class", "entry k-\(link.entry.kind)"), ("href", url)]),
        rank: 0)
    }
  }
}

extension [LinkReport.Link] {
  /// The links in a stretch of their text, found by bisection since they are in its order.
  fileprivate func within(_ range: Range<Int>?) -> ArraySlice<LinkReport.Link> {
    guard let range else { return self[...] }
    func firstIndex(from offset: Int) -> Int { bisection { self[$0].range.lowerBound >= offset } }
    return self[firstIndex(from: range.lowerBound)..<firstIndex(from: range.upperBound)]
  }
}
