/// The folded characters met so far, each with a small number, so that matching compares integers.
///
/// Folding forgets typography and nothing else: quotes and primes become straight, dashes with the spaces about
/// them a hyphen, white space a space, `...` an ellipsis; characters without width disappear. Canonical
/// equivalents (é, e + accent) are one unit, because `Character` compares them so. Case stays.
struct Alphabet: Sendable {
  /// An ASCII character's own code, a constant below, or a number handed out from `firstFree` on.
  typealias Unit = UInt32

  /// How a unit behaves at the edge of a word.
  enum Category: Sendable {
    /// A letter or digit of a script that parts words by spaces.
    case word
    /// A letter of a script that writes words without spaces, or joins particles to them (Hangul).
    case unspaced
    case other
  }

  static let space = Unit(UInt8(ascii: " "))
  static let hyphen = Unit(UInt8(ascii: "-"))
  static let apostrophe = Unit(UInt8(ascii: "'"))
  static let quote = Unit(UInt8(ascii: "\""))
  static let dot = Unit(UInt8(ascii: "."))
  static let ellipsis: Unit = 0x80
  /// Parts two blocks; no lemma holds it.
  static let blockBreak: Unit = 0x81
  /// Stands for characters without width; never part of a folded text.
  static let ignored: Unit = 0x82
  private static let firstFree: Unit = 0x100

  private var units: [Character: Unit] = [:]
  private var categories: [Category] = []
  private var lowered: [Unit] = []

  /// Whether a unit of one byte is added as it is, and changes nothing of what stands before it.
  static func stays(_ unit: Unit, behind last: Unit) -> Bool {
    switch unit {
    case space: last != space && last != hyphen && last != blockBreak
    case dot: last != dot
    case hyphen: false
    default: true
    }
  }

  static func unit(ofASCII byte: UInt8) -> Unit {
    switch byte {
    case 0x09...0x0D: space
    case UInt8(ascii: "`"): apostrophe
    default: Unit(byte)
    }
  }

  /// The unit of a character, which is new if the alphabet never met it.
  mutating func unit(of character: Character) -> Unit {
    if let mark = Self.mark(character) { return mark }
    if let known = units[character] { return known }
    let unit = folded(character)
    units[character] = unit
    return unit
  }

  func category(of unit: Unit) -> Category {
    guard unit < 0x80 else { return unit < Self.firstFree ? .other : categories[Int(unit - Self.firstFree)] }
    switch UInt8(unit) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .word
    default: return .other
    }
  }

  func isWord(_ unit: Unit) -> Bool { category(of: unit) == .word }

  /// The unit in lower case, for the search of what is merely similar.
  func lowered(_ unit: Unit) -> Unit {
    guard unit < 0x80 else { return unit < Self.firstFree ? unit : lowered[Int(unit - Self.firstFree)] }
    let isCapital = unit >= UInt8(ascii: "A") && unit <= UInt8(ascii: "Z")
    return isCapital ? unit + 0x20 : unit
  }

  private mutating func folded(_ character: Character) -> Unit {
    let seen = character.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
    guard let first = seen.first else { return Self.ignored }
    if seen.count == 1, let fixed = Self.typographic(first) { return fixed }
    let bare = String(String.UnicodeScalarView(seen))
    // Without its joiners a cluster may fall apart; then it is known by what it was.
    let key = bare.count == 1 ? bare.first ?? character : character
    if let known = units[key] { return known }
    return handOut(to: key, first: first)
  }

  private mutating func handOut(to key: Character, first: Unicode.Scalar) -> Unit {
    let unit = Self.firstFree + Unit(categories.count)
    units[key] = unit
    categories.append(Self.category(of: first))
    lowered.append(unit)
    let small = key.lowercased()
    if small.count == 1, let letter = small.first, letter != key {
      lowered[Int(unit - Self.firstFree)] = self.unit(of: letter)
    }
    return unit
  }

  /// The unit of a mark that typographers put for one on a keyboard, without a look-up.
  private static func mark(_ character: Character) -> Unit? {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, scalars.dropFirst().isEmpty else { return nil }
    return first.value < 0x80 || (0x2010...0x2026).contains(first.value) ? typographic(first) : nil
  }

  private static func typographic(_ scalar: Unicode.Scalar) -> Unit? {
    switch scalar.value {
    case 0x2018...0x201B, 0x2032, 0x2035, 0x2039, 0x203A, 0x00B4, 0x02B9, 0x02BB, 0x02BC, 0xFF07: apostrophe
    case 0x201C...0x201F, 0x2033, 0x2036, 0x00AB, 0x00BB, 0x02BA, 0x301D...0x301F, 0xFF02: quote
    case 0x2010...0x2015, 0x2212: hyphen
    case 0x2026: ellipsis
    case 0..<0x80: unit(ofASCII: UInt8(scalar.value))
    default:
      if scalar.properties.isWhitespace {
        space
      } else if scalar.properties.generalCategory == .dashPunctuation {
        hyphen
      } else {
        nil
      }
    }
  }

  private static func category(of scalar: Unicode.Scalar) -> Category {
    switch scalar.value {
    case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x318F,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
      0xFF66...0xFFDC, 0x1B000...0x1B16F, 0x20000...0x3FFFF:
      return scalar.properties.isAlphabetic ? .unspaced : isDigit(scalar) ? .word : .other
    default: return scalar.properties.isAlphabetic || isDigit(scalar) ? .word : .other
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }
}
