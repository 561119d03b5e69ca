/// Judges one form of an address: as written, or with its character references decoded.
struct AddressCheck {
  private let bytes: [UInt8]
  /// The bytes that a URL parser looks at when it seeks a scheme.
  private let visible: [UInt8]
  private let isImage: Bool

  init(bytes: [UInt8], isImage: Bool) {
    self.bytes = bytes
    self.visible = bytes.filter { $0 > 0x20 && $0 != 0x7F }
    self.isImage = isImage
  }

  static func isWeb(_ address: String) -> Bool {
    let start = String(address.prefix(8)).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
  }

  /// Why the address is refused; `nil` if it is not.
  var refusal: String? {
    if let scalar = firstInvisible {
      return "the address contains \(scalar), which nobody can see; remove it"
    }
    let colon = visible.firstIndex { $0 == 0x3A || $0 == 0x2F || $0 == 0x3F || $0 == 0x23 || $0 == 0x5C }
    if let colon, visible[colon] == 0x3A {
      let scheme = String(decoding: visible[..<colon], as: UTF8.self).lowercased()
      if let reason = refusal(scheme: scheme, rest: visible[(colon + 1)...]) { return reason }
      if bytes.prefix(while: { $0 != 0x3A }).contains(0x20) {
        return "the scheme “\(scheme)” has a blank in it"
      }
    } else if let reason = refusalOfRelative {
      return reason
    }
    if let control = bytes.first(where: { $0 < 0x20 || $0 == 0x7F }) {
      return "the address contains the control character \(name(UInt32(control))); remove it"
    }
    return visible.isEmpty && isImage ? "an image needs an address" : nil
  }

  private var refusalOfRelative: String? {
    let path = visible.prefix { $0 != 0x3F && $0 != 0x23 }
    if path.contains(0x5C) { return "browsers read “\\” in an address as “/”; write “/”" }
    guard path.starts(with: [0x2F, 0x2F]) else { return nil }
    let address = String(decoding: visible, as: UTF8.self)
    return "“\(address)” leads to another host and names no scheme; write “https:\(address)”"
  }

  private func refusal(scheme: String, rest: ArraySlice<UInt8>) -> String? {
    switch scheme {
    case "http", "https": refusalOfWeb(scheme: scheme, rest: rest)
    case "mailto", "tel":
      if isImage {
        "an image cannot be loaded from “\(scheme):”"
      } else {
        rest.isEmpty ? "“\(scheme):” is followed by nothing" : nil
      }
    case "data": refusalOfData(rest)
    default: refusalOfUnknown(scheme: scheme, rest: rest)
    }
  }

  private func refusalOfUnknown(scheme: String, rest: ArraySlice<UInt8>) -> String {
    let identifier = String(decoding: rest, as: UTF8.self)
    let resolvers = [
      "doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/", "hdl": "https://hdl.handle.net/",
    ]
    if let resolver = resolvers[scheme] {
      return "the scheme “\(scheme)” is not allowed; write “\(resolver)\(identifier)”"
    }
    let isScheme =
      scheme.utf8.first.map { 0x61...0x7A ~= $0 } ?? false
      && scheme.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
        default: false
        }
      }
    guard isScheme else {
      return "what stands before the first “:” is not a scheme; begin a relative address with “./”"
    }
    let allowed = isImage ? "https, http" : "https, http, mailto, tel"
    return "the scheme “\(scheme)” is not allowed; use \(allowed) or a relative address"
  }

  private func refusalOfWeb(scheme: String, rest: ArraySlice<UInt8>) -> String? {
    let path = rest.prefix { $0 != 0x3F && $0 != 0x23 }
    if path.contains(0x5C) { return "browsers read “\\” in an address as “/”; write “/”" }
    guard rest.starts(with: [0x2F, 0x2F]) else { return "“\(scheme):” must be followed by “//” and a host" }
    let authority = path.dropFirst(2).prefix { $0 != 0x2F }
    if authority.contains(0x40) {
      return "the address gives a user name or a password; remove all up to the “@”"
    }
    let parts = bytes.split(separator: 0x2F, maxSplits: 3, omittingEmptySubsequences: false)
    let beforePath = parts.prefix(3).joined()
    let isWhole = !beforePath.prefix { $0 != 0x3F && $0 != 0x23 }.contains(0x20)
    return isWhole && hasHost(authority) ? nil : "the address has no valid host after “\(scheme)://”"
  }

  private func hasHost(_ authority: ArraySlice<UInt8>) -> Bool {
    var host = authority
    var port: ArraySlice<UInt8> = []
    if authority.first == 0x5B {
      guard let end = authority.firstIndex(of: 0x5D) else { return false }
      host = authority[(authority.startIndex + 1)..<end]
      let isAddress = host.allSatisfy { $0.isHexadecimalDigit || $0 == 0x3A || $0 == 0x2E }
      guard isAddress, host.count >= 2 else { return false }
      port = authority[(end + 1)...]
      guard port.isEmpty || port.first == 0x3A else { return false }
      port = port.dropFirst()
    } else {
      host = authority.prefix { $0 != 0x3A }
      port = authority[host.endIndex...].dropFirst()
      guard !host.isEmpty, host.first != 0x2E, host.allSatisfy({ $0.isHostByte }) else { return false }
    }
    return port.count <= 5 && port.allSatisfy { 0x30...0x39 ~= $0 }
  }

  private func refusalOfData(_ rest: ArraySlice<UInt8>) -> String? {
    let limits = "“data:” is allowed only for PNG, JPEG, GIF and WebP images in base64"
    guard isImage else { return limits + ", not for links" }
    guard let comma = rest.firstIndex(of: 0x2C) else { return limits }
    let type = String(decoding: rest[..<comma], as: UTF8.self).lowercased()
    let types = ["image/png;base64", "image/jpeg;base64", "image/gif;base64", "image/webp;base64"]
    let data = rest[(comma + 1)...]
    return types.contains(type) && !data.isEmpty && data.allSatisfy { $0.isBase64 } ? nil : limits
  }

  private var firstInvisible: String? {
    guard bytes.contains(where: { $0 >= 0xC2 }) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.unicodeScalars.first(where: \.isInvisible).map { name($0.value) }
  }

  private func name(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

extension Unicode.Scalar {
  /// Bidi controls, soft hyphen, zero-width and tag characters: what can make an address look like another.
  fileprivate var isInvisible: Bool {
    switch value {
    case 0x80...0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180B...0x180F, 0x200B...0x200F: true
    case 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
    default: false
    }
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  fileprivate var isHostByte: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
    default: false
    }
  }

  fileprivate var isBase64: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F, 0x3D: true
    default: false
    }
  }
}
