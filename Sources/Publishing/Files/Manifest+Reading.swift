import Diagnostics

extension Manifest {
  /// Reads a manifest, and what can be made out of one that a merge or an editor has damaged.
  ///
  /// Every pair of a path and hashes counts, wherever it stands: a hash that fits the file on the disk is proof
  /// enough that we wrote it. The diagnostics warn of a damaged file and refuse a later version.
  static func reading(_ bytes: [UInt8], path: String) -> Diagnosed<Manifest> {
    if let whole = Manifest(serialized: bytes) { return Diagnosed(whole, []) }
    let tokens = tokens(of: bytes)
    var pairs: [(path: SitePath, hash: ContentHash)] = []
    for (index, token) in tokens.enumerated() where token == .colon && index > 0 && index + 1 < tokens.count {
      guard case .string(let key) = tokens[index - 1] else { continue }
      if case .number(let number) = tokens[index + 1], key.elementsEqual("version".utf8), number > version {
        return Diagnosed(Manifest(), [.isFromLaterVersion(path)])
      }
      guard case .string(let value) = tokens[index + 1], let owned = validated(key) else { continue }
      for part in value.split(separator: UInt8(ascii: " ")) {
        if let hash = ContentHash(digits: part) { pairs.append((owned, hash)) }
      }
    }
    var found = Manifest()
    for (path, hash) in pairs.sorted(by: { $0.path < $1.path }) { found.add(path, hash) }
    return Diagnosed(found, found.serialized == bytes ? [] : [.isDamaged(path)])
  }

  static func validated(_ text: ArraySlice<UInt8>) -> SitePath? {
    guard let text = String(validating: text, as: UTF8.self) else { return nil }
    do throws(PathFault) {
      return try SitePath.validating(text)
    } catch {
      // Left out, and thereby reported: what is left no longer gives the same bytes.
      return nil
    }
  }

  private enum Token: Equatable {
    case string(ArraySlice<UInt8>)
    case number(Int)
    case colon
    case other
  }

  /// Strings end at the quote or, where that is missing, with the line.
  private static func tokens(of bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        let text = rest.prefix { $0 != UInt8(ascii: "\"") && $0 != 0x0A }
        rest = rest.dropFirst(text.count + 1)
        tokens.append(.string(text))
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digits = [byte] + rest.prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(digits.count - 1)
        tokens.append(.number(Int(String(decoding: digits, as: UTF8.self)) ?? .max))
      case UInt8(ascii: ":"): tokens.append(.colon)
      case 0x20, 0x09, 0x0A, 0x0D: continue
      default: tokens.append(.other)
      }
    }
    return tokens
  }
}

extension Diagnostic {
  fileprivate static func isDamaged(_ path: String) -> Diagnostic {
    .warning(
      "output.manifest-damaged",
      "“\(path)” is damaged; files that it does not name for certain count as foreign",
      in: path)
  }

  fileprivate static func isFromLaterVersion(_ path: String) -> Diagnostic {
    .error(
      "output.manifest-version", "“\(path)” was written by a later version of gloss", in: path,
      fixes: [Fix("build with that version")])
  }
}
