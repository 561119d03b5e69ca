package import Markup

extension RecordedText {
  /// Takes down a version as it is: its blocks with the ids of its paragraphs, and every note that stands in it.
  ///
  /// `paragraphs` are in the order of their ¶ numbers; the anchors stand in the order of the notes. What was
  /// withheld stays so.
  package init(
    recording text: PlainText, paragraphs: [ParagraphID], notes: [Note], anchors: [Anchor]
  ) {
    var last: Int?
    let blocks = text.blocks.map { block in
      let starts = block.paragraph != last
      last = block.paragraph
      let id = starts ? block.paragraph.map { paragraphs[$0 - 1] } : nil
      return (block: Block(id: id?.id, formerIDs: id?.formerIDs ?? []), text: text.utf8[block.range])
    }
    let standing = anchors.compactMap { anchor -> RecordedAnchor? in
      guard let passage = anchor.verdict.passage, let lemma = anchor.lemma else { return nil }
      let note = notes[anchor.note]
      return RecordedAnchor(note: note.id, lemma: note.lemmas[lemma].quotation, marks: passage.marks)
    }
    let withheld = anchors.compactMap { anchor -> WithheldNote? in
      guard case .withheld(let known) = anchor.known, case .lost = anchor.verdict else { return nil }
      return WithheldNote(note: notes[anchor.note].id, lemma: known.lemma, selector: known.selector)
    }
    self = RecordedText(blocks: blocks, anchors: standing, withheld: withheld).sorted
  }

  /// The same with its notes in the order of the text, and of their ids.
  package var sorted: RecordedText {
    var sorted = self
    sorted.anchors.sort { one, other in
      (one.range.lowerBound, one.range.upperBound, one.note)
        < (other.range.lowerBound, other.range.upperBound, other.note)
    }
    sorted.withheld.sort { $0.note < $1.note }
    return sorted
  }
}

/// The ids under which a paragraph can be reached.
package struct ParagraphID: Sendable, Hashable {
  package let id: String
  /// Those of paragraphs that became part of it.
  package let formerIDs: [String]

  package init(_ id: String, formerIDs: [String] = []) {
    self.id = id
    self.formerIDs = formerIDs
  }
}

extension ParagraphID {
  /// `p1`, `p2` and so on, for a text that no ledger knows.
  package static func numbered(_ count: Int) -> [ParagraphID] {
    (0..<count).map { ParagraphID("p\($0 + 1)") }
  }

  /// The ids of a version's paragraphs after an edit, in the order of their ¶ numbers.
  ///
  /// A paragraph keeps its id through edits and moves. Of one that was split the first part keeps it; where several
  /// became one, the first gives the id and the others lead there too. `name` gives a new paragraph an id, from its
  /// text; ids that are taken get a number behind.
  package static func carried(
    through change: TextChange, to text: PlainText, naming name: (String) -> String
  ) -> [ParagraphID] {
    let old = change.recorded.blocks
    var claims: [Int: [RecordedText.Block]] = [:]
    let pairs =
      change.alignment == nil
      ? old.indices.map { (old: [$0], new: $0) } : change.paragraphs.map { (old: $0.old, new: $0.new.first) }
    for pair in pairs {
      guard let new = pair.new, let number = text.blocks[new].paragraph else { continue }
      claims[number, default: []] += pair.old.map { old[$0] }.filter { $0.id != nil }
    }
    var taken = Set(claims.values.flatMap { $0 }.flatMap { [$0.id].compactMap(\.self) + $0.formerIDs })
    var last: Int?
    return text.blocks.compactMap { block -> ParagraphID? in
      guard let number = block.paragraph, number != last else { return nil }
      last = number
      let owners = claims[number] ?? []
      if let id = owners.first?.id {
        let rest = owners.dropFirst().compactMap(\.id) + owners.flatMap(\.formerIDs)
        return ParagraphID(id, formerIDs: rest)
      }
      let base = name(text[block.range])
      var id = base
      var count = 2
      while !taken.insert(id).inserted {
        id = "\(base)-\(count)"
        count += 1
      }
      return ParagraphID(id)
    }
  }
}
