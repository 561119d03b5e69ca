@testable import Publishing

extension BuildCache {
  /// What another process finds after a build that was handed this cache.
  func next() -> BuildCache {
    let program = "test"
    let parts = parts.mapValues(\.remains)
    let wholes = parts.compactMapValues(\.whole)
      .mapValues { Self.pieces(of: $0, named: "part", for: program).flatMap(\.self) }
    let recent = Self.pieces(ofRecent: parts.mapValues(\.recent), for: program).flatMap(\.self)
    let tables = Self.recent(printed: recent, program: program) ?? [:]
    var contents = Contents()
    contents.part = { [last] name in
      wholes[name].map { Self.table("part", printed: $0, program: program) ?? StampTable() }
        ?? (parts[name] == nil ? StampTable() : last.part(name))
    }
    contents.recent = { tables[$0].flatMap(StampTable.init(written:)) ?? StampTable() }
    return BuildCache(contents)
  }
}
