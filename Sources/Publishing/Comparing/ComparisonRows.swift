import Commentary
import HTML
import Markup
import Templates

/// The rows of a page that compares two versions, as templates see them.
struct ComparisonRows {
  private let comparison: VersionComparison
  private let publication: Publication
  private let address: Address
  private let notes: NoteSetting

  init(_ comparison: VersionComparison, in publication: Publication, at address: Address) {
    self.comparison = comparison
    self.publication = publication
    self.address = address
    notes = NoteSetting(publication, essay: comparison.new.essay, on: address, edition: nil)
  }

  static func id(ofRow index: Int) -> String { "r\(index + 1)" }

  /// Every row; where a paragraph was before it moved, a row that says where it is now.
  var values: [TemplateValue] {
    let departures = self.departures
    var values = (departures[-1] ?? []).map(departure(ofRow:))
    for index in comparison.rows.indices {
      values.append(value(of: index))
      values += (departures[index] ?? []).map(departure(ofRow:))
    }
    return values
  }

  private func value(of index: Int) -> TemplateValue {
    let row = comparison.rows[index]
    let hasBoth = !row.pair.old.isEmpty && !row.pair.new.isEmpty
    let hasMarks = hasBoth && !comparison.isRetelling && !row.isShared
    let marked = hasMarks ? MarkedText(row, of: comparison) : nil
    let old = row.isShared ? [] : marked?.old ?? plain(row.pair.old, of: .old)
    let new = marked?.new ?? plain(row.pair.new, of: .new)
    let woven = marked?.woven ?? []
    let sort = RowSort(row, isRetelling: comparison.isRetelling)
    return .object([
      "id": .text(Self.id(ofRow: index)), "kind": .text(sort.rawValue), "isDeparture": .bool(false),
      "label": .text(label(of: row, sort)), "place": .text(places(of: row)),
      "isShared": .bool(row.isShared), "isMarked": .bool(hasMarks),
      "oldPlaces": .list(placeLinks(row.pair.old, in: comparison.oldText)),
      "newPlaces": .list(placeLinks(row.pair.new, in: comparison.newText)),
      "isRenumbered": .bool(isRenumbered(row)),
      "sharedParts": .list(row.isShared ? new.map(value) : []),
      "beside": .list(
        [
          side(.old, old, row.oldNotes), side(.new, row.isShared ? [] : new, row.newNotes),
        ].compactMap(\.self)),
      "woven": .list(woven.map(value)), "hasWoven": .bool(!woven.isEmpty),
      "sharedNoteCount": .number(row.sharedNoteCount), "hasSharedNotes": .bool(row.sharedNoteCount > 0),
      "sharedNotesLabel": .text(counted(row.sharedNoteCount, "note")),
    ])
  }

  // MARK: - What a row is

  /// What happened, in words; nothing where the two stand side by side as one expects.
  private func label(of row: VersionComparison.Row, _ sort: RowSort) -> String? {
    let (old, new) = (
      comparison.place(of: row.pair.old, in: comparison.oldText),
      comparison.place(of: row.pair.new, in: comparison.newText)
    )
    let isRetelling = comparison.isRetelling
    let edited =
      row.pair.isEdited && !isRetelling ? (row.isPunctuationOnly ? ", repunctuated" : ", edited") : ""
    switch sort {
    case .beside, .same: return nil
    case .edited: return "Edited"
    case .punctuation: return "Punctuation"
    case .moved: return "Moved from \(old) to \(new)\(edited)"
    case .split: return isRetelling ? "\(old) beside \(new)" : "Split: \(old) is \(new)\(edited)"
    case .merged: return isRetelling ? "\(old) beside \(new)" : "Merged: \(old) are \(new)\(edited)"
    case .inserted, .deleted: return sort.label(in: comparison)
    }
  }

  private func places(of row: VersionComparison.Row) -> String {
    let old = comparison.place(of: row.pair.old, in: comparison.oldText)
    let new = comparison.place(of: row.pair.new, in: comparison.newText)
    return [old, new].filter { !$0.isEmpty }.joined(separator: " and ")
  }

  private func isRenumbered(_ row: VersionComparison.Row) -> Bool {
    row.pair.old.map { comparison.oldText.parts[$0].number }
      != row.pair.new.map { comparison.newText.parts[$0].number }
  }

