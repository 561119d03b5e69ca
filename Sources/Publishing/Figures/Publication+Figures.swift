import Commentary
import HTML
import Markup
import Records
import Templates

/// What the drawings and tables of a site show, from its entries and what the essays say of them.
extension Publication {
  /// The timeline of a kind's dated entries and the essays' own dates, or nothing where there is little to see.
  func timelineValue(of entries: [Entry], kind: Kind, at address: Address) -> TemplateValue? {
    let dated = entries.filter { $0.date != nil }
    guard (2...Timeline.limit).contains(dated.count) else { return nil }
    let essays = manuscript.essays.compactMap { timelineItem(of: $0, from: address) }
    let readEnd = essays.map(\.span.end).max()
    let items = dated.compactMap { timelineItem(of: $0, readUntil: readEnd, from: address) }
    let timeline = Timeline(essays + items)
    let years = "\(timeline.years.lowerBound) to \(timeline.years.upperBound)"
    var value = Members(
      Timeline.Item.Standing.allCases.map { standing in
        ("has" + standing.rawValue.capitalizedASCII, .bool(timeline.has(standing)))
      })
    value["label"] = .text("\(kind.plural) on a scale of years, \(years)")
    value["count"] = .number(items.count)
    let name = "\(counted(items.count, "entry", "entries")); the list below has the same"
    value["drawing"] = .html([timeline.drawing(named: name)])
    value["tallDrawing"] = .html([TallTimeline(timeline).drawing(named: name)])
    return .object(value)
  }

  private func timelineItem(of essay: Essay, from page: Address) -> Timeline.Item? {
    guard let date = essay.settings.published, let edition = defaultEdition(of: essay.id) else { return nil }
    return Timeline.Item(
      label: LabelText.shortened("The essay, \(date.year)", to: 46),
      description: "The essay, \(date.year): \(essay.settings.title), \(date.spelled)",
      address: edition.address.url(from: page.path).address, span: TimeSpan(from: date, to: nil),
      standing: .essay)
  }

  private func timelineItem(of entry: Entry, readUntil end: Double?, from page: Address) -> Timeline.Item? {
    guard let date = entry.date, let target = address(of: entry.name) else { return nil }
    let span = TimeSpan(from: date, to: entry.end)
    let count = concordance.readings(of: entry.name).first?.places.count ?? 0
    let isLater = end.map { span.start >= $0 } ?? false
    let standing: Timeline.Item.Standing = count > 0 ? .met : isLater ? .afterward : .unmet
    let passages = count > 0 ? counted(count, "passage") : isLater ? "after the essay" : "not in the essay"
    return Timeline.Item(
      label: LabelText.shortened(entry.title, to: 46),
      description: "\(entry.title), \(entry.spelledDate ?? date.spelled), \(passages)",
      address: target.url(from: page.path).address, span: span, standing: standing)
  }

  /// The heads of a ledger's columns; nothing for kinds that have no fields or go by date.
  func ledgerHead(of entries: [Entry], kind: Kind) -> TemplateValue? {
    guard kind.order == .title, !kind.fields.isEmpty else { return nil }
    let kinds = Set(entries.flatMap(\.related).map(\.kind)).subtracting([kind.id])
    let plurals = settings.entryKinds.filter { kinds.contains($0.id) }.map(\.plural)
    return .object([
      "columns": .list(kind.fields.map { .object(["label": .text($0.label)]) }),
      "relativesLabel": .text(plurals.joined(separator: ", ")), "hasRelatives": .bool(!plurals.isEmpty),
    ])
  }

  /// A cell for each field of the kind, also where an entry has none.
  func ledgerCells(of entry: Entry, kind: Kind) -> [TemplateValue] {
    kind.fields.map { field in
      let value = entry.fields.first { $0.field == field }?.value
      return .object(["label": .text(field.label), "value": .text(value)])
    }
  }

  /// The entries of other kinds that an entry names as related.
  func relatives(of entry: Entry, from page: Address) -> [TemplateValue] {
    entry.related.compactMap(self.entry).filter { $0.name.kind != entry.name.kind }.map { relative in
      .object([
        "title": .text(relative.title), "url": .url(address(of: relative.name), from: page),
        "line": .text(settings.kind(relative.name.kind)?.line.rawValue),
        "kindLabel": .text(settings.kind(relative.name.kind)?.label),
      ])
    }
  }

  /// The strip of the first version that has the entry.
  func strip(of name: EntryName) -> [Node] {
    concordance.readings(of: name).first.map { editions[$0.edition].strip(of: $0) } ?? []
  }

  /// For each kind, the entries that a version has passages on, each with its strip, in the order of the text.
  func mapValue(of edition: Edition?, from page: Address) -> TemplateValue? {
    guard let edition, let index = self.edition(at: edition.address) else { return nil }
    let named = edition.mentions.map(\.entry).unique.compactMap(entry)
    let groups = kindsWithEntries.compactMap { kind -> TemplateValue? in
      let rows = named.filter { $0.name.kind == kind.id }
        .compactMap { entry in concordance.reading(of: entry.name, in: index).map { (entry, $0) } }
        .sorted { left, right in
          (edition.firstPlace(of: left.0), left.0.name.id) < (
            edition.firstPlace(of: right.0), right.0.name.id
          )
        }
      guard !rows.isEmpty else { return nil }
      return .object([
        "label": .text(kind.plural), "line": .text(kind.line.rawValue),
        "rows": .list(rows.map { row(of: $0, reading: $1, in: edition, from: page) }),
      ])
    }
    guard !groups.isEmpty else { return nil }
    return .object([
      "groups": .list(groups), "version": .text(edition.version.settings.label),
      "paragraphCount": .number(edition.face.paragraphCount),
    ])
  }

  private func row(of entry: Entry, reading: Concordance.Reading, in edition: Edition, from page: Address)
    -> TemplateValue
  {
    var seen: Set<Int> = []
    let places = reading.places.compactMap { place -> TemplateValue? in
      guard let paragraph = place.paragraph, seen.insert(paragraph).inserted else { return nil }
      return .object([
        "url": .url(edition.address.at(place.target), from: page), "place": .text("¶ \(paragraph)"),
      ])
    }
    return .object([
      "title": .text(entry.title), "url": .url(address(of: entry.name), from: page),
      "strip": .html(edition.strip(of: reading)), "places": .list(places),
    ])
  }
}

extension Timeline {
  func has(_ standing: Item.Standing) -> Bool { placed.contains { $0.item.standing == standing } }
}

extension Edition {
  /// Where the first sentence begins that names an entry.
  fileprivate func firstPlace(of entry: Entry) -> Int {
    passages[entry.name]?.first?.excerpt.sentence.lowerBound ?? .max
  }

  /// The strip of one entry's passages; nothing for a text of a single paragraph.
  func strip(of reading: Concordance.Reading) -> [Node] {
    let count = face.paragraphCount
    guard count > 1 else { return [] }
    return [PassageStrip(paragraphs: Set(reading.places.compactMap(\.paragraph)), count: count).drawing]
  }
}

extension String {
  /// “met” as “Met”, for names that gloss itself gives.
  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
