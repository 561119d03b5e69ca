import Diagnostics
import Glibc

/// A relative path that names the same file on every system, such as `terms/nonaggression-pact.html`.
///
/// Two paths are equal when their bytes are; the file system of a reader may see that otherwise, which is what
/// `collisions(among:)` looks for. Percent signs are literal: nothing is ever decoded into a path.
package struct SitePath: Sendable {
  /// The text as given, valid by the rules of `validating(_:)`.
  package let text: String

  private init(unchecked text: String) { self.text = text }

  /// Accepts names joined by `/` that are neither hidden nor special on any common system.
  ///
  /// Refused are empty, absolute and dotted paths, backslashes, control and invisible characters, the characters
  /// and names that Windows reserves, hidden names, blanks at either end of a name, a dot at its end, names
  /// longer than 255 bytes, paths longer than 1024 bytes or deeper than 64 names.
  package static func validating(_ text: String) throws(PathFault) -> SitePath {
    if let reason = fault(inPath: text) { throw PathFault(text: text, reason: reason) }
    return SitePath(unchecked: text)
  }

  /// The names between the slashes.
  package var components: [String] {
    text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }

  /// The last component.
  package var name: String {
    text.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(text[text.utf8.index(after: $0)...]) } ?? text
  }

  /// The folder that holds the file, or `nil` at the top.
  package var parent: SitePath? {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return SitePath(unchecked: String(text[..<slash]))
  }

  /// Whether a folder is its parent.
  func isDirectly(inside folder: SitePath) -> Bool {
    let (own, other) = (text.utf8, folder.text.utf8)
    return own.count > other.count && own.starts(with: other)
      && own.lastIndex(of: UInt8(ascii: "/")).map { own.distance(from: own.startIndex, to: $0) }
        == other.count
  }

  /// The folders above, nearest first.
  package var ancestors: [SitePath] {
    var found: [SitePath] = []
    var next = parent
    while let folder = next {
      found.append(folder)
      next = folder.parent
    }
    return found
  }
}

extension SitePath: Hashable, Comparable, CustomStringConvertible {
  package static func == (left: SitePath, right: SitePath) -> Bool { difference(left.text, right.text) == 0 }

  package static func < (left: SitePath, right: SitePath) -> Bool { areInOrder(left.text, right.text) }

  /// Whether its bytes come before those of a text.
  func precedes(_ text: String) -> Bool { Self.areInOrder(self.text, text) }

  /// Whether the bytes of one text come before those of another.
  static func areInOrder(_ left: String, _ right: String) -> Bool { difference(left, right) < 0 }

  /// Below zero where the bytes of the left come first, zero where they are the same.
  private static func difference(_ left: String, _ right: String) -> Int {
    let (left, right) = (left.utf8.span, right.utf8.span)
    let order = unsafe left.withUnsafeBytes { left in
      unsafe right.withUnsafeBytes { right in
        guard let one = left.baseAddress, let other = right.baseAddress else { return Int32(0) }
        return unsafe memcmp(one, other, min(left.count, right.count))
      }
    }
    return order == 0 ? left.count - right.count : Int(order)
  }

  // Equal bytes are equal texts; that the reverse is not so costs a comparison at times.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  package var description: String { text }
}

/// Why a text is no path of a site.
package struct PathFault: Error, Hashable, CustomStringConvertible {
  package let text: String
  /// A clause such as “a name may not be “..””.
  package let reason: String

  package var description: String { "“\(text.displayed)” cannot be a path of the site: \(reason)" }
}

