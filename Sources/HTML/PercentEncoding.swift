extension String {
  /// The address with every byte percent-encoded that cmark would encode in a link.
  ///
  /// Letters, digits and `-_.+!*'(),%#@?=;:/&$~` stay, so encoding twice changes nothing. `&` still has to be
  /// escaped for HTML.
  package var encodedForHref: String { percentEncoded { $0.isSafeInHref } }

  /// A path or fragment made by us: all but unreserved characters and `/:,` is encoded, so that `?`, `#` and `%`
  /// are part of names.
  var encodedAsPath: String {
    percentEncoded { byte in byte.isUnreserved || byte == 0x2F || byte == 0x3A || byte == 0x2C }
  }

  /// A path within an address of another program: only unreserved characters and slashes stay.
  package var encodedForAddress: String { percentEncoded { $0.isUnreserved || $0 == 0x2F } }

  func percentEncoded(except isSafe: (UInt8) -> Bool) -> String {
    let utf8 = utf8
    let source = utf8.span
    var position = 0
    while position < source.count, isSafe(source[position]) { position += 1 }
    guard position < source.count else { return self }
    var bytes: [UInt8] = []
    for byte in utf8 {
      guard !isSafe(byte) else {
        bytes.append(byte)
        continue
      }
      bytes.append(0x25)
      bytes.append(hexDigits[Int(byte >> 4)])
      bytes.append(hexDigits[Int(byte & 0x0F)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private let hexDigits = Array("0123456789ABCDEF".utf8)

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  /// Whether cmark leaves the byte as it is in an address.
  var isSafeInHref: Bool {
    if isUnreserved { return true }
    return switch self {
    case 0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40:
      true
    default: false
    }
  }
}
