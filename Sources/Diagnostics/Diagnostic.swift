/// One thing to tell an author: what is wrong, where, and what would put it right.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable { case warning, error }

  package enum Place: Sendable, Hashable {
    case range(SourceRange)
    /// A file that could not be read as text, or is wrong as a whole.
    case file(String)
    case nowhere
  }

  /// A second place that helps to understand the first.
  package struct Note: Sendable, Hashable {
    package let text: String
    package let place: Place

    package init(_ text: String, at range: SourceRange? = nil) {
      self.text = text
      self.place = range.map(Place.range) ?? .nowhere
    }

    package init(_ text: String, in path: String) {
      self.text = text
      self.place = .file(path)
    }
  }

  /// A remedy in words and, where the machine knows it, the text to put in place of the range.
  package struct Fix: Sendable, Hashable {
    package let summary: String
    package let replacement: String?

    package init(_ summary: String, replacement: String? = nil) {
      self.summary = summary
      self.replacement = replacement
    }
  }

  package let severity: Severity
  /// A stable dotted name such as `anchor.lost`, listed in `docs/diagnostics.md`.
  package let id: String
  /// Lower case, no full stop, names in “quotes”: the fact first, then the limit or the remedy.
  package let summary: String
  package let place: Place
  package let notes: [Note]
  package let fixes: [Fix]

  package init(
    _ severity: Severity, _ id: String, _ summary: String, place: Place, notes: [Note] = [], fixes: [Fix] = []
  ) {
    self.severity = severity
    self.id = id
    self.summary = summary
    self.place = place
    self.notes = notes
    self.fixes = fixes
  }

  package static func error(
    _ id: String, _ summary: String, at range: SourceRange, notes: [Note] = [], fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(.error, id, summary, place: .range(range), notes: notes, fixes: fixes)
  }

  package static func error(
    _ id: String, _ summary: String, in path: String, notes: [Note] = [], fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(.error, id, summary, place: .file(path), notes: notes, fixes: fixes)
  }

  package static func warning(
    _ id: String, _ summary: String, at range: SourceRange, notes: [Note] = [], fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(.warning, id, summary, place: .range(range), notes: notes, fixes: fixes)
  }

  package static func warning(
    _ id: String, _ summary: String, in path: String, notes: [Note] = [], fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(.warning, id, summary, place: .file(path), notes: notes, fixes: fixes)
  }
}

extension Diagnostic.Place {
  /// The path, or "" for a message about no file.
  package var path: String {
    switch self {
    case .range(let range): range.source.path
    case .file(let path): path
    case .nowhere: ""
    }
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// Sorted by file, then position, then id, each once, so that parallel work prints the same way each time.
  package var inReadingOrder: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return sorted { $0.order < $1.order }.filter { seen.insert($0).inserted }
  }
}

extension Diagnostic {
  fileprivate var order: (String, Int, String, String) {
    let offset =
      switch place {
      case .range(let range): range.offsets.lowerBound
      case .file, .nowhere: -1
      }
    return (place.path, offset, id, summary)
  }
}

/// A value together with what there is to say about how it was made.
package struct Diagnosed<Value> {
  package let value: Value
  package let diagnostics: [Diagnostic]

  package init(_ value: Value, _ diagnostics: [Diagnostic]) {
    self.value = value
    self.diagnostics = diagnostics
  }

  /// Hands out the value and adds its diagnostics to a larger collection.
  package func unwrapped(into findings: inout [Diagnostic]) -> Value {
    findings += diagnostics
    return value
  }
}

extension Diagnosed: Sendable where Value: Sendable {}
