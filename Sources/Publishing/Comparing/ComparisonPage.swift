import Commentary
import HTML
import Markup
import Templates

/// The page that sets two versions of an essay side by side, as templates see it.
struct ComparisonPage {
  private let comparison: VersionComparison
  /// The texts of the essay that can be compared.
  private let editions: [Edition]
  private let publication: Publication
  private let address: Address

  init(
    from old: Edition, to new: Edition, among all: [Edition], at address: Address, in publication: Publication
  ) {
    editions = all
    comparison = VersionComparison(from: old, to: new)
    self.publication = publication
    self.address = address
  }

  var data: Members {
    let (old, new) = (comparison.old, comparison.new)
    let essay = new.essay.settings
    let counts = self.counts
    let rows = ComparisonRows(comparison, in: publication, at: address)
    let left = side(old) { publication.comparison(from: $0, to: new, among: editions) }
    let right = side(new) { publication.comparison(from: old, to: $0, among: editions) }
    return [
      "essay": .object([
        "title": .text(essay.title), "author": .text(essay.author),
        "url": .url(publication.defaultEdition(of: new.essay.id)?.address, from: address),
      ]),
      "sheet": .url(Publication.asset("compare.css"), from: address),
      "old": left, "new": right, "sides": .list([left, right]),
      "swapURL": .url(publication.comparison(from: new, to: old, among: editions), from: address),
      "isRetelling": .bool(comparison.isRetelling),
      "percent": .number(Int((comparison.sharedPhrases * 100).rounded())),
      "counts": .list(counts), "hasCounts": .bool(!counts.isEmpty),
      "notesLabel": .text(notesLabel),
      "rows": .list(rows.values),
    ]
  }

  /// “41 in both, 2 only in Digest”.
  private var notesLabel: String {
    let counts = comparison.noteCounts
    let labels = [
      (counts.both, "in both"), (counts.old, "only in \(comparison.old.version.settings.label)"),
      (counts.new, "only in \(comparison.new.version.settings.label)"),
    ]
    return labels.filter { $0.0 > 0 }.map { "\($0) \($1)" }.joined(separator: ", ")
  }

  /// A version with the others that could stand in its place.
  private func side(_ edition: Edition, _ comparison: (Edition) -> Address?) -> TemplateValue {
    let version = edition.version.settings
    let choices = editions.compactMap { other -> TemplateValue? in
      let isCurrent = other.address == edition.address
      guard let target = isCurrent ? address : comparison(other) else { return nil }
      return .object([
        "label": .text(other.version.settings.label), "url": .url(target, from: address),
        "isCurrent": .bool(isCurrent),
      ])
    }
    let paragraphs = edition.face.paragraphCount
    return .object([
      "label": .text(version.label), "language": .text(version.language),
      "direction": .direction(of: version.language),
      "title": .text(self.comparison.old.title == self.comparison.new.title ? nil : edition.title),
      "description": .text(version.description),
      "url": .url(edition.address, from: address),
      "paragraphCount": .number(paragraphs), "paragraphsLabel": .text(counted(paragraphs, "paragraph")),
      "wordCount": .number(edition.version.text.wordCount),
      "wordsLabel": .text(counted(edition.version.text.wordCount, "word")),
      "choices": .list(choices), "hasChoices": .bool(choices.count > 1),
    ])
  }

  /// How many rows there are of each sort, and which they are where that says something.
  private var counts: [TemplateValue] {
    let rows = comparison.rows
    return RowSort.allCases.compactMap { sort in
      let found = rows.indices.filter { RowSort(rows[$0], isRetelling: comparison.isRetelling) == sort }
      guard !found.isEmpty else { return nil }
      let places = found.map { index -> TemplateValue in
        .object([
          "url": .url(address.at(ComparisonRows.id(ofRow: index)), from: address),
          "label": .text(comparison.place(of: rows[index])),
        ])
      }
      let isWorthListing = sort != .same && sort != .beside
      return .object([
        "id": .text(sort.rawValue), "label": .text(sort.label(in: comparison)),
        "count": .number(found.count), "places": .list(isWorthListing ? places : []),
      ])
    }
  }
}

/// What a row is for a reader.
enum RowSort: String, CaseIterable {
  case beside, same, edited, punctuation, moved, split, merged, deleted, inserted

  init(_ row: VersionComparison.Row, isRetelling: Bool) {
    self =
      switch row.pair.kind {
      case .same: .same
      case .edited: isRetelling ? .beside : row.isPunctuationOnly ? .punctuation : .edited
      case .moved: .moved
      case .split: .split
      case .merged: .merged
      case .inserted: .inserted
      case .deleted: .deleted
      }
  }

  /// In the list of what there is.
  func label(in comparison: VersionComparison) -> String {
    switch self {
    case .beside: "Side by side"
    case .same: "The same"
    case .edited: "Edited"
    case .punctuation: "Punctuation"
    case .moved: "Moved"
    case .split: comparison.isRetelling ? "One beside several" : "Split"
    case .merged: comparison.isRetelling ? "Several beside one" : "Merged"
    case .inserted: "Only in \(comparison.new.version.settings.label)"
    case .deleted: "Only in \(comparison.old.version.settings.label)"
    }
  }
}

extension VersionComparison {
  /// What a row is called where its place is linked: its new ¶ numbers, the old ones where it has no new ones.
  func place(of row: Row) -> String {
    row.pair.new.isEmpty ? place(of: row.pair.old, in: oldText) : place(of: row.pair.new, in: newText)
  }

  /// “¶ 3–4”, or what sort of text it is where readers are shown no number.
  func place(of parts: [Int], in text: ComparedText) -> String {
    let numbers = parts.compactMap { text.parts[$0].number }
    guard let first = numbers.first, let last = numbers.last else {
      return parts.first.map { text.parts[$0].form.words } ?? ""
    }
    if first == last { return "¶ \(first)" }
    let isRow = last - first == numbers.count - 1
    return isRow ? "¶ \(first)–\(last)" : "¶ " + numbers.map(String.init).joined(separator: ", ")
  }
}

extension ComparedText.Form {
  /// What it is called where it has no number.
  var words: String {
    switch self {
    case .paragraph: "paragraph"
    case .heading: "heading"
    case .quotation: "quotation"
    case .item: "list item"
    case .code: "code"
    }
  }
}
