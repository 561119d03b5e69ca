package import Diagnostics

extension Diagnostic {
  /// The message on one line, as `line:column: summary [id]`, or without a place where it has none.
  package var told: String {
    switch place {
    case .range(let range):
      let (line, column) = range.position
      return "\(line):\(column): \(summary) [\(id)]"
    case .file, .nowhere: return "\(summary) [\(id)]"
    }
  }
}

extension [Diagnostic] {
  /// The messages as `told`, in the order given.
  package var told: [String] { map(\.told) }
}
