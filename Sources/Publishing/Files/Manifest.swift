import Diagnostics

/// Which files of an output folder are ours, with the hashes of what we wrote there.
///
/// Kept as `.gloss/manifest.json` in the output and committed with it: one line a file, sorted, no dates.
///
///     {
///       "version": 1,
///       "files": {
///         "index.html": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
///         "style.css": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
///       }
///     }
///
/// While a build replaces files, each line holds the hashes of the old and the new version with a blank between
/// them, so that a build that is killed leaves nothing the next one does not know.
struct Manifest: Hashable {
  static let folder = ".gloss"
  static let name = "manifest.json"
  /// The only version of the format so far.
  static let version = 1

  fileprivate struct Line: Hashable {
    let path: SitePath
    /// The hashes that the file may have, sorted; one in a manifest at rest.
    private(set) var hashes: [ContentHash]

    mutating func add(_ hash: ContentHash) {
      if !hashes.contains(hash) { hashes = (hashes + [hash]).sorted() }
    }
  }

  /// Sorted by path, each path once.
  private var lines: [Line] = []

  /// Our files, sorted.
  var paths: [SitePath] { lines.map(\.path) }

  /// For each of our files the hashes it may have.
  var hashes: [SitePath: Set<ContentHash>] {
    Dictionary(uniqueKeysWithValues: lines.map { ($0.path, Set($0.hashes)) })
  }

  /// Whether the file is ours.
  func owns(_ path: SitePath) -> Bool { line(of: path) != nil }

  /// Whether the file is ours and we wrote those bytes.
  func knows(_ hash: ContentHash, at path: SitePath) -> Bool {
    line(of: path)?.hashes.contains(hash) ?? false
  }

  /// Goes once through sorted paths and ours: which of those are ours, and which of ours are not among them.
  func matching(_ paths: [SitePath]) -> (isOurs: [Bool], others: [SitePath]) {
    var (isOurs, others, next) = ([Bool](), [SitePath](), lines.startIndex)
    isOurs.reserveCapacity(paths.count)
    for path in paths {
      while next < lines.endIndex, lines[next].path < path {
        others.append(lines[next].path)
        next += 1
      }
      let isOne = next < lines.endIndex && lines[next].path == path
      isOurs.append(isOne)
      if isOne { next += 1 }
    }
    return (isOurs, others + lines[next...].map(\.path))
  }

  private func line(of path: SitePath) -> Line? {
    let index = lines.firstIndex(notBefore: path)
    return index < lines.count && lines[index].path == path ? lines[index] : nil
  }

  /// Adds a file, or one more version of it; quickly where files come sorted.
  mutating func add(_ path: SitePath, _ hash: ContentHash) {
    let line = Line(path: path, hashes: [hash])
    guard let last = lines.last, path <= last.path else { return lines.append(line) }
    let index = lines.firstIndex(notBefore: path)
    if lines[index].path == path { lines[index].add(hash) } else { lines.insert(line, at: index) }
  }

  /// Everything that either manifest knows.
  func union(_ other: Manifest) -> Manifest {
    var all = Manifest()
    all.lines.reserveCapacity(max(lines.count, other.lines.count))
    var rest = other.lines[...]
    for line in lines {
      while let next = rest.first, next.path < line.path { all.lines.append(rest.removeFirst()) }
      var line = line
      if let twin = rest.first, twin.path == line.path {
        for hash in twin.hashes { line.add(hash) }
        rest.removeFirst()
      }
      all.lines.append(line)
    }
    all.lines += rest
    return all
  }

  /// The manifest as a file; equal manifests give equal bytes.
  var serialized: [UInt8] {
    var bytes = Array("{\n  \"version\": \(Manifest.version),\n  \"files\": {".utf8)
    bytes.reserveCapacity(bytes.count + lines.count * 128)
    var separator = "\n"
    for line in lines {
      // A `SitePath` has no character that JSON would have us escape.
      for part in [separator, "    \"", line.path.text, "\": \""] { bytes += part.utf8 }
      for (index, hash) in line.hashes.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: " ")) }
        hash.appendDigits(to: &bytes)
      }
      bytes.append(UInt8(ascii: "\""))
      separator = ",\n"
    }
    bytes += (lines.isEmpty ? "}\n}\n" : "\n  }\n}\n").utf8
    return bytes
  }
}

extension [Manifest.Line] {
  /// The first line whose path does not come before this one, by binary search.
  fileprivate func firstIndex(notBefore path: SitePath) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Manifest {
  /// Reads a manifest, and what can be made out of one that a merge or an editor has damaged.
  ///
  /// Every pair of a path and hashes counts, wherever it stands: a hash that fits the file on the disk is proof
  /// enough that we wrote it. The diagnostics warn of a damaged file and refuse a later version.
  static func reading(_ bytes: [UInt8], path: String) -> Diagnosed<Manifest> {
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

  private static func validated(_ text: ArraySlice<UInt8>) -> SitePath? {
    do throws(PathFault) {
      return try SitePath.validating(String(decoding: text, as: UTF8.self))
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
