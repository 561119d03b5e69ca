import Diagnostics
import Markup

/// Reads the words of a block quote as a lemma.
///
/// Strong words are marked; emphasis, code and links are text like any other; a line end is a space. `…` and
/// `...`, also in brackets, are gaps. The first link to an entry says what the note is about.
struct LemmaReader {
  private var stretches: [(text: String, isMarked: Bool)] = []
  private(set) var entries: [EntryName] = []
  private var link: String?
  private let kinds: [String]

  init(kinds: [String]) { self.kinds = kinds }

  /// The lemma, or `nil` with an error where the quote holds anything but one paragraph of words.
  mutating func lemma(of blocks: [Block], at range: SourceRange) -> Diagnosed<Lemma?> {
    var paragraphs: [[Inline]] = []
    for block in blocks {
      switch block.content {
      case .paragraph(let inlines): paragraphs.append(inlines)
      case .heading: return Diagnosed(nil, [.holds("a heading", at: range)])
      case .blockQuote: return Diagnosed(nil, [.holds("a quote within the quote", at: range)])
      case .list: return Diagnosed(nil, [.holds("a list", at: range)])
      case .code: return Diagnosed(nil, [.holds("a code block", at: range)])
      case .html: return Diagnosed(nil, [.holds("raw HTML", at: range)])
      case .thematicBreak: return Diagnosed(nil, [.holds("a rule", at: range)])
      }
    }
    guard paragraphs.count < 2 else { return Diagnosed(nil, [.hasParagraphs(paragraphs.count, at: range)]) }
    read(paragraphs.first ?? [], isMarked: false)
    let pieces = stretches.flatMap { Self.pieces(of: $0.text, isMarked: $0.isMarked) }
    guard pieces.contains(where: \.hasWords) else { return Diagnosed(nil, [.isEmpty(at: range)]) }
    return Diagnosed(Lemma(pieces: pieces, range: range, link: link), [])
  }

  private mutating func read(_ inlines: [Inline], isMarked: Bool) {
    for inline in inlines {
      switch inline {
      case .text(let leaf), .code(let leaf): append(leaf.text, isMarked)
      case .softBreak, .lineBreak: append(" ", isMarked)
      case .emphasis(let inner): read(inner, isMarked: isMarked)
      case .strong(let inner): read(inner, isMarked: true)
      case .link(let destination, _, let inner):
        if case .entry(let name) = LinkTarget.parsing(destination, kinds: kinds) {
          entries.append(name)
          link = link ?? destination
        }
        read(inner, isMarked: isMarked)
      // None of these is part of the text that the lemma is looked for in.
      case .html, .image, .footnoteCall: break
      }
    }
  }

  private mutating func append(_ text: String, _ isMarked: Bool) {
    if let last = stretches.last, last.isMarked == isMarked {
      stretches[stretches.count - 1].text += text
    } else {
      stretches.append((text, isMarked))
    }
  }

  private static func pieces(of text: String, isMarked: Bool) -> [Lemma.Piece] {
    guard text.utf8.contains(where: mayBeginEllipsis) else {
      return text.isEmpty ? [] : [.words(text, isMarked: isMarked)]
    }
    let utf8 = Array(text.utf8)
    var pieces: [Lemma.Piece] = []
    var start = 0
    var index = 0
    func words(_ end: Int) -> [Lemma.Piece] {
      start < end ? [.words(String(decoding: utf8[start..<end], as: UTF8.self), isMarked: isMarked)] : []
    }
    while index < utf8.count {
      guard mayBeginEllipsis(utf8[index]), let end = endOfEllipsis(in: utf8, at: index) else {
        index += 1
        continue
      }
      pieces += words(index) + [.gap(isMarked: isMarked)]
      start = end
      index = end
    }
    return pieces + words(utf8.count)
  }

  private static func mayBeginEllipsis(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), 0xE2, UInt8(ascii: "["), UInt8(ascii: "("): true
    default: false
    }
  }

  /// The end of `…` or `...`, however many of them, and of the brackets around.
  private static func endOfEllipsis(in utf8: [UInt8], at start: Int) -> Int? {
    let closing: UInt8? =
      switch utf8[start] {
      case UInt8(ascii: "["): UInt8(ascii: "]")
      case UInt8(ascii: "("): UInt8(ascii: ")")
      default: nil
      }
    var end = closing == nil ? start : start + 1
    var dots = 0
    while end < utf8.count {
      if utf8[end] == UInt8(ascii: ".") {
        (dots, end) = (dots + 1, end + 1)
      } else if utf8[end...].starts(with: [0xE2, 0x80, 0xA6]) {
        (dots, end) = (dots + 3, end + 3)
      } else {
        break
      }
    }
    guard dots >= 3 else { return nil }
    guard let closing else { return end }
    return end < utf8.count && utf8[end] == closing ? end + 1 : nil
  }
}

extension Lemma.Piece {
  /// Whether anything would be left of it for the search.
  fileprivate var hasWords: Bool {
    switch self {
    case .words(let text, _):
      text.unicodeScalars.contains {
        !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
      }
    case .gap: false
    }
  }
}

extension Diagnostic {
  fileprivate static func isEmpty(at range: SourceRange) -> Diagnostic {
    .error("lemma.empty", "the lemma has no words; quote those that the note is about", at: range)
  }

  fileprivate static func holds(_ what: String, at range: SourceRange) -> Diagnostic {
    .error("lemma.not-words", "the lemma holds \(what); quote the words alone", at: range)
  }

  fileprivate static func hasParagraphs(_ count: Int, at range: SourceRange) -> Diagnostic {
    .error(
      "lemma.paragraphs",
      "the lemma has \(count) paragraphs; write “…” where it passes from one to the next", at: range)
  }
}
