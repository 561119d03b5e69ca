import Markup

/// What the versions of an essay read, and where the notes stood in them, when somebody last agreed to it.
///
/// Kept beside the essay and reviewed like a lock file: from it and the texts of today, each build says what
/// has become of every note.
package struct Ledger: Sendable, Hashable {
  /// By the version's id.
  package var texts: [String: RecordedText]

  package init(texts: [String: RecordedText] = [:]) { self.texts = texts }
}

/// A version as it read: its blocks, and the passages of its notes.
package struct RecordedText: Sendable, Hashable {
  /// A paragraph, heading or code block.
  package struct Block: Sendable, Hashable {
    /// The id of the paragraph that begins here; what follows one belongs to it.
    package let id: String?
    /// Ids of paragraphs that became part of this one.
    package let formerIDs: [String]

    package init(id: String?, formerIDs: [String] = []) {
      self.id = id
      self.formerIDs = formerIDs
    }
  }

  package let blocks: [Block]
  /// In the order of the text.
  package var anchors: [RecordedAnchor]
  /// Notes whose words are gone, and somebody agreed to that.
  package var withheld: [WithheldNote]
  /// The blocks as `PlainText` joins them; what the offsets of the anchors mean.
  package private(set) var utf8: [UInt8]
  /// Where each block stands in `utf8`.
  package let ranges: [Range<Int>]

  /// `blocks` come with their texts, which are valid UTF-8.
  package init(
    blocks: [(block: Block, text: ArraySlice<UInt8>)], anchors: [RecordedAnchor] = [],
    withheld: [WithheldNote] = []
  ) {
    self.blocks = blocks.map(\.block)
    self.anchors = anchors
    self.withheld = withheld
    var utf8: [UInt8] = []
    utf8.reserveCapacity(blocks.reduce(0) { $0 + $1.text.count + 2 })
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(blocks.count)
    for (_, text) in blocks {
      // Code ends with a line feed of its own.
      if let last = utf8.last, !text.isEmpty { utf8 += last == 0x0A ? [0x0A] : [0x0A, 0x0A] }
      ranges.append(utf8.count..<utf8.count + text.count)
      utf8 += text
    }
    self.utf8 = utf8
    self.ranges = ranges
  }

  /// The same with the bytes of a text, which are equal, instead of its own.
  func sharing(_ text: PlainText) -> RecordedText {
    var shared = self
    shared.utf8 = text.utf8
    return shared
  }

  package subscript(range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }

  /// Quotes a passage with what stands about it in its blocks, so that an edit elsewhere changes nothing of it.
  package func selector(of range: Range<Int>) -> Selector {
    let first = ranges.bisection { ranges[$0].upperBound > range.lowerBound }
    let end = ranges.bisection { ranges[$0].lowerBound >= range.upperBound }
    guard first < end else { return Selector(of: range, in: utf8) }
    return Selector(of: range, in: utf8, within: ranges[first].lowerBound..<ranges[end - 1].upperBound)
  }
}

/// Where a note stood in a version.
package struct RecordedAnchor: Sendable, Hashable {
  /// The note's id.
  package let note: String
  /// The words that its lemma quoted; another lemma makes this record void.
  package let lemma: String
  /// UTF-8 offsets into the recorded text: in its order, not empty, none overlapping.
  package let marks: [Range<Int>]

  package init(note: String, lemma: String, marks: [Range<Int>]) {
    self.note = note
    self.lemma = lemma
    self.marks = marks
  }

  /// From the first marked word to the last.
  package var range: Range<Int> { Passage(marks: marks).range }
}

/// A note on wording that a version no longer has, with the words that it was about.
package struct WithheldNote: Sendable, Hashable {
  /// The note's id.
  package let note: String
  /// The words that its lemma quoted; another lemma makes this void.
  package let lemma: String
  package let selector: Selector

  package init(note: String, lemma: String, selector: Selector) {
    self.note = note
    self.lemma = lemma
    self.selector = selector
  }
}
