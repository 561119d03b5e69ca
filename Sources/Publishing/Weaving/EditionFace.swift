import Commentary
import Markup

/// What other pages than its own show of an edition: little enough to be known without the text.
struct EditionFace: Sendable {
  /// Where a passage that names an entry stands.
  struct Place: Sendable, Hashable {
    /// The id on the page of the version.
    let target: String
    let paragraph: Int?
  }

  let title: String
  let deck: String?
  let paragraphCount: Int
  /// How many notes stand on its page.
  let noteCount: Int
  /// The kinds of those that mark words.
  let kinds: Set<String>
  /// The most notes that stand beside one block.
  let slotCount: Int
  /// How many notes are about words that it no longer has.
  let earlierCount: Int
  /// The passages that name each entry, in reading order.
  let places: [EntryName: [Place]]

  init(_ edition: Edition) {
    let front = edition.version.frontMatter
    title = front.title ?? edition.essay.settings.title
    deck = front.deck
    paragraphCount = edition.version.text.blocks.compactMap(\.paragraph).max() ?? 0
    noteCount = edition.placed.count
    kinds = Set(edition.placed.filter { !$0.passage.marks.isEmpty }.map(\.note.kind))
    slotCount = Weave.marginNotes(of: edition).values.map(\.count).max() ?? 0
    earlierCount = edition.earlierNotes.count
    places = edition.passages.mapValues { passages in
      passages.map { Place(target: $0.target, paragraph: $0.paragraph) }
    }
  }
}

extension EditionFace {
  /// What lists show of it.
  var listed: [String?] { [title, deck, String(noteCount)] + kinds.sorted() }
}

extension EditionFace: Storable {
  func print(in ink: inout Ink) {
    ink.put(title)
    ink.put(deck)
    ink.put([paragraphCount, noteCount, slotCount, earlierCount])
    ink.put(kinds)
    ink.put(places)
  }

  init?(printed reader: inout InkReader) {
    guard let title = reader.text(), let deck = String?(printed: &reader),
      let numbers = [Int](printed: &reader), numbers.count == 4, let kinds = Set<String>(printed: &reader),
      let places = [EntryName: [Place]](printed: &reader)
    else { return nil }
    (self.title, self.deck, self.kinds, self.places) = (title, deck, kinds, places)
    (paragraphCount, noteCount, slotCount, earlierCount) = (numbers[0], numbers[1], numbers[2], numbers[3])
  }
}

extension EditionFace.Place: Storable {
  func print(in ink: inout Ink) {
    ink.put(target)
    ink.put(paragraph)
  }

  init?(printed reader: inout InkReader) {
    guard let target = reader.text(), let paragraph = Int?(printed: &reader) else { return nil }
    self.init(target: target, paragraph: paragraph)
  }
}
