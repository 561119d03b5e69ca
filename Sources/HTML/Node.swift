/// A piece of HTML as a closed value: markup is only ever made here, and escaped once, in the serializer.
package enum Node: Sendable, Hashable {
  indirect case element(Element)
  case text(String)
  /// Markup that its author is trusted with, written as it is.
  case raw(String)

  /// An element; attribute values are texts, escaped when written.
  ///
  /// A `nil` value leaves the attribute out. `script` and `style` hold `.raw` only.
  package static func element(
    _ name: String, _ attributes: [(String, String?)] = [], _ children: [Node] = []
  ) -> Node {
    .element(Element(name, attributes, children))
  }
}

package struct Element: Sendable, Hashable {
  package struct Attribute: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  package var name: String
  package var attributes: [Attribute]
  package var children: [Node]

  package init(_ name: String, _ attributes: [(String, String?)] = [], _ children: [Node] = []) {
    self.name = name
    self.attributes = []
    self.attributes.reserveCapacity(attributes.count)
    for case (let name, let value?) in attributes {
      self.attributes.append(Attribute(name: name, value: value))
    }
    self.children = children
  }
}
