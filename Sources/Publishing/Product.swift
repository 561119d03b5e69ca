import Diagnostics
import Templates

/// Bytes of the output that are still to be made, so that all cores can make them and none waits for another.
///
/// Held by reference like pages.
final class Product: Sendable {
  /// Where the bytes are to go, and what they are made from in words.
  struct Outputs: Sendable, Stampable {
    let paths: [String]
    let origin: PlannedOutput.Origin

    func print(in ink: inout Ink) {
      ink.put(paths)
      switch origin {
      case .file(let path): ink.put(["file", path])
      case .generated(let words): ink.put(["generated", words])
      }
    }
  }

  /// Every path that is to hold the bytes.
  let paths: [String]
  let origin: PlannedOutput.Origin
  /// Whether the summary counts it.
  let isPage: Bool
  /// What the bytes depend on.
  private let inputs: @Sendable () -> [Stamp]
  private let bytes: @Sendable () -> Diagnosed<[UInt8]>
  /// Whether the bytes can wait until somebody asks for them: there is nothing to say about their making, and
  /// whoever looks at a page seldom wants them.
  private let canWait: Bool
  /// The part of the cache that nobody else asks for, if there is one.
  private let part: String?

  /// The page at its own address and its further ones.
  init(_ page: Page, in publication: Publication) {
    paths = page.addresses.map(\.path)
    origin = page.origin
    isPage = true
    canWait = false
    part = if case .entry(let name) = page.dependence { "\(name)" } else { nil }
    inputs = { publication.inputs(of: page) }
    bytes = { publication.manuscript.templates.render(page.template, with: page.value(in: publication)) }
  }

  /// A file that no template makes.
  init(
    at path: String, from inputs: [Stamp], origin: PlannedOutput.Origin = .generated("gloss itself"),
    canWait: Bool = false, part: String? = nil,
    bytes: @autoclosure @escaping @Sendable () -> [UInt8]
  ) {
    paths = [path]
    self.origin = origin
    isPage = false
    self.canWait = canWait
    self.part = part
    self.inputs = { inputs }
    self.bytes = { Diagnosed(bytes(), []) }
  }

  /// The files as they were made from the same inputs, or made now; a sink gets their bytes, and they keep none.
  func files(recalling past: Recollection, into sink: (any FileSink)?) -> Diagnosed<[SiteFile]> {
    let made = files(recalling: past)
    guard let sink, let first = made.value.first else { return made }
    for file in made.value { sink.take(file) }
    return Diagnosed(unmade(hash: first.hash, size: first.size), made.diagnostics)
  }

  private func files(recalling past: Recollection) -> Diagnosed<[SiteFile]> {
    guard past.hasUse else { return files }
    let name = "output \(paths.joined(separator: " "))"
    guard let cache = past.cache else {
      return canWait ? Diagnosed(unmade(), []) : past.recall(name, from: inputs()) { files }.value
    }
    if let output = cache.output(named: name), output.inputs == Stamp(of: name, from: inputs()) {
      return Diagnosed(unmade(hash: output.hash, size: output.size), [])
    }
    // What an output is made from settles as it is made, so its inputs are asked for last.
    let made = files
    if let first = made.value.first, made.diagnostics.isEmpty {
      let inputs = Stamp(of: name, from: inputs())
      cache.keep(BuildCache.Output(inputs: inputs, hash: first.hash, size: first.size), named: name)
    }
    if let part { cache.finish(part) }
    return made
  }

  /// Its outputs, to look for any that would meet.
  var outputs: Outputs { Outputs(paths: paths, origin: origin) }

  /// Makes the bytes.
  private var files: Diagnosed<[SiteFile]> {
    let made = bytes()
    let first = SiteFile(path: path(at: 0), bytes: made.value)
    return Diagnosed([first] + copies(of: first), made.diagnostics)
  }

  /// Files whose bytes are made when they are asked for; until then they hold on to all that these are made from.
  private func unmade(hash: ContentHash? = nil, size: Int? = nil) -> [SiteFile] {
    let first = SiteFile(path: path(at: 0), hash: hash, size: size) { self.bytes().value }
    return [first] + copies(of: first)
  }

  private func copies(of first: SiteFile) -> [SiteFile] {
    paths.indices.dropFirst().map { SiteFile(path: path(at: $0), sharing: first) }
  }

  /// One of its paths, which have been validated by now.
  private func path(at index: Int) -> SitePath {
    do throws(PathFault) {
      return try SitePath.validating(paths[index])
    } catch {
      preconditionFailure("a path that was validated before is valid: \(error)")
    }
  }
}

extension Publication {
  /// Everything that the output holds besides the files that are copied into it, what takes longest first.
  var products: [Product] {
    get async {
      let pages = await allPages
      let products = await concurrentMap(pages) { Product($0, in: self) }
      return searchFiles + [markStyles] + products + machineFiles(listing: pages)
    }
  }
}
