import Markup

/// A call of the essay author's own note, at the offset of the text that it follows.
struct FootnoteCall: Sendable {
  let note: Int
  let occurrence: Int
  let offset: Int

  /// The calls in some blocks, in the order of the text.
  static func collecting(from blocks: [Block], in text: PlainText) -> [FootnoteCall] {
    var calls: [FootnoteCall] = []
    var offset = 0
    for inline in blocks.allInlines {
      switch inline {
      case .text(let leaf), .code(let leaf), .softBreak(let leaf), .lineBreak(let leaf):
        offset = text.run(of: leaf).range.upperBound
      case .footnoteCall(let note, let occurrence):
        calls.append(FootnoteCall(note: note, occurrence: occurrence, offset: offset))
      case .emphasis, .strong, .link, .html, .image: break
      }
    }
    return calls
  }

  /// How the author's notes are numbered, apart from ours: a, b, … z, aa, ab and so on.
  static func letters(_ index: Int) -> String {
    var rest = index
    var letters: [UInt8] = []
    repeat {
      letters.insert(UInt8(ascii: "a") + UInt8(rest % 26), at: 0)
      rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters, as: UTF8.self)
  }

  static func noteID(_ note: Int) -> String { "f-\(note + 1)" }

  /// Repeated calls have ids of their own, so that each way back is a different one.
  static func callID(_ note: Int, _ occurrence: Int) -> String {
    occurrence == 0 ? "fc-\(note + 1)" : "fc-\(note + 1)-\(occurrence + 1)"
  }
}
