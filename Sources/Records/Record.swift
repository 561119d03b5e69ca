package import Diagnostics

/// A value read from YAML front matter, configuration or JSON, with the place it was read from.
package struct Record: Sendable, Hashable {
  package indirect enum Content: Sendable, Hashable {
    case scalar(Scalar)
    case list([Record])
    case mapping([Field])
  }

  package let content: Content
  package let range: SourceRange

  package init(_ content: Content, at range: SourceRange) {
    self.content = content
    self.range = range
  }
}

/// One `key: value` of a mapping, in the order written; keys are unique.
package struct Field: Sendable, Hashable {
  package let key: String
  package let keyRange: SourceRange
  package let value: Record

  package init(key: String, keyRange: SourceRange, value: Record) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

/// A scalar as written; what it means is settled by the key that wants it (YAML 1.2 core schema).
package struct Scalar: Sendable, Hashable {
  package let text: String
  /// Quoted and block scalars are always strings.
  package let isQuoted: Bool

  package init(text: String, isQuoted: Bool) {
    self.text = text
    self.isQuoted = isQuoted
  }
}
