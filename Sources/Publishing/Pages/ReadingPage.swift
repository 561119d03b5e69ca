import Commentary
import Diagnostics
import HTML
import Markup
import Records
import Templates

/// The page of one version: its text with the notes in the margin.
private struct ReadingPage {
  private let edition: Edition
  private let publication: Publication
  private let address: Address
  private let weave: Weave
  private let setting: NoteSetting

  init(_ edition: Edition, in publication: Publication) {
    self.edition = edition
    self.publication = publication
    address = edition.address
    let resolver = LinkResolver(publication, on: address, edition: edition)
    weave = Weave(edition, resolver: resolver)
    setting = NoteSetting(publication, essay: edition.essay, on: address, edition: edition)
  }

  fileprivate var data: Members {
    let text = edition.version.text
    let sections = self.sections
    let contents = sections.filter { !$0.heading.isEmpty }
    let general = publication.notes(of: edition.essay).filter(\.lemmas.isEmpty).map { setting.value(of: $0) }
    let editions = publication.editions(of: edition.essay.id)
    let earlier = edition.face.earlierCount
    let hasRevisions = !publication.revisions(of: edition.essay.id).isEmpty
    let changes = hasRevisions ? Publication.changes(of: edition.essay.id) : nil
    return [
      "earlier": earlier == 0
        ? .none
        : .object([
          "url": .url(Publication.earlier(of: edition.essay.id), from: address),
          "label": .text(counted(earlier, "note")),
        ]),
      "revision": revisionValue, "changesURL": .url(changes, from: address),
      "essay": essayValue, "version": versionValue,
      "versions": .list(editions.map(versionLink)), "hasVersions": .bool(editions.count > 1),
      "compareURL": .url(publication.comparison(of: edition), from: address),
      "paragraphCount": .number(edition.face.paragraphCount),
      "noteCountLabel": .text(counted(edition.placed.count + general.count, "note")),
      "minutes": .number(max(1, (text.wordCount + 120) / 240)),
      "noteCount": .number(edition.placed.count + general.count),
      "kinds": .list(kinds), "hasKinds": .bool(!kinds.isEmpty),
      "generalNotes": .list(general.map { .object($0) }), "hasGeneralNotes": .bool(!general.isEmpty),
      "sections": .list(sections.map(sectionValue)),
      "contents": .list(contents.map(contentsValue)), "hasContents": .bool(contents.count > 1),
    ]
  }

  private var essayValue: TemplateValue {
    let essay = edition.essay.settings
    let front = edition.version.frontMatter
    let citation = essay.source.flatMap(publication.source).map { $0.note(locator: nil).nodes }
    return .object([
      "title": .text(edition.title), "deck": .text(front.deck ?? essay.deck),
      "author": .text(front.author ?? essay.author),
      "authorNote": .text(front.authorNote ?? essay.authorNote), "published": .text(essay.published?.spelled),
      "publishedISO": .text(essay.published?.iso), "citation": .html(citation), "rights": .text(essay.rights),
      "credit": .text(front.credit ?? essay.credit),
      "url": .url(publication.defaultEdition(of: edition.essay.id)?.address, from: address),
      "hasByline": .bool(!(front.author ?? essay.author ?? "").isEmpty || essay.published != nil),
      "notesURL": .url(
        publication.noteCount(of: edition.essay) == 0 ? nil : Publication.notes(of: edition.essay.id),
        from: address),
    ])
  }

  /// For an earlier text, its day and where the present one stands.
  private var revisionValue: TemplateValue {
    guard let revision = edition.version.settings.revision else { return .none }
    let present = publication.editions(of: edition.essay.id).first {
      $0.version.settings.id == revision.version
    }
    return .object([
      "date": .text(revision.date.spelled), "dateISO": .text(revision.date.iso),
      "url": .url(present?.address, from: address), "label": .text(present?.version.settings.label),
    ])
  }

  private var versionValue: TemplateValue {
    let version = edition.version.settings
    return .object([
      "id": .text(version.id), "label": .text(version.label), "description": .text(version.description),
      "language": .text(version.language), "direction": .direction(of: version.language),
      "canonicalURL": .url(edition.address, from: address),
    ])
  }

  private func versionLink(_ other: Edition) -> TemplateValue {
    .object([
      "label": .text(other.version.settings.label), "url": .url(other.address, from: address),
      "isCurrent": .bool(other.address == edition.address),
      "language": .text(other.version.settings.language),
    ])
  }

  /// The kinds of the notes on this page, in the site's order.
  private var kinds: [TemplateValue] {
    publication.settings.kinds.compactMap { kind in
      let count = edition.placed.count { $0.note.kind == kind.id }
      guard count > 0 else { return nil }
      return .object([
        "id": .text(kind.id), "label": .text(kind.label), "plural": .text(kind.plural),
        "count": .number(count),
        "line": .text(kind.line.rawValue), "margin": .text(kind.margin.rawValue),
        "checkboxID": .text("show-\(kind.id)"),
      ])
    }
  }
}

