import Commentary
import HTML
import Markup

/// Two versions of an essay, paragraph beside paragraph.
struct VersionComparison {
  /// What stands side by side.
  struct Row {
    let pair: ParagraphPair
    /// Whether nothing but punctuation differs.
    let isPunctuationOnly: Bool
    /// The notes beside the old paragraphs whose words the new ones lack, in their order; and the other way round.
    var oldNotes: [PlacedNote] = []
    var newNotes: [PlacedNote] = []
    /// How many notes stand on both sides.
    var sharedNoteCount = 0

    /// Whether one text does for both sides.
    var isShared: Bool { !pair.isEdited && (pair.kind == .same || pair.kind == .moved) }
  }

  let old: Edition
  let new: Edition
  let oldText: ComparedText
  let newText: ComparedText
  /// The share of the phrases of three words that both have: 0…1.
  let sharedPhrases: Double
  /// Whether they are tellings of one thing rather than states of one text: then no words are marked.
  var isRetelling: Bool { alignment == nil }
  private(set) var rows: [Row] = []
  /// What became of each word; nothing for retellings.
  private let alignment: TextAlignment?

  /// Texts that share fewer of their phrases are retellings; between what was measured of tellings and of edits.
  private static let retellingLimit = 0.25

  init(from old: Edition, to new: Edition) {
    (self.old, self.new) = (old, new)
    (oldText, newText) = (ComparedText(old), ComparedText(new))
    let retelling = Retelling(of: old.version.text, as: new.version.text)
    sharedPhrases = retelling.sharedPhrases
    alignment =
      sharedPhrases < Self.retellingLimit
      ? nil : TextAlignment(from: old.version.text, to: new.version.text)
    let pairs = alignment?.paragraphs ?? retelling.paragraphs
    rows = pairs.filter { pair in
      !pair.old.allSatisfy(oldText.isBlank) || !pair.new.allSatisfy(newText.isBlank)
    }.map { Row(pair: $0, isPunctuationOnly: isPunctuationOnly($0)) }
    placeNotes()
  }

  /// The runs of words of a pair, in the order to be read; none for retellings.
  func runs(of row: Row) -> [WordRun] { alignment?.runs(of: row.pair) ?? [] }

  private func isPunctuationOnly(_ pair: ParagraphPair) -> Bool {
    guard let alignment, pair.isEdited, !pair.old.isEmpty, !pair.new.isEmpty else { return false }
    return alignment.runs(of: pair).allSatisfy { run in
      switch run.kind {
      case .equal: true
      case .deleted: oldText.isPunctuation(run.old)
      case .inserted: newText.isPunctuation(run.new)
      }
    }
  }

  private mutating func placeNotes() {
    let (olds, news) = (Self.notesByPart(of: old, in: oldText), Self.notesByPart(of: new, in: newText))
    for index in rows.indices {
      let left = rows[index].pair.old.flatMap { olds[$0] ?? [] }
      let right = rows[index].pair.new.flatMap { news[$0] ?? [] }
      let ids = (old: Set(left.map(\.note.id)), new: Set(right.map(\.note.id)))
      rows[index].oldNotes = left.filter { !ids.new.contains($0.note.id) }
      rows[index].newNotes = right.filter { !ids.old.contains($0.note.id) }
      rows[index].sharedNoteCount = ids.old.intersection(ids.new).count
    }
  }

  private static func notesByPart(of edition: Edition, in text: ComparedText) -> [Int: [PlacedNote]] {
    var notes: [Int: [PlacedNote]] = [:]
    for placed in edition.placed {
      guard let part = text.part(at: placed.passage.range.lowerBound) else { continue }
      notes[part, default: []].append(placed)
    }
    return notes
  }
}

extension VersionComparison {
  /// How many notes stand in both versions, in the old one only and in the new one only.
  var noteCounts: (both: Int, old: Int, new: Int) {
    let both = old.placed.count { new.has($0.note.id) }
    return (both, old.placed.count - both, new.placed.count - both)
  }
}