/// Whether there is nothing about a path that has to be looked at closely; so it is with most.
private func isPlain(path: String) -> Bool {
  let (dot, slash) = (UInt8(ascii: "."), UInt8(ascii: "/"))
  guard path.utf8.count <= 255 else { return false }
  var (depth, length, stem, head, last) = (1, 0, 0, UInt32(0), dot)
  func isPlainName() -> Bool { last != dot && !((3...4).contains(stem) && deviceHeads.contains(head)) }
  for byte in path.utf8 {
    if byte == slash {
      guard isPlainName() else { return false }
      (depth, length, stem, head, last) = (depth + 1, 0, 0, 0, dot)
      continue
    }
    guard isPlain(byte), byte != dot || length > 0 else { return false }
    // The letters up to the first dot, of which three make the head.
    if byte != dot, stem == length {
      stem += 1
      if stem <= 3 { head = head << 8 | UInt32(byte | 0x20) }
    }
    (length, last) = (length + 1, byte)
  }
  return isPlainName() && depth <= 64
}

private func fault(inPath text: String) -> String? {
  if isPlain(path: text) { return nil }
  if text.utf8.isEmpty { return "it is empty" }
  if text.utf8.first == UInt8(ascii: "/") { return "it is absolute; name it from the top of the site" }
  if text.utf8.count > 1024 { return "it is \(text.utf8.count) bytes long; the limit is 1024" }
  let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  if names.count > 64 { return "it is \(names.count) names deep; the limit is 64" }
  for name in names {
    if let reason = fault(inName: Substring(name)) { return reason }
  }
  return nil
}

private func fault(inName name: Substring) -> String? {
  if name.utf8.isEmpty { return "a name between two slashes is empty" }
  if name == "." || name == ".." { return "a name may not be “\(name)”" }
  if name.utf8.count > 255 { return "a name is \(name.utf8.count) bytes long; the limit is 255" }
  if !name.utf8.allSatisfy(isPlain) {
    for scalar in name.unicodeScalars {
      if let reason = fault(inScalar: scalar) { return reason }
    }
  }
  if name.utf8.first == UInt8(ascii: ".") { return "a name that begins with a dot is hidden" }
  if name.utf8.last == UInt8(ascii: ".") { return "a name may not end in a dot; Windows drops it" }
  if isBlank(name.unicodeScalars.first) || isBlank(name.unicodeScalars.last) {
    return "a name may not begin or end with a blank"
  }
  return isReserved(name) ? "Windows reserves the name “\(name)”" : nil
}

/// Whether a byte is all of a character that every system takes in a name.
private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
    true
  default: false
  }
}

private func fault(inScalar scalar: Unicode.Scalar) -> String? {
  switch scalar {
  case "\\": return "a backslash parts names on Windows; use “/”"
  case "<", ">", ":", "\"", "|", "?", "*": return "Windows allows no “\(scalar)” in a name"
  default: break
  }
  switch scalar.properties.generalCategory {
  case .control: return "it has the control character \(codePoint(scalar))"
  case .format, .lineSeparator, .paragraphSeparator, .surrogate:
    return "it has the invisible character \(codePoint(scalar))"
  default: return nil
  }
}

private func isBlank(_ scalar: Unicode.Scalar?) -> Bool {
  scalar?.properties.generalCategory == .spaceSeparator
}

/// How the names of devices begin.
private let deviceHeads = ["con", "prn", "aux", "nul", "com", "lpt"].map { head(of: $0.utf8) }

/// The first three bytes as one number, letters without case.
private func head(of name: some Collection<UInt8>) -> UInt32 {
  name.prefix(3).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
}

/// Device names count with any extension: `aux.html` is a device too.
private func isReserved(_ name: Substring) -> Bool {
  var stem = name.utf8.prefix { $0 != UInt8(ascii: ".") }
  while stem.last == UInt8(ascii: " ") { stem.removeLast() }
  guard stem.count <= "CONOUT$".utf8.count, deviceHeads.contains(head(of: stem)) else { return false }
  let device = Substring(stem).uppercased()
  let letters = device.unicodeScalars
  if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(device) { return true }
  guard letters.count == 4, device.hasPrefix("COM") || device.hasPrefix("LPT"), let last = letters.last else {
    return false
  }
  return "123456789¹²³".unicodeScalars.contains(last)
}

private func codePoint(_ scalar: Unicode.Scalar) -> String {
  let hex = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
}
