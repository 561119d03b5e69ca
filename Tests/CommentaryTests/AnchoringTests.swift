import Diagnostics
import Markup
import Testing

@testable import Commentary

@Suite struct AnchoringTests {
  /// The marked words of the one passage, or what else the verdict is.
  private func marks(_ note: Note, in text: PlainText) -> [String] {
    guard let anchor = anchor([note], in: text).first else { return ["none"] }
    return switch anchor.verdict {
    case .unchanged(let passage), .moved(let passage), .reworded(let passage): passage.marks.map { text[$0] }
    case .ambiguous(let passages): ["ambiguous \(passages.count)"]
    case .lost: ["lost"]
    case .general: ["general"]
    }
  }

  @Test func `strong words are marked and the rest is context`() {
    let text = plainText("We learned that several hundred million dollars went north to get the summit.")
    #expect(
      marks(note("that **several hundred million dollars** went"), in: text)
        == ["several hundred million dollars"])
    #expect(marks(note("several **hundred** million **dollars**"), in: text) == ["hundred", "dollars"])
    #expect(marks(note("hundred million"), in: text) == ["hundred million"])
  }

  @Test(arguments: [
    ("“Don’t” he said", #""Don't" he said"#),
    ("l'accord — signé", "l’accord – signé"),
    ("a\u{A0}treaty, now", "a treaty,   now"),
    ("non\u{AD}aggression pact", "nonaggression pact"),
    ("zero\u{200B}width words", "zerowidth words"),
    ("wait... what", "wait… what"),
    ("de\u{301}tente with Pyongyang", "détente with Pyongyang"),
    ("détente with Pyongyang", "de\u{301}tente with Pyongyang"),
    ("hard\nwrap and so", "hard wrap\tand  so"),
    ("so -- or so", "so — or so"),
    ("so --- or so", "so—or so"),
    ("non-\naggression", "non-aggression"),
    ("5′ 10″ tall", #"5' 10" tall"#),
  ])
  func `typography does not count`(words: String, quote: String) {
    let text = plainText("Before it. \(words) after it.")
    let quoted = Lemma(pieces: [.words(quote, isMarked: true)], range: nowhere.whole)
    let passages = TextIndex(text).passages(of: quoted)
    // A line end within a paragraph reads as a space.
    let read = String(words.map { $0 == "\n" ? " " : $0 })
    #expect(passages.map { $0.marks.map { text[$0] } } == [[read]])
  }

  @Test func `a lemma crosses emphasis, a link, code and a hard break`() {
    let text = plainText(markdown: "We *also* [learned **that**](https://e.org) `the` South\\\npaid\nfor it.")
    #expect(marks(note("also learned that the **South paid** for"), in: text) == ["South\npaid"])
  }

  @Test func `case counts`() {
    #expect(marks(note("the north"), in: plainText("In the North.")) == ["lost"])
  }

  @Test func `words are found whole`() {
    #expect(marks(note("art"), in: plainText("The party and the art.")) == ["art"])
    #expect(marks(note("arty"), in: plainText("The party.")) == ["lost"])
    #expect(marks(note("par"), in: plainText("The party.")) == ["lost"])
    #expect(marks(note("10"), in: plainText("Some 100 and 10.")) == ["10"])
    #expect(marks(note("accord"), in: plainText("l’accord-cadre")) == ["accord"])
    #expect(marks(note("條約"), in: plainText("平和條約に署名")) == ["條約"])
    #expect(marks(note("정상회담"), in: plainText("남북정상회담은 끝났다")) == ["정상회담"])
    #expect(marks(note(" — yes"), in: plainText("no – yes")) == ["– yes"])
  }

  @Test func `a mark never splits a grapheme`() {
    #expect(marks(note("e"), in: plainText("e\u{301} then e.")) == ["e"])
    #expect(marks(note("man"), in: plainText("man\u{303} woman")) == ["lost"])
  }

  @Test func `context picks the fourth of five`() {
    let text = plainText(
      "first the pact here; second the pact there; third the pact now; fourth the pact then; fifth the pact.")
    #expect(marks(note("the pact"), in: text) == ["ambiguous 5"])
    let chosen = anchor([note("fourth **the pact**")], in: text)[0]
    let start =
      String(decoding: text.utf8, as: UTF8.self).utf8.count - "the pact then; fifth the pact.".utf8.count
    #expect(chosen.verdict == .unchanged(Passage(marks: [start..<start + 8])))
    #expect(marks(note("**the pact** then"), in: text) == ["the pact"])
  }

  @Test func `no match crosses a block without a gap`() {
    let text = plainText("It ends here.", "And begins anew.")
    #expect(marks(note("here. And"), in: text) == ["lost"])
    #expect(marks(note("ends … **anew**"), in: text) == ["anew"])
    #expect(marks(note("ends … begins"), in: text) == ["ends here.", "And begins"])
    #expect(marks(note("**ends** … **begins**"), in: text) == ["ends", "begins"])
  }

  @Test func `a gap stands for any words and the minimal window wins`() {
    let text = plainText(
      "We saw a. We also learned that the South, in time, paid several dollars. So it paid.")
    #expect(marks(note("We … **several dollars**"), in: text) == ["several dollars"])
    #expect(
      marks(note("We also … several dollars"), in: text) == [
        "We also learned that the South, in time, paid several dollars"
      ])
    #expect(marks(note("learned … **paid** … So"), in: text) == ["paid"])
    #expect(marks(note("also … **paid** … it paid"), in: text) == ["paid"])
    #expect(marks(note("also … **paid** … paid ."), in: text) == ["lost"])
    #expect(marks(note("… several dollars …"), in: text) == ["several dollars"])
  }

  @Test func `marked words at two places of one window are ambiguous`() {
    let text = plainText("begin x middle x end")
    #expect(marks(note("begin … **x** … end"), in: text) == ["ambiguous 2"])
    #expect(marks(note("begin … x … **end**"), in: text) == ["end"])
  }

  @Test func `overlapping notes anchor each for itself`() {
    let text = plainText("a nonaggression pact with the North")
    let anchors = anchor([note("nonaggression pact"), note("pact with"), note("a … North")], in: text)
    #expect(
      anchors.map(\.verdict) == [
        .unchanged(Passage(marks: [2..<20])), .unchanged(Passage(marks: [16..<25])),
        .unchanged(Passage(marks: [0..<35])),
      ])
  }

  @Test func `the first alternative that fits one place wins`() {
    let text = plainText("one two one three")
    #expect(anchor([note("four", "one", "three")], in: text)[0].lemma == 2)
    #expect(marks(note("four", "one"), in: text) == ["ambiguous 2"])
    #expect(anchor([note("four", "one")], in: text)[0].lemma == 1)
    #expect(marks(note("four", "five"), in: text) == ["lost"])
    #expect(marks(note(), in: text) == ["general"])
  }

  @Test func `a lemma that holds nothing is lost`() {
    let text = plainText("some words")
    #expect(marks(note("…"), in: text) == ["lost"])
    #expect(marks(note("\u{200B}"), in: text) == ["lost"])
    #expect(marks(note("some **\u{200B}** words"), in: text) == ["some words"])
    #expect(marks(note("some"), in: plainText()) == ["lost"])
  }

  @Test func `a selector quotes the passage with 32 code points on each side`() {
    let text = plainText(
      "The “Sunshine” policy — détente at any price — was what Seoul’s critics called appeasement.")
    guard case .unchanged(let passage) = anchor([note("détente at")], in: text)[0].verdict else {
      Issue.record("not anchored")
      return
    }
    let selector = Selector(of: passage, in: text)
    #expect(selector.exact == "détente at")
    #expect(selector.prefix == "The “Sunshine” policy — ")
    #expect(selector.suffix == " any price — was what Seoul’s cr")
    #expect(selector.suffix.unicodeScalars.count == 32)
  }
}

extension TextIndex {
  fileprivate func passages(of lemma: Lemma) -> [Passage] {
    var alphabet = self.alphabet
    let folded = FoldedLemma(lemma, with: &alphabet)
    return passages(of: folded, with: alphabet)
  }
}
