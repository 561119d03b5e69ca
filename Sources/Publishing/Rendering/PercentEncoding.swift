/// An address as libcmark writes it into `href`: bytes that no address may hold become `%XX`, `%` is left alone.
func percentEncoded(_ address: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  let marks = Set("-_.+!*'(),%#@?=;:/&$~".utf8)
  var encoded: [UInt8] = []
  for byte in address.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: encoded.append(byte)
    case _ where marks.contains(byte): encoded.append(byte)
    default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}
