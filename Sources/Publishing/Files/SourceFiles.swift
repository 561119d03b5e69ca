import Synchronization

/// A file by its path from the top of the site, or of the output.
package struct SiteFile: Sendable, Hashable {
  package let path: SitePath
  private let content: Content

  package init(path: SitePath, bytes: [UInt8]) {
    self.path = path
    content = Content(bytes)
  }

  /// A file whose bytes are made when they are asked for; their digest and number too, unless they are known.
  init(
    path: SitePath, hash: ContentHash? = nil, size: Int? = nil, making make: @escaping @Sendable () -> [UInt8]
  ) {
    self.path = path
    content = Content(hash: hash, size: size, making: make)
  }

  /// A file that was read and let go of again, each time anew.
  init(path: SitePath, stamp: Stamp, size: Int, rereading read: @escaping @Sendable () -> [UInt8]) {
    self.path = path
    content = Content(stamp: stamp, size: size, isHeld: false, making: read)
  }

  /// The same bytes at another path, digested once for all of them.
  init(path: SitePath, sharing other: SiteFile) {
    self.path = path
    content = other.content
  }

  package var bytes: [UInt8] { content.bytes }

  /// The bytes, unless they are still to be made.
  var bytesAtHand: [UInt8]? { content.bytesAtHand }

  /// How many bytes there are.
  var size: Int { content.size }

  /// The digest of the bytes, found when it is asked for first.
  package var hash: ContentHash { content.hash }

  package static func == (left: SiteFile, right: SiteFile) -> Bool {
    left.path == right.path && (left.content === right.content || left.bytes == right.bytes)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(bytes)
  }
}

/// Bytes and their hashes; a class since files with the same bytes share it, and most are never asked for them.
private final class Content: Sendable {
  private struct State {
    var bytes: [UInt8]?
    /// What makes the bytes, until they are made: it holds on to all that they are made from.
    var make: (@Sendable () -> [UInt8])?
    var hash: ContentHash?
    var stamp: Stamp?
  }

  private let knownSize: Int?
  /// Whether bytes that were made are kept.
  private let isHeld: Bool
  private let state: Mutex<State>

  init(_ bytes: [UInt8]) {
    (knownSize, isHeld) = (bytes.count, true)
    state = Mutex(State(bytes: bytes))
  }

  init(
    hash: ContentHash? = nil, stamp: Stamp? = nil, size: Int?, isHeld: Bool = true,
    making make: @escaping @Sendable () -> [UInt8]
  ) {
    (knownSize, self.isHeld) = (size, isHeld)
    state = Mutex(State(make: make, hash: hash, stamp: stamp))
  }

  var size: Int { knownSize ?? bytes.count }

  var bytesAtHand: [UInt8]? { state.withLock { $0.bytes } }

  var bytes: [UInt8] {
    let (bytes, make) = state.withLock { ($0.bytes, $0.make) }
    if let bytes { return bytes }
    guard let made = make?() else { preconditionFailure("there are bytes or what makes them") }
    guard isHeld else { return made }
    return state.withLock { state in
      let bytes = state.bytes ?? made
      (state.bytes, state.make) = (bytes, nil)
      return bytes
    }
  }

  var hash: ContentHash {
    if let hash = state.withLock({ $0.hash }) { return hash }
    let hash = ContentHash(of: bytes)
    state.withLock { $0.hash = hash }
    return hash
  }

  var stamp: Stamp {
    if let stamp = state.withLock({ $0.stamp }) { return stamp }
    let stamp = Stamp(of: bytes)
    state.withLock { $0.stamp = stamp }
    return stamp
  }
}

/// The files of a site as values, sorted by path: `Content/site.yaml` and its bytes.
///
/// A literal makes one for a test: `["Content/site.yaml": "title: Walden"]`.
package struct SourceFiles: Sendable, Hashable {
  /// Sorted by the bytes of their paths, each path once.
  package let files: [SiteFile]

  /// Sorts the files; two files of one path are a mistake of ours.
  package init(_ files: some Sequence<SiteFile>) {
    self.files = files.sorted { $0.path < $1.path }
    for (file, next) in zip(self.files, self.files.dropFirst()) {
      precondition(file.path != next.path, "a folder has each path once, but “\(file.path)” came twice")
    }
  }

  private init(sorted files: [SiteFile]) { self.files = files }

  /// The bytes of a file, or `nil` where there is none.
  package subscript(path: String) -> [UInt8]? { file(at: path)?.bytes }

  /// Whether there is a file, without asking for its bytes.
  func has(_ path: String) -> Bool { file(at: path) != nil }

  private func file(at path: String) -> SiteFile? {
    let index = firstIndex(notBefore: path)
    guard index < files.count, files[index].path.text.utf8.elementsEqual(path.utf8) else { return nil }
    return files[index]
  }

  /// The files below a folder, named without a slash at the end: `Content/essays`.
  package func below(_ folder: String) -> ArraySlice<SiteFile> {
    // “0” is the character that follows the slash.
    files[firstIndex(notBefore: folder + "/")..<firstIndex(notBefore: folder + "0")]
  }

  /// The same alone, where a file is found sooner.
  func within(_ folder: String) -> SourceFiles { SourceFiles(sorted: Array(below(folder))) }

  /// The first file whose path does not come before a text, by binary search.
  private func firstIndex(notBefore text: String) -> Int {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path.precedes(text) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension SiteFile: Stampable {
  func print(in ink: inout Ink) {
    ink.put(path)
    ink.put(content.stamp)
  }
}

extension SourceFiles: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(
      elements.map { path, text in
        do throws(PathFault) {
          return SiteFile(path: try SitePath.validating(path), bytes: Array(text.utf8))
        } catch {
          preconditionFailure("\(error)")
        }
      })
  }
}
