import Commentary
import HTML
import Templates

/// A value that can be read again from what it puts down in ink.
protocol Storable: Stampable {
  /// `nil` where something else stands there.
  init?(printed reader: inout InkReader)
}

extension Storable {
  /// The bytes that the value is read from again.
  var printed: [UInt8] {
    var ink = Ink()
    ink.put(self)
    return ink.bytes
  }

  /// The value that these bytes are, and nothing else.
  init?(printed bytes: ArraySlice<UInt8>) {
    var reader = InkReader(bytes)
    self.init(printed: &reader)
    guard reader.isAtEnd else { return nil }
  }
}

extension Int: Storable {
  init?(printed reader: inout InkReader) {
    guard let number = reader.number() else { return nil }
    self = number
  }
}

extension Bool: Storable {
  func print(in ink: inout Ink) { ink.put(self ? 1 : 0) }

  init?(printed reader: inout InkReader) {
    guard let number = reader.number(), number == 0 || number == 1 else { return nil }
    self = number == 1
  }
}

extension String: Storable {
  init?(printed reader: inout InkReader) {
    guard let text = reader.text() else { return nil }
    self = text
  }
}

extension Stamp: Storable {
  init?(printed reader: inout InkReader) {
    guard let stamp = reader.stamp() else { return nil }
    self = stamp
  }
}

extension Optional: Storable where Wrapped: Storable {
  init?(printed reader: inout InkReader) {
    guard let value = reader.optional({ Wrapped(printed: &$0) }) else { return nil }
    self = value
  }
}

extension Array: Storable where Element: Storable {
  init?(printed reader: inout InkReader) {
    guard let elements = reader.list({ Element(printed: &$0) }) else { return nil }
    self = elements
  }
}

extension Set: Storable where Element: Storable & Comparable {
  init?(printed reader: inout InkReader) {
    guard let elements = [Element](printed: &reader) else { return nil }
    self = Set(elements)
  }
}

extension Dictionary: Storable where Key: Storable & Comparable, Value: Storable {
  init?(printed reader: inout InkReader) {
    guard let count = reader.count() else { return nil }
    self.init(minimumCapacity: count)
    for _ in 0..<count {
      guard let key = Key(printed: &reader), let value = Value(printed: &reader) else { return nil }
      self[key] = value
    }
  }
}

extension EntryName: Storable {
  init?(printed reader: inout InkReader) {
    guard let kind = reader.text(), let id = reader.text() else { return nil }
    self.init(kind: kind, id: id)
  }
}

extension NameTable.Version: Storable {
  func print(in ink: inout Ink) {
    ink.put(id)
    ink.put(paragraphs)
  }

  init?(printed reader: inout InkReader) {
    guard let id = reader.text(), let paragraphs = [String: Int]?(printed: &reader) else { return nil }
    self.init(id: id, paragraphs: paragraphs)
  }
}

extension NameTable.Essay: Storable {
  func print(in ink: inout Ink) {
    ink.put(id)
    ink.put(versions)
    ink.put(notes)
  }

  init?(printed reader: inout InkReader) {
    guard let id = reader.text(), let versions = [NameTable.Version](printed: &reader),
      let notes = [[String]](printed: &reader), notes.allSatisfy({ !$0.isEmpty })
    else { return nil }
    self.init(id: id, versions: versions, notes: notes)
  }
}
