import Commentary
import Markup

/// What became of the paragraphs and notes of a text in a later one.
struct EditionChange: Sendable {
  /// A passage that differs, by its ¶ numbers on both sides.
  struct Paragraph: Sendable {
    /// “edited”, “moved”, “moved and edited”, “split”, “merged”, “new”, “deleted”.
    let kind: String
    let old: [Int]
    let new: [Int]
    /// How it begins.
    let words: String
  }

  let old: Edition
  let new: Edition
  /// In the order of the new text.
  let paragraphs: [Paragraph]
  private(set) var moved: [Note] = []
  private(set) var reworded: [Note] = []
  private(set) var lost: [Note] = []
  private(set) var added: [Note] = []

  /// Compares two editions of one essay; notes for another audience are left out.
  init(from old: Edition, to new: Edition, audience: String?) {
    self.old = old
    self.new = new
    let alignment = TextAlignment(from: old.version.text, to: new.version.text)
    paragraphs = alignment.paragraphs.compactMap { Paragraph($0, old.version.text, new.version.text) }
    for (index, note) in new.essay.notes.enumerated() where note.isMeant(for: audience) {
      switch (old.anchors[index].verdict.passage, new.anchors[index].verdict.passage) {
      case (let passage?, let later?):
        let mapped = alignment.map(passage.range)
        let isThere = mapped.map { $0.range.overlaps(later.range) } ?? false
        if mapped?.isWhole != true || !isThere {
          reworded.append(note)
        } else if mapped?.isMoved == true {
          moved.append(note)
        }
      case (_?, nil): lost.append(note)
      case (nil, _?): added.append(note)
      case (nil, nil): break
      }
    }
  }
}

extension EditionChange.Paragraph {
  /// `nil` where nothing changed.
  fileprivate init?(_ pair: ParagraphPair, _ oldText: PlainText, _ newText: PlainText) {
    switch pair.kind {
    case .same: return nil
    case .edited: kind = "edited"
    case .moved: kind = pair.isEdited ? "moved and edited" : "moved"
    case .split: kind = "split"
    case .merged: kind = "merged"
    case .inserted: kind = "new"
    case .deleted: kind = "deleted"
    }
    func numbers(_ blocks: [Int], _ text: PlainText) -> [Int] {
      blocks.compactMap { text.blocks[$0].paragraph }.unique
    }
    old = numbers(pair.old, oldText)
    new = numbers(pair.new, newText)
    let (text, block) = pair.new.first.map { (newText, $0) } ?? (oldText, pair.old[0])
    words = Self.opening(of: text[text.blocks[block].range])
  }

  /// The first words, at most ten.
  private static func opening(of text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.prefix(10).joined(separator: " ") + (words.count > 10 ? " …" : "")
  }
}
