/// A JSON value (RFC 8259) that keeps the order of its keys.
enum JSON {
  case null
  case number(Int)
  case string(String)
  case list([JSON])
  case object([(key: String, value: JSON)])

  /// The value without white space; characters that a terminal would not show are escaped.
  var text: String {
    switch self {
    case .null: "null"
    case .number(let number): String(number)
    case .string(let string): JSON.quoted(string)
    case .list(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let fields):
      "{" + fields.map { "\(JSON.quoted($0.key)):\($0.value.text)" }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ string: String) -> String {
    var scalars: String.UnicodeScalarView = .init()
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": scalars.append(contentsOf: ["\\", scalar])
      case "\n": scalars.append(contentsOf: "\\n".unicodeScalars)
      case "\t": scalars.append(contentsOf: "\\t".unicodeScalars)
      case _ where scalar.isHidden: scalars.append(contentsOf: escaped(scalar).unicodeScalars)
      case _: scalars.append(scalar)
      }
    }
    return "\"\(String(scalars))\""
  }

  /// `\u001b`; two of them, a surrogate pair, beyond U+FFFF.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }.joined()
  }
}

extension Diagnostic {
  /// An object with the keys severity, id, message, path, line, column, endLine, endColumn, notes and fixes.
  ///
  /// Lines and columns count from 1, columns in code points; the end is just after the last character. What is
  /// not known is `null`.
  var json: JSON {
    .object(
      [("severity", .string(severity.rawValue)), ("id", .string(id)), ("message", .string(summary))]
        + place.jsonFields
        + [("notes", .list(notes.map(\.json))), ("fixes", .list(fixes.map(\.json)))])
  }
}

extension Diagnostic.Note {
  fileprivate var json: JSON { .object([("message", .string(text))] + place.jsonFields) }
}

extension Diagnostic.Fix {
  fileprivate var json: JSON {
    .object([("message", .string(summary)), ("replacement", replacement.map(JSON.string) ?? .null)])
  }
}

extension Diagnostic.Place {
  fileprivate var jsonFields: [(key: String, value: JSON)] {
    switch self {
    case .range(let range):
      let (start, end) = (range.position, range.endPosition)
      return [
        ("path", .string(range.source.path)), ("line", .number(start.line)),
        ("column", .number(start.column)),
        ("endLine", .number(end.line)), ("endColumn", .number(end.column)),
      ]
    case .file(let path): return [("path", .string(path))] + Diagnostic.Place.unknownLines
    case .nowhere: return [("path", .null)] + Diagnostic.Place.unknownLines
    }
  }

  private static var unknownLines: [(key: String, value: JSON)] {
    [("line", .null), ("column", .null), ("endLine", .null), ("endColumn", .null)]
  }
}
