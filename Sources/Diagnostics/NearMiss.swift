import Synchronization

/// The names that `name` was probably meant to be, best first, at most three.
///
/// Case, hyphens and underscores do not count; after that at most one edit in three letters (Damerau's four
/// edits, restricted), or one name that begins with the other.
package func nearMisses(of name: String, among names: some Sequence<String>) -> [String] {
  misses(of: name, among: Set(names).map { (folded($0), $0) })
}

/// Names of which many may be misspelt: each is made ready once, however often one is looked for.
///
/// Who misspells more than `limit` of them has made one mistake and not many, so further ones are compared with nothing.
package final class NearMisses: Sendable {
  /// How many different names are compared with all others.
  package static let limit = 50

  private let names: [(folded: [UInt8], name: String)]
  private let found = Mutex<[String: [String]]>([:])

  package init(among names: some Sequence<String>) {
    self.names = Set(names).map { (folded($0), $0) }
  }

  /// What `nearMisses(of:among:)` finds; none for a name that comes after `limit` others.
  package func of(_ name: String) -> [String] {
    found.withLock { found in
      if let known = found[name] { return known }
      guard found.count < Self.limit else { return [] }
      let new = misses(of: name, among: names)
      found[name] = new
      return new
    }
  }

  /// “; did you mean “a” or “b”?”, or nothing.
  package func suggestion(for name: String) -> String { question(about: of(name)) }
}

/// “; did you mean “a” or “b”?”, or nothing.
package func suggestion(for name: String, among names: some Sequence<String>) -> String {
  question(about: nearMisses(of: name, among: names))
}

private func question(about misses: [String]) -> String {
  let misses = misses.map { "“\($0)”" }
  guard let last = misses.last else { return "" }
  let list = misses.count == 1 ? last : misses.dropLast().joined(separator: ", ") + " or " + last
  return "; did you mean \(list)?"
}

private func misses(of name: String, among names: [(folded: [UInt8], name: String)]) -> [String] {
  let wanted = folded(name)
  let limit = max(1, wanted.count / 3)
  let scored = names.compactMap { other, candidate -> (score: Int, name: String)? in
    let isPrefix =
      wanted.count > 2 && other.count > 2 && (other.starts(with: wanted) || wanted.starts(with: other))
    guard abs(other.count - wanted.count) <= limit || isPrefix else { return nil }
    let distance = editDistance(wanted, other)
    guard distance <= limit || isPrefix else { return nil }
    return (distance, candidate)
  }
  return scored.sorted { ($0.score, $0.name) < ($1.score, $1.name) }.prefix(3).map(\.name)
}

private func folded(_ name: String) -> [UInt8] {
  name.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
}

/// The restricted Damerau–Levenshtein distance of two byte strings, each cut at 100 bytes.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  let left = left.prefix(100)
  let right = right.prefix(100)
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var before: [Int] = []
  var previous = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var best = min(previous[column + 1], current[column]) + 1
      best = min(best, previous[column] + (byte == other ? 0 : 1))
      let swapped = row > 0 && column > 0 && byte == right[column - 1] && left[row - 1] == other
      if swapped { best = min(best, before[column - 1] + 1) }
      current.append(best)
    }
    (before, previous) = (previous, current)
  }
  return previous[right.count]
}
