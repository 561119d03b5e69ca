import Commentary
import Diagnostics
import HTML
import Records

/// A ledger as a file: versions by id, one line for each block of the text and for each note, so that a review shows
/// what has changed and nothing else.
///
///     {
///       "version": 1,
///       "texts": {
///         "digest": {
///           "blocks": [
///             {"id":"p1","text":"The ferry leaves at ebb."}
///           ],
///           "notes": [
///             {"note":"tides","in":"p1","at":4,"exact":"ferry","prefix":"The ","suffix":" leaves at ebb."}
///           ]
///         }
///       }
///     }
///
/// `at` counts Unicode scalars from the first of the paragraph `in`, or of the text where that is missing; `marks` says
/// which scalars of `exact` are marked, where not all are; `lemma` is what the commentary quotes, where it is not `exact`.
/// Notes whose words are gone, with somebody's consent, follow under `withheld`, without a place.
/// `exact`, `prefix` and `suffix` are a selector of the W3C's Web Annotation Data Model (2017).
extension Ledger {
  /// The only version of the format so far.
  static let formatVersion = 1

  /// The ledger as a file; equal ledgers give equal bytes.
  var serialized: [UInt8] {
    var writer = LineWriter()
    writer.open("{")
    writer.line("\"version\": \(Self.formatVersion)")
    writer.open("\"texts\": {")
    for (id, text) in texts.sorted(by: { $0.key < $1.key }) {
      writer.open(String(decoding: JSONValue.string(id).compact, as: UTF8.self) + ": {")
      writer.open("\"blocks\": [")
      for (block, range) in zip(text.blocks, text.ranges) { writer.line(block.value(saying: text[range])) }
      writer.close("]")
      writer.open("\"notes\": [")
      let places = RecordedPlaces(of: text)
      for anchor in text.anchors { writer.line(places.value(of: anchor)) }
      writer.close("]")
      if !text.withheld.isEmpty {
        writer.open("\"withheld\": [")
        for note in text.withheld { writer.line(note.value) }
        writer.close("]")
      }
      writer.close("}")
    }
    writer.close("}")
    writer.close("}")
    return writer.bytes + [0x0A]
  }
}

/// JSON of which the outer layers have lines of their own and the inner ones do not.
private struct LineWriter {
  private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true

  mutating func open(_ text: String) {
    begin()
    bytes += text.utf8
    depth += 1
    isFirst = true
  }

  mutating func line(_ value: JSONValue) {
    begin()
    bytes += value.compact
  }

  mutating func line(_ text: String) {
    begin()
    bytes += text.utf8
  }

  mutating func close(_ text: String) {
    depth -= 1
    if !isFirst { breakLine() }
    bytes += text.utf8
    isFirst = false
  }

  private mutating func begin() {
    if !isFirst { bytes.append(0x2C) }
    if !bytes.isEmpty { breakLine() }
    isFirst = false
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    bytes += repeatElement(0x20, count: 2 * depth)
  }
}

extension RecordedText.Block {
  fileprivate func value(saying text: String) -> JSONValue {
    var members: [(String, JSONValue)] = []
    if let id { members.append(("id", .string(id))) }
    if !formerIDs.isEmpty { members.append(("was", .array(formerIDs.map(JSONValue.string)))) }
    return .object(members + [("text", .string(text))])
  }
}

extension WithheldNote {
  fileprivate var value: JSONValue {
    let members: [(String, JSONValue)] = [
      ("note", .string(note)), ("exact", .string(selector.exact)), ("prefix", .string(selector.prefix)),
      ("suffix", .string(selector.suffix)),
    ]
    return .object(members + (lemma == selector.exact ? [] : [("lemma", .string(lemma))]))
  }
}

/// Where the paragraphs of a text begin, for places that say so.
struct RecordedPlaces {
  private let text: RecordedText
  /// Ids with the offset of their paragraph, in the order of the text.
  private let starts: [(id: String, offset: Int)]
  private let offsets: [String: Int]

  init(of text: RecordedText) {
    self.text = text
    starts = zip(text.blocks, text.ranges).compactMap { block, range in
      block.id.map { ($0, range.lowerBound) }
    }
    offsets = Dictionary(starts.map { ($0.id, $0.offset) }) { first, _ in first }
  }

  /// The offset from which a place counts, or `nil` where the text has no such paragraph.
  func start(of id: String?) -> Int? {
    id.map { offsets[$0] } ?? 0
  }

  fileprivate func value(of anchor: RecordedAnchor) -> JSONValue {
    let range = anchor.range
    let next = starts.bisection { starts[$0].offset > range.lowerBound }
    let base = next > 0 ? starts[next - 1] : nil
    let selector = text.selector(of: range)
    var members: [(String, JSONValue)] = [("note", .string(anchor.note))]
    if let base { members.append(("in", .string(base.id))) }
    let at = text[(base?.offset ?? 0)..<range.lowerBound].unicodeScalars.count
    members += [("at", .integer(at)), ("exact", .string(selector.exact))]
    if anchor.marks.count > 1 {
      members.append(("marks", .array(anchor.marks.map { scalars(of: $0, from: range.lowerBound) })))
    }
    members += [("prefix", .string(selector.prefix)), ("suffix", .string(selector.suffix))]
    if anchor.lemma != selector.exact { members.append(("lemma", .string(anchor.lemma))) }
    return .object(members)
  }

  private func scalars(of range: Range<Int>, from start: Int) -> JSONValue {
    let lower = text[start..<range.lowerBound].unicodeScalars.count
    return .array([.integer(lower), .integer(lower + text[range].unicodeScalars.count)])
  }
}
