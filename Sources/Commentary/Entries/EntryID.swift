import Diagnostics
package import Records

/// Why an id cannot name a file and an address, or `nil` if it can.
///
/// An id has letters, digits and marks of any script, `-`, `_` and, inside, `.`; at most 100 UTF-8 bytes,
/// composed (NFC); it is not `index` and no name that Windows keeps for devices.
package func faultOfID(_ id: String) -> String? {
  let scalars = Array(id.unicodeScalars)
  guard let first = scalars.first, let last = scalars.last else { return "it is empty" }
  if first == "." || last == "." { return "it begins or ends with a dot" }
  if let bad = scalars.first(where: { !$0.fitsID }) { return "it holds \(named(bad))" }
  if !first.isLetterOrDigit, first != "_", first != "-" { return "it begins with \(named(first))" }
  if id.utf8.contains(sequence: "..") { return "it holds two dots in a row" }
  if id.utf8.count > 100 { return "it is \(id.utf8.count) bytes long, more than 100" }
  if !id.utf8.elementsEqual(composed(id).utf8) { return "its accents are not composed (NFC)" }
  let stem = id.lowercased().utf8.prefix { $0 != UInt8(ascii: ".") }
  if reservedNames.contains(String(stem) ?? "") { return "the name is taken" }
  return nil
}

extension FieldReader {
  /// The ids under `was:`; each that cannot be one is an error of the id `rule`, and left out.
  package mutating func formerIDs(rule: String) -> [String] {
    let places = record("was").map { $0.items ?? [$0] } ?? []
    return strings("was").filter { id in
      guard let fault = faultOfID(id) else { return true }
      let place = places.first { $0.scalar?.text.utf8.elementsEqual(id.utf8) ?? false }
      findings.append(.isNoFormerID(id, fault, rule, at: place?.range ?? range(of: "was")))
      return false
    }
  }
}

extension Diagnostic {
  fileprivate static func isNoFormerID(
    _ id: String, _ fault: String, _ rule: String, at range: SourceRange
  ) -> Diagnostic {
    .error(rule, "“\(id)” was never an id: \(fault)", at: range)
  }
}

private let reservedNames: Set<String> = Set(
  ["index", "con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

private func named(_ scalar: Unicode.Scalar) -> String {
  let isVisible = scalar.value > 0x20 && scalar.value < 0x7F
  return isVisible ? "“\(scalar)”" : scalar.codePoint
}

extension Unicode.Scalar {
  fileprivate var fitsID: Bool {
    switch self {
    case "-", "_", ".": true
    default:
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark: !properties.isDefaultIgnorableCodePoint
      default: isLetterOrDigit && !properties.isDefaultIgnorableCodePoint
      }
    }
  }
}

extension String.UTF8View {
  fileprivate func contains(sequence: String) -> Bool {
    let wanted = Array(sequence.utf8)
    return indices.contains { self[$0...].starts(with: wanted) }
  }
}
