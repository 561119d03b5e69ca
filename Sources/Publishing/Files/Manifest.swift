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

  var count: Int { lines.count }

  /// For each of our files the hashes it may have.
  var hashes: [SitePath: Set<ContentHash>] {
    Dictionary(uniqueKeysWithValues: lines.map { ($0.path, Set($0.hashes)) })
  }

  /// Where the file stands among ours, if it is one of them.
  func index(of path: SitePath) -> Int? {
    let index = lines.firstIndex(notBefore: path)
    return index < lines.count && lines[index].path == path ? index : nil
  }

  /// The hash of one of our files, `nil` while there is more than one that it may have.
  func hash(at index: Int) -> ContentHash? {
    let hashes = lines[index].hashes
    return hashes.count == 1 ? hashes[0] : nil
  }

  /// Whether the file is ours and we wrote those bytes.
  func knows(_ hash: ContentHash, at path: SitePath) -> Bool {
    index(of: path).map { lines[$0].hashes.contains(hash) } ?? false
  }

  /// Goes once through sorted paths and ours: where each of those is among ours, and which of ours are not among them.
  func matching(_ paths: [SitePath]) -> (indices: [Int?], others: [SitePath]) {
    var (indices, others, next) = ([Int?](), [SitePath](), lines.startIndex)
    indices.reserveCapacity(paths.count)
    for path in paths {
      while next < lines.endIndex, lines[next].path < path {
        others.append(lines[next].path)
        next += 1
      }
      let isOne = next < lines.endIndex && lines[next].path == path
      indices.append(isOne ? next : nil)
      if isOne { next += 1 }
    }
    return (indices, others + lines[next...].map(\.path))
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

  fileprivate static let opening = "{\n  \"version\": \(Manifest.version),\n  \"files\": {"

  /// The manifest as a file; equal manifests give equal bytes.
  var serialized: [UInt8] {
    var bytes = Array(Self.opening.utf8)
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

extension Manifest {
  /// Reads a manifest that stands as `serialized` writes it, in one pass over its bytes; `nil` for any other.
  init?(serialized bytes: [UInt8]) {
    var rest = bytes[...]
    func take(_ text: String) -> Bool {
      guard rest.starts(with: text.utf8) else { return false }
      rest = rest.dropFirst(text.utf8.count)
      return true
    }
    func string() -> ArraySlice<UInt8>? {
      guard take("\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    guard take(Self.opening) else { return nil }
    repeat {
      guard take("\n    "), let path = string().flatMap(Self.validated), take(": "), let hashes = string(),
        lines.last.map({ $0.path < path }) ?? true
      else { return nil }
      for digits in hashes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
        guard let hash = ContentHash(digits: digits) else { return nil }
        // Hashes of one file are sorted, and none is there twice.
        if let last = lines.last, last.path == path {
          guard let greatest = last.hashes.last, greatest < hash else { return nil }
        }
        add(path, hash)
      }
    } while take(",")
    guard rest.elementsEqual("\n  }\n}\n".utf8) else { return nil }
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
