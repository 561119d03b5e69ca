import Diagnostics

/// The first character of a text that nobody sees, or that no page can have.
enum UnseenCharacter {
  /// A control other than tab and line feed, or a noncharacter: HTML and XML have no place for it.
  case forbidden(Unicode.Scalar)
  /// A change of writing direction or a space without width: it makes a text look like another.
  case invisible(Unicode.Scalar)

  init?(in text: String) {
    for scalar in text.unicodeScalars where scalar.value < 0x20 || scalar.value >= 0x7F {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: continue
      case 0..<0x20, 0x7F...0x9F, 0xFDD0...0xFDEF: self = .forbidden(scalar)
      case 0x200B, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: self = .invisible(scalar)
      case let value where value & 0xFFFE == 0xFFFE: self = .forbidden(scalar)
      case _: continue
      }
      return
    }
    return nil
  }

  /// What is to be said of it: “has the character U+0001, which no page can hold; it is left out”.
  var complaint: String {
    switch self {
    case .forbidden(let scalar):
      "has the character \(scalar.codePoint), which no page can hold; it is left out"
    case .invisible(let scalar): "has the invisible character \(scalar.codePoint)"
    }
  }
}
