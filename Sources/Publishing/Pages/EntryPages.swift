import Commentary
import HTML

/// The pages of entries, to be found by the links that lead to them.
struct EntryPages: Sendable {
  /// Where links stand.
  struct Place {
    /// The folders from the root of the site to the page, each with a slash at its end.
    fileprivate let folder: String
    /// How links of ours lead to another folder; what an author wrote may go other ways.
    fileprivate let ascent: String
    /// Whether there may be pages of entries beside or below it.
    fileprivate let isNearEntries: Bool
  }

  /// By name; each entry once.
  let entries: [Entry]
  /// Indices of entries by the encoded path of the page.
  private let indices: [String: Int]
  /// Encoded, each with a slash at its end.
  private let folders: [String]

  /// Of two entries at one address the first counts.
  init(_ addresses: [(Entry, Address)], folders: [String]) {
    let ordered = addresses.enumerated().sorted {
      ($0.element.0.name, $0.offset) < ($1.element.0.name, $1.offset)
    }
    entries = ordered.map(\.element.0)
    self.folders = folders.map { SafeURL(relative: $0 + "/").address }
    indices = Dictionary(ordered.enumerated().map { (SafeURL(relative: $1.element.1.path).address, $0) }) {
      first, _ in first
    }
  }

  func place(ofLinksOn page: Address) -> Place {
    let steps = SafeURL(relative: page.path).address.split(separator: "/", omittingEmptySubsequences: false)
    let folder = steps.dropLast().map { $0 + "/" }.joined()
    return Place(
      folder: folder, ascent: String(repeating: "../", count: steps.count - 1),
      isNearEntries: folders.contains { $0.utf8.starts(with: folder.utf8) })
  }

  /// The index of the entry whose page a relative address leads to; none for places on the page at hand.
  func index(at address: String, from place: Place) -> Int? {
    let utf8 = address.utf8
    guard let first = utf8.first, first != UInt8(ascii: "#") else { return nil }
    let isAscent = utf8.starts(with: place.ascent.utf8)
    guard isAscent || first == UInt8(ascii: ".") || place.isNearEntries else { return nil }
    let path = utf8.prefix { $0 != UInt8(ascii: "#") }
    let rest = isAscent ? path.dropFirst(place.ascent.utf8.count) : path
    if rest.first == UInt8(ascii: ".") { return index(at: path, leadingFrom: place) }
    guard isAscent else { return indices[place.folder + String(Substring(rest))] }
    return folders.contains { rest.starts(with: $0.utf8) } ? indices[String(Substring(rest))] : nil
  }

  /// The same, step by step.
  private func index(at address: Substring.UTF8View, leadingFrom place: Place) -> Int? {
    var steps = Substring(address).split(separator: "/", omittingEmptySubsequences: false)[...]
    var folder = place.folder.split(separator: "/")[...]
    while let step = steps.first, step == ".." || step == "." {
      if step == ".." { folder = folder.dropLast() }
      steps = steps.dropFirst()
    }
    return indices[(folder + steps).joined(separator: "/")]
  }
}
