/// Decodes, once, the character references that could hide a scheme, a host or a control in an address.
///
/// Numbers all, with or without `;`; of the names those that stand for ASCII punctuation, blanks and invisible
/// characters (HTML standard, “named character references”). It decodes more than a browser would, which is
/// right for a check: what it gives is only judged, never written.
func decodingReferences(in bytes: [UInt8]) -> [UInt8] {
  guard bytes.contains(0x26) else { return bytes }
  var decoded: [UInt8] = []
  decoded.reserveCapacity(bytes.count)
  var position = 0
  while position < bytes.count {
    if bytes[position] == 0x26, let (scalar, end) = reference(in: bytes, after: position + 1) {
      decoded.append(contentsOf: scalar.utf8)
      position = end
    } else {
      decoded.append(bytes[position])
      position += 1
    }
  }
  return decoded
}

private func reference(in bytes: [UInt8], after start: Int) -> (Unicode.Scalar, end: Int)? {
  guard start < bytes.count else { return nil }
  if bytes[start] == 0x23 { return numericReference(in: bytes, after: start + 1) }
  let name = bytes[start...].prefix(24).prefix { byte in
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
  guard let scalar = namedReferences[String(decoding: name, as: UTF8.self)] else { return nil }
  let isClosed = name.endIndex < bytes.count && bytes[name.endIndex] == 0x3B
  return (scalar, isClosed ? name.endIndex + 1 : name.endIndex)
}

private func numericReference(in bytes: [UInt8], after start: Int) -> (Unicode.Scalar, end: Int)? {
  let isHexadecimal = start < bytes.count && bytes[start] | 0x20 == 0x78
  let digitsStart = isHexadecimal ? start + 1 : start
  var value: UInt32 = 0
  var end = digitsStart
  while end < bytes.count, let digit = digit(bytes[end], radix: isHexadecimal ? 16 : 10) {
    value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
    end += 1
  }
  guard end > digitsStart else { return nil }
  let isClosed = end < bytes.count && bytes[end] == 0x3B
  return (Unicode.Scalar(value) ?? "\u{FFFD}", isClosed ? end + 1 : end)
}

private func digit(_ byte: UInt8, radix: UInt32) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46 where radix == 16: UInt32(byte - 0x41 + 10)
  case 0x61...0x66 where radix == 16: UInt32(byte - 0x61 + 10)
  default: nil
  }
}

private let namedReferences: [String: Unicode.Scalar] = [
  "AMP": "&", "GT": ">", "LT": "<", "NewLine": "\n", "NoBreak": "\u{2060}", "QUOT": "\"", "Tab": "\t",
  "ZeroWidthSpace": "\u{200B}", "amp": "&", "apos": "'", "ast": "*", "bsol": "\\", "colon": ":",
  "comma": ",", "commat": "@", "equals": "=", "excl": "!", "gt": ">", "hyphen": "-", "lbrack": "[",
  "lowbar": "_", "lpar": "(", "lrm": "\u{200E}", "lsqb": "[", "lt": "<", "nbsp": "\u{A0}", "num": "#",
  "percnt": "%", "period": ".", "plus": "+", "quest": "?", "quot": "\"", "rbrack": "]", "rlm": "\u{200F}",
  "rpar": ")", "rsqb": "]", "semi": ";", "shy": "\u{AD}", "sol": "/", "zwj": "\u{200D}",
  "zwnj": "\u{200C}",
]
