import Commentary
import Diagnostics
import Markup
import Synchronization

/// One version of an essay with its notes anchored and its names linked: what a reading page is made from.
///
/// Held by reference, since every page of its essay does. Notes are anchored when somebody asks where they are.
final class Edition: Sendable {
  /// What was found in the text; held by reference, since one part of it is asked for at a time.
  final class Findings: Sendable {
    /// By index in the notes of the essay; every note has exactly one, published or not.
    let anchors: [Anchor]
    /// The notes that are published here, in the order of their calls.
    let placed: [PlacedNote]
    let links: LinkReport
    /// Every place that names an entry, in the order of the text.
    let mentions: [Mention]
    /// The passages that name each entry, in reading order.
    let passages: [EntryName: [NamingPassage]]
    /// Indices into `placed` by the ids of the notes.
    fileprivate let places: [String: Int]

    init(anchors: [Anchor], placed: [PlacedNote], links: LinkReport, mentions: [Mention]) {
      self.anchors = anchors
      self.placed = placed
      self.links = links
      self.mentions = mentions
      passages = NamingPassage.byEntry(of: mentions)
      places = Dictionary(placed.enumerated().map { ($1.note.id, $0) }) { first, _ in first }
    }
  }

  let essay: Essay
  let version: Version
  /// Where its page stands in the output.
  let address: Address
  let audience: String?
  private let findings: Once<Findings>
  private let ownFace: Mutex<EditionFace?>

  /// A face that is known need not be taken.
  init(
    essay: Essay, version: Version, address: Address, audience: String?, findings: Once<Findings>,
    face: EditionFace? = nil
  ) {
    self.essay = essay
    self.version = version
    self.address = address
    self.audience = audience
    self.findings = findings
    ownFace = Mutex(face)
  }

  var anchors: [Anchor] { findings.value.anchors }
  var placed: [PlacedNote] { findings.value.placed }
  var links: LinkReport { findings.value.links }
  var mentions: [Mention] { findings.value.mentions }
  var passages: [EntryName: [NamingPassage]] { findings.value.passages }

  /// The place of a note, if it is published here.
  func place(of note: String) -> PlacedNote? {
    let findings = findings.value
    return findings.places[note].map { findings.placed[$0] }
  }

  /// Whether a note is published here.
  func has(_ note: String) -> Bool { findings.value.places[note] != nil }

  /// What other pages than its own show of it.
  var face: EditionFace {
    if let known = ownFace.withLock(\.self) { return known }
    let face = EditionFace(self)
    ownFace.withLock { $0 = face }
    return face
  }

  var title: String { face.title }
}

/// A note at its place in a version.
struct PlacedNote: Sendable {
  let note: Note
  let passage: Passage
  /// The number of its call, from 1.
  let number: Int
  /// Index of the top-level block after which it stands.
  let block: Int
  /// The ¶ number of that block.
  let paragraph: Int?
  /// The offset after which its call is set.
  let callOffset: Int
  /// The margin that its kind asks for; `MarginPlan` decides.
  let wish: Kind.Margin

  var noteID: String { "n-\(note.id)" }
  var markID: String { "m-\(note.id)" }
}

extension Edition {
  /// Notes in the order in which a reader meets their calls; nested ones after what they stand in.
  static func placing(
    _ anchors: [Anchor], of notes: [Note], in text: PlainText, kinds: [Kind], audience: String?
  ) -> [PlacedNote] {
    let found = anchors.compactMap { anchor -> (note: Note, passage: Passage, call: Int, block: Int)? in
      let note = notes[anchor.note]
      guard note.isMeant(for: audience), let passage = anchor.verdict.passage else { return nil }
      guard let block = text.block(at: passage.range.lowerBound) else { return nil }
      let marksHere = passage.marks.filter { $0.lowerBound < block.range.upperBound }
      return (note, passage, marksHere.last?.upperBound ?? passage.range.upperBound, block.root)
    }
    let ordered = found.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return (one.call, one.passage.range.lowerBound, left.offset)
        < (other.call, other.passage.range.lowerBound, right.offset)
    }
    return ordered.enumerated().map { index, item in
      let (note, passage, call, root) = item.element
      return PlacedNote(
        note: note, passage: passage, number: index + 1, block: root,
        paragraph: text.block(at: passage.range.lowerBound)?.paragraph, callOffset: call,
        wish: kinds.first { $0.id == note.kind }?.margin ?? .right)
    }
  }
}

extension [Edition] {
  /// Those of texts as they are, without what was kept before edits.
  var present: [Edition] { filter { $0.version.settings.revision == nil } }
}

extension Note {
  func isMeant(for audience: String?) -> Bool { self.audience == nil || self.audience == audience }
}
