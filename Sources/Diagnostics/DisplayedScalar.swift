/// How one code point is shown in a terminal, and how many columns it takes there.
///
/// What would act on the terminal instead of being seen (control characters, ESC, changes of writing direction,
/// invisible spaces) is spelled out as `\u{1b}`, so that no file can repaint an author's screen.
struct DisplayedScalar {
  let text: String
  /// Columns of a terminal: 0 for a combining mark, 2 for a wide East Asian character or an emoji.
  let width: Int

  init(_ scalar: Unicode.Scalar) {
    if scalar.isHidden {
      text = "\\u{\(String(scalar.value, radix: 16))}"
      width = text.utf8.count
    } else {
      text = String(scalar)
      width = scalar.terminalWidth
    }
  }
}

extension String {
  /// The text on one line, with every hidden character spelled out; tabs too.
  package var displayed: String {
    guard unicodeScalars.contains(where: \.isHidden) else { return self }
    return unicodeScalars.map { DisplayedScalar($0).text }.joined()
  }
}

extension Unicode.Scalar {
  /// Its name in messages: “U+200B”.
  package var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// Whether a terminal would obey or swallow the character instead of showing it.
  var isHidden: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // The joiners and the tags are parts of visible clusters: Persian words, emoji, flags.
    case .format: value != 0x200C && value != 0x200D && !(0xE0020...0xE007F).contains(value)
    case _: false
    }
  }

  fileprivate var terminalWidth: Int {
    guard value >= 0x300 else { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    case _: break
    }
    return properties.isEmojiPresentation || isEastAsianWide ? 2 : 1
  }

  /// The blocks that are Wide or Fullwidth in Unicode Standard Annex 11, in whole blocks.
  private var isEastAsianWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      true
    case _: false
    }
  }
}
