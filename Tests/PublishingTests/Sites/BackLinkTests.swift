import TestSupport
import Testing

@Suite struct `What an entry’s page says of other entries that name it` {
  private func links(to page: String, in sample: SampleSite) async throws -> String {
    let text = try await sample.built().text(page)
    let parts = text.split(separator: "<h2>Other entries that name this one</h2>\n<ul class=\"cards\">\n")
    try #require(parts.count == 2, "\(page) has back-links")
    return String(try #require(parts[1].split(separator: "</ul>").first))
  }

  @Test func `is the sentence that links it or has one of its names`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace(
      "It is remembered at every ebb.", by: "It is remembered at low water.",
      in: "Content/floods/great-flood.md")
    #expect(
      try await links(to: "words/ebb.html", in: sample)
        == """
        <li><a href="../floods/great-flood.html">Great flood</a> <span class="aside">Flood</span><br>\
        <span class="sentence">It is remembered at <mark>low water</mark>.</span></li>

        """)
    #expect(
      try await links(to: "floods/great-flood.html", in: sample)
        == """
        <li><a href="../words/ebb.html">Ebb</a> <span class="aside">Ferry word</span><br>\
        <span class="sentence">Contrast <mark>the flood</mark>.</span></li>

        """)
  }

  @Test func `is a plain link where only the relation names it`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace("Contrast [the flood](flood:great-flood).", by: "", in: "Content/words/ebb.md")
    #expect(
      try await links(to: "floods/great-flood.html", in: sample)
        == "<li><a href=\"../words/ebb.html\">Ebb</a> <span class=\"aside\">Ferry word</span></li>\n")
  }

  @Test func `is nothing where each names the other as related and no text does`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace("Contrast [the flood](flood:great-flood).", by: "", in: "Content/words/ebb.md")
    try sample.replace(
      "place: Oxley\n", by: "place: Oxley\nrelated: [\"word:ebb\"]\n", in: "Content/floods/great-flood.md")
    let text = try await sample.built().text("floods/great-flood.html")
    #expect(text.contains("<h2>Related</h2>") && !text.contains("<h2>Other entries that name this one</h2>"))
  }

  @Test func `is the first such sentence with every name in it, escaped`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace(
      "It is remembered at every ebb.", by: "Dry. Low water & `<i>` [low](word:neap) then. Low water again.",
      in: "Content/floods/great-flood.md")
    #expect(
      try await links(to: "words/ebb.html", in: sample).contains(
        """
        <span class="sentence"><mark>Low water</mark> &amp; &lt;i&gt; <mark>low</mark> then.</span>
        """))
  }
}
