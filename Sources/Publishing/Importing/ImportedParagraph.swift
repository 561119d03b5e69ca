import Diagnostics

/// A paragraph of a plain text: lines that no empty line parts, without blanks around each.
struct ImportedParagraph {
  let lines: [String]

  /// The lines as one, as a reader sees them.
  var text: String { lines.joined(separator: " ") }
  /// In code points.
  var length: Int { text.unicodeScalars.count }
  var wordCount: Int { text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).count }

  static func splitting(_ source: SourceText) -> [ImportedParagraph] {
    source.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(trimmed($0)) }
      .split(whereSeparator: \.isEmpty)
      .map { ImportedParagraph(lines: Array($0)) }
  }

  private static func trimmed(_ line: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var line = line.drop(while: \.isBlank)
    while let last = line.last, last.isBlank { line.removeLast() }
    return line
  }
}

extension ImportedParagraph {
  /// A single line that is short and no sentence.
  var looksLikeTitle: Bool {
    guard lines.count == 1, length <= 120, let last = text.unicodeScalars.last else { return false }
    return ![".", ",", ";", ":", "…"].contains(last)
  }

  /// Whether no sentence ends before the paragraph does; the point of “U.S.” or “Mr.” ends none.
  var isOneSentence: Bool {
    let words = text.unicodeScalars.split(separator: " ")
    return zip(words, words.dropFirst()).allSatisfy { word, next in
      guard let end = word.last(where: { !"\"'”’»)".unicodeScalars.contains($0) }),
        ".!?…".unicodeScalars.contains(end),
        let first = next.first(where: { !"\"'“‘«(".unicodeScalars.contains($0) }),
        first.properties.isUppercase
      else { return true }
      return end == "." && isAbbreviation(word)
    }
  }

  private func isAbbreviation(_ word: Substring.UnicodeScalarView) -> Bool {
    let stem = word.dropLast()
    return stem.count == 1 || stem.contains(".")
      || ["Dr", "Gen", "Gov", "Mr", "Mrs", "Ms", "No", "Prof", "Rev", "Sen", "Sgt", "St", "vs"].contains(
        String(stem))
  }

  /// “Image: …”, “Photo credit: …” and their like, of at most 400 characters.
  var isCredit: Bool {
    guard length <= 400, let colon = text.unicodeScalars.firstIndex(of: ":") else { return false }
    let words = String(text[..<colon]).lowercased().unicodeScalars.split(separator: " ").map { String($0) }
    guard let first = words.first else { return false }
    let things = ["image", "images", "photo", "photos", "photograph", "picture", "illustration", "cover"]
    let additions = ["by", "credit", "credits", "courtesy", "source"]
    return things.contains(first) && words.count <= 3
      && words.dropFirst().allSatisfy { additions.contains($0) || things.contains($0) }
  }

  /// The name in “Ada Quill is a baker in Ely.”: two to six capitalised words, then a verb that tells of a life.
  var authorName: String? {
    guard length <= 600 else { return nil }
    let words = text.unicodeScalars.split(separator: " ").map { String($0) }
    guard let verb = words.firstIndex(where: { verbs.contains($0) }), words.count > verb + 1 else {
      return nil
    }
    // “Ada Quill, a baker, lives in Ely.”
    let comma = words[..<verb].firstIndex { $0.utf8.last == UInt8(ascii: ",") }
    let name = Array(words[...(comma ?? verb - 1)])
    guard (2...6).contains(name.count), name.allSatisfy(isOfName), let first = name.first,
      isCapitalized(first),
      !openings.contains(first),
      comma != nil || !["is", "was"].contains(words[verb]) || tellsRole(words[verb + 1])
    else { return nil }
    let joined = name.joined(separator: " ")
    return comma == nil ? joined : String(joined.unicodeScalars.dropLast())
  }

  /// “a”, “the”, “currently”, “professor”: what follows “is” where a person is introduced.
  private func tellsRole(_ word: String) -> Bool {
    [
      "a", "an", "the", "one", "also", "currently", "professor", "director", "editor", "author", "chair",
      "senior",
    ]
    .contains(word.lowercased())
  }

}

/// The names in “By Ada Quill” or “By Ada Quill and Bo van der Cho”: a line of its own with two to eight words of
/// names after the “By”, and no stop.
func nameInByline(_ line: String) -> String? {
  let words = line.unicodeScalars.split(separator: " ").map { String($0) }
  guard let by = words.first, ["By", "BY", "by"].contains(by), (3...9).contains(words.count) else {
    return nil
  }
  let names = Array(words.dropFirst())
  let isName = { (word: String) in isOfName(word) || ["and", "&"].contains(word) }
  guard names.allSatisfy(isName), isCapitalized(names[0]), !openings.contains(names[0]),
    let last = names.last, isCapitalized(last),
    !".,;:!?…".unicodeScalars.contains(where: { last.unicodeScalars.last == $0 })
  else { return nil }
  return names.joined(separator: " ")
}

private func isOfName(_ word: String) -> Bool { isCapitalized(word) || particles.contains(word) }

private func isCapitalized(_ word: String) -> Bool {
  word.unicodeScalars.first?.properties.isUppercase ?? false
}

private let verbs: Set<String> = [
  "is", "was", "has", "teaches", "taught", "writes", "works", "worked", "directs", "edits", "lives", "serves",
  "served",
  "studies", "covers", "reports", "leads", "holds",
]
private let particles: Set<String> = [
  "al", "bin", "da", "de", "del", "der", "di", "du", "la", "le", "ten", "van", "von", "y",
]
/// Capitalised words that begin a sentence and no name.
private let openings: Set<String> = [
  "A", "All", "An", "And", "But", "Each", "Every", "For", "He", "Her", "His", "If", "In", "It", "Its", "No",
  "Nobody",
  "None",
  "Nor", "Nothing", "On", "Our", "She", "So", "Such", "That", "The", "Their", "There", "These", "They",
  "This", "Those",
  "To", "Under", "We", "What", "When", "Where", "Who", "Yet", "You",
]
