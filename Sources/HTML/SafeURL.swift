/// An address that may stand in `href` or `src`: it leads to a web page, a mail box, a telephone, or to a place
/// of the same site, and cannot run a script.
package struct SafeURL: Sendable, Hashable {
  /// The address, percent-encoded; it still has to be escaped for HTML, which the writers do.
  package let address: String

  package enum Verdict: Sendable, Hashable {
    case allowed(SafeURL)
    /// Lower case, no full stop: the fact and the remedy.
    case refused(reason: String)
  }

  /// Checks an address that somebody else wrote.
  ///
  /// Allowed are `https:` and `http:` with a host and without credentials, relative paths, `?…` and `#…`; for
  /// links also `mailto:` and `tel:`, for images also PNG, JPEG, GIF and WebP as base64 in `data:`. The scheme
  /// is decided as a URL parser decides it (WHATWG URL: tabs, line ends, outer controls and spaces do not
  /// count), and again for each form that decoding character references would give.
  package static func checking(_ address: String, asImage: Bool = false) -> Verdict {
    let trimmed = trimmed(Array(address.utf8))
    var form = trimmed
    for _ in 0..<8 {
      if let reason = AddressCheck(bytes: form, isImage: asImage).refusal { return .refused(reason: reason) }
      let decoded = decodingReferences(in: form)
      if decoded == form { return .allowed(SafeURL(checked: String(decoding: trimmed, as: UTF8.self))) }
      form = decoded
    }
    return .refused(reason: "the address holds character references within character references")
  }

  /// An address of our own site, relative to the page it stands on; everything in it is percent-encoded.
  package init(relative path: String, fragment: String? = nil) {
    precondition(path.utf8.first != 0x2F, "a relative path does not begin with a slash")
    let encoded = path.encodedAsPath
    let isMistakable = encoded.utf8.first { $0 == 0x2F || $0 == 0x3A } == 0x3A
    var whole = isMistakable ? "./" + encoded : encoded
    if let fragment = fragment?.encodedAsPath {
      whole.reserveCapacity(whole.utf8.count + 1 + fragment.utf8.count)
      whole += "#"
      whole += fragment
    }
    address = whole
  }

  private init(checked address: String) {
    self.address = Self.encoded(address)
  }

  /// As cmark encodes, but for the brackets of an IPv6 host.
  private static func encoded(_ address: String) -> String {
    let authority = address.utf8.prefix(9).lastIndex(of: 0x5B)
    guard let authority, let end = address.utf8.firstIndex(of: 0x5D), AddressCheck.isWeb(address) else {
      return address.encodedForHref
    }
    let rest = address[address.index(after: end)...]
    return String(address[..<authority]) + String(address[authority...end]) + String(rest).encodedForHref
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return Array(bytes[first...last])
  }
}
