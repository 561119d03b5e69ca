import Diagnostics
import TestSupport
import Testing

@testable import Commentary

@Suite struct RelocatorPropertyTests {
  private static let odd = [
    "Seoul’s", "de\u{301}tente", "détente", "—", "“North”", "訪朝", "🇰🇷", "👩‍👩‍👧", "n\u{303}o", "\u{200B}", "...",
    "x\u{A0}y",
  ]

  private func word(_ random: inout SeededRandom) -> String {
    if Int.random(in: 0..<12, using: &random) == 0 { return Self.odd.randomElement(using: &random) ?? "" }
    return "w\(Int.random(in: 0..<400, using: &random))"
  }

  private func sentence(_ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 4...14, using: &random)).map { _ in word(&random) }.joined(separator: " ") + "."
  }

  private func paragraphs(_ random: inout SeededRandom) -> [String] {
    (0..<Int.random(in: 2...9, using: &random)).map { _ in
      (0..<Int.random(in: 1...5, using: &random)).map { _ in sentence(&random) }.joined(separator: " ")
    }
  }

  /// Selectors of random stretches of whole words.
  private func selectors(_ text: ParagraphedText, _ random: inout SeededRandom) -> [QuoteSelector] {
    (0..<12).compactMap { _ in
      guard let paragraph = text.paragraphs.randomElement(using: &random) else { return nil }
      let gaps = paragraph.filter { text.utf8[$0] == 0x20 }
      let starts = [paragraph.lowerBound] + gaps.map { $0 + 1 }
      guard let start = starts.randomElement(using: &random),
        let end = (gaps + [paragraph.upperBound]).filter({ $0 > start }).prefix(9).randomElement(
          using: &random)
      else { return nil }
      let characters = (
        before: text[0..<start].unicodeScalars, after: text[end..<text.utf8.count].unicodeScalars
      )
      return QuoteSelector(
        exact: text[start..<end], prefix: String(String.UnicodeScalarView(characters.before.suffix(32))),
        suffix: String(String.UnicodeScalarView(characters.after.prefix(32))), position: start..<end)
    }
  }

  private func holdsWords(_ selector: QuoteSelector) -> Bool {
    var vocabulary = Vocabulary()
    return !QuotePattern(selector, with: &vocabulary).quote.isEmpty
  }

  private func edited(_ paragraphs: [String], _ random: inout SeededRandom) -> [String] {
    var paragraphs = paragraphs
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<paragraphs.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: paragraphs.insert(sentence(&random), at: place)
      case 1: paragraphs.swapAt(place, 0)
      case 2: paragraphs[place] += " " + sentence(&random)
      case 3: paragraphs[place] = paragraphs[place].replacing("w1", with: "v")
      case _: if paragraphs.count > 1 { paragraphs.remove(at: place) }
      }
    }
    return paragraphs
  }

  @Test(arguments: 1...60) func `in the same text every quote stays where it is`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let text = paragraphed(paragraphs(&random).joined(separator: "\n\n"))
    let selectors = selectors(text, &random).filter(holdsWords)
    let found = Relocator(TextAlignment(from: text, to: text)).relocations(of: selectors)
    #expect(found.count == selectors.count)
    for (selector, relocation) in zip(selectors, found) {
      #expect(relocation.verdict == .unchanged && relocation.score == 1, "seed \(seed): \(selector.exact)")
      #expect(
        trimmed(relocation.range, text) == trimmed(selector.position, text), "seed \(seed): \(selector.exact)"
      )
    }
  }

  /// Typography at the ends, such as characters without width, belongs to no word.
  private func trimmed(_ range: Range<Int>?, _ text: ParagraphedText) -> Range<Int>? {
    var vocabulary = Vocabulary()
    let worded = WordedText(text, with: &vocabulary)
    guard let range else { return nil }
    return worded.folded.trimmed(worded.folded.units(at: range))
  }

  @Test(arguments: 1...60) func `edits in other paragraphs move no quote to other words`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let paragraphs = paragraphs(&random)
    let text = paragraphed(paragraphs.joined(separator: "\n\n"))
    let kept = text.paragraphs[0]
    let selectors = selectors(text, &random).filter { selector in
      selector.position.map { $0.upperBound <= kept.upperBound } ?? false && holdsWords(selector)
    }
    var others = Array(paragraphs.dropFirst())
    others = edited(others.isEmpty ? ["w1 w2 w3."] : others, &random)
    let added = sentence(&random)
    let new = paragraphed(([added, paragraphs[0]] + others).joined(separator: "\n\n"))
    let shift = added.utf8.count + 2
    let found = Relocator(TextAlignment(from: text, to: new)).relocations(of: selectors)
    for (selector, relocation) in zip(selectors, found) {
      let expected = selector.position.map { $0.lowerBound + shift..<$0.upperBound + shift }
      #expect(trimmed(relocation.range, new) == trimmed(expected, new), "seed \(seed): \(selector.exact)")
    }
  }

  @Test(arguments: 1...60) func `there and back leads to the same words`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let paragraphs = paragraphs(&random)
    let (old, new) = (
      paragraphed(paragraphs.joined(separator: "\n\n")),
      paragraphed(edited(paragraphs, &random).joined(separator: "\n\n"))
    )
    let selectors = selectors(old, &random)
    let there = Relocator(TextAlignment(from: old, to: new)).relocations(of: selectors)
    let back = TextAlignment(from: new, to: old)
    for (selector, relocation) in zip(selectors, there) {
      guard let range = relocation.range, relocation.verdict == .unchanged || relocation.verdict == .moved
      else {
        continue
      }
      let returned = Relocator(back).relocations(of: [QuoteSelector(exact: new[range], position: range)])[0]
      #expect(
        trimmed(returned.range, old) == trimmed(selector.position, old), "seed \(seed): \(selector.exact)")
    }
  }

  @Test(arguments: 1...60) func `each quote has one verdict, and no place cuts a character`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let paragraphs = paragraphs(&random)
    let (old, new) = (
      paragraphed(paragraphs.joined(separator: "\n\n")),
      paragraphed(edited(paragraphs, &random).joined(separator: "\n\n"))
    )
    var boundaries: Set<Int> = [0]
    var offset = 0
    for character in new[0..<new.utf8.count] {
      offset += character.utf8.count
      boundaries.insert(offset)
    }
    let selectors = selectors(old, &random)
    for relocator in [Relocator(TextAlignment(from: old, to: new)), Relocator(to: new)] {
      let found = relocator.relocations(of: selectors)
      #expect(found.count == selectors.count)
      for relocation in found {
        let hasPlace = relocation.verdict != .lost && relocation.verdict != .ambiguous
        #expect(hasPlace == (relocation.range != nil), "seed \(seed)")
        #expect((0...1).contains(relocation.score), "seed \(seed)")
        guard let range = relocation.range else { continue }
        #expect(
          boundaries.contains(range.lowerBound) && boundaries.contains(range.upperBound), "seed \(seed)")
      }
    }
  }

  @Test func `hostile texts take no more than their time`() {
    let clock = ContinuousClock()
    let giant = Array(repeating: "a", count: 30_000).joined(separator: " ")
    var random = SeededRandom(seed: 3)
    let line = (0..<20_000).map { _ in word(&random) }.joined(separator: " ")
    let other = (0..<20_000).map { _ in word(&random) }.joined(separator: " ")
    for (old, new) in [(giant, giant + " b"), (giant, "b " + giant + " a a"), (line, other), (line, "")] {
      let time = clock.measure {
        let found = Relocator(TextAlignment(from: paragraphed(old), to: paragraphed(new))).relocations(
          of: (0..<20).map { QuoteSelector(exact: "a a a w\($0) w7", prefix: "a ", suffix: " w3") })
        #expect(found.count == 20)
      }
      print("\(old.utf8.count) bytes against \(new.utf8.count): \(time)")
      #expect(time < .seconds(30))
    }
  }
}