extension Publication {
  /// The page of a version; the default one is the essay’s front page too.
  func readingPage(of edition: Edition, copiedTo copies: [Address]) -> Page {
    let essay = edition.essay.settings
    let byline = essay.author.map { " by \($0)" } ?? ""
    return Page(
      at: edition.address, copiedTo: copies, from: .file(edition.version.path),
      template: "reading",
      title: edition.title,
      description: edition.version.settings.description ?? "“\(essay.title)”\(byline), annotated.",
      language: edition.version.settings.language, metadata: .edition(edition, settings: self.settings),
      dependingOn: .essay(edition.essay.id),
      data: ReadingPage(edition, in: self).data)
  }
}

// MARK: - Sections and blocks

extension ReadingPage {
  /// A heading with the blocks up to the next.
  fileprivate struct Section {
    var heading: [Node] = []
    var title = ""
    var level = 2
    var id = ""
    var number: String?
    var blocks: [Weave.WovenBlock] = []
    /// Whether a note is on the heading itself, which then stands in the first block, where anchors are looked for.
    var hasNotesOnHeading = false
    /// Notes on a heading that no block follows.
    var headingNotes: [Weave.MarginNote] = []
  }

  fileprivate var sections: [Section] {
    var sections: [Section] = [Section()]
    for (index, block) in weave.blocks.enumerated() {
      guard case .heading(let level, let inlines) = block.block.content else {
        sections[sections.count - 1].blocks.append(block)
        continue
      }
      sections.append(
        Section(
          heading: block.node.children, title: inlines.plainText, level: level,
          id: edition.version.headingIDs[index] ?? "", hasNotesOnHeading: block.isNoted,
          headingNotes: block.notes))
    }
    if sections[0].blocks.isEmpty, sections.count > 1 { sections.removeFirst() }
    let headed = sections.indices.filter { !sections[$0].heading.isEmpty }
    if Set(headed.map { sections[$0].level }).count == 1 {
      for (number, index) in headed.enumerated() { sections[index].number = romanNumeral(number + 1) }
    }
    return sections
  }

  fileprivate func sectionValue(_ section: Section) -> TemplateValue {
    let head: Members = [
      "hasHeading": .bool(!section.heading.isEmpty), "isSubsection": .bool(section.level > 2),
      "id": .text(section.id), "number": .text(section.number), "heading": .html(section.heading),
      "level": .number(section.level), "range": .text(range(of: section)),
    ]
    var blocks = section.blocks.map(blockValue)
    if blocks.isEmpty, !section.headingNotes.isEmpty {
      blocks = [blockValue(nil, paragraph: nil, notes: section.headingNotes)]
    }
    if section.hasNotesOnHeading, !blocks.isEmpty { blocks[0]["head"] = .object(head) }
    var value = head
    value["hasNotesOnHeading"] = .bool(section.hasNotesOnHeading)
    value["blocks"] = .list(blocks.map { .object($0) })
    return .object(value)
  }

  fileprivate func contentsValue(_ section: Section) -> TemplateValue {
    .object([
      "url": .url(address.at(section.id), from: address), "number": .text(section.number),
      "title": .text(section.title), "range": .text(range(of: section)),
    ])
  }

  private func range(of section: Section) -> String? {
    let numbers = section.blocks.compactMap(\.paragraph)
    guard let first = numbers.first, let last = numbers.last else { return nil }
    return first == last ? "¶ \(first)" : "¶ \(first)–\(last)"
  }

  private func blockValue(_ woven: Weave.WovenBlock) -> Members {
    blockValue(woven, paragraph: woven.paragraph, notes: woven.notes)
  }

  /// A block with its notes; without the block, the place for notes on a heading that none follows.
  private func blockValue(_ woven: Weave.WovenBlock?, paragraph: Int?, notes: [Weave.MarginNote])
    -> Members
  {
    var inner: [Node]?
    if case .paragraph? = woven?.block.content { inner = woven?.node.children }
    let count = notes.count
    let place = paragraph.map { "paragraph \($0)" } ?? (woven == nil ? "this heading" : "this passage")
    let id = paragraph.map { edition.version.paragraphIDs[$0 - 1] }
    return [
      "head": .none, "isParagraph": .bool(inner != nil), "inner": .html(inner),
      "html": inner == nil ? .html(woven.map { [$0.node] }) : .none,
      "hasNumber": .bool(paragraph != nil && inner != nil),
      "id": .text(inner == nil ? nil : id?.id),
      "number": .text(paragraph.map(String.init)),
      "url": inner == nil ? .none : .url(id.map { address.at($0.id) }, from: address),
      "formerIDs": .list(inner == nil ? [] : (id?.formerIDs ?? []).map { .object(["id": .text($0)]) }),
      "hasNotes": .bool(count > 0), "noteCount": .number(count),
      "notesLabel": .text("\(counted(count, "note")) on \(place)"),
      "notes": .list(notes.enumerated().map { index, note in .object(noteValue(note, slot: index + 1)) }),
    ]
  }

  private func noteValue(_ note: Weave.MarginNote, slot: Int) -> Members {
    switch note {
    case .placed(let placed): setting.value(of: placed, slot: slot, in: edition.version.text)
    case .footnote(let index):
      setting.value(
        of: edition.version.document.footnotes[index], index: index, slot: slot, renderer: weave.renderer)
    }
  }
}
