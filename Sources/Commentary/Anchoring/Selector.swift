package import Markup

/// A lemma in the form of the W3C Web Annotation Data Model's `TextQuoteSelector`.
package struct Selector: Sendable, Hashable {
  /// From the first marked word to the last, as the version has it.
  package let exact: String
  /// What stands before, at most 32 code points.
  package let prefix: String
  /// What stands after, at most 32 code points.
  package let suffix: String

  /// Quotes a passage out of its text.
  package init(of passage: Passage, in text: PlainText) {
    let range = passage.range
    var start = range.lowerBound
    for _ in 0..<32 where start > 0 {
      start -= 1
      while start > 0, text.utf8[start].continuesScalar { start -= 1 }
    }
    var end = range.upperBound
    for _ in 0..<32 where end < text.utf8.count {
      end += 1
      while end < text.utf8.count, text.utf8[end].continuesScalar { end += 1 }
    }
    exact = text[range]
    prefix = text[start..<range.lowerBound]
    suffix = text[range.upperBound..<end]
  }
}

extension UInt8 {
  fileprivate var continuesScalar: Bool { self & 0xC0 == 0x80 }
}
