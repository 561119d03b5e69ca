import Diagnostics
import Testing

@testable import Commentary

func paragraphed(_ text: String) -> ParagraphedText {
  ParagraphedText(plain: SourceText(path: "text", text: text))
}

/// Relocates `⟦marked⟧` words of an old text; gives the verdict and the words found.
private func relocated(_ marked: String, in new: String, withOld: Bool = true) -> (
  Relocation.Verdict, String?
) {
  let parts = marked.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
  let rest = parts[1].split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
  let (before, exact, after) = (String(parts[0]), String(rest[0]), String(rest[1]))
  let start = before.utf8.count
  let selector = QuoteSelector(
    exact: exact, prefix: String(before.suffix(32)), suffix: String(after.prefix(32)),
    position: start..<start + exact.utf8.count)
  let newText = paragraphed(new)
  let relocator =
    withOld
    ? Relocator(TextAlignment(from: paragraphed(before + exact + after), to: newText))
    : Relocator(to: newText)
  let found = relocator.relocations(of: [selector])[0]
  return (found.verdict, found.range.map { newText[$0] })
}

@Suite struct RelocatorTests {
  @Test func `a quote is found where its sentence moved`() {
    let found = relocated(
      "First comes this. ⟦The harbour froze in March.⟧ Last comes that.\n\nAnother paragraph stands here.",
      in: "First comes this. Last comes that.\n\nAnother paragraph stands here. The harbour froze in March.")
    #expect(found == (.moved, "The harbour froze in March."))
  }

  @Test func `a reworded quote is the range that replaced it`() {
    let found = relocated(
      "The talks began. ⟦The envoy refused to sign the draft accord⟧ in Geneva. They ended.",
      in: "The talks began. The envoy declined to sign the final accord in Geneva. They ended.")
    #expect(found == (.reworded, "The envoy declined to sign the final accord"))
  }

  @Test func `equal words put in beside a quote do not draw it out`() {
    let found = relocated(
      "The page says so. ⟦The limit that only the main thread knew was removed⟧ in 2.6. It stands.",
      in:
        "The page says so. The limit that only the main thread knew was removed removed in current. It stands."
    )
    #expect(found.1 == "The limit that only the main thread knew was removed")
    let before = relocated(
      "> a nuclear ⟦bomb\n\nA weapon: by the usual⟧ definition one that explodes.",
      in:
        "> a nuclear bomb\n\n> his hope of a nuclear bomb\n\nA weapon: by the usual definition one that explodes."
    )
    #expect(before.1 == "bomb\n\nA weapon: by the usual")
  }

  @Test func `deleted words are lost even where the same stand elsewhere`() {
    let found = relocated(
      "They spoke of ⟦sanctions⟧ and of trade.\n\nLater sanctions were lifted by the council.",
      in: "They spoke of trade.\n\nLater sanctions were lifted by the council.")
    #expect(found == (.lost, nil))
  }

  @Test func `a deleted sentence is lost where one like it stays`() {
    let found = relocated(
      "The ministry rejected the first offer.\n\n⟦The ministry rejected the second offer.⟧ Nobody was told.",
      in: "The ministry rejected the first offer.\n\nNobody was told.")
    #expect(found == (.lost, nil))
  }

  @Test func `of a repeated phrase the right one is taken`() {
    let old = "The bell rang once. Men ran. The bell rang once. Women ran. ⟦The bell rang once.⟧ Dogs ran."
    let new = "The bell rang once. Men ran. Women ran. The bell rang once. Dogs ran."
    #expect(relocated(old, in: new) == (.unchanged, "The bell rang once."))
  }

  @Test(arguments: [true, false]) func `typography and paragraphs do not count`(withOld: Bool) {
    let found = relocated(
      "He said: “wait -- ⟦it’s the court's⟧ call”. And so they did, until noon.",
      in: "He said: \"wait — it's the court’s call\".\n\nAnd so they did, until noon.", withOld: withOld)
    #expect(found == (.unchanged, "it's the court’s"))
  }

  @Test func `without the old text, places that fit alike are ambiguous`() {
    let found = Relocator(to: paragraphed("One went home. Two went home.")).relocations(
      of: [QuoteSelector(exact: "went home")])
    #expect(found.map(\.verdict) == [.ambiguous])
  }

  @Test func `without the old text, a word between its old neighbours is found among many`() {
    let text = (1...20).map { "In year \($0) they spoke of sanctions with envoy \($0)." }.joined(
      separator: " ")
    let found = Relocator(to: paragraphed(text)).relocations(
      of: [
        QuoteSelector(
          exact: "sanctions", prefix: "In year 7 they spoke of ", suffix: " with envoy 7. In year 8")
      ])
    let before = (1...6).map { "In year \($0) they spoke of sanctions with envoy \($0)." }.joined(
      separator: " ")
    let place = before.utf8.count + " In year 7 they spoke of ".utf8.count
    #expect(found[0].range == place..<place + 9)
  }

  @Test func `a quote that holds no words is lost`() {
    for exact in ["", " ", "\u{200B}"] {
      #expect(
        Relocator(to: paragraphed("Some text.")).relocations(of: [QuoteSelector(exact: exact)])[0].verdict
          == .lost)
    }
  }
}

@Suite struct TextAlignmentTests {
  private func kinds(_ old: String, _ new: String) -> [ParagraphPair.Kind] {
    TextAlignment(from: paragraphed(old), to: paragraphed(new)).paragraphs.map(\.kind)
  }

  private let a = "The bell was cast in Ely. It cracked in the frost."
  private let b = "Nobody rings it now. The sexton keeps the key."
  private let c = "Visitors pay nothing. The tower closes at dusk."

  @Test func `paragraphs are the same, edited, moved, split, merged, inserted or deleted`() {
    let all = [a, b, c].joined(separator: "\n\n")
    #expect(kinds(all, all) == [.same, .same, .same])
    #expect(kinds(all, all.replacing("cracked", with: "broke")) == [.edited, .same, .same])
    #expect(kinds(all, [a, c].joined(separator: "\n\n")) == [.same, .deleted, .same])
    #expect(kinds([a, c].joined(separator: "\n\n"), all) == [.same, .inserted, .same])
    #expect(kinds(all, [a + " " + b, c].joined(separator: "\n\n")) == [.merged, .same])
    #expect(kinds([a + " " + b, c].joined(separator: "\n\n"), all) == [.split, .same])
    #expect(kinds(all, [c, a, b].joined(separator: "\n\n")) == [.moved, .same, .same])
  }

  @Test func `runs say what was put in the place of what`() {
    let alignment = TextAlignment(
      from: paragraphed("The bell cracked in frost."), to: paragraphed("The old bell broke in frost."))
    let runs = alignment.runs(of: alignment.paragraphs[0]).map { run in
      switch run.kind {
      case .equal: "=" + alignment.newText[run.new]
      case .deleted: "-" + alignment.oldText[run.old]
      case .inserted: "+" + alignment.newText[run.new]
      }
    }
    #expect(runs == ["=The", "+old", "=bell", "-cracked", "+broke", "=in frost."])
  }

  @Test func `a stretch is mapped with the share of words that were kept`() throws {
    let (old, new) = ("He gave it up. The bell cracked in frost.", "The bell broke in frost.")
    let alignment = TextAlignment(from: paragraphed(old), to: paragraphed(new))
    let mapped = try #require(alignment.map(15..<old.utf8.count))
    #expect(alignment.newText[mapped.range] == new)
    #expect(mapped.kept > 0.5 && mapped.kept < 1 && !mapped.isWhole && !mapped.isMoved)
    #expect(alignment.map(0..<13) == nil)
  }
}
