import Commentary
import HTML
import Markup
import Records
import Templates

/// The texts that are searched: only what this build publishes.
extension Publication {
  /// The texts and notes of some essays; what each adds is made on its own, so that an edit of one leaves others as they are.
  func searchIndex(of essays: some Collection<Essay>, recalling past: Recollection) -> SearchIndex {
    let editions = essays.flatMap { self.editions(of: $0.id) }
    func chunk(
      _ name: String, of essay: Essay, _ sections: () -> [SearchIndex.Section]
    ) -> SearchIndex.Chunk {
      past.fact("search \(name)", from: manuscript.stamps(ofEditionsOf: essay.id)) {
        SearchIndex.Chunk(sections())
      }
    }
    return SearchIndex(chunks: [
      .essays: editions.map { edition in
        chunk("text \(edition.address.path)", of: edition.essay) { [searchSection(of: edition)] }
      },
      .notes: editions.map { edition in
        chunk("author’s notes \(edition.address.path)", of: edition.essay) { authorsNotes(in: edition) }
      }
        + essays.map { essay in chunk("notes of \(essay.id)", of: essay) { searchedNotes(of: essay) } },
    ])
  }

  /// What is searched besides the essays.
  func searchIndexOfTheRest(recalling past: Recollection) -> SearchIndex {
    let pages = manuscript.pages.map { page in
      SearchIndex.Section(
        page: Self.page(page.id), title: "",
        passages: [.init(page.title, at: nil, text: page.text[0..<page.text.utf8.count])])
    }
    let sources = manuscript.sources.inBibliographyOrder.map { source in
      SearchIndex.Passage("", at: "src-\(source.id)", text: source.bibliographyEntry.plainText)
    }
    let bibliography = SearchIndex.Section(page: Self.sources, title: "", passages: sources)
    return SearchIndex(chunks: [
      .entries: manuscript.entries.map { entry in
        let inputs = [manuscript.stamp(ofEntry: entry.name), manuscript.stamps.settings]
        return past.fact("search entry \(entry.name)", from: inputs) {
          SearchIndex.Chunk(searchSection(of: entry).map { [$0] } ?? [])
        }
      },
      .pages: [SearchIndex.Chunk(pages)],
      .sources: sources.isEmpty ? [] : [SearchIndex.Chunk([bibliography])],
    ])
  }

  // MARK: - The texts of essays

  /// A version: its title, its headings, and its paragraphs with the lists and quotations that follow them.
  private func searchSection(of edition: Edition) -> SearchIndex.Section {
    let front = edition.version.frontMatter
    let essay = edition.essay.settings
    let about = [front.author ?? essay.author, front.deck ?? essay.deck].compactMap(\.self)
    var section = emptySection(of: edition)
    section.passages = [.init(edition.title, at: nil, text: about.joined(separator: Self.separator))]
    section.passages += passages(of: edition.version)
    return section
  }

  private func passages(of version: Version) -> [SearchIndex.Passage] {
    var passages: [SearchIndex.Passage] = []
    var paragraph: (number: Int?, text: [UInt8]) = (nil, [])
    func endParagraph() {
      guard !paragraph.text.isEmpty else { return }
      let title = paragraph.number.map { "¶ \($0)" } ?? ""
      let id = paragraph.number.map(version.id(ofParagraph:))
      passages.append(.init(title, at: id, text: paragraph.text[...]))
      paragraph.text.removeAll(keepingCapacity: true)
    }
    let (text, headingIDs) = (version.text, version.headingIDs)
    for block in text.blocks {
      if let id = headingIDs[block.root] {
        endParagraph()
        passages.append(.init(text[block.range], at: id, text: ""))
      } else {
        if block.paragraph != paragraph.number { endParagraph() }
        paragraph.number = block.paragraph
        paragraph.text.append(UInt8(ascii: " "))
        paragraph.text += text.utf8[block.range]
      }
    }
    endParagraph()
    return passages
  }

  // MARK: - Notes and entries

  /// The notes by the essay’s author.
  private func authorsNotes(in edition: Edition) -> [SearchIndex.Section] {
    let document = edition.version.document
    guard !document.footnotes.isEmpty else { return [] }
    var section = emptySection(of: edition)
    section.passages = document.footnotes.enumerated().map { index, note in
      let text = PlainText(blocks: note.blocks, source: document.source)
      return .init(
        "Author’s note \(FootnoteCall.letters(index))", at: FootnoteCall.noteID(index),
        text: text[0..<text.utf8.count])
    }
    return [section]
  }

  /// Each note once: where the first version has it, else in the list of all notes.
  private func searchedNotes(of essay: Essay) -> [SearchIndex.Section] {
    var sections: [SearchIndex.Section] = []
    let editions = editions(of: essay.id)
    for note in notes(of: essay) {
      let page = editions.first { $0.has(note.id) }?.address ?? Self.notes(of: essay.id)
      let title = "\(settings.kind(note.kind)?.label ?? note.kind), \(essay.settings.title)"
      let text = essay.commentary(of: note).map { $0.text.utf8[note.bodyRange] } ?? []
      let passage = SearchIndex.Passage(note.titleText, at: "n-\(note.id)", text: text)
      if sections.last?.page == page, sections.last?.title == title {
        sections[sections.count - 1].passages.append(passage)
      } else {
        sections.append(SearchIndex.Section(page: page, title: title, passages: [passage]))
      }
    }
    return sections
  }

  private func searchSection(of entry: Entry) -> SearchIndex.Section? {
    guard let page = address(of: entry.name) else { return nil }
    let fields = entry.fields.map { field, value in
      "\(field.label): \(entry.date(in: field)?.spelled ?? value)"
    }
    let parts = [entry.summary] + entry.aliases + fields + [entry.text[0..<entry.text.utf8.count]]
    let text = parts.filter { !$0.isEmpty }.joined(separator: Self.separator)
    return SearchIndex.Section(
      page: page, title: settings.kind(entry.name.kind)?.label ?? "",
      passages: [.init(entry.title, at: nil, text: text)])
  }

  private func emptySection(of edition: Edition) -> SearchIndex.Section {
    let version = edition.version.settings
    return SearchIndex.Section(
      page: edition.address, title: "\(edition.title), \(version.label)",
      language: version.language == settings.language ? nil : version.language, passages: [])
  }

  /// Between things that were apart on their page.
  private static let separator = " · "
}
