import Diagnostics
import Publishing
import Testing

@Suite("A lemma that a review writes")
struct LemmaWritingTests {
  private let folder = "Content/essays/e/"
  private var notes: String { folder + "commentary/remarks.md" }

  /// A site with one text and a note on some words of it, after a build.
  private func site(_ text: String, lemma: String) async throws -> SampleSite {
    var site = try SampleSite.empty()
    site[folder + "essay.yaml"] = "title: E\nversions: [{id: full}]\n"
    site[folder + "full.md"] = text
    site[notes] = "---\nkind: remark\n---\n\n## A note\n\n> \(lemma)\n\nOn this.\n"
    for ledger in try await site.built().ledgers { site.set(ledger.path.text, to: ledger.bytes) }
    return site
  }

  private func accept(_ site: inout SampleSite) async throws -> Review.Outcome {
    let review = try #require(await Review.preparing(try site.files()).value)
    try #require(review.items.map(\.verdict) == [.reworded])
    let outcome = review.deciding([review.items[0].id: .accept])
    for file in outcome.files { site.set(file.path.text, to: file.bytes) }
    return outcome
  }

  @Test(arguments: [
    (
      "我们在会议上说“旧的条件”很重要，大家都同意这一点。\n\n第二段落谈到别的事情。\n", "“旧的条件”",
      "我们在会议上说“新的条件”很重要，大家都同意这一点。\n\n第二段落谈到“新的条件”。\n", "> **“新的条件”** … 很重要，大家都同意这一点。", "“新的条件”"
    ),
    (
      "They all said that old terms, and only old ones, would do.\n\nNothing else.\n", "old terms",
      "They all said that new terms, and only old ones, would do.\n\nNothing but new terms.\n",
      "> **new terms**,", "new terms"
    ),
  ])
  func `marks the words that it means, or parts them from the others by a gap`(
    text: String, lemma: String, edited: String, quote: String, marked: String
  ) async throws {
    var site = try await site(text, lemma: lemma)
    site[folder + "full.md"] = edited
    let outcome = try await accept(&site)
    #expect(outcome.findings.isEmpty && outcome.settled == ["e/full/a-note"])
    #expect(site[notes]?.contains("\n\(quote)\n\n") == true, "\(site[notes] ?? "")")
    #expect(try await site.messages().isEmpty)
    #expect(try await site.built().text("e/full.html").contains(">\(marked)</mark>"))
  }

  @Test func `is left to its author where no mark could stand`() async throws {
    var site = try await site("Say the price* in full.\n\nNo more.\n", lemma: "the price\\*")
    let before = site[notes]
    site[folder + "full.md"] = "Say the cost\\*in full.\n\nSay the cost\\*of it.\n"
    let outcome = try await accept(&site)
    #expect(outcome.findings.map(\.id) == ["review.by-hand"])
    #expect(site[notes] == before && outcome.files.isEmpty && outcome.settled.isEmpty)
  }
}
