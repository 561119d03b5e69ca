import Diagnostics
import Publishing
import Testing

@Suite("A review")
struct ReviewTests {
  private let essay = "Content/essays/the-bell/"
  private var episodes: String { essay + "commentary/episodes.md" }

  /// The starter, built, and with one note reworded, one moved and one lost.
  private func edited() async throws -> SampleSite {
    var site = SampleSite.starter()
    for ledger in try await site.built().ledgers { site.set(ledger.path.text, to: ledger.bytes) }
    let text = try #require(site[essay + "full.md"])
    var paragraphs = text.split(separator: "\n\n").map(String.init)
    paragraphs[0] = paragraphs[0].replacing(
      "The bell of Aldermere weighs eleven hundredweight and has not told", with: "It never told")
    paragraphs[2] = paragraphs[2].replacing("keep the mud", with: "keep its mud")
    paragraphs.insert(paragraphs.remove(at: 3), at: 1)
    site[essay + "full.md"] = paragraphs.joined(separator: "\n\n")
    return site
  }

  private func decide(
    _ site: inout SampleSite, _ decisions: [String: Review.Decision]
  ) async throws -> Review.Outcome {
    let review = try #require(await Review.preparing(try site.files()).value)
    let byID = Dictionary(
      uniqueKeysWithValues: review.items.compactMap { item in decisions[item.note].map { (item.id, $0) } })
    try #require(byID.count == decisions.count, "\(review.items.map(\.id))")
    let outcome = review.deciding(byID)
    for file in outcome.files { site.set(file.path.text, to: file.bytes) }
    return outcome
  }

