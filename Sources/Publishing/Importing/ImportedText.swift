package import Diagnostics

/// A plain text taken apart: what is text becomes Markdown, what is about the text becomes metadata.
///
/// Paragraphs are parted by empty lines; line ends inside of them stay. What was recognised is in one of the
/// properties, all else is in `markdown`: nothing is lost but white space around lines.
package struct ImportedText: Sendable, Hashable {
  /// The first line, where it looks like a title.
  package let title: String?
  /// Whether the title stood there twice in a row.
  package let isTitleRepeated: Bool
  /// A single short sentence between title and text.
  package let deck: String?
  /// The name in a line “By Ada Quill” under the title or the deck.
  package let byline: String?
  /// The name in the byline, or the one at the head of `authorNote`.
  package let author: String?
  /// A short paragraph at the end, such as “Ada Quill is a baker in Ely”.
  package let authorNote: String?
  /// A short paragraph at the end, such as “Photo: Ada Quill”.
  package let credit: String?
  /// The text, with everything escaped that Markdown would take for markup; ends in a line feed.
  package let markdown: String
  package let paragraphCount: Int
  /// What white space parts.
  package let wordCount: Int

  /// Takes the text apart; a text of white space alone has no paragraphs.
  package init(reading source: SourceText) {
    var paragraphs = ImportedParagraph.splitting(source)
    (title, isTitleRepeated) = ImportedText.takeTitle(from: &paragraphs)
    var byline = title == nil ? nil : ImportedText.takeByline(from: &paragraphs)
    deck = title == nil ? nil : ImportedText.takeDeck(from: &paragraphs)
    if title != nil && byline == nil { byline = ImportedText.takeByline(from: &paragraphs) }
    self.byline = byline
    var credit = ImportedText.takeLast(from: &paragraphs, where: \.isCredit)
    let note = ImportedText.takeLast(from: &paragraphs) { $0.authorName != nil }
    if credit == nil { credit = ImportedText.takeLast(from: &paragraphs, where: \.isCredit) }
    self.credit = credit?.text
    authorNote = note?.text
    author = byline ?? note?.authorName
    markdown = paragraphs.map { markdownOf($0) + "\n" }.joined(separator: "\n")
    paragraphCount = paragraphs.count
    wordCount = paragraphs.reduce(0) { $0 + $1.wordCount }
  }
}

private func markdownOf(_ paragraph: ImportedParagraph) -> String {
  Publishing.markdown(ofParagraph: paragraph.lines)
}

extension ImportedText {
  private static func takeTitle(from paragraphs: inout [ImportedParagraph]) -> (
    title: String?, isRepeated: Bool
  ) {
    guard let first = paragraphs.first, let title = first.lines.first else { return (nil, false) }
    var rest = Array(paragraphs.dropFirst())
    var isRepeated = true
    if first.lines.count > 1, nameInByline(first.lines[1]) != nil {
      // A title with its byline is taken as if an empty line stood between the two.
      var parted = [
        ImportedParagraph(lines: [title]), ImportedParagraph(lines: Array(first.lines.dropFirst())),
      ]
      parted += rest
      guard parted[0].looksLikeTitle else { return (nil, false) }
      paragraphs = Array(parted.dropFirst())
      return (title, false)
    }
    if first.lines.count > 1, first.lines[1].isSame(as: title) {
      // Twice in one paragraph, which may go on.
      rest.insert(ImportedParagraph(lines: Array(first.lines.dropFirst(2))), at: 0)
    } else if first.lines.count == 1, let second = rest.first?.lines, second[0].isSame(as: title) {
      rest[0] = ImportedParagraph(lines: Array(second.dropFirst()))
    } else {
      isRepeated = false
      guard first.looksLikeTitle else { return (nil, false) }
    }
    rest.removeAll { $0.lines.isEmpty }
    guard !rest.isEmpty else { return (nil, false) }
    paragraphs = rest
    return (title, isRepeated)
  }

  /// The name in a first line “By Ada Quill”, which is taken away with its “By” unless nothing else is there.
  private static func takeByline(from paragraphs: inout [ImportedParagraph]) -> String? {
    guard let first = paragraphs.first, let name = nameInByline(first.lines[0]) else { return nil }
    let lines = Array(first.lines.dropFirst())
    guard !lines.isEmpty || paragraphs.count > 1 else { return nil }
    paragraphs[0] = ImportedParagraph(lines: lines)
    paragraphs.removeAll { $0.lines.isEmpty }
    return name
  }

  /// A deck is one sentence, under 200 characters, before a paragraph at least twice as long.
  private static func takeDeck(from paragraphs: inout [ImportedParagraph]) -> String? {
    guard paragraphs.count > 1, let deck = paragraphs.first, deck.length < 200, deck.isOneSentence,
      paragraphs[1].length >= 2 * deck.length
    else { return nil }
    paragraphs.removeFirst()
    return deck.text
  }

  /// The last paragraph if it is of that sort and not the only one.
  private static func takeLast(
    from paragraphs: inout [ImportedParagraph], where isWanted: (ImportedParagraph) -> Bool
  ) -> ImportedParagraph? {
    guard paragraphs.count > 1, let last = paragraphs.last, isWanted(last) else { return nil }
    return paragraphs.removeLast()
  }
}

extension String {
  /// Byte for byte; `==` takes canonical equivalents for equal.
  fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
