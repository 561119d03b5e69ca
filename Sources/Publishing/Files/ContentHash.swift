private import CNettle

/// A SHA-256 digest (FIPS 180-4); its text is what `sha256sum` prints for the file.
package struct ContentHash: Sendable, Hashable, CustomStringConvertible {
  /// The bytes, eight to a word, the first byte highest.
  private let words: SIMD4<UInt64>

  /// Takes 64 lower-case hexadecimal digits.
  init?(digits: some Collection<UInt8>) {
    guard digits.count == 64 else { return nil }
    var words = SIMD4<UInt64>()
    for (index, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(value)
    }
    self.words = words
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String {
    var bytes: [UInt8] = []
    appendDigits(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the 64 digits at the end of a text.
  func appendDigits(to text: inout [UInt8]) {
    for index in words.indices {
      for half in [words[index] &>> 32, words[index] & 0xFFFF_FFFF] {
        unsafe withUnsafeBytes(of: Self.digits(of: half).bigEndian) { unsafe text.append(contentsOf: $0) }
      }
    }
  }

  /// The eight digits of a number of 32 bits, the first in the highest byte, all made at once.
  private static func digits(of number: UInt64) -> UInt64 {
    var spread = number
    spread = (spread | spread &<< 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread &<< 8) & 0x00FF_00FF_00FF_00FF
    spread = (spread | spread &<< 4) & 0x0F0F_0F0F_0F0F_0F0F
    // One in each byte whose digit is a letter: those from ten on reach sixteen with six more.
    let letters = (spread &+ 0x0606_0606_0606_0606) &>> 4 & 0x0101_0101_0101_0101
    return spread &+ 0x3030_3030_3030_3030 &+ letters &* 39
  }

  /// Digests the bytes.
  package init(of bytes: [UInt8]) {
    var digest = Digest()
    digest.update(bytes)
    self = digest.finished()
  }

  fileprivate init(digest: [UInt8]) {
    var words = SIMD4<UInt64>()
    for (index, byte) in digest.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    self.words = words
  }
}

extension ContentHash: Comparable {
  /// As their digits are.
  package static func < (left: ContentHash, right: ContentHash) -> Bool {
    for index in left.words.indices where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }
}

extension ContentHash: Storable {
  func print(in ink: inout Ink) {
    for index in words.indices { ink.put(number: words[index]) }
  }

  init?(printed reader: inout InkReader) {
    var words = SIMD4<UInt64>()
    for index in words.indices {
      guard let word = reader.word() else { return nil }
      words[index] = word
    }
    self.words = words
  }
}

/// A content hash in the making, fed piece by piece.
struct Digest: ~Copyable {
  private var state = sha256_ctx()

  init() { unsafe nettle_sha256_init(&state) }

  /// Adds bytes to what is digested.
  mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_sha256_update(&state, $0.count, $0.baseAddress) }
  }

  /// The digest of everything added.
  consuming func finished() -> ContentHash {
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe digest.withUnsafeMutableBufferPointer {
      unsafe nettle_sha256_digest(&state, $0.count, $0.baseAddress)
    }
    return ContentHash(digest: digest)
  }
}
