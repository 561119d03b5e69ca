/// The id that a title gives: “Who paid for the summit?” is `who-paid-for-the-summit`.
///
/// Letters, digits and their marks of any script are kept, in lower case by Unicode's default mapping, which
/// knows no locale (`İ` is always `i̇`); characters without width vanish; everything else becomes one hyphen.
/// At most 60 UTF-8 bytes, cut where a word ends if there is such a place. Letters are composed (see
/// `composed`), and `slug(slug(title)) == slug(title)`. A title without letters and digits gives "".
package func slug(_ title: String) -> String {
  if let slug = slug(ofASCII: title.utf8) { return slug }
  var words: [String] = []
  var isOpen = false
  var length = -1
  let seen = title.unicodeScalars.filter { $0.isASCII || !$0.properties.isDefaultIgnorableCodePoint }
  for character in String(String.UnicodeScalarView(seen)).lowercased() {
    guard let first = character.unicodeScalars.first, first.isLetterOrDigit else {
      isOpen = false
      continue
    }
    // What comes after the limit is in no id, unless the first word goes beyond it.
    if words.count > 1, length > slugLimit { break }
    if !isOpen {
      words.append("")
      length += 1
    }
    isOpen = true
    let letter = composed(character)
    words[words.count - 1] += letter
    length += letter.utf8.count
  }
  var slug = ""
  for word in words {
    let longer = slug.isEmpty ? word : slug + "-" + word
    guard longer.utf8.count <= slugLimit else { break }
    slug = longer
  }
  return slug.isEmpty ? words.first.map(cut) ?? "" : slug
}

/// The same for a title that is nothing but ASCII; `nil` for any other.
private func slug(ofASCII title: String.UTF8View) -> String? {
  guard title.allSatisfy({ $0 < 0x80 }) else { return nil }
  var slug: [UInt8] = []
  for word in title.split(whereSeparator: { !Unicode.Scalar($0).isLetterOrDigit }) {
    let length = slug.count + (slug.isEmpty ? 0 : 1) + word.count
    guard length <= slugLimit || slug.isEmpty else { break }
    if !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
    slug += word.prefix(slugLimit).lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if length > slugLimit { break }
  }
  return String(decoding: slug, as: UTF8.self)
}

private let slugLimit = 60

private func cut(_ word: String) -> String {
  word.reduce(into: "") { short, character in
    if short.utf8.count + character.utf8.count <= slugLimit { short.append(character) }
  }
}

extension Unicode.Scalar {
  var isLetterOrDigit: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: !isASCII && (properties.isAlphabetic || properties.numericType != nil)
    }
  }
}

/// A text with each character that has a composed form in that form, as NFC has it.
///
/// The standard library offers no normalization, but compares `Character`s by canonical equivalence: so the
/// composed form is looked up among Latin, Greek, Cyrillic, Kana and Hangul, where it exists. Other scripts are
/// left as they are.
func composed(_ text: String) -> String { text.map(composed).joined() }

private func composed(_ character: Character) -> String {
  guard character.unicodeScalars.count > 1 else { return String(character) }
  return composedForms[character] ?? composedHangul(character) ?? String(character)
}

/// The composed forms of characters, which are found under all that are canonically equivalent.
private let composedForms: [Character: String] = {
  let ranges: [ClosedRange<UInt32>] = [
    0x00C0...0x024F, 0x0370...0x04FF, 0x1E00...0x1FFF, 0x3040...0x30FF,
  ]
  let scalars = ranges.flatMap { $0.compactMap(Unicode.Scalar.init) }
  return Dictionary(scalars.map { (Character($0), String($0)) }) { first, _ in first }
}()

/// The syllable of two or three jamo, by the arithmetic of the Unicode Standard, section 3.12.
private func composedHangul(_ character: Character) -> String? {
  let jamo = character.unicodeScalars.map { Int($0.value) }
  guard jamo.count <= 3, jamo.count >= 2, (0x1100...0x1112).contains(jamo[0]),
    (0x1161...0x1175).contains(jamo[1])
  else { return nil }
  let tail = jamo.count == 3 ? jamo[2] - 0x11A7 : 0
  guard (0...27).contains(tail) else { return nil }
  let syllable = 0xAC00 + ((jamo[0] - 0x1100) * 21 + jamo[1] - 0x1161) * 28 + tail
  return Unicode.Scalar(UInt32(syllable)).map(String.init)
}
