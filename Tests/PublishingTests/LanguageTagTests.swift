import Testing

@testable import Publishing

struct `a language tag` {
  @Test(
    arguments: [
      "ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "syr", "iw", "HE", "ar-EG", "he-IL-x-old",
      "az-Arab", "ku-arab-IQ", "en-Hebr", "zh-min-nan-Arab",
    ])
  func `of a language or script from right to left runs so`(tag: String) {
    #expect(LanguageTag(tag).direction == .rightToLeft)
  }

  @Test(
    arguments: [
      "en", "az", "ku", "ar-Latn", "yi-latn-US", "he-Latn", "pa-Guru", "de-1996", "zh-Hant", "en-x-arab",
      "x-he", "", "arabic",
    ])
  func `of any other runs from left to right`(tag: String) {
    #expect(LanguageTag(tag).direction == .leftToRight)
  }

  @Test(
    arguments: [
      "en", "EN-gb", "zh-Hant-TW", "de-CH-1996", "sl-rozaj-biske", "x-ferry", "i-klingon", "en-a-bbb-x-a",
      "abcdefgh",
    ])
  func `is built of short words and hyphens`(tag: String) {
    #expect(LanguageTag(tag).isWellFormed)
  }

  @Test(
    arguments: [
      "", "english please", "e", "x", "i", "en_GB", "en-", "-en", "en--gb", "abcdefghi", "en-abcdefghi", "e2",
      "12",
      "français", "en\u{301}",
    ])
  func `is nothing else`(tag: String) {
    #expect(!LanguageTag(tag).isWellFormed)
  }
}

struct `a language that is no tag` {
  @Test(arguments: [
    ("Content/site.yaml", "3:11", "3 | language:"),
    ("Content/essays/ferry/essay.yaml", "3:11", "3 | language:"),
  ])
  func `is told with its place and a remedy`(path: String, place: String, line: String) async throws {
    var sample = try SampleSite.whole()
    let text = try #require(sample[path]).replacing("language: en\n", with: "")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    sample[path] = (lines[..<2] + ["language: english please"] + lines[2...]).joined(separator: "\n")
    #expect(
      try await sample.messages() == """
        \(path):\(place): error: “english please” is no language tag; one looks like “en”, “pt-BR” or “az-Arab” [settings.language]
         \(line) english please
           |           ^~~~~~~~~~~~~~
        help: write the tag of BCP 47: two or three letters for the language, then what tells it apart

        """)
  }
}

struct `a text from right to left` {
  @Test func `says so wherever it stands`() async throws {
    var sample = try SampleSite.whole()
    try sample.replace(
      "label: Short", by: "label: Short\n    language: he", in: "Content/essays/ferry/essay.yaml")
    let site = try await sample.built()
    let page = try site.page("ferry/short.html")
    #expect(page.all("html").map { $0["dir"] } == ["rtl"])
    #expect(page.all("div").filter { $0["class"] == "text" }.map { $0["dir"] } == ["rtl"])
    let slips = page.all("div").filter { $0["class"] == "slip" }
    #expect(
      !slips.isEmpty && slips.allSatisfy { $0["lang"] == nil || ($0["lang"] == "en" && $0["dir"] == "ltr") })
    #expect(slips.contains { $0["dir"] == "ltr" })
    let quoted = try site.page("words/ebb.html").all("ul").filter { $0["class"] == "passages" }
    #expect(Set(quoted.map { "\($0["lang"] ?? "") \($0["dir"] ?? "")" }) == ["en ltr", "he rtl"])
    #expect(try site.page("words/ebb.html").all("html").map { $0["dir"] } == ["ltr"])
    let sides = try site.page("ferry/compare/long/short.html").elements.filter { $0["lang"] == "he" }
    #expect(!sides.isEmpty && sides.allSatisfy { $0["dir"] == "rtl" })
  }
}
