package import Diagnostics

/// A value read from YAML front matter, configuration or JSON, with the place it was read from.
package struct Record: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
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

extension Record {
  /// How deep lists and mappings may nest, in YAML and in JSON.
  package static let depthLimit = 64

  /// The scalar, if this is one.
  package var scalar: Scalar? {
    switch content {
    case .scalar(let scalar): scalar
    case .list, .mapping: nil
    }
  }

  /// The items, if this is a list.
  package var items: [Record]? {
    switch content {
    case .list(let items): items
    case .scalar, .mapping: nil
    }
  }

  /// The fields in the order written, if this is a mapping.
  package var fields: [Field]? {
    switch content {
    case .mapping(let fields): fields
    case .scalar, .list: nil
    }
  }

  /// Whether this stands for no value: `~`, `null` or nothing at all.
  package var isNull: Bool { scalar?.isNull ?? false }

  /// The value of a key, if this is a mapping that has it.
  package subscript(key: String) -> Record? { fields?.first { $0.key == key }?.value }

  /// What this is, for messages: “a list”, “a mapping”, “a text”, “nothing”.
  package var shape: String {
    switch content {
    case .list: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      if scalar.isNull {
        "nothing"
      } else if scalar.bool != nil {
        "true or false"
      } else if scalar.number != nil {
        "a number"
      } else {
        "a text"
      }
    }
  }
}
