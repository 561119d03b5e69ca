import Diagnostics

/// Warnings about bidirectional controls, zero width and tag characters, which nobody sees, and about control
/// characters and noncharacters, which no page can hold.
///
/// The text keeps them, pages leave the latter out; the first five are named, the rest counted.
func invisibleCharacters(in source: SourceText, from offset: Int) -> [Diagnostic] {
  let limit = 5
  var found: [Diagnostic] = []
  var others: (first: Range<Int>, count: Int)?
  let bytes = source.utf8.span
  var index = offset
  while index < bytes.count {
    // C0 controls apart, C2, E2 80, E2 81, EF BB, EF BF and F3 A0 begin all that are looked for.
    let byte = bytes[index]
    guard byte &- 0x20 >= 0x5F, byte >= 0xC2 || byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A),
      let invisible = Invisible(in: source.utf8, at: index)
    else {
      index += 1
      continue
    }
    let range = index..<index + invisible.length
    if !invisible.isExpected(after: source.utf8[offset..<index]) {
      if found.count < limit {
        found.append(.invisible(invisible, at: source.range(range)))
      } else {
        others = (others?.first ?? range, (others?.count ?? 0) + 1)
      }
    }
    index = range.upperBound
  }
  return found + (others.map { [.moreInvisible($0.count, at: source.range($0.first))] } ?? [])
}

private struct Invisible {
  let scalar: Unicode.Scalar
  let length: Int
  let id: String
  let name: String

  init?(in utf8: [UInt8], at index: Int) {
    let lead = utf8[index]
    switch lead {
    case 0..<0x80: length = 1
    case 0xC2: length = 2
    case 0xE2, 0xEF: length = 3
    case 0xF3: length = 4
    default: return nil
    }
    guard index + length <= utf8.count else { return nil }
    var value = UInt32(length == 1 ? lead : lead & (0xFF >> (length + 1)))
    for next in 1..<length { value = value << 6 | UInt32(utf8[index + next] & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    self.scalar = scalar
    guard let (id, name) = Self.kind(of: value) else { return nil }
    (self.id, self.name) = (id, name)
  }

  private static func kind(of value: UInt32) -> (id: String, name: String)? {
    switch value {
    case 0x202A: ("source.bidi-control", "left-to-right embedding")
    case 0x202B: ("source.bidi-control", "right-to-left embedding")
    case 0x202C: ("source.bidi-control", "pop directional formatting")
    case 0x202D: ("source.bidi-control", "left-to-right override")
    case 0x202E: ("source.bidi-control", "right-to-left override")
    case 0x2066: ("source.bidi-control", "left-to-right isolate")
    case 0x2067: ("source.bidi-control", "right-to-left isolate")
    case 0x2068: ("source.bidi-control", "first strong isolate")
    case 0x2069: ("source.bidi-control", "pop directional isolate")
    case 0x200B: ("source.zero-width", "zero width space")
    case 0x200C: ("source.zero-width", "zero width non-joiner")
    case 0x200D: ("source.zero-width", "zero width joiner")
    case 0x2060: ("source.zero-width", "word joiner")
    case 0xFEFF: ("source.zero-width", "zero width no-break space")
    case 0..<0x20, 0x7F...0x9F: ("source.control", "pages leave it out")
    case 0xE0000...0xE007F: ("source.tag-character", "tag character")
    default: value & 0xFFFE == 0xFFFE ? ("source.control", "pages leave it out") : nil
    }
  }

  /// Joiners inside emoji and in scripts that need them, and tags that make a flag, are as they should be.
  func isExpected(after before: ArraySlice<UInt8>) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D:
      // Two bytes from D6 on, or more: beyond Latin, Greek and Cyrillic; not general punctuation.
      guard let lead = before.last(where: { $0 & 0xC0 != 0x80 }) else { return false }
      return lead >= 0xD6 && !before.suffix(3).starts(with: [0xE2, 0x80])
    case 0xE0000...0xE007F: return before.suffix(4).starts(with: [0xF0, 0x9F, 0x8F, 0xB4]) || follows(before)
    default: return false
    }
  }

  /// Whether another tag character stands right before, within the seven of a flag.
  private func follows(_ before: ArraySlice<UInt8>) -> Bool {
    let flag: [UInt8] = [0xF0, 0x9F, 0x8F, 0xB4]
    return (1...7).contains { tags in
      let tail = before.suffix(4 * (tags + 1))
      return tail.starts(with: flag) && tail.count == 4 * (tags + 1)
        && stride(from: tail.startIndex + 4, to: tail.endIndex, by: 4).allSatisfy { tail[$0] == 0xF3 }
    }
  }
}

extension Diagnostic {
  fileprivate static func invisible(_ invisible: Invisible, at range: SourceRange) -> Diagnostic {
    .warning(
      invisible.id, "invisible character \(invisible.scalar.codePoint) (\(invisible.name))", at: range,
      fixes: [Fix("delete it, unless the text needs it")])
  }

  fileprivate static func moreInvisible(_ count: Int, at range: SourceRange) -> Diagnostic {
    let noun = count == 1 ? "character" : "characters"
    return .warning("source.invisible", "\(count) more invisible \(noun) from here on", at: range)
  }
}
