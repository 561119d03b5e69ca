import Diagnostics
import Markup
import Testing

@testable import Commentary

@Suite struct AnchoringPropertyTests {
  private static let vocabulary = [
    "the", "pact", "of", "Seoul’s", "détente", "de\u{301}tente", "—", "“North”", "co\u{AD}operation", "a",
    "7", "訪朝",
    "정상회담", "non-aggression", "🇰🇷", "wait…", "n\u{303}", "\u{200B}", "summit,", "x\u{A0}y", "👩‍👩‍👧", "...",
  ]

  private func randomText(_ random: inout SeededGenerator) -> PlainText {
    let paragraphs = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      (0..<Int.random(in: 1...30, using: &random))
        .map { _ in Self.vocabulary.randomElement(using: &random) ?? "" }
        .joined(separator: [" ", "\n", "  "].randomElement(using: &random) ?? " ")
    }
    return plainText(paragraphs)
  }

  @Test(arguments: 1...60) func `folding keeps offsets in order and on character boundaries`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = randomText(&random)
    let folded = TextIndex(text).folded
    var boundaries: Set<Int> = [0]
    for character in String(decoding: text.utf8, as: UTF8.self) {
      boundaries.insert((boundaries.max() ?? 0) + character.utf8.count)
    }
    var end = 0
    for index in folded.units.indices where folded.units[index] != Alphabet.blockBreak {
      let offsets = folded.offsets(of: index..<index + 1)
      #expect(!offsets.isEmpty, "seed \(seed)")
      #expect(
        boundaries.contains(offsets.lowerBound) && boundaries.contains(offsets.upperBound), "seed \(seed)")
      #expect(end <= offsets.lowerBound, "seed \(seed)")
      end = offsets.upperBound
    }
  }

  @Test(arguments: 1...120) func `a passage's own quote is found there and nowhere else`(seed: UInt64) throws
  {
    var random = SeededGenerator(seed: seed)
    let text = randomText(&random)
    let index = TextIndex(text)
    let block = try #require(text.blocks.randomElement(using: &random))
    let units = index.folded.units(at: block.range)
    let starts = units.filter { $0 == units.lowerBound || index.folded.units[$0 - 1] == Alphabet.space }
    guard let first = starts.randomElement(using: &random) else { return }
    let last = try #require(starts.filter { $0 >= first }.randomElement(using: &random))
    var end = last
    while end < units.upperBound, index.folded.units[end] != Alphabet.space,
      index.folded.units[end] != Alphabet.blockBreak
    { end += 1 }
    let range = index.folded.offsets(of: first..<end)
    let quoted = Lemma(pieces: [.words(text[range], isMarked: true)], range: nowhere.whole)
    let own = Note(
      id: "own", title: [], titleText: "", lemmas: [quoted], body: [], kind: "", series: nil, audience: nil,
      author: nil, about: nil, versions: [], formerIDs: [], range: nowhere.whole, bodyRange: 0..<0)
    switch anchor([own], in: index)[0].verdict {
    case .unchanged(let passage): #expect(passage.marks == [range], "seed \(seed)")
    case .ambiguous(let passages): #expect(passages.contains(Passage(marks: [range])), "seed \(seed)")
    case .moved, .reworded, .lost, .general: Issue.record("seed \(seed): “\(text[range])” is not found")
    }
  }

  @Test(arguments: 1...40) func `a quote with one wrong letter leads to the words it was meant to be`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    let letters = Array("abcdefghijklmnoprstuvé")
    func word() -> String {
      String(
        (0..<Int.random(in: 2...9, using: &random)).map { _ in letters.randomElement(using: &random) ?? "x" })
    }
    let words = (0..<300).map { _ in word() }
    let text = plainText(words.joined(separator: " "))
    let start = Int.random(in: 0..<290, using: &random)
    let meant = words[start..<start + 6].joined(separator: " ")
    var wrong = Array(meant)
    // Not at the ends, where fewer letters may be the closer match.
    wrong[wrong.count / 2] = "Z"
    let quoted = Lemma(pieces: [.words(String(wrong), isMarked: true)], range: nowhere.whole)
    let closest = closestPassages(to: quoted, in: TextIndex(text))
    #expect(closest.first.map { text[$0.range] } == meant, "seed \(seed)")
  }

  @Test func `nothing is close to what has nothing in common`() {
    let index = TextIndex(plainText("The mass of men lead lives of quiet desperation.", ""))
    #expect(closestPassages(to: lemma("кириллица"), in: index).isEmpty)
    #expect(closestPassages(to: lemma("ab"), in: index).isEmpty)
    #expect(closestPassages(to: lemma("…"), in: index).isEmpty)
    #expect(closestPassages(to: lemma("mass of men"), in: TextIndex(plainText())).isEmpty)
    let gapped = closestPassages(to: lemma("The mass … of quiet despiration"), in: index)
    #expect(gapped.map { index.text[$0.range] } == ["of quiet desperation"])
  }

  @Test func `ten thousand notes anchor on an essay of ten thousand words in time`() {
    var random = SeededGenerator(seed: 7)
    let vocabulary = (0..<2500).map { "word\(String($0, radix: 36))" }
    // Squared, so that some words are very common, as in a language.
    let text = plainText(
      (0..<100).map { _ in
        (0..<100).map { _ in
          let share = Double.random(in: 0..<1, using: &random)
          return vocabulary[Int(share * share * share * 2500)]
        }.joined(separator: " ")
      })
    let notes = (0..<10_000).map { number in
      let paragraph = text.blocks[number % 100]
      let words = text[paragraph.range].split(separator: " ")
      let start = Int.random(in: 0..<90, using: &random)
      return note(words[start..<start + 5].joined(separator: " ") + (number % 20 == 0 ? " lost" : ""))
    }
    let clock = ContinuousClock()
    var anchors: [Anchor] = []
    let time = clock.measure { anchors = anchor(notes, in: text) }
    let kept = anchors.count { if case .unchanged = $0.verdict { true } else { false } }
    print("anchored \(kept) of 10,000 notes on 10,000 words in \(time)")
    #expect(kept > 9_000)
    #expect(time < .seconds(10))
  }

  @Test func `a lemma that fits everywhere does not stop the build`() {
    let text = plainText([Array(repeating: "a", count: 10_000).joined(separator: " ")])
    let notes = (0..<20).map { _ in note("a a a … a a a … **a a**") }
    let clock = ContinuousClock()
    var anchors: [Anchor] = []
    let time = clock.measure { anchors = anchor(notes, in: text) }
    print("20 lemmas that fit everywhere: \(time)")
    #expect(anchors.count == 20 && time < .seconds(30))
  }
}
