package import Markup

/// A place in a text that names an entry.
package struct Mention: Sendable, Hashable {
  /// By what the place names it; where several do, the first of these is kept.
  package enum Way: Sendable, Hashable {
    /// The lemma of the note with this id is a link to the entry.
    case note(String)
    /// The author linked the words.
    case link
    /// The words are one of its names, linked or not.
    case alias
  }

  package let entry: EntryName
  /// UTF-8 offsets in the plain text, in its order, not empty.
  package let marks: [Range<Int>]
  package let way: Way
  /// The ¶ it stands in; `nil` before the first.
  package let paragraph: Int?
  /// The sentence around it, as UTF-8 offsets.
  package let sentence: Range<Int>

  /// From the first named word to the last.
  package var range: Range<Int> { Passage(marks: marks).range }
}

extension Mention {
  /// All mentions in one text, in reading order; places that overlap are one mention of an entry.
  ///
  /// `anchors` are those of `notes` in this text, `names` the links to entries that `aliases` found, and
  /// `document` the text's tree, for the links that the author wrote. `ranges` are the parts of the text that
  /// count, by default all of it.
  package static func gathering(
    in text: PlainText, of document: Document, notes: [Note] = [], anchors: [Anchor] = [],
    aliases: LinkReport,
    names: NameTable, within ranges: [Range<Int>]? = nil
  ) -> [Mention] {
    var aliased = aliases.made.map { Found(entry: $0.entry, marks: [$0.range], way: .alias) }
    aliased += aliases.refused.filter(\.reason.isMention).map {
      Found(entry: $0.entry, marks: [$0.range], way: .alias)
    }
    let allowed = ranges?.sorted { $0.lowerBound < $1.lowerBound }
    let ways = [noted(notes, anchors, names), linked(in: text, document, names), aliased]
    let found = onePerPlace(ways).filter { allowed?.holds($0.range) ?? true }
    var sentences = SentenceFinder(text: text)
    return found.map { place in
      Mention(
        entry: place.entry, marks: place.marks, way: place.way,
        paragraph: text.block(at: place.range.lowerBound)?.paragraph,
        sentence: sentences.sentence(around: place.range))
    }
  }

  private struct Found {
    let entry: EntryName
    let marks: [Range<Int>]
    let way: Way

    var range: Range<Int> { Passage(marks: marks).range }

    static func inReadingOrder(_ left: Found, _ right: Found) -> Bool {
      (left.range.lowerBound, left.range.upperBound, left.entry)
        < (right.range.lowerBound, right.range.upperBound, right.entry)
    }
  }

  private static func noted(_ notes: [Note], _ anchors: [Anchor], _ names: NameTable) -> [Found] {
    anchors.compactMap { anchor in
      guard let passage = anchor.verdict.passage, let about = notes[anchor.note].about,
        let entry = names.entry(about)
      else { return nil }
      return Found(entry: entry, marks: passage.marks, way: .note(notes[anchor.note].id))
    }
  }

  private static func linked(in text: PlainText, _ document: Document, _ names: NameTable) -> [Found] {
    document.links.compactMap { link in
      guard case .entry(let name) = LinkTarget.parsing(link.destination, kinds: names.kinds),
        let entry = names.entry(name), let first = link.leaves.first, let last = link.leaves.last
      else { return nil }
      let range = text.run(of: first).range.lowerBound..<text.run(of: last).range.upperBound
      return range.isEmpty ? nil : Found(entry: entry, marks: [range], way: .link)
    }
  }

  /// Drops what overlaps a better way of naming the same entry, or the same way earlier in the text.
  private static func onePerPlace(_ ways: [[Found]]) -> [Found] {
    var taken: [EntryName: [Range<Int>]] = [:]
    var kept: [Found] = []
    for way in ways {
      var ends: [EntryName: Int] = [:]
      let better = taken
      for place in way.sorted(by: Found.inReadingOrder) {
        let overlaps = place.marks.contains { better[place.entry]?.overlap($0) ?? false }
        if overlaps || place.range.lowerBound < ends[place.entry] ?? 0 { continue }
        ends[place.entry] = place.range.upperBound
        kept.append(place)
        taken[place.entry, default: []] += place.marks
      }
      for entry in ends.keys { taken[entry]?.sort { $0.lowerBound < $1.lowerBound } }
    }
    return kept.sorted(by: Found.inReadingOrder)
  }
}

/// Finds sentences around places that come in the order of the text; each block is parted only once.
private struct SentenceFinder {
  let text: PlainText
  private var block: PlainText.TextBlock?
  private var sentences: [Range<Int>] = []

  init(text: PlainText) { self.text = text }

  mutating func sentence(around range: Range<Int>) -> Range<Int> {
    guard let block = text.block(at: range.lowerBound), range.upperBound <= block.range.upperBound else {
      return text.sentence(around: range)
    }
    if self.block != block { sentences = text.sentences(of: block) }
    self.block = block
    let first = sentences.bisection { sentences[$0].upperBound > range.lowerBound }
    let last = sentences.bisection { sentences[$0].upperBound >= range.upperBound }
    guard sentences.indices.contains(first), sentences.indices.contains(last) else { return range }
    return min(
      range.lowerBound, sentences[first].lowerBound)..<max(range.upperBound, sentences[last].upperBound)
  }
}

extension Document {
  /// Its links outside footnotes, with the leaves of each in the order of the text.
  fileprivate var links: [(destination: String, leaves: [Leaf])] { blocks.flatMap(\.links) }
}

extension Block {
  fileprivate var links: [(destination: String, leaves: [Leaf])] {
    switch content {
    case .paragraph(let inlines), .heading(_, let inlines): inlines.flatMap(\.links)
    case .blockQuote(let blocks): blocks.flatMap(\.links)
    case .list(let list): list.items.flatMap { $0.blocks.flatMap(\.links) }
    case .code, .html, .thematicBreak: []
    }
  }
}

extension Inline {
  fileprivate var links: [(destination: String, leaves: [Leaf])] {
    switch self {
    case .link(let destination, _, let inner):
      return [(destination, inner.flatMap(\.leaves))]
    case .emphasis(let inner), .strong(let inner): return inner.flatMap(\.links)
    case .text, .code, .softBreak, .lineBreak, .html, .image, .footnoteCall: return []
    }
  }

  private var leaves: [Leaf] {
    switch self {
    case .text(let leaf), .code(let leaf), .softBreak(let leaf), .lineBreak(let leaf): [leaf]
    case .emphasis(let inner), .strong(let inner), .link(_, _, let inner): inner.flatMap(\.leaves)
    case .html, .image, .footnoteCall: []
    }
  }
}
