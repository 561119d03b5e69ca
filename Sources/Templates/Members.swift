/// The values of an object by their names, in the order they were given.
///
/// An object has few, and most are made, asked for some of them and dropped: a row of pairs is made in a tenth of
/// the time that a table with hashes takes, and looked through in no more than that table needs. Equal are those that
/// give the same values in the same order.
package struct Members: Sendable {
  package private(set) var pairs: [(String, TemplateValue)]

  /// The members in this order; their names are unique.
  package init(_ pairs: [(String, TemplateValue)]) {
    assert(Set(pairs.map(\.0)).count == pairs.count, "a name is there once")
    self.pairs = pairs
  }

  package subscript(name: String) -> TemplateValue? {
    get { index(of: name).map { pairs[$0].1 } }
    set {
      switch (index(of: name), newValue) {
      case (let index?, let value?): pairs[index].1 = value
      case (let index?, nil): pairs.remove(at: index)
      case (nil, let value?): pairs.append((name, value))
      case (nil, nil): break
      }
    }
  }

  package var names: [String] { pairs.map(\.0) }

  /// Lengths are compared first, since they part most names.
  private func index(of name: String) -> Int? {
    let length = name.utf8.count
    return pairs.firstIndex { $0.0.utf8.count == length && $0.0 == name }
  }
}

extension Members: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral pairs: (String, TemplateValue)...) {
    self.init(pairs)
  }
}

extension Members: Hashable {
  package static func == (left: Members, right: Members) -> Bool {
    left.pairs.count == right.pairs.count && zip(left.pairs, right.pairs).allSatisfy { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    for (name, value) in pairs {
      hasher.combine(name)
      hasher.combine(value)
    }
  }
}
