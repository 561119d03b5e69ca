import Diagnostics
import Publishing

/// A site as it is served: what was built last without an error, and what is wrong now.
struct ServedSite: Sendable {
  /// The last good files by their paths; `nil` until there are any.
  private let files: [String: SiteFile]?
  /// Changes with every file that a page may show besides itself: styles, scripts, images.
  private let assets: String
  private let diagnostics: [Diagnostic]
  /// What the files were made from.
  let sources: SourceFiles

  /// A site that stands until there is one.
  init(waitingFor diagnostics: [Diagnostic]) {
    (files, assets, sources) = (nil, "", SourceFiles([]))
    self.diagnostics = diagnostics
  }

  init(_ files: [SiteFile], from sources: SourceFiles, diagnostics: [Diagnostic]) {
    self.files = Dictionary(uniqueKeysWithValues: files.map { ($0.path.text, $0) })
    let looks = files.filter { !ServedSite.isRead($0.path.text) }
    assets = ContentHash(of: Array(looks.map { "\($0.path)\n\($0.hash)\n" }.joined().utf8)).description
    self.sources = sources
    self.diagnostics = diagnostics
  }

  /// Whether there ever was a site without an error.
  var hasPages: Bool { files != nil }

  /// The same pages, with what is wrong by now.
  func reporting(_ diagnostics: [Diagnostic]) -> ServedSite {
    ServedSite(self, diagnostics: diagnostics)
  }

  private init(_ other: ServedSite, diagnostics: [Diagnostic]) {
    (files, assets, sources) = (other.files, other.assets, other.sources)
    self.diagnostics = diagnostics
  }

  /// Whether a file is text to be read or searched, which changes with every edit and shows on no other page.
  private static func isRead(_ path: String) -> Bool {
    [".html", ".xml", ".txt", ".json"].contains(where: path.hasSuffix)
      || path.hasPrefix("assets/search-index")
  }

  private static func isPage(_ path: String) -> Bool { path.hasSuffix(".html") }

  /// The answer to a request that `RequestCheck` let through.
  func answer(to request: Request) -> Response {
    guard request.target.utf8.first == UInt8(ascii: "/") else {
      return .plain(400, "the address does not begin with a slash")
    }
    guard let path = decodedPath(of: request.target) else {
      return .plain(404, "no file has such an address")
    }
    switch path {
    case LiveFiles.eventsPath:
      return Response(status: 200, headers: [("Content-Type", "text/event-stream")], body: .events)
    case _:
      if let bytes = LiveFiles.file(at: path) {
        return file(bytes, hash: ContentHash(of: bytes), at: path, for: request)
      }
      return answer(to: request, path: path)
    }
  }

  private func answer(to request: Request, path: String) -> Response {
    guard let files else {
      let report = DiagnosticFormatter(.text(isColored: false)).format(diagnostics)
      let page = LivePage.adding(to: LivePage.waiting(report: report), fingerprint: "")
      return Response(status: 503, headers: [("Content-Type", mediaType(of: ".html"))], body: .bytes(page))
    }
    let name = String(path.dropFirst())
    let isFolder = name.isEmpty || name.utf8.last == UInt8(ascii: "/")
    if let found = files[isFolder ? name + "index.html" : name] {
      let (bytes, path) = (served(found), found.path.text)
      let hash = ServedSite.isPage(path) ? ContentHash(of: bytes) : found.hash
      return file(bytes, hash: hash, at: path, for: request)
    }
    if !isFolder, files[name + "/index.html"] != nil {
      return .plain(301, "it is a folder", headers: [("Location", request.target + "/")])
    }
    guard let missing = files["404.html"] else { return .plain(404, "there is no such file") }
    let page = served(missing)
    return Response(status: 404, headers: [("Content-Type", mediaType(of: ".html"))], body: .bytes(page))
  }

  /// The bytes to send for a file: pages get the live script.
  private func served(_ file: SiteFile) -> [UInt8] {
    guard ServedSite.isPage(file.path.text) else { return file.bytes }
    return LivePage.adding(
      to: file.bytes, fingerprint: "\(file.hash.description.prefix(32))-\(assets.prefix(32))")
  }

  /// The whole file, a part of it, or that it has not changed.
  private func file(
    _ bytes: [UInt8], hash: ContentHash, at path: String, for request: Request
  ) -> Response {
    let tag = "\"\(hash)\""
    let known = request.values(of: "If-None-Match").flatMap { $0.split(separator: ",") }
      .map { $0.trimmingPrefix { $0 == " " }.trimmingPrefix("W/") }
    if known.contains(where: { $0 == "*" || $0.prefix { $0 != " " } == tag }) {
      // The length that a 304 says is that of the file; the server leaves the bytes away.
      return Response(status: 304, headers: [("ETag", tag)], body: .bytes(bytes))
    }
    let headers = [("Content-Type", mediaType(of: path)), ("ETag", tag), ("Accept-Ranges", "bytes")]
    let condition = request.values(of: "If-Range")
    let range = condition.allSatisfy { $0 == tag } ? request.value(of: "Range") : nil
    switch ByteRange(range, size: bytes.count) {
    case .whole: return Response(status: 200, headers: headers, body: .bytes(bytes))
    case .part(let part):
      let place = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"
      return Response(
        status: 206, headers: headers + [("Content-Range", place)], body: .bytes(Array(bytes[part])))
    case .unsatisfiable:
      return .plain(416, "there is no such part", headers: [("Content-Range", "bytes */\(bytes.count)")])
    }
  }
}
