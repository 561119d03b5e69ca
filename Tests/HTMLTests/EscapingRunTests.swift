import HTML
import Testing

/// Text is looked through eight bytes at a time, so each character is tried at each place of eight, and behind them.
struct EscapingRunTests {
  private static let escaped: [(UInt32, String)] = [
    (0x26, "&amp;"), (0x3C, "&lt;"), (0x3E, "&gt;"), (0x22, "&quot;"), (0x27, "&#39;"), (0x0D, "\n"),
    (0x00, ""), (0x1F, ""), (0x7F, ""), (0x80, ""), (0x9F, ""), (0xFFFE, "\u{FFFD}"), (0xFDD0, "\u{FFFD}"),
    (0x1FFFF, "\u{FFFD}"),
  ]
  private static let kept: [UInt32] = [
    0x09, 0x0A, 0x20, 0x21, 0x23, 0x25, 0x28, 0x3B, 0x3D, 0x3F, 0x7E, 0xA0, 0xBF, 0xE9, 0x2019, 0xFFFD,
    0x1F600,
  ]

  @Test func `a character is escaped wherever it stands`() throws {
    for (value, text) in Self.escaped { try check(value, becomes: text) }
  }

  @Test func `all other characters stay`() throws {
    for value in Self.kept { try check(value, becomes: String(#require(Unicode.Scalar(value)))) }
  }

  private func check(_ value: UInt32, becomes escaped: String) throws {
    let character = String(try #require(Unicode.Scalar(value)))
    for before in 0...17 {
      for after in [0, 1, 7, 8, 9] {
        let (head, tail) = (String(repeating: "a", count: before), String(repeating: "z", count: after))
        var bytes: [UInt8] = []
        bytes.append(head + character + tail, escapedFor: .htmlAnyQuote)
        #expect(String(decoding: bytes, as: UTF8.self) == head + escaped + tail)
      }
    }
  }
}
