import Diagnostics
import HTML
import Publishing

/// Shows the items of a review: old words above new ones, with what differs marked.
struct ReviewListing {
  let isColored: Bool

  /// Four lines, with what differs between brackets or in colour.
  ///
  ///     reworded 0.71  kim-summit/digest  measures-of-failure
  ///       Content/essays/kim-summit/commentary/questions.md:31
  ///       - ¶ 6: the two Koreas got on [-hardly-] better
  ///       + ¶ 6: the two Koreas {+hardly+} got on better
  func text(of item: Review.Item) -> String {
    let head =
      "\(bold(item.verdict.rawValue)) \(hundredths(item.score))  \(item.essay)/\(item.version)  \(bold(item.note))\n"
    let place = "  \(item.lemma.source.path):\(item.lemma.position.line)\n"
    let old = "  - \(number(item.paragraphs.old))\(words(item.change.old, "[-", "-]", color: 31))\n"
    let new =
      item.change.new.isEmpty
      ? "  + gone\n" : "  + \(number(item.paragraphs.new))\(words(item.change.new, "{+", "+}", color: 32))\n"
    return head + place + old + new
  }

  /// One JSON object and a line feed.
  func json(of item: Review.Item, isAccepted: Bool) -> String {
    let value: JSONValue = .object([
      ("essay", .string(item.essay)), ("version", .string(item.version)), ("note", .string(item.note)),
      ("verdict", .string(item.verdict.rawValue)), ("score", .number((item.score * 1000).rounded() / 1000)),
      ("file", .string(item.lemma.source.path)), ("line", .integer(item.lemma.position.line)),
      ("old", side(item.change.old, item.paragraphs.old)),
      ("new", side(item.change.new, item.paragraphs.new)),
      ("accepted", .bool(isAccepted)),
    ])
    return String(decoding: value.compact, as: UTF8.self) + "\n"
  }

  private func side(_ stretches: [WordChange.Stretch], _ paragraph: Int?) -> JSONValue {
    guard !stretches.isEmpty else { return .null }
    let words = stretches.filter(\.isMarked).map(\.text).joined()
    return .object([
      ("paragraph", paragraph.map { .integer($0) } ?? .null), ("words", .string(words)),
      ("context", .string(stretches.map(\.text).joined())),
    ])
  }

  /// “0.07”, “1.00”.
  private func hundredths(_ score: Double) -> String {
    let number = Int((score * 100).rounded())
    return "\(number / 100).\(number % 100 < 10 ? "0" : "")\(number % 100)"
  }

  private func number(_ paragraph: Int?) -> String { paragraph.map { "¶ \($0): " } ?? "" }

  private func words(_ stretches: [WordChange.Stretch], _ open: String, _ close: String, color: Int) -> String
  {
    stretches.map { stretch in
      let text = stretch.text.split(whereSeparator: \.isNewline).joined(separator: " ").displayed
      let marked = stretch.isMarked ? bold(text) : text
      guard stretch.isChanged else { return marked }
      let shown = open + marked + close
      return isColored ? "\u{1B}[\(color)m\(shown)\u{1B}[0m" : shown
    }.joined()
  }

  private func bold(_ text: String) -> String { isColored ? "\u{1B}[1m\(text)\u{1B}[22m" : text }
}
