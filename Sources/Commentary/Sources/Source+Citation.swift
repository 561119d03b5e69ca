/// Citations by notes and bibliography, in the manner of the Chicago Manual of Style.
///
/// Days are written “23 October 2000”.
extension Source {
  /// The first citation in a note.
  ///
  /// As in “Madeleine Albright, *Madam Secretary* (New York: Miramax, 2003), 465.”
  /// The locator is a page or whatever the source is divided by, “art. 2”; without one the pages of an article
  /// or chapter stand in its place. It always ends with a full stop, a question or exclamation mark.
  package func note(locator: String? = nil) -> [CitationSpan] {
    var composer = CitationComposer(self, .note(locator: locator))
    return composer.compose()
  }

  /// A later citation of the same source, as in “Albright, *Madam Secretary*, 465”.
  package func shortNote(locator: String? = nil) -> [CitationSpan] {
    var line = CitationLine()
    line.add([.text(NameList(authors.isEmpty ? editors : authors).short)], after: .comma)
    let title = citedTitle(shortTitle ?? title?.beforeColon)
    line.add(
      title.isEmpty ? [.text(genre ?? (type == "interview" ? "interview" : ""))] : title, after: .comma)
    if let locator { line.add([.text(locator.withRangeDashes)], after: .comma) }
    return ended(line)
  }

  /// Its entry in a bibliography.
  ///
  /// As in “Albright, Madeleine. *Madam Secretary*. New York: Miramax, 2003.”
  package var bibliographyEntry: [CitationSpan] {
    var composer = CitationComposer(self, .bibliography)
    return composer.compose()
  }

  /// A title of this source, set as its form wants; nothing where there is none.
  func citedTitle(_ title: String?) -> [CitationSpan] {
    guard let title else { return [] }
    return switch CitationForm(of: type).titleStyle {
    case .quoted: [.text(title.withoutFinalStop.inQuotes)]
    case .italic: [.title(title)]
    case .plain: [.text(title)]
    }
  }

  /// The line with its full stop; a source that says nothing of itself is cited by its id.
  func ended(_ line: CitationLine) -> [CitationSpan] {
    var line = line
    line.add(line.isEmpty ? [.text(id)] : [], after: .space)
    line.end()
    return line.spans
  }
}

/// Several names in a row.
struct NameList {
  private let names: [SourceName]

  init(_ names: [SourceName]) { self.names = names }

  /// As notes have it: “A”, “A and B”, “A, B, and C”, and from four names on “A et al.” alone.
  var direct: String { Self.joined(names.map(\.direct), limit: 3) }

  /// As repeated citations have it.
  var short: String { Self.joined(names.map(\.short), limit: 3) }

  /// As a bibliography has it: the first name inverted, and seven of them where there are more than ten.
  var inverted: String {
    guard let first = names.first else { return "" }
    let all = [first.inverted] + names.dropFirst().map(\.direct)
    if names.count == 2 && first.isInverted { return all.joined(separator: ", and ") }
    return names.count > 10 ? all.prefix(7).joined(separator: ", ") + ", et al." : Self.joined(all, limit: 10)
  }

  private static func joined(_ names: [String], limit: Int) -> String {
    switch names.count {
    case 0: ""
    case 1: names[0]
    case 2: names[0] + " and " + names[1]
    case ...limit: names.dropLast().joined(separator: ", ") + ", and " + names[names.count - 1]
    default: names[0] + " et al."
    }
  }
}

extension String {
  /// The main title, without what follows its first colon.
  fileprivate var beforeColon: String {
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), colon > startIndex else { return self }
    return String(self[..<colon])
  }

  /// Without a full stop at the end that ends a sentence and no abbreviation: quotes get one of their own.
  fileprivate var withoutFinalStop: String {
    let word = utf8.reversed().dropFirst().prefix { $0 != 0x20 }
    let endsSentence = utf8.last == UInt8(ascii: ".") && word.count >= 4 && !word.contains(UInt8(ascii: "."))
    return endsSentence ? String(unicodeScalars.dropLast()) : self
  }
}
