import HTML

/// A place in the published site: a file of the output and perhaps an id in it.
struct Address: Sendable, Hashable {
  /// Relative to the output folder.
  let path: String
  let fragment: String?

  init(_ path: String, fragment: String? = nil) {
    self.path = path
    self.fragment = fragment
  }

  func at(_ fragment: String?) -> Address { Address(path, fragment: fragment) }

  /// The shortest relative address from a page, `#id` alone within it: the same from disk and on any host.
  func url(from page: String) -> SafeURL {
    guard path == page else { return SafeURL(relative: relative(to: page), fragment: fragment) }
    return SafeURL(relative: fragment == nil ? lastComponent : "", fragment: fragment)
  }

  /// The absolute address under a base that ends in `/`; `index.html` is left out.
  func absolute(under base: String) -> String {
    let name =
      path == "index.html" || path.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path
    let local = SafeURL(relative: name, fragment: fragment).address
    return base + (name.isEmpty && fragment == nil ? "" : local)
  }

  private var lastComponent: String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    return slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  private func relative(to page: String) -> String {
    let (here, there) = (Array(page.utf8), Array(path.utf8))
    let slash = UInt8(ascii: "/")
    let common = zip(here, there).prefix { $0 == $1 }.count
    let shared = here[..<common].lastIndex(of: slash).map { $0 + 1 } ?? 0
    let steps = here[shared...].count { $0 == slash }
    return String(repeating: "../", count: steps) + String(decoding: there[shared...], as: UTF8.self)
  }
}
