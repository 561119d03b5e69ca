/// A random number generator that repeats itself when given the same seed (SplitMix64).
package struct SeededRandom: RandomNumberGenerator {
  package let seed: UInt64
  private var state: UInt64

  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Up to 30 characters, many of them with a meaning in markup, none forbidden in HTML.
  package mutating func text() -> String {
    let alphabet: [String] = [
      "<", ">", "&", "\"", "'", "{", "}", "/", "=", " ", "\n", "\t", "a", "amp;", "&lt;", "\u{301}",
      "\u{338}", "é",
      "한", "😀", "\u{2028}", "-->", "]]>", "{{", "}}", "\u{FFFD}", "\u{A0}",
    ]
    let count = Int.random(in: 0...30, using: &self)
    return (0..<count).map { _ in alphabet.randomElement(using: &self) ?? "" }.joined()
  }
}

/// Reads back what an HTML or XML writer escaped; nothing else.
package func unescaped(_ markup: String) -> String {
  let references: [(String, Unicode.Scalar)] = [
    ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"),
    ("&#10;", "\n"),
    ("&#9;", "\t"),
  ]
  var rest = markup.utf8[...]
  var bytes: [UInt8] = []
  while let byte = rest.first {
    if byte == 0x26, let found = references.first(where: { rest.starts(with: $0.0.utf8) }) {
      bytes.append(contentsOf: found.1.utf8)
      rest = rest.dropFirst(found.0.utf8.count)
    } else {
      bytes.append(byte)
      rest = rest.dropFirst()
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
