import HTML

/// Why no site can be published at this address, as a clause with the remedy; `nil` if one can.
///
/// It has to be an http or https address without query and fragment. It is written into pages, feed and sitemap as it is,
/// so that nothing may stand in it that an address has to encode; letters of any script may.
package func reasonAgainst(siteAddress text: String) -> String? {
  let isWeb = ["https://", "http://"].contains {
    text.utf8.starts(with: $0.utf8) && text.utf8.count > $0.utf8.count
  }
  guard isWeb, !text.utf8.contains(UInt8(ascii: "?")), !text.utf8.contains(UInt8(ascii: "#")) else {
    return "write it as https://example.org/folder/"
  }
  if let reason = reasonAgainst(bytes: Array(text.utf8)) { return reason }
  if case .refused(let reason) = SafeURL.checking(text) { return reason }
  return reasonAgainst(portOf: text)
}

/// Why bytes cannot be an address as they stand.
private func reasonAgainst(bytes: [UInt8]) -> String? {
  for (index, byte) in bytes.enumerated() where byte > 0x1F && byte < 0x7F {
    let code = "%" + String(byte, radix: 16, uppercase: true)
    if byte == 0x20 { return "it has a blank in it, which an address writes as “\(code)”" }
    if "\"<>^`{|}".utf8.contains(byte) {
      return "it has “\(Unicode.Scalar(byte))” in it, which an address writes as “\(code)”"
    }
    let digits = bytes[(index + 1)...].prefix(2)
    if byte == UInt8(ascii: "%"), digits.count < 2 || !digits.allSatisfy(\.isHexadecimalDigit) {
      return "it has a “%” without two hexadecimal digits behind it; write “%25” for the sign itself"
    }
  }
  return nil
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}

private func reasonAgainst(portOf text: String) -> String? {
  let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
  let host = parts[2].drop { $0 != UInt8(ascii: "]") }
  let tail = host.isEmpty ? parts[2] : host
  guard let colon = tail.lastIndex(of: UInt8(ascii: ":")) else { return nil }
  let port = String(decoding: tail[tail.index(after: colon)...], as: UTF8.self)
  return (1...65535).contains(Int(port) ?? 0) ? nil : "its port is “\(port)”, and ports run from 1 to 65535"
}
