import Commentary
package import Diagnostics
import HTML
import Markup
import Templates

/// A finished site: every file of the output, and what there is to say about how it was made.
package struct Site: Sendable {
  /// The files of the output, sorted by path.
  package let files: [SiteFile]
  package let summary: Summary
  /// What the linker did in each text, in the order of the site.
  package let links: Once<[TextLinks]>
  /// The ledgers that this build has something new for, as files of the site’s sources.
  package let ledgers: [SiteFile]
}

/// Takes the files of a site while a build is still making others; it is called from all cores.
package protocol FileSink: Sendable {
  /// Tells that files are about to come.
  func prepare()
  func take(_ file: SiteFile)
}

/// Makes a site of files: no disk, no clock, no locale, no environment; equal input gives equal bytes.
///
/// There is no site where any diagnostic is an error. What the last builds of the site made and nothing touched is
/// taken over from `past`, and what this one makes is left there; the site is the same as without. A `sink` is handed
/// each file as soon as it is made, even of a site that later turns out to have errors; the site then holds no bytes,
/// and makes those again that are asked for.
package func build(
  _ files: SourceFiles, options: BuildOptions = BuildOptions(),
  recalling past: Recollection = Recollection(isKept: false), into sink: (any FileSink)? = nil
) async -> Diagnosed<Site?> {
  past.begin()
  var findings: [Diagnostic] = []
  let parsed = await Manuscript.parsing(files, options: options, recalling: past)
  guard let manuscript = parsed.unwrapped(into: &findings) else {
    return Diagnosed(nil, findings.inReadingOrder)
  }
  // Beside what follows, which does not keep all cores busy.
  let waiting = findings.hasErrors ? nil : sink
  async let ready: Void? = waiting?.prepare()
  let names = await manuscript.names(recalling: past)
  let linker = past.recall("linker", from: [manuscript.stamps.entryFaces]) {
    Linker(entries: manuscript.entries)
  }.value
  async let naming =
    manuscript.nameDiagnostics(names, recalling: past) + audienceDiagnostics(manuscript, options: options)
  let otherLinks = manuscript.otherLinks(linker: linker, recalling: past)
  async let indexing = SiteNotes(of: manuscript, audience: options.audience, recalling: past)
  let editions = await manuscript.editions(
    linker: linker, names: names, audience: options.audience, recalling: past)
  async let concordance = Concordance(editions.present.map(\.face))
  findings += await naming + manuscript.anchorDiagnostics(editions, recalling: past)
  let publication = Publication(
    manuscript, editions: editions, concordance: await concordance, notes: await indexing,
    otherLinks: otherLinks,
    backLinks: await manuscript.backLinks(links: otherLinks, names: names, recalling: past),
    audience: options.audience, recalling: past)

  let products = await publication.products + manuscript.assets
  async let checked = outputDiagnostics(products.map(\.outputs), recalling: past)
  findings += manuscript.contentDiagnostics(
    names: names, paths: Set(products.flatMap(\.paths)), recalling: past)
  findings += await checked
  guard !findings.hasErrors else { return Diagnosed(nil, findings.inReadingOrder) }

  let pageCount = products.filter(\.isPage).map(\.paths.count).reduce(0, +)
  async let summary = publication.summary(pageCount: pageCount)
  async let ledgers = manuscript.ledgers(editions, recalling: past)
  async let order = OutputOrder(of: products)
  await ready
  let made = await concurrentMap(products) { $0.files(recalling: past, into: sink) }
  findings += made.flatMap(\.diagnostics)
  guard !findings.hasErrors else { return Diagnosed(nil, findings.inReadingOrder) }
  let site = Site(
    files: await order.sorting(made.map(\.value)),
    summary: await summary,
    links: Once {
      editions.map { TextLinks(path: $0.version.path, text: $0.version.text, report: $0.links) }
        + otherLinks.sorted { $0.key < $1.key }.map(\.value.value)
    },
    ledgers: await ledgers)
  past.forgetTheRest()
  return Diagnosed(site, findings.inReadingOrder)
}

/// The order of paths, found while the files are being made.
private struct OutputOrder {
  /// Indices of a product and of one of its paths.
  private let places: [(product: Int, path: Int)]

  init(of products: [Product]) {
    let places = products.enumerated().flatMap { product, made in
      made.paths.enumerated().map { (path: $1, place: (product: product, path: $0)) }
    }
    self.places = places.sorted { SitePath.areInOrder($0.path, $1.path) }.map(\.place)
  }

  /// `files` are those of each product.
  func sorting(_ files: [[SiteFile]]) -> [SiteFile] { places.map { files[$0.product][$0.path] } }
}

/// Two files of the output that would meet on some system, and names that no output can have.
private func outputDiagnostics(_ outputs: [Product.Outputs], recalling past: Recollection) -> [Diagnostic] {
  past.findings("check of outputs", from: [Stamp(of: outputs)]) { outputDiagnostics(outputs) }
}

private func outputDiagnostics(_ outputs: [Product.Outputs]) -> [Diagnostic] {
  var findings: [Diagnostic] = []
  var planned: [PlannedOutput] = []
  for output in outputs {
    for path in output.paths {
      do throws(PathFault) {
        planned.append(PlannedOutput(try SitePath.validating(path), from: output.origin))
      } catch {
        findings.append(.isNoOutput(error, origin: output.origin))
      }
    }
  }
  return findings + collisions(among: planned)
}

extension Diagnostic {
  fileprivate static func isNoOutput(_ fault: PathFault, origin: PlannedOutput.Origin) -> Diagnostic {
    switch origin {
    case .file(let path): .error("output.name", fault.description, in: path)
    case .generated: Diagnostic(.error, "output.name", fault.description, place: .nowhere)
    }
  }
}
