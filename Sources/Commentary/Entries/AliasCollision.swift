package import Diagnostics

extension Entry {
  /// The title and the aliases, each once as written.
  package var names: [String] {
    ([title] + aliases).reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
  }

  /// An error for each name that two entries share, typography and the case of the first letter aside: the
  /// text would not tell which is meant.
  package static func sharedNames(among entries: [Entry]) -> [Diagnostic] {
    var alphabet = Alphabet()
    var owners: [[Alphabet.Unit]: Entry] = [:]
    var findings: [Diagnostic] = []
    for entry in entries {
      for name in entry.names {
        var units = FoldedText(name, with: &alphabet).units
        guard let first = units.first else { continue }
        units[0] = alphabet.lowered(first)
        if let owner = owners[units], owner.name != entry.name {
          findings.append(.isShared(name, by: entry, and: owner))
        }
        owners[units] = owners[units] ?? entry
      }
    }
    return findings
  }
}

extension Diagnostic {
  fileprivate static func isShared(_ name: String, by entry: Entry, and owner: Entry) -> Diagnostic {
    .error(
      "link.alias-collision",
      "“\(name)” names both “\(owner.name)” and “\(entry.name)”; leave it to one of them",
      at: entry.rangeInFrontMatter(of: name),
      notes: [Note("the other one", at: owner.rangeInFrontMatter(of: name))])
  }
}
