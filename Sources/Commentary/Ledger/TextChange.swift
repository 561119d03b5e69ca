package import Markup

/// A version as the ledger has it and as it is now.
package struct TextChange: Sendable {
  package let recorded: RecordedText
  /// What became of each word; `nil` where the text is the same to the byte.
  package let alignment: TextAlignment?
  /// Which blocks belong together; none where the text is the same.
  package let paragraphs: [ParagraphPair]

  /// Aligns the two texts, unless they are equal.
  package init(from recorded: RecordedText, to text: PlainText) {
    let isSame = recorded.utf8 == text.utf8 && recorded.ranges.elementsEqual(text.blocks.lazy.map(\.range))
    self.recorded = isSame ? recorded.sharing(text) : recorded
    alignment = isSame ? nil : TextAlignment(from: ParagraphedText(recorded), to: ParagraphedText(text))
    paragraphs = alignment?.paragraphs ?? []
  }

  /// Where the notes went that the ledger knew; in a text that is the same, nowhere.
  func relocations(of records: [RecordedAnchor], floor: Double) -> [Relocation] {
    guard let alignment else { return records.map { Relocation(.unchanged, $0.range, score: 1) } }
    let selectors = records.map { record in
      QuoteSelector(exact: recorded[record.range], position: record.range)
    }
    return Relocator(alignment, floor: floor).relocations(of: selectors)
  }
}

extension ParagraphedText {
  /// A version's text as it was recorded.
  fileprivate init(_ recorded: RecordedText) {
    self.init(utf8: recorded.utf8, paragraphs: recorded.ranges)
  }
}
