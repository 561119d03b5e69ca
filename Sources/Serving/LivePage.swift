import HTML

/// What the preview adds to a page on its way out; the site’s own files know nothing of it.
enum LivePage {
  /// The page with the live scripts, the fingerprint that tells whether it changed, and leave to connect to us.
  static func adding(to page: [UInt8], fingerprint: String) -> [UInt8] {
    let tags =
      LiveFiles.styles.map { "<link rel=\"stylesheet\" href=\"\($0)\">\n" }.joined()
      + LiveFiles.scripts.map { "<script src=\"\($0)\" data-page=\"\(fingerprint)\" defer></script>\n" }
      .joined()
    var page = page
    let end = firstIndex(of: "</head>", in: page) ?? firstIndex(of: "<body", in: page) ?? page.count
    page.insert(contentsOf: tags.utf8, at: end)
    return allowingConnections(page)
  }

  /// A Content-Security-Policy without `connect-src` gets one; it stands in the head, as the layout writes it.
  private static func allowingConnections(_ page: [UInt8]) -> [UInt8] {
    let opening = "<meta http-equiv=\"Content-Security-Policy\" content=\""
    guard let start = firstIndex(of: opening, in: page) else { return page }
    let policy = start + opening.utf8.count
    let end = page[policy...].firstIndex(of: UInt8(ascii: "\"")) ?? page.count
    guard firstIndex(of: "connect-src", in: Array(page[policy..<end])) == nil else { return page }
    var page = page
    page.insert(contentsOf: "connect-src 'self'; ".utf8, at: policy)
    return page
  }

  /// The page that stands in until there is a site: the live script shows on it what is wrong.
  static func waiting(report: String) -> [UInt8] {
    var bytes = Array(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>No site yet</title>
      </head>
      <body>
      <h1>No site yet</h1>
      <p>There are errors. This page becomes the site when they are mended.</p>
      <pre>
      """.utf8)
    bytes.append(report, escapedFor: .html)
    bytes += Array("</pre>\n</body>\n</html>\n".utf8)
    return bytes
  }

  /// Where an ASCII text first stands in bytes, letters without case.
  private static func firstIndex(of text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.lowercased().utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (0...bytes.count - wanted.count).first { start in
      wanted.indices.allSatisfy { lowercase(bytes[start + $0]) == wanted[$0] }
    }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
