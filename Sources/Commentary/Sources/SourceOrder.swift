import Records

/// What a bibliography is sorted by: author, then date, then title, the same on every machine.
///
/// Texts are compared by the bytes of a folded form: letters in lower case and without diacritics, digits, and
/// single blanks between words; everything else is left out. So Ó stands with o and “Ch’oe” with “choe”, in
/// whatever language.
package struct SourceOrder: Sendable, Hashable, Comparable {
  private let maker: [UInt8]
  /// Year, month and day; sources without a day of the calendar come last.
  private let date: [Int]
  private let title: [UInt8]
  private let id: String

  package init(of source: Source) {
    let names = source.authors.isEmpty ? source.editors : source.authors
    let title = Self.folded(Self.withoutArticle(source.title ?? ""))
    // A byte below all others keeps “Lee, Ann” before “Leeds”.
    let makers = names.map { name in
      [name.short, name.isFamilyFirst || name.literal == nil ? name.given ?? "" : "", name.suffix ?? ""]
        .map(Self.folded).joined(separator: [1])
    }
    maker = names.isEmpty ? title : Array(makers.joined(separator: [2]))
    date = source.issued?.start.map { [$0.year, $0.month ?? 0, $0.day ?? 0] } ?? [.max]
    self.title = title
    id = source.id
  }

  package static func < (left: SourceOrder, right: SourceOrder) -> Bool {
    if left.maker != right.maker { return left.maker.lexicographicallyPrecedes(right.maker) }
    if left.date != right.date { return left.date.lexicographicallyPrecedes(right.date) }
    if left.title != right.title { return left.title.lexicographicallyPrecedes(right.title) }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }

  private static func withoutArticle(_ title: String) -> String {
    let opening = title.unicodeScalars.drop { !$0.properties.isAlphabetic }
    let word = String(String.UnicodeScalarView(opening.prefix { $0.properties.isAlphabetic })).lowercased()
    let rest = opening.dropFirst(word.unicodeScalars.count)
    guard ["the", "a", "an"].contains(word), rest.first?.properties.isWhitespace == true else { return title }
    return String(String.UnicodeScalarView(rest))
  }

  /// The form that is compared.
  static func folded(_ text: String) -> [UInt8] {
    var folded: [UInt8] = []
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace || scalar == "-" || scalar == "–" {
        if folded.last != 0x20 && !folded.isEmpty { folded.append(0x20) }
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        folded += Array((baseLetters(of: scalar) ?? String(scalar)).utf8)
      }
    }
    if folded.last == 0x20 { folded.removeLast() }
    return folded
  }

  /// The plain letters of a Latin letter, taken from its Unicode name: `LATIN SMALL LETTER O WITH STROKE` is o.
  private static func baseLetters(of scalar: Unicode.Scalar) -> String? {
    if scalar == "ß" { return "ss" }
    guard scalar.value > 0x7F, let name = scalar.properties.name else { return nil }
    let words = name.utf8.split(separator: 0x20).map { String(decoding: Array($0), as: UTF8.self) }
    guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER", words[3].utf8.count <= 2 else {
      return nil
    }
    return words.count == 4 || words[4] == "WITH" ? words[3].lowercased() : nil
  }
}

extension [Source] {
  /// As a bibliography lists them.
  package var inBibliographyOrder: [Source] {
    map { (order: SourceOrder(of: $0), source: $0) }.sorted { $0.order < $1.order }.map(\.source)
  }
}
