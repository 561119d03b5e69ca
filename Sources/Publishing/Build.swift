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
  package let links: [TextLinks]
}

/// Makes a site of files: no disk, no clock, no locale, no environment; equal input gives equal bytes.
///
/// There is no site where any diagnostic is an error.
package func build(_ files: SourceFiles, options: BuildOptions = BuildOptions()) async -> Diagnosed<Site?> {
  var findings: [Diagnostic] = []
  let parsed = await Manuscript.parsing(files, options: options)
  guard let manuscript = parsed.unwrapped(into: &findings) else {
    return Diagnosed(nil, findings.inReadingOrder)
  }
  let names = manuscript.names
  findings += manuscript.nameDiagnostics(names) + audienceDiagnostics(manuscript, options: options)

  let linker = Linker(entries: manuscript.entries)
  let editions = await manuscript.editions(linker: linker, names: names, audience: options.audience)
  findings += manuscript.anchorDiagnostics(editions)
  let otherLinks = await manuscript.otherLinks(linker: linker)
  let publication = Publication(
    manuscript, editions: editions, otherLinks: otherLinks.mapValues(\.report), audience: options.audience)

  let pages = publication.allPages
  let extras =
    publication.machineFiles(listing: pages) + manuscript.assets + [publication.markStyles]
    + publication.searchFiles
  findings += outputDiagnostics(pages: pages, extras: extras)
  findings += manuscript.contentDiagnostics(
    names: names, paths: Set(pages.flatMap(\.addresses).map(\.path) + extras.map(\.path)))
  guard !findings.hasErrors else { return Diagnosed(nil, findings.inReadingOrder) }

  let rendered = await concurrentMap(pages) { page in
    manuscript.templates.render(page.template, with: page.value(in: publication))
  }
  findings += rendered.flatMap(\.diagnostics)
  guard !findings.hasErrors else { return Diagnosed(nil, findings.inReadingOrder) }
  let pageFiles = zip(pages, rendered).flatMap { page, rendered in
    page.addresses.map { (path: $0.path, bytes: rendered.value) }
  }
  let site = Site(
    files: siteFiles(pageFiles + extras),
    summary: publication.summary(pageCount: pageFiles.count),
    links: editions.map {
      TextLinks(path: $0.version.document.source.path, text: $0.version.text, report: $0.links)
    }
      + otherLinks.values.sorted { $0.path < $1.path })
  return Diagnosed(site, findings.inReadingOrder)
}

/// All paths have been validated by `outputDiagnostics`.
private func siteFiles(_ files: [(path: String, bytes: [UInt8])]) -> [SiteFile] {
  files.map { path, bytes in
    do throws(PathFault) {
      return SiteFile(path: try SitePath.validating(path), bytes: bytes)
    } catch {
      preconditionFailure("a path that was validated before is valid: \(error)")
    }
  }.sorted { $0.path < $1.path }
}

/// Two files of the output that would meet on some system, and names that no output can have.
private func outputDiagnostics(pages: [Page], extras: [(path: String, bytes: [UInt8])]) -> [Diagnostic] {
  var findings: [Diagnostic] = []
  var planned: [PlannedOutput] = []
  let assets = extras.map { ($0.path, PlannedOutput.Origin.generated("gloss itself or an asset")) }
  let made = pages.flatMap { page in page.addresses.map { ($0.path, page.origin) } }
  for (path, origin) in made + assets {
    do throws(PathFault) {
      planned.append(PlannedOutput(try SitePath.validating(path), from: origin))
    } catch {
      findings.append(.isNoOutput(error, origin: origin))
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
