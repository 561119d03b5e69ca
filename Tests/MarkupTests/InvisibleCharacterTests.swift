import Markup
import Testing

@Suite struct InvisibleCharacterTests {
  @Test func `an invisible character is named with its place`() {
    #expect(
      Document.messages("a\u{202E}b\n\nc \u{200B}\u{E0041}") == [
        "1:2: warning: invisible character U+202E (right-to-left override) [source.bidi-control]"
          + "; delete it, unless the text needs it",
        "3:3: warning: invisible character U+200B (zero width space) [source.zero-width]"
          + "; delete it, unless the text needs it",
        "3:4: warning: invisible character U+E0041 (tag character) [source.tag-character]"
          + "; delete it, unless the text needs it",
      ])
  }

  @Test func `a character that no page can hold is named`() {
    #expect(
      Document.messages("a\u{1}b\tc\nd\u{85}\u{FFFE}") == [
        "1:2: warning: invisible character U+0001 (pages leave it out) [source.control]"
          + "; delete it, unless the text needs it",
        "2:2: warning: invisible character U+0085 (pages leave it out) [source.control]"
          + "; delete it, unless the text needs it",
        "2:3: warning: invisible character U+FFFE (pages leave it out) [source.control]"
          + "; delete it, unless the text needs it",
      ])
  }

  @Test func `after five the rest is counted`() {
    let messages = Document.messages(String(repeating: "a\u{2060}", count: 12))
    #expect(messages.count == 6)
    #expect(messages.last == "1:12: warning: 7 more invisible characters from here on [source.invisible]")
  }

  @Test func `what emoji and scripts need is no fault`() {
    let flag = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"
    #expect(Document.messages("👩‍💻 \(flag) می\u{200C}خواهم “…” — €").isEmpty)
    #expect(Document.messages("a\u{200D}b").count == 1)
  }
}
