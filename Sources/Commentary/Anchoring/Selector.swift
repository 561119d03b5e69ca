package import Markup

/// A lemma in the form of the W3C Web Annotation Data Model's `TextQuoteSelector`.
package struct Selector: Sendable, Hashable {
  /// From the first marked word to the last, as the version has it.
  package let exact: String
  /// What stands before, at most `contextLength` code points.
  package let prefix: String
  /// What stands after, at most `contextLength` code points.
  package let suffix: String

  package static let contextLength = 32

  package init(exact: String, prefix: String, suffix: String) {
    (self.exact, self.prefix, self.suffix) = (exact, prefix, suffix)
  }

  /// Quotes a passage out of its text.
  package init(of passage: Passage, in text: PlainText) { self.init(of: passage.range, in: text.utf8) }

  /// Quotes some UTF-8 offsets, which lie between scalars, out of a text, or a part of it that no context leaves.
  package init(of range: Range<Int>, in utf8: [UInt8], within bounds: Range<Int>? = nil) {
    let bounds = bounds ?? 0..<utf8.count
    var start = range.lowerBound
    for _ in 0..<Self.contextLength where start > bounds.lowerBound {
      start -= 1
      while start > 0, utf8[start].continuesScalar { start -= 1 }
    }
    var end = range.upperBound
    for _ in 0..<Self.contextLength where end < bounds.upperBound {
      end += 1
      while end < utf8.count, utf8[end].continuesScalar { end += 1 }
    }
    func text(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }
    (exact, prefix, suffix) = (text(range), text(start..<range.lowerBound), text(range.upperBound..<end))
  }
}

extension UInt8 {
  fileprivate var continuesScalar: Bool { self & 0xC0 == 0x80 }
}
