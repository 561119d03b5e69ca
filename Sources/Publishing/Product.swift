import Diagnostics
import Templates

/// Bytes of the output that are still to be made, so that all cores can make them and none waits for another.
struct Product: Sendable {
  /// Where the bytes are to go, and what they are made from in words.
  struct Outputs: Sendable, Hashable {
    let paths: [String]
    let origin: PlannedOutput.Origin
  }

  /// Every path that is to hold the bytes.
  let paths: [String]
  let origin: PlannedOutput.Origin
  /// Whether the summary counts it.
  let isPage: Bool
  /// What the bytes depend on.
  private let inputs: @Sendable () -> [Stamp]
  private let bytes: @Sendable () -> Diagnosed<[UInt8]>

  /// The page at its own address and its further ones.
  init(_ page: Page, in publication: Publication) {
    paths = page.addresses.map(\.path)
    origin = page.origin
    isPage = true
    inputs = { publication.inputs(of: page) }
    bytes = { publication.manuscript.templates.render(page.template, with: page.value(in: publication)) }
  }

  /// A file that no template makes.
  init(at path: String, from inputs: [Stamp], bytes: @autoclosure @escaping @Sendable () -> [UInt8]) {
    paths = [path]
    origin = .generated("gloss itself or an asset")
    isPage = false
    self.inputs = { inputs }
    self.bytes = { Diagnosed(bytes(), []) }
  }

  /// The files as they were made from the same inputs, or made now.
  func files(recalling past: Recollection) -> Diagnosed<[SiteFile]> {
    past.isKept
      ? past.recall("output \(paths.joined(separator: " "))", from: inputs()) { files }.value : files
  }

  /// Its outputs, to look for any that would meet.
  var outputs: Outputs { Outputs(paths: paths, origin: origin) }

  /// Makes the bytes; the paths have been validated by then.
  private var files: Diagnosed<[SiteFile]> {
    let made = bytes()
    var files: [SiteFile] = []
    for path in paths {
      do throws(PathFault) {
        let path = try SitePath.validating(path)
        files.append(
          files.first.map { SiteFile(path: path, sharing: $0) } ?? SiteFile(path: path, bytes: made.value))
      } catch {
        preconditionFailure("a path that was validated before is valid: \(error)")
      }
    }
    return Diagnosed(files, made.diagnostics)
  }
}

extension Publication {
  /// Everything that the output holds besides the files that are copied into it, what takes longest first.
  var products: [Product] {
    let pages = allPages
    return searchFiles + [markStyles] + pages.map { Product($0, in: self) } + machineFiles(listing: pages)
  }
}
