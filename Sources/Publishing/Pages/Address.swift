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

  /// The way to the path from a page.
  func relative(to page: String) -> String {
    let (here, there) = (page.utf8.span, path.utf8.span)
    let slash = UInt8(ascii: "/")
    var (position, shared) = (0, 0)
    while position < min(here.count, there.count), here[position] == there[position] {
      position += 1
      if here[position - 1] == slash { shared = position }
    }
    var ascents = 0
    for index in shared..<here.count where here[index] == slash { ascents += 1 }
    guard ascents + shared > 0 else { return path }
    var address = ""
    address.reserveCapacity(3 * ascents + there.count - shared)
    for _ in 0..<ascents { address += "../" }
    address += Substring(path.utf8.dropFirst(shared))
    return address
  }
}
