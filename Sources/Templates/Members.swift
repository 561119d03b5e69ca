/// The values of an object by their names, in the order they were given.
///
/// An object has few, and most are made, asked for some of them and dropped: a row of pairs is made in a tenth of
/// the time that a table with hashes takes, and looked through in no more than that table needs.
package struct Members: Sendable, Hashable {
  /// A value under its name.
  package struct Member: Sendable, Hashable {
    package let name: String
    package var value: TemplateValue
  }

  private var members: [Member]

  /// The members in this order; their names are unique.
  package init(_ members: some Sequence<(name: String, value: TemplateValue)>) {
    self.members = members.map { Member(name: $0.name, value: $0.value) }
  }

  package subscript(name: String) -> TemplateValue? {
    get { index(of: name).map { members[$0].value } }
    set {
      switch (index(of: name), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  package var names: some Sequence<String> { members.lazy.map(\.name) }

  /// Lengths are compared first, since they part most names.
  private func index(of name: String) -> Int? {
    let length = name.utf8.count
    return members.firstIndex { $0.name.utf8.count == length && $0.name == name }
  }
}

extension Members: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral members: (String, TemplateValue)...) {
    self.init(members.lazy.map { ($0, $1) })
  }
}

extension Members: RandomAccessCollection {
  package var startIndex: Int { members.startIndex }
  package var endIndex: Int { members.endIndex }
  package subscript(position: Int) -> Member { members[position] }
}
