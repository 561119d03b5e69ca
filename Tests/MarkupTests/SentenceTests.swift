import Markup
import Testing

@Suite struct SentenceTests {
  @Test(arguments: [
    ["The U.S. Navy sent Adm. Smith.", "He met Mr. J. F. Lee at 3.5 knots."],
    ["“Is it so?” he asked.", "“It is.”", "Then (see p. 4.) nothing.", "End"],
    ["They paid $1.5 million… and more.", "Who?", "Kim Il Sung!", "No.", "On No. 7 it was I.", "Why?!"],
    ["He said “no.”", "She left on Jan. 5, 2000.", "It was over."],
    ["Wait ...", "Go."],
  ])
  func `sentences end where a reader ends them`(_ sentences: [String]) {
    let text = PlainText(.parsed(sentences.joined(separator: " ")))
    #expect(text.sentences(of: text.blocks[0]).map { text[$0] } == sentences)
  }

  @Test func `a passage is widened to its sentences, within its block`() {
    let text = PlainText(.parsed("# Head\n\nOne *two*. Three\nfour. Five six.\n\nSeven."))
    let whole = text[0..<text.utf8.count]
    #expect(whole == "Head\n\nOne two. Three four. Five six.\n\nSeven.")
    #expect(text[text.sentence(around: 15..<18)] == "Three four.")
    #expect(text[text.sentence(around: 10..<18)] == "One two. Three four.")
    #expect(text[text.sentence(around: 0..<1)] == "Head")
    #expect(text[text.sentence(around: 38..<39)] == "Seven.")
  }
}
