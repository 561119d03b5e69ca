/// The text as a YAML 1.2 double-quoted scalar on one line, which reads as that text and as nothing else.
///
/// Characters outside of YAML's printable set, and those that a screen does not show, are written as escapes.
func yamlQuoted(_ text: String) -> String {
  var output = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": output += "\\\(scalar)"
    case "\n": output += "\\n"
    case "\t": output += "\\t"
    case _ where scalar.isUnprintable: output += escape(scalar)
    case _: output.unicodeScalars.append(scalar)
    }
  }
  return output + "\""
}

/// `key: "value"` lines for the values that are there, each ended by a line feed.
func yamlLines(_ fields: [(key: String, value: String?)]) -> String {
  fields.compactMap { field in field.value.map { "\(field.key): \(yamlQuoted($0))\n" } }.joined()
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  let width = scalar.value > 0xFFFF ? 8 : 4
  let zeros = String(repeating: "0", count: width - digits.utf8.count)
  return (width == 8 ? "\\U" : "\\u") + zeros + digits
}

extension Unicode.Scalar {
  fileprivate var isUnprintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
    case _: false
    }
  }
}
