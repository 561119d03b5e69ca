import Testing

@testable import Commentary

/// The selector of a phrase of a text, with a context of 32 bytes and, if told, its position.
private func selector(of exact: String, in text: String, hasPosition: Bool = true) -> QuoteSelector {
  let utf8 = Array(text.utf8)
  let quote = Array(exact.utf8)
  let start = utf8.indices.first { utf8[$0...].starts(with: quote) } ?? 0
  let end = start + quote.count
  return QuoteSelector(
    exact: exact, prefix: String(decoding: utf8[max(0, start - 32)..<start], as: UTF8.self),
    suffix: String(decoding: utf8[end..<min(utf8.count, end + 32)], as: UTF8.self),
    likelyStart: hasPosition ? start : nil)
}

@Suite struct QuotePlacingTests {
  private let passage = "She rang the bell twice before the fog came in. "

  /// Sentences that have nothing in common with the passage.
  private func filler(_ name: String, _ count: Int) -> String {
    (1...count).map { "Nobody sold tickets to \(name) number \($0) that winter. " }.joined()
  }

  private func bell(_ likelyStart: Int?) -> QuoteSelector {
    QuoteSelector(
      exact: "rang the bell twice", prefix: "She ", suffix: " before the", likelyStart: likelyStart)
  }

  @Test func `of places that fit alike the one near the old position is taken`() {
    let text = passage + filler("pier", 40) + passage
    let place = { (likelyStart: Int?) in
      Relocator(to: paragraphed(text)).relocations(of: [bell(likelyStart)])[0]
    }
    #expect(place(nil).verdict == .ambiguous)
    #expect(place(4).range == 4..<23)
    let last = text.utf8.count - passage.utf8.count + 4
    #expect(place(last).range == last..<last + 19)
  }

  @Test func `of places that fit alike the one between its old neighbours is taken`() {
    let chapter = filler("ferry", 40)
    let old = passage + filler("barge", 38) + passage + filler("wharf", 20)
    let new = chapter + old
    let second = passage.utf8.count + filler("barge", 38).utf8.count + 4
    // The chapter put the first passage about where the second one was.
    let alone = Relocator(to: paragraphed(new)).relocations(of: [bell(second)])[0]
    #expect(alone.range == chapter.utf8.count + 4..<chapter.utf8.count + 23)
    let neighbours = ["barge number 37 that", "wharf number 2 that"].map { selector(of: $0, in: old) }
    let found = Relocator(to: paragraphed(new)).relocations(of: [
      neighbours[0], bell(second), neighbours[1],
    ])
    let place = chapter.utf8.count + second
    #expect(found[1].range == place..<place + 19)
  }

  @Test func `words that stood there before are no rewording of others`() {
    let sibling = "The left gate is closed at noon by the keeper of the outer court. "
    let gone = "The right gate is closed at noon by the keeper of the outer court. "
    let old = filler("pier", 3) + gone + filler("wharf", 3) + sibling + filler("barge", 3)
    let new = filler("pier", 3) + filler("wharf", 3) + sibling + filler("barge", 3)
    let quote = selector(
      of: "The right gate is closed at noon by the keeper of the outer court", in: old, hasPosition: false)
    let alone = Relocator(to: paragraphed(new)).relocations(of: [quote])
    #expect(alone.map(\.verdict) == [.reworded])
    let note = selector(
      of: "The left gate is closed at noon by the keeper of the outer court", in: old, hasPosition: false)
    let found = Relocator(to: paragraphed(new)).relocations(of: [quote, note])
    #expect(found.map(\.verdict) == [.lost, .unchanged])
  }

  @Test func `the order in which quotes are given changes nothing`() {
    let old = passage + filler("barge", 12) + passage + filler("wharf", 12)
    let new = filler("ferry", 9) + old
    let quotes = [
      selector(of: "barge number 3 that", in: old), bell(4), selector(of: "wharf number 2 that", in: old),
      selector(of: "number 99", in: old), QuoteSelector(exact: " "),
    ]
    let relocator = Relocator(to: paragraphed(new))
    let found = relocator.relocations(of: quotes)
    #expect(found.count == quotes.count)
    #expect(relocator.relocations(of: quotes.reversed()) == found.reversed())
  }
}
