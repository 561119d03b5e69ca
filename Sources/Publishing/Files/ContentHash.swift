private import CNettle

/// A SHA-256 digest (FIPS 180-4); its text is what `sha256sum` prints for the file.
package struct ContentHash: Sendable, Hashable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  package let description: String

  /// Accepts 64 lower-case hexadecimal digits.
  init?(_ text: String) {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard text.utf8.count == 64, text.utf8.allSatisfy(isDigit) else { return nil }
    description = text
  }

  /// Digests the bytes.
  package init(of bytes: [UInt8]) {
    var digest = Digest()
    digest.update(bytes)
    self = digest.finished()
  }

  fileprivate init(digest: [UInt8]) {
    description = digest.reduce(into: "") { text, byte in
      let hex = String(byte, radix: 16)
      text += hex.utf8.count == 1 ? "0" + hex : hex
    }
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
