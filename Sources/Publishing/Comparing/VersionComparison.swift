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
  /// The share of the words, by weight, that both have: 0…1.
  let likeness: Double
  /// Whether they are tellings of one thing rather than states of one text: then no words are marked.
  let isRetelling: Bool
  private(set) var rows: [Row] = []
  private let alignment: TextAlignment

  /// Texts that share fewer of their words are retellings.
  ///
  /// Measured: three tellings of one essay share 0.15 to 0.38; an essay keeps 0.5 where every second sentence is replaced.
  static let retellingLimit = 0.5

  init(from old: Edition, to new: Edition) {
    (self.old, self.new) = (old, new)
    (oldText, newText) = (ComparedText(old), ComparedText(new))
    alignment = TextAlignment(from: old.version.text, to: new.version.text)
    likeness = alignment.likeness
    isRetelling = likeness < Self.retellingLimit
    let pairs = isRetelling ? alignment.retoldParagraphs : alignment.paragraphs
    rows = pairs.filter { pair in
      !pair.old.allSatisfy(oldText.isBlank) || !pair.new.allSatisfy(newText.isBlank)
    }.map { Row(pair: $0, isPunctuationOnly: isPunctuationOnly($0)) }
    placeNotes()
  }

  /// The runs of words of a pair, in the order to be read.
  func runs(of row: Row) -> [WordRun] { alignment.runs(of: row.pair) }

  private func isPunctuationOnly(_ pair: ParagraphPair) -> Bool {
    guard !isRetelling, pair.isEdited, !pair.old.isEmpty, !pair.new.isEmpty else { return false }
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
    let both = old.placed.count { new.place(of: $0.note.id) != nil }
    return (both, old.placed.count - both, new.placed.count - both)
  }
}
