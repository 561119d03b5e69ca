/// How much room words take in a drawing, which nothing measures when a site is built.
enum LabelText {
  /// About how wide a text is in a wide serif, in units of the size of its letters; rather too wide than too narrow.
  static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20, 0x21, 0x27...0x29, 0x2C...0x2F, 0x3A, 0x3B, 0x49, 0x66, 0x69, 0x6A, 0x6C, 0x72, 0x74: 0.38
    case 0x2018...0x201F: 0.42
    case 0x4D, 0x57, 0x6D, 0x77, 0x25, 0x26, 0x2013, 0x2014, 0x2026: 1.0
    case 0x41...0x5A: 0.74
    case 0...0x10FF: 0.58
    default: 1.1
    }
  }

  /// At most so many scalars, cut between words where there are any, with “…” for what is left out.
  static func shortened(_ text: String, to limit: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > limit else { return text }
    let kept = scalars.prefix(limit - 1)
    let end = kept.lastIndex(of: " ").map { $0 >= limit / 2 ? $0 : kept.endIndex } ?? kept.endIndex
    var view = String.UnicodeScalarView()
    view.append(contentsOf: kept[..<end])
    return String(view) + "…"
  }

  /// A text in lines of at most a width, in units of the size of its letters, broken between words.
  ///
  /// What fits in no line by itself is cut, with “…” for what is left out.
  static func lines(of text: String, width limit: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let joined = lines.last.map { "\($0) \(word)" }
      if let joined, width(of: joined) <= limit {
        lines[lines.count - 1] = joined
      } else {
        lines.append(cut(String(word), toWidth: limit))
      }
    }
    return lines
  }

  private static func cut(_ word: String, toWidth limit: Double) -> String {
    var length = word.unicodeScalars.count
    var kept = word
    while length > 1, width(of: kept) > limit {
      length -= 1
      kept = shortened(word, to: length)
    }
    return kept
  }

  /// A length as an attribute has it, with one decimal at most.
  static func length(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let digits = "\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    return tenths < 0 ? "-" + digits : digits
  }
}
