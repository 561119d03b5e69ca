/// Parts of a citation that more than one form has.
extension Source {
  /// Place, publisher and date: “New York: Miramax, 2003”.
  var imprint: String {
    let house = [publisherPlace, publisher].compactMap(\.self).joined(separator: ": ")
    return [house, issued?.spelled ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The edition in words: “2nd ed.” for 2, otherwise as written.
  var editionPhrase: String? {
    guard let edition else { return nil }
    guard let number = Int(edition) else { return edition }
    let ending =
      switch (number % 10, number % 100) {
      case (1, let rest) where rest != 11: "st"
      case (2, let rest) where rest != 12: "nd"
      case (3, let rest) where rest != 13: "rd"
      default: "th"
      }
    return "\(number)\(ending) ed."
  }

  var volumePhrase: String? { volume.map { "vol. \($0)" } }

  /// The series and the number in it.
  var series: String? {
    collectionTitle.map { [$0, collectionNumber].compactMap(\.self).joined(separator: " ") }
  }

  /// Whoever edited a book that nobody is the author of.
  var leadingEditors: [SourceName] {
    switch CitationForm(of: type) {
    case .book, .report: authors.isEmpty ? editors : []
    case .journalArticle, .article, .part, .webpage, .thesis, .law, .hearing, .broadcast, .interview, .speech,
      .film,
      .document:
      []
    }
  }

  /// The address to follow: of the DOI if there is one, otherwise of the `URL`.
  var link: CitationSpan? {
    if let doi {
      // In an address these two would end the DOI.
      let path = doi.withEscapedBytes("?#")
      return .link(text: "https://doi.org/\(doi)", url: "https://doi.org/\(path)")
    }
    return url.map { .link(text: $0, url: $0.withEscapedBytes("")) }
  }
}

extension String {
  /// Percent-escapes the bytes of `others` and those that no address may hold as they are.
  ///
  /// `%` stays, so that an address is not escaped twice.
  fileprivate func withEscapedBytes(_ others: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    let escaped = Array("\"<>\\^`{|}\(others)".utf8)
    let bytes = utf8.flatMap { (byte: UInt8) -> [UInt8] in
      guard byte <= 0x20 || byte >= 0x7F || escaped.contains(byte) else { return [byte] }
      return [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
