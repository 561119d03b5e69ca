import Synchronization

/// A file by its path from the top of the site, or of the output.
package struct SiteFile: Sendable, Hashable {
  package let path: SitePath
  private let content: Content

  package init(path: SitePath, bytes: [UInt8]) {
    self.path = path
    content = Content(bytes)
  }

  /// The same bytes at another path, digested once for all of them.
  init(path: SitePath, sharing other: SiteFile) {
    self.path = path
    content = other.content
  }

  package var bytes: [UInt8] { content.bytes }

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

/// Bytes and their digest; a class since files with the same bytes share it, and most are never asked for it.
private final class Content: Sendable {
  let bytes: [UInt8]
  private let digest = Mutex<ContentHash?>(nil)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var hash: ContentHash {
    digest.withLock { digest in
      let hash = digest ?? ContentHash(of: bytes)
      digest = hash
      return hash
    }
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

  /// The bytes of a file, or `nil` where there is none.
  package subscript(path: String) -> [UInt8]? {
    let index = firstIndex(notBefore: path)
    guard index < files.count, files[index].path.text.utf8.elementsEqual(path.utf8) else { return nil }
    return files[index].bytes
  }

  /// The files below a folder, named without a slash at the end: `Content/essays`.
  package func below(_ folder: String) -> ArraySlice<SiteFile> {
    let prefix = folder + "/"
    return files[firstIndex(notBefore: prefix)...].prefix { $0.path.text.utf8.starts(with: prefix.utf8) }
  }

  /// The first file whose path does not come before a text, by binary search.
  private func firstIndex(notBefore text: String) -> Int {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path.text.utf8.lexicographicallyPrecedes(text.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
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
