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

  private var lastComponent: String { path.split(separator: "/").last.map(String.init) ?? path }

  private func relative(to page: String) -> String {
    var here = page.split(separator: "/").dropLast()
    var there = path.split(separator: "/")[...]
    while let first = here.first, there.count > 1, first == there.first {
      here = here.dropFirst()
      there = there.dropFirst()
    }
    return String(repeating: "../", count: here.count) + there.joined(separator: "/")
  }
}