  /// By the row that they follow: the rows of paragraphs that moved away from there.
  private var departures: [Int: [Int]] {
    let rows = comparison.rows
    var rowOfOld: [Int: Int] = [:]
    for (index, row) in rows.enumerated() { for part in row.pair.old { rowOfOld[part] = index } }
    var departures: [Int: [Int]] = [:]
    for (index, row) in rows.enumerated() where row.pair.kind == .moved {
      guard let part = row.pair.old.first else { continue }
      // Past others that moved away too, to what stayed before them.
      let stayed = (0..<part).reversed().lazy.compactMap { rowOfOld[$0] }.first {
        rows[$0].pair.kind != .moved
      }
      departures[stayed ?? -1, default: []].append(index)
    }
    return departures.mapValues {
      $0.sorted { (rows[$0].pair.old.first ?? 0) < (rows[$1].pair.old.first ?? 0) }
    }
  }

  private func departure(ofRow index: Int) -> TemplateValue {
    let row = comparison.rows[index]
    return .object([
      "isDeparture": .bool(true), "kind": .text("departure"),
      "url": .url(address.at(Self.id(ofRow: index)), from: address),
      "oldPlaces": .list(placeLinks(row.pair.old, in: comparison.oldText)),
      "place": .text(comparison.place(of: row.pair.old, in: comparison.oldText)),
      "newPlace": .text(comparison.place(of: row)),
    ])
  }

  // MARK: - Paragraphs

  private enum Side: String { case old, new }

  /// The paragraphs of one side and the notes that the other has not beside it; `nil` where there is neither.
  private func side(_ side: Side, _ paragraphs: [MarkedText.Paragraph], _ notes: [PlacedNote])
    -> TemplateValue?
  {
    guard !paragraphs.isEmpty || !notes.isEmpty else { return nil }
    let editions = (comparison.old, comparison.new)
    let (edition, other) = side == .old ? editions : (editions.1, editions.0)
    return .object([
      "side": .text(side.rawValue), "label": .text(edition.version.settings.label),
      "language": .text(edition.version.settings.language),
      "direction": .direction(of: edition.version.settings.language),
      "parts": .list(paragraphs.map(value)), "hasParts": .bool(!paragraphs.isEmpty),
      "otherLabel": .text(other.version.settings.label),
      "notes": .list(notes.map { value(of: $0, in: edition, other: other) }),
      "hasNotes": .bool(!notes.isEmpty),
    ])
  }

  /// Paragraphs without marks.
  private func plain(_ parts: [Int], of side: Side) -> [MarkedText.Paragraph] {
    let text = side == .old ? comparison.oldText : comparison.newText
    return parts.map { part in
      MarkedText.Paragraph(
        form: text.parts[part].form, old: side == .old ? part : nil, new: side == .new ? part : nil,
        nodes: text.nodes(text.parts[part].range, of: part))
    }
  }

  private func value(_ paragraph: MarkedText.Paragraph) -> TemplateValue {
    let part =
      paragraph.new.map { comparison.newText.parts[$0] } ?? paragraph.old.map { comparison.oldText.parts[$0] }
    return .object([
      "form": .text(paragraph.form.rawValue), "html": .html(paragraph.nodes),
      "number": .text(part?.number.map(String.init)), "url": .url(part?.address, from: address),
    ])
  }

  private func placeLinks(_ parts: [Int], in text: ComparedText) -> [TemplateValue] {
    parts.compactMap { index in
      let part = text.parts[index]
      guard let number = part.number else { return nil }
      return .object(["number": .text(String(number)), "url": .url(part.address, from: address)])
    }
  }

  // MARK: - Notes

  private func value(of placed: PlacedNote, in edition: Edition, other: Edition) -> TemplateValue {
    let kind = publication.settings.kind(placed.note.kind)
    let elsewhere = other.place(of: placed.note.id)
    return .object([
      "number": .text("\(placed.number)"), "kindLabel": .text(kind?.label ?? placed.note.kind),
      "line": .text(kind?.line.rawValue ?? "none"),
      "title": notes.title(of: placed.note, isInLink: true),
      "hasTitle": .bool(!placed.note.title.isEmpty),
      "url": .url(edition.address.at(placed.noteID), from: address),
      "isElsewhere": .bool(elsewhere != nil),
      "elsewhere": .text(elsewhere.flatMap(\.paragraph).map { "¶ \($0)" }),
      "elsewhereURL": .url(elsewhere.map { other.address.at($0.noteID) }, from: address),
    ])
  }
}
