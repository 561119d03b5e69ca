/// Where in the HTML of a page a value is printed.
enum Position: Sendable, Hashable {
  enum AttributeKind: Sendable, Hashable {
    case plain
    /// `href`, `src` and the like.
    case address
    /// Addresses with descriptors: `srcset`.
    case addressList
    /// Attributes whose value is script, style or a document.
    case program
  }

  /// What a place takes; a number is taken by all.
  enum Acceptance: Sendable {
    /// Any text, escaped, and HTML.
    case markup
    /// Any text, escaped.
    case text
    case address, addressList, json, number
  }

  /// Not known, and not asked for: lenient mode.
  case unchecked
  /// Between tags.
  case text
  /// In an element that holds text only: `title`, `textarea`.
  case textOnly(element: String)
  case attribute(name: String, AttributeKind)
  case script
  case style
}

extension Position {
  /// The position of an attribute's quoted value; `name` is in lower case.
  static func attribute(named name: String) -> Position {
    let kind: AttributeKind =
      switch name {
      case "href", "src", "action", "formaction", "poster", "cite", "data", "manifest", "background", "ping",
        "longdesc", "xlink:href", "codebase", "classid", "profile", "itemtype", "itemid":
        .address
      case "srcset", "imagesrcset": .addressList
      case "style", "srcdoc": .program
      default: name.utf8.starts(with: "on".utf8) ? .program : .plain
      }
    return .attribute(name: name, kind)
  }

  /// What may be printed here.
  var acceptance: Acceptance {
    switch self {
    case .text: .markup
    case .textOnly, .attribute(_, .plain): .text
    case .attribute(_, .address): .address
    case .attribute(_, .addressList): .addressList
    case .script: .json
    case .unchecked, .attribute(_, .program), .style: .number
    }
  }

  /// The place in words, and the types of values it takes.
  var terms: (place: String, types: String) {
    switch self {
    case .unchecked, .text: ("the text between tags", "text, html, a url or a number")
    case .textOnly(let element): ("“<\(element)>”", "text, a url or a number")
    case .attribute(let name, .plain): ("the attribute “\(name)”", "text, a url or a number")
    case .attribute(let name, .address), .attribute(let name, .addressList):
      ("the attribute “\(name)”", "a url or a number")
    case .attribute(let name, .program): ("the attribute “\(name)”", "only a number")
    case .script: ("“<script>”", "json or a number")
    case .style: ("“<style>”", "only a number")
    }
  }
}