  @Test func `lists what is most doubtful first`() async throws {
    let review = try #require(await Review.preparing(try await edited().files()).value)
    #expect(
      review.items.map { "\($0.id) \($0.verdict.rawValue)" } == [
        "the-bell/full/hundredweight lost", "the-bell/full/keeping-the-mud reworded",
        "the-bell/full/rota moved",
      ])
    let words = review.items[1].change
    #expect(words.old.filter(\.isChanged).map(\.text) == ["the"])
    #expect(words.new.filter(\.isChanged).map(\.text) == ["its"])
    #expect(words.new.filter(\.isMarked).map(\.text).joined() == "keep its mud")
    #expect(review.items[2].paragraphs.old == 4 && review.items[2].paragraphs.new == 2)
  }

  @Test func `that accepts everything leaves a clean site, and changes lemmas and ledger alone`() async throws
  {
    let before = try await edited()
    var site = before
    let outcome = try await decide(
      &site, ["hundredweight": .accept, "keeping-the-mud": .accept, "rota": .accept])
    #expect(outcome.findings.isEmpty)
    #expect(outcome.settled.count == 3)
    #expect(outcome.files.map(\.path.text) == [episodes, essay + "ledger.json"])
    #expect(
      site[episodes]
        == before[episodes]?.replacing(
          "> voted to **keep the mud**", with: "> voted to **keep its mud**\n\n> voted to **keep the mud**"),
      "the brief text has the old words still")
    #expect(try await site.messages().isEmpty)
    let built = try await site.built()
    #expect(built.summary.changeLines.isEmpty && built.ledgers.isEmpty)
    #expect(try built.text("the-bell/earlier.html").contains("<b>eleven hundredweight</b>"))
  }

  @Test func `that settles one note leaves the others`() async throws {
    var site = try await edited()
    let outcome = try await decide(&site, ["keeping-the-mud": .accept])
    #expect(outcome.settled == ["the-bell/full/keeping-the-mud"])
    #expect(
      try await site.built().summary.changeLines
        == ["the-bell/full was edited: 1 note moved (rota), 1 note lost (hundredweight)"])
    _ = try await decide(&site, ["rota": .accept, "hundredweight": .lose])
    #expect(try await site.built().summary.changeLines.isEmpty)
  }

  @Test func `keeps the record of a note that only the ledger can tell from others`() async throws {
    var site = SampleSite.starter()
    try site.replace("> voted to **keep the mud**", by: "> **keep the mud**", in: episodes)
    for ledger in try await site.built().ledgers { site.set(ledger.path.text, to: ledger.bytes) }
    let text = try #require(site[essay + "full.md"])
    var paragraphs = text.split(separator: "\n\n").map(String.init)
    paragraphs[0] =
      "Ferrymen keep the mud. " + paragraphs[0].replacing("weighs eleven hundredweight and ", with: "")
    paragraphs.insert(paragraphs.remove(at: 2), at: 4)
    site[essay + "full.md"] = paragraphs.joined(separator: "\n\n")
    let refused = try await decide(&site, ["keeping-the-mud": .accept])
    #expect(refused.settled.isEmpty && refused.files.isEmpty)
    #expect(
      refused.findings.map(\.summary) == [
        "the words of “Keeping the mud” stand at several places in “full”, and only the ledger knows which is meant"
      ])
    #expect(try await decide(&site, ["keeping-the-mud": .accept, "hundredweight": .lose]).settled.count == 2)
    let built = try await site.built()
    #expect(built.summary.changeLines.isEmpty && built.ledgers.isEmpty)
    #expect(try built.text("the-bell/full.html").contains("voted to <mark"))
  }

  @Test func `takes words that somebody else chooses`() async throws {
    var site = try await edited()
    let outcome = try await decide(&site, ["hundredweight": .requote("**never** told")])
    #expect(outcome.findings.isEmpty)
    #expect(site[essay + "commentary/terms.md"]?.contains("\n> **never** told\n\nA hundredweight") == true)
    #expect(try await site.built().text("the-bell/full.html").contains(">never</mark>"))
  }

  @Test func `refuses words that stand nowhere, or at two places`() async throws {
    var site = try await edited()
    let nowhere = try await decide(&site, ["hundredweight": .requote("rung by moonlight")])
    #expect(nowhere.settled.isEmpty && nowhere.files.isEmpty)
    #expect(
      nowhere.findings.map(\.summary) == [
        "“full” does not have the words “rung by moonlight” at one place alone"
      ])
    #expect(try await decide(&site, ["hundredweight": .requote("the bell")]).findings.count == 1)
    #expect(
      try await decide(&site, ["hundredweight": .requote("# a")]).findings.map(\.summary) == [
        "“# a” is no lemma: write the words in one line, those that are meant strong"
      ])
  }

  @Test func `of a text with its own line ends keeps them`() async throws {
    var site = try await edited()
    let marked = "\u{FEFF}" + (site[episodes] ?? "").replacing("\n", with: "\r\n")
    site[episodes] = marked
    _ = try await decide(&site, ["keeping-the-mud": .accept])
    #expect(
      site[episodes]
        == marked.replacing(
          "> voted to **keep the mud**",
          with: "> voted to **keep its mud**\r\n\r\n> voted to **keep the mud**"))
  }

  @Test func `of a note that was settled alone still knows it when its words change again`() async throws {
    var site = try await edited()
    _ = try await decide(&site, ["keeping-the-mud": .accept])
    try site.replace("voted to keep its mud", by: "voted to keep that mud", in: essay + "full.md")
    let review = try #require(await Review.preparing(try site.files()).value)
    #expect(
      review.items.map { "\($0.note) \($0.verdict.rawValue)" } == [
        "hundredweight lost", "keeping-the-mud reworded", "rota moved",
      ])
    #expect(try await decide(&site, ["keeping-the-mud": .accept]).settled.count == 1)
    #expect(site[episodes]?.contains("> voted to **keep that mud**\n\n> voted to **keep the mud**") == true)
    #expect(try await decide(&site, ["hundredweight": .accept, "rota": .accept]).settled.count == 2)
    let built = try await site.built()
    #expect(built.summary.changeLines.isEmpty && built.ledgers.isEmpty)
  }
}
