import Publishing
import Testing

extension `A value that tries to break out` {
  /// Two sites have the same pages with the same tags and attributes, whatever stands in them.
  func compare(_ site: Site, with plain: Site, case id: String) throws {
    #expect(site.files.map(\.path) == plain.files.map(\.path), "\(id)")
    for (file, other) in zip(site.files, plain.files) {
      switch file.path.name.split(separator: ".").last {
      case "html":
        let page = ParsedPage(file.bytes)
        #expect(page.faults == [], "\(id): \(file.path)")
        let structure = ParsedPage(other.bytes).structure
        if file.path.text.contains("/compare/") {
          // Which words differ depends on the words; a value still makes no other tag.
          let marks = ["ins", "ins class", "del", "del class", "em", "strong", "code", "br"]
          #expect(Set(page.structure).isSubset(of: structure + Self.rowTags + marks), "\(id): \(file.path)")
        } else {
          #expect(page.structure == structure, "\(id): \(file.path)")
        }
      case "xml":
        let document = XMLReading(file.bytes)
        #expect(document.fault == nil, "\(id): \(file.path)")
        #expect(document.structure == XMLReading(other.bytes).structure, "\(id): \(file.path)")
      case "js" where file.path.name == "search-index.js":
        let index = try SearchIndexReading(file.bytes)
        #expect(index.shape == (try SearchIndexReading(other.bytes)).shape, "\(id): \(file.path)")
        for byte in "<>&".utf8 { #expect(!file.bytes.contains(byte), "\(id): \(file.path)") }
      default: #expect(file.bytes == other.bytes, "\(id): \(file.path)")
      }
    }
  }

  /// The tags of rows that a comparison has where its texts give reason.
  private static let rowTags = [
    "div class id", "h2", "h2 class", "div class lang", "div class lang hidden", "p", "p class", "span class",
    "a class href aria-label", "a href", "div class", "ul", "li class",
  ]

  /// Byte for byte, since a mark that combines with a letter would hide it from a search by characters.
  func has(_ words: String, in text: String) -> Bool {
    words.isEmpty || Array(text.utf8).firstRange(of: Array(words.utf8)) != nil
  }

  /// What has to come back of a value: white space may change, and what HTML and XML forbid may not pass.
  func essence(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          !$0.properties.isWhitespace && !isForbidden($0) && $0 != "\u{FFFD}"
        }))
  }

  /// What a message has to name: the first of its kind in a value, at least.
  func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    [0, 1, 0x202E, 0x200B].contains(scalar.value)
  }

  func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || [0xFFFE, 0xFFFF].contains(scalar.value)
  }
}
