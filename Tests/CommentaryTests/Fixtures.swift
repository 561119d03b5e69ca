import Diagnostics
@testable import Markup
@testable import Commentary

/// A plain text of paragraphs, each given as the reader sees it.
func plainText(_ paragraphs: String...) -> PlainText { plainText(paragraphs) }

func plainText(_ paragraphs: [String]) -> PlainText {
  // Escaped, so that nothing in the words is taken for Markdown; line ends inside stay as they are.
  let markdown = paragraphs.map { $0.unicodeScalars.reduce(into: "") { $0 += $1.escaped } }
  return plainText(markdown: markdown.joined(separator: "\n\n"))
}

func plainText(markdown: String) -> PlainText {
  PlainText(Document.parsing(SourceText(path: "essay.md", text: markdown)).value)
}

extension Unicode.Scalar {
  fileprivate var escaped: String {
    let isPunctuation = isASCII && !properties.isAlphabetic && properties.numericType == nil && value > 0x20
    return (isPunctuation ? "\\" : "") + String(self)
  }
}

let nowhere = SourceText(path: "notes.md", text: "")

/// A lemma as a commentary would quote it, in a small notation: `**marked**` and `…`.
func lemma(_ quote: String) -> Lemma {
  var pieces: [Lemma.Piece] = []
  for (index, stretch) in quote.split(separator: "**", omittingEmptySubsequences: false).enumerated() {
    for (part, words) in stretch.split(separator: "…", omittingEmptySubsequences: false).enumerated() {
      if part > 0 { pieces.append(.gap(isMarked: index % 2 == 1)) }
      if !words.isEmpty { pieces.append(.words(String(words), isMarked: index % 2 == 1)) }
    }
  }
  return Lemma(pieces: pieces, range: nowhere.whole)
}

func note(_ quotes: String..., id: String = "n", about: EntryName? = nil) -> Note {
  Note(
    id: id, title: [], titleText: id, lemmas: quotes.map(lemma), body: [], kind: "gloss", series: nil,
    audience: nil, author: nil, about: about, versions: [], formerIDs: [], range: nowhere.whole,
    bodyRange: 0..<0)
}

/// A generator that gives the same numbers for the same seed on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
