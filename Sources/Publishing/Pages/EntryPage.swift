import Commentary
import Diagnostics
import HTML
import Markup
import Records
import Templates

/// The page of a term, a precedent or another entry.
struct EntryPage {
  let entry: Entry
  let kind: Kind
  let address: Address
  let publication: Publication

  var page: Page {
    Page(
      at: address, from: .file(entry.path), template: "entry", title: entry.title,
      description: entry.summary,
      language: publication.settings.language,
      metadata: .entry(
        title: entry.title, summary: entry.summary, date: entry.date, end: entry.end, set: kind.plural),
      dependingOn: .entry(entry.name), data: data)
  }

  private var data: Members {
    let resolver = LinkResolver(publication, on: address)
    let renderer = HTMLRenderer(rawHTML: publication.settings.rawHTML) {
      resolver.address(for: $0, isImage: $1)
    }
    let body = renderer.render(
      entry.body.blocks.outlined(below: 1), text: entry.text,
      overlays: publication.aliasOverlays(inFile: entry.path, within: nil, resolver: resolver))
    let fields = publication.fieldValues(of: entry)
    let readings = publication.readings(of: entry.name, on: address).map(\.value)
    let notes = publication.notes(naming: entry.name, on: address).flatMap(\.value)
    let related = entry.related.compactMap(publication.entry).map {
      publication.reference(to: $0, from: address)
    }
    let mentionedIn = self.mentionedIn
    let sources = (entry.sources + entry.body.blocks.citedSources(kinds: publication.settings.kinds)).unique
    return [
      "entry": .object([
        "title": .text(entry.title), "kindID": .text(kind.id), "kindLabel": .text(kind.label),
        "kindPlural": .text(kind.plural), "indexURL": .url(Publication.index(of: kind), from: address),
        "summary": .text(entry.summary), "body": .html(body),
        "hasBody": .bool(!entry.body.blocks.isEmpty), "date": .text(entry.spelledDate),
        "dateISO": .text(entry.date?.iso), "line": .text(kind.line.rawValue),
      ]),
      "fields": .list(fields), "hasFields": .bool(!fields.isEmpty),
      "readings": .list(readings), "hasReadings": .bool(!readings.isEmpty),
      "entryNotes": .list(notes), "hasEntryNotes": .bool(!notes.isEmpty),
      "related": .list(related), "hasRelated": .bool(!related.isEmpty),
      "mentionedIn": .list(mentionedIn), "hasMentionedIn": .bool(!mentionedIn.isEmpty),
      "entrySources": .list(publication.sourceValues(sources)), "hasEntrySources": .bool(!sources.isEmpty),
    ]
  }

  /// Other entries whose text or relations name this one, with the sentence of the text.
  ///
  /// One without a sentence that this entry names as related is on the page already.
  private var mentionedIn: [TemplateValue] {
    let related = Set(entry.related.compactMap { publication.entry($0)?.name })
    let links = publication.backLinks(to: entry.name).filter {
      $0.excerpt != nil || !related.contains($0.entry.name)
    }
    return links.map { link in
      var value = publication.referenceFields(of: link.entry, from: address)
      value["sentence"] = .html(link.excerpt?.nodes(in: link.entry.text) ?? [])
      value["hasSentence"] = .bool(link.excerpt != nil)
      return .object(value)
    }
  }
}

extension Entry {
  /// “23 October 2000”, or with its end “23 October 2000 – 25 October 2000”.
  var spelledDate: String? {
    guard let date else { return nil }
    return end.map { "\(date.spelled) – \($0.spelled)" } ?? date.spelled
  }

  /// The date that a field holds, if it is one for dates.
  func date(in field: Kind.Field) -> CalendarDate? {
    field.key == "date" ? date : field.key == "end" ? end : nil
  }
}

extension Publication {
  func fieldValues(of entry: Entry) -> [TemplateValue] {
    entry.fields.map { field, value in
      let date = entry.date(in: field)
      return .object([
        "label": .text(field.label), "value": .text(date?.spelled ?? value), "iso": .text(date?.iso),
      ])
    }
  }

  /// The notes that are about an entry or send a reader to it, by essay, as its page shows them.
  func notes(naming entry: EntryName, on page: Address) -> [Settled<[TemplateValue]>] {
    let past = past.part(entry.description)
    return essaysWithNotes(naming: entry).map { essay in
      // Named by the essay’s id, and passages by the path of a page, since there are many.
      past.settledFact(essay.id, from: inputs(ofQuoting: essay)) {
        self.values(of: self.notes(of: essay, naming: entry), on: essay, from: page)
      }
    }
  }

  /// The essays whose texts or notes name an entry; some come twice.
  func essays(naming entry: EntryName) -> [Essay] {
    concordance.readings(of: entry).map { editions[$0.edition].essay } + essaysWithNotes(naming: entry)
  }

  private func values(of notes: [Note], on essay: Essay, from page: Address) -> [TemplateValue] {
    let setting = NoteSetting(self, essay: essay, on: page, edition: nil)
    return notes.map { note in
      var value = setting.value(of: note, isLinked: true)
      value["essayTitle"] = .text(essay.settings.title)
      value["url"] = .url(setting.resolver.address(of: .note(essay: essay.id, id: note.id)), from: page)
      return .object(value)
    }
  }

  /// Every passage that names an entry, by version, as its page shows them.
  func readings(of entry: EntryName, on page: Address) -> [Settled<TemplateValue>] {
    let past = past.part("\(entry)")
    return concordance.readings(of: entry).map { reading in
      let edition = editions[reading.edition]
      return past.settledFact(
        edition.address.path, from: inputs(ofQuoting: edition.essay)
      ) { self.value(of: reading, naming: entry, in: edition, from: page) }
    }
  }

  private func value(
    of reading: Concordance.Reading, naming entry: EntryName, in edition: Edition, from page: Address
  ) -> TemplateValue {
    let text = edition.version.text
    let passages = edition.passages[entry, default: []].map { passage in
      TemplateValue.object([
        "url": .url(edition.address.at(passage.target), from: page),
        "place": .text(passage.paragraph.map { "¶ \($0)" } ?? edition.title),
        "placeLabel": .text(passage.paragraph.map { "paragraph \($0)" } ?? edition.title),
        "sentence": .html(passage.excerpt.nodes(in: text)),
        "before": .html(passage.excerpt.nodesBefore(in: text)),
        "named": .html(passage.excerpt.nodesFromName(in: text)),
      ])
    }
    return .object([
      "essayTitle": .text(edition.title), "versionLabel": .text(edition.version.settings.label),
      "language": .text(edition.version.settings.language),
      "direction": .direction(of: edition.version.settings.language),
      "url": .url(edition.address, from: page),
      "strip": .html(edition.strip(of: reading)), "count": .number(passages.count),
      "passages": .list(passages),
    ])
  }

  func sourceValues(_ ids: [String]) -> [TemplateValue] {
    ids.compactMap(source).map { source in
      .object(["id": .text("src-\(source.id)"), "citation": .html(source.bibliographyEntry.nodes)])
    }
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it stands first.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
