import Diagnostics
import Markup
import Testing

@testable import Commentary

/// Notes that the ledger knows, in a text that was edited.
@Suite struct LedgerAnchoringTests {
  private func recorded(_ notes: [Note], in text: PlainText) -> RecordedText {
    RecordedText(
      recording: text, paragraphs: ParagraphID.numbered(text.blocks.last?.paragraph ?? 0), notes: notes,
      anchors: anchor(notes, in: text))
  }

  @Test(arguments: ["zebra crossing", "the **zebra** … **crossing**"])
  func `words that did not change are unchanged, however often others are equal to them`(quote: String) {
    let notes = [note(quote)]
    let text = plainText("Here is the zebra crossing that we all know.", "Nothing else is said of it.")
    let record = recorded(notes, in: text)
    let many = (1...120).map { "This is the zebra crossing no. \($0)." }.joined(separator: " ")
    let edited = plainText(
      many, "Here is the zebra crossing that we all know.", "Nothing else is said of it.")
    let found = anchor(notes, in: edited, since: TextChange(from: record, to: edited), floor: 0.5)
    guard case .unchanged(let passage) = found[0].verdict else {
      Issue.record("\(found[0].verdict)")
      return
    }
    #expect(passage.range.lowerBound > many.utf8.count)
  }

  @Test func `a lemma is not taken for one that has asterisks where the other has marks`() {
    func words(_ text: String, _ isMarked: Bool) -> Lemma.Piece { .words(text, isMarked: isMarked) }
    let lemmas: [[Lemma.Piece]] = [
      [words("**a** b", false)], [words("a", true), words(" b", false)], [words("\\*\\*a\\*\\* b", false)],
      [words("a*", true), words("b", false)], [words("a", true), words("*b", false)],
      [words("*a", true), words("b", false)], [words("*", false), words("a", true), words("b", false)],
      [words("2 * 3 \\ 4", false)],
    ]
    let quotations = lemmas.map { Lemma(pieces: $0, range: nowhere.whole).quotation }
    #expect(Set(quotations).count == lemmas.count, "\(quotations)")
    #expect(quotations[1] == "**a** b" && quotations[7] == "2 * 3 \\ 4")
  }
}
