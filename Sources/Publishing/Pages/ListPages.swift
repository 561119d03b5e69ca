import Commentary
import Diagnostics
import HTML
import Markup
import Records
import Templates

/// The pages that list things: the entries of a kind, the notes of an essay, the sources.
extension Publication {
  /// All entries of a kind, by title or by date as the kind says.
  func indexPage(of kind: Kind, at address: Address) -> Page {
    Page(
      at: address, from: .generated("the index of “\(kind.id)”"), template: "entries", title: kind.plural,
      language: settings.language, data: self.indexData(of: kind, at: address))
  }

  private func indexData(of kind: Kind, at address: Address) -> Members {
    let entries = manuscript.entries.filter { $0.name.kind == kind.id }.sorted {
      precedes($0, $1, by: kind.order)
    }
    let values = entries.map { entry -> TemplateValue in
      let readings = concordance.readings(of: entry.name)
      let first = readings.first
      let places = (first?.places ?? []).compactMap { place -> TemplateValue? in
        guard let paragraph = place.paragraph, let page = first.map({ editions[$0.edition].address }) else {
          return nil
        }
        return .object(["url": .url(page.at(place.target), from: address), "place": .text("¶ \(paragraph)")])
      }
      let count = first?.places.count ?? 0
      let relatives = relatives(of: entry, from: address)
      return .object([
        "id": .text("\(kind.id)-\(entry.name.id)"), "title": .text(entry.title),
        "url": .url(self.address(of: entry.name), from: address), "summary": .text(entry.summary),
        "date": .text(entry.spelledDate), "dateISO": .text(entry.date?.iso),
        "fields": .list(fieldValues(of: entry)),
        "hasPassages": .bool(count > 0), "passageCount": .number(count),
        "passagesLabel": .text(counted(count, "passage")),
        "places": .list(places),
        "strip": .html(strip(of: entry.name)),
        "cells": .list(ledgerCells(of: entry, kind: kind)),
        "relatives": .list(relatives), "hasOwnRelatives": .bool(!relatives.isEmpty),
      ])
    }
    let kindValue: TemplateValue = .object([
      "id": .text(kind.id), "label": .text(kind.label), "plural": .text(kind.plural),
      "line": .text(kind.line.rawValue), "isByDate": .bool(kind.order == .date),
    ])
    let timeline = kind.order == .date ? timelineValue(of: entries, kind: kind, at: address) : nil
    return [
      "kind": kindValue, "entries": .list(values), "timeline": timeline ?? .none,
      "ledger": ledgerHead(of: entries, kind: kind) ?? .none,
    ]
  }

  /// Undated entries come last where dates decide.
  private func precedes(_ one: Entry, _ other: Entry, by order: Kind.Order) -> Bool {
    switch order {
    case .title: (one.title.lowercased(), one.name) < (other.title.lowercased(), other.name)
    case .date:
      switch (one.date, other.date) {
      case (let date?, let otherDate?): (date, one.name) < (otherDate, other.name)
      case (nil, nil): one.name < other.name
      case (_?, nil): true
      case (nil, _?): false
      }
    }
  }

  /// Every note of an essay that has one, by series and in reading order, also those that the version at hand does not word.
  func notesPage(of essay: Essay) -> Page {
    let address = Self.notes(of: essay.id)
    return Page(
      at: address, from: .generated("the list of notes on “\(essay.id)”"), template: "notes",
      title: "Notes on “\(essay.settings.title)”", language: settings.language,
      dependingOn: .essay(essay.id), data: self.notesData(of: essay, at: address))
  }

  private func notesData(of essay: Essay, at address: Address) -> Members {
    let edition = defaultEdition(of: essay.id)
    let setting = NoteSetting(self, essay: essay, on: address, edition: nil)
    let notes = self.notes(of: essay)
    let labels = notes.map { $0.series ?? settings.kind($0.kind)?.plural ?? $0.kind }
    let notesByLabel = Dictionary(grouping: zip(notes, labels), by: \.1)
    var slugs = UniqueSlugs()
    let series = labels.unique.map { label -> TemplateValue in
      let ordered = notesByLabel[label, default: []].map { note, _ in (note, edition?.place(of: note.id)) }
        .enumerated().sorted { left, right in
          (left.element.1?.number ?? .max, left.offset) < (right.element.1?.number ?? .max, right.offset)
        }
      let id = "series-" + slugs.next(for: label)
      return .object([
        "label": .text(label), "id": .text(id), "url": .url(address.at(id), from: address),
        "notes": .list(
          ordered.map { listed($0.element.0, placed: $0.element.1, edition: edition, setting: setting) }),
      ])
    }
    return [
      "essay": .object([
        "title": .text(essay.settings.title), "author": .text(essay.settings.author),
        "url": .url(edition?.address, from: address),
      ]), "version": .object(["label": .text(edition?.version.settings.label)]), "series": .list(series),
      "map": mapValue(of: edition, from: address) ?? .none,
    ]
  }

  private func listed(_ note: Note, placed: PlacedNote?, edition: Edition?, setting: NoteSetting)
    -> TemplateValue
  {
    var value = setting.value(of: note)
    // In the version at hand, else in the first that has it.
    let edition =
      placed == nil ? editions(of: edition?.essay.id ?? "").first { $0.has(note.id) } : edition
    if let edition, let placed = edition.place(of: note.id) {
      value["marked"] = .text(placed.passage.marks.map { edition.version.text[$0] }.joined(separator: " … "))
      value["place"] = .text(placed.paragraph.map { "¶ \($0)" } ?? edition.version.settings.label)
      value["placeURL"] = .url(edition.address.at(placed.markID), from: setting.page)
    } else {
      value["place"] = TemplateValue.none
      value["placeURL"] = TemplateValue.none
    }
    return .object(value)
  }

  /// The bibliography: every source, with what cites it.
  var sourcesPage: Page {
    Page(
      at: Self.sources, from: .file("Content/sources.json"), template: "sources", title: "Sources",
      language: settings.language, data: ["sourceList": .list(self.sourceListValues)])
  }

  private var sourceListValues: [TemplateValue] {
    let sorted = manuscript.sources.inBibliographyOrder
    return sorted.map { source -> TemplateValue in
      let citing = citations[source.id, default: []].map { title, address in
        TemplateValue.object(["title": .text(title), "url": .url(address, from: Self.sources)])
      }
      return .object([
        "id": .text("src-\(source.id)"), "citation": .html(source.bibliographyEntry.nodes),
        "citedBy": .list(citing), "hasCitedBy": .bool(!citing.isEmpty),
      ])
    }
  }
}
