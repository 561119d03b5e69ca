import Commentary
import Diagnostics
import Testing

@testable import Publishing

@Suite struct LedgerScannerTests {
  private static let ledger = Ledger(texts: [
    "digest": RecordedText(
      blocks: [
        (.init(id: "p1", formerIDs: ["p2", "p3"]), Array("The ferry leaves at “ebb”.".utf8)[...]),
        (.init(id: nil), Array("a \"b\" \\ c\n".utf8)[...]),
      ],
      anchors: [
        RecordedAnchor(note: "tides", lemma: "ferry", marks: [4..<9]),
        RecordedAnchor(note: "when", lemma: "**leaves** at **“ebb”**", marks: [10..<16, 20..<29]),
        RecordedAnchor(note: "code", lemma: "a", marks: [32..<33]),
      ],
      withheld: [
        WithheldNote(
          note: "gone", lemma: "the bell", selector: Selector(exact: "the bells", prefix: "of ", suffix: ""))
      ]),
    "empty": RecordedText(blocks: []),
  ])
  private static let text = String(decoding: ledger.serialized, as: UTF8.self)

  @Test func `what was written is read alike by both readers`() {
    #expect(Ledger(serialized: Self.ledger.serialized) == Self.ledger)
    #expect(Ledger.reading(SourceText(path: "ledger.json", text: Self.text)).value == Self.ledger)
    let loose = Self.text.replacing(",", with: " ,\n ").replacing("\":", with: "\" : ")
    #expect(Ledger(serialized: Array(loose.utf8)) == Self.ledger)
  }

  @Test(arguments: [
    ("\"version\": 1", "\"version\": 2"), ("\"version\": 1", "\"version\": 01"), ("The ferry", "A boat"),
    ("“ebb”.", "\\u0041"), ("“ebb”.", "\t"), ("\"at\":4", "\"at\":400"), ("\"at\":4", "\"at\":-4"),
    ("\"tides\"", "\" \""), ("[[0,6]", "[[6,0]"), ("\"empty\"", "\"digest\""), ("\"withheld\"", "\"held\""),
    ("\"suffix\"", "\"end\""), ("{\n", "{\r\n"), ("\"p1\"", "null"), ("\n}", "\n}}"), ("\n}", ""),
  ])
  func `anything else is left to the other reader`(written: String, instead: String) {
    #expect(Self.text.contains(written))
    #expect(Ledger(serialized: Array(Self.text.replacing(written, with: instead).utf8)) == nil)
  }

  @Test func `what is no UTF-8 is left to the other reader`() {
    let broken = Self.ledger.serialized.map { $0 == UInt8(ascii: "y") ? 0xFF : $0 }
    #expect(Ledger(serialized: broken) == nil)
  }
}
