import Commentary
import Diagnostics
import Testing

@Suite struct `A retelling` {
  private func retelling(_ old: [String], _ new: [String]) -> Retelling {
    func text(_ paragraphs: [String]) -> ParagraphedText {
      ParagraphedText(plain: SourceText(path: "text.txt", text: paragraphs.joined(separator: "\n\n")))
    }
    return Retelling(text(old), text(new))
  }

  private func pairs(_ old: [String], _ new: [String]) -> [String] {
    retelling(old, new).paragraphs.map { "\($0.kind) \($0.old) \($0.new)" }
  }

  private let ferry =
    "The ferry at Oxley crosses the river whenever somebody rings the bell upon the eastern bank."
  private let rope =
    "Hemp ropes were bought from a chandler in Harwich, who cheated on the weight of every coil."
  private let flood =
    "In February the flood carried off both ropes, the landing stage and eleven sleeping geese."

  @Test func `goes with what it retells by the things both name`() {
    let new = [
      "Ring the bell at Oxley and the ferry comes.", "A chandler of Harwich sold the ropes, and cheated.",
      "Then came the flood of February: no ropes, no geese.",
    ]
    #expect(pairs([ferry, rope, flood], new) == ["edited [0] [0]", "edited [1] [1]", "edited [2] [2]"])
    #expect(retelling([ferry, rope, flood], new).sharedPhrases < 0.25)
  }

  @Test func `may tell one paragraph in several, or several in one`() {
    let parts = [
      "The flood came in February, and both ropes went.", "The geese slept on the landing stage: eleven.",
    ]
    #expect(pairs([ferry, flood], [ferry] + parts) == ["edited [0] [0]", "split [1] [1, 2]"])
    #expect(pairs([ferry] + parts, [ferry, flood]) == ["edited [0] [0]", "merged [1, 2] [1]"])
  }

  @Test func `leaves out and adds, in order`() {
    let other = "Nobody has ever seen an otter here."
    #expect(
      pairs([ferry, rope, flood], [other, ferry, flood]) == [
        "inserted [] [0]", "edited [0] [1]", "deleted [1] []", "edited [2] [2]",
      ])
  }

  @Test func `goes by order where paragraphs share no word`() {
    #expect(
      pairs([ferry, "Rowing is hard.", flood], [ferry, "Oars blister hands!", flood]) == [
        "edited [0] [0]", "edited [1] [1]", "edited [2] [2]",
      ])
    #expect(pairs(["One."], ["Another!"]) == ["edited [0] [0]"])
    #expect(pairs([], ["Another!"]) == ["inserted [] [0]"])
    #expect(pairs([], []) == [])
  }

  @Test func `shares few phrases, an edited text many, and typography does not count`() {
    #expect(retelling([ferry, rope], [ferry, rope]).sharedPhrases == 1)
    #expect(retelling(["A “patient man”, he said."], ["a \"patient man\" he said"]).sharedPhrases == 1)
    #expect(retelling([ferry], [rope]).sharedPhrases == 0)
    #expect(retelling([], []).sharedPhrases == 1)
    #expect(retelling([], [rope]).sharedPhrases == 0)
    // Wherever they stand: one of the phrases across the paragraphs is another.
    #expect(retelling([ferry, rope, flood], [flood, ferry, rope]).sharedPhrases > 0.9)
  }

  @Test func `takes time that grows with the text alone`() {
    let words = (0..<40_000).map { "word\($0 % 3000)" }
    let paragraphs = stride(from: 0, to: words.count, by: 40).map {
      words[$0..<$0 + 40].joined(separator: " ")
    }
    let clock = ContinuousClock()
    let retelling = retelling(paragraphs, paragraphs.reversed())
    let time = clock.measure { #expect(retelling.paragraphs.count >= 1000) }
    print("1000 paragraphs of 40,000 words paired in \(time)")
    #expect(time < .seconds(20))
  }
}
