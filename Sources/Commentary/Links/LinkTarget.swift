/// What a link by name points to, before anyone looks whether it exists.
package enum LinkTarget: Sendable, Hashable {
  /// `term:nonaggression-pact`
  case entry(EntryName)
  /// `note:sea-of-fire`, in the essay at hand, or `note:kim-summit/sea-of-fire`
  case note(essay: String?, id: String)
  /// `source:s31`
  case source(String)
  /// `essay:kim-summit`, `essay:kim-summit#p7`, `essay:kim-summit/digest#p7`
  case essay(String, version: String?, fragment: String?)

  /// Reads a destination, percent-decoded; `nil` is an ordinary address.
  package static func parsing(_ destination: String, kinds: [String]) -> LinkTarget? {
    let utf8 = destination.utf8
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = String(Substring(utf8[..<colon]))
    let rest = utf8[utf8.index(after: colon)...]
    switch scheme {
    case "note":
      let (essay, id) = halves(of: rest, at: UInt8(ascii: "/"))
      return id.map { .note(essay: percentDecoded(essay), id: percentDecoded($0)) }
        ?? .note(essay: nil, id: percentDecoded(essay))
    case "source": return .source(percentDecoded(rest))
    case "essay":
      let (path, fragment) = halves(of: rest, at: UInt8(ascii: "#"))
      let (essay, version) = halves(of: path, at: UInt8(ascii: "/"))
      return .essay(
        percentDecoded(essay), version: version.map(percentDecoded), fragment: fragment.map(percentDecoded))
    case let kind where kinds.contains(kind): return .entry(EntryName(kind: kind, id: percentDecoded(rest)))
    default: return nil
    }
  }

  private static func halves(
    of bytes: Substring.UTF8View, at mark: UInt8
  ) -> (Substring.UTF8View, Substring.UTF8View?) {
    guard let index = bytes.firstIndex(of: mark) else { return (bytes, nil) }
    return (bytes[..<index], bytes[bytes.index(after: index)...])
  }
}

private func percentDecoded(_ text: Substring.UTF8View) -> String {
  text.contains(UInt8(ascii: "%")) ? percentDecoded(ArraySlice(text)) : String(Substring(text))
}

/// The bytes with each `%XX` read as the byte it stands for; anything else stays as written.
package func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String {
  guard bytes.contains(UInt8(ascii: "%")) else { return String(decoding: bytes, as: UTF8.self) }
  var decoded: [UInt8] = []
  var index = bytes.startIndex
  while index < bytes.endIndex {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
      let high = Character(Unicode.Scalar(bytes[index + 1])).hexDigitValue,
      let low = Character(Unicode.Scalar(bytes[index + 2])).hexDigitValue
    {
      decoded.append(UInt8(high * 16 + low))
      index += 3
    } else {
      decoded.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: decoded, as: UTF8.self)
}
