import Diagnostics
import Glibc

/// The folder that a site is published in, shared with files that are not ours.
package struct OutputFolder: Sendable, Hashable {
  /// As the user gave it; messages name files with it.
  package let path: String
  /// The site's folder, which the output may not be or hold.
  package let site: String
  /// The user's home folder, which the output may not be or hold.
  package let home: String?

  /// Names an output folder; nothing is looked at yet.
  package init(_ path: String, site: String, home: String?) {
    self.path = path
    self.site = site
    self.home = home
  }

  /// Makes the folder hold these files and no others of ours, as one transaction.
  package func publish(
    _ files: [SiteFile], recalling cache: BuildCache = BuildCache(), patience: Duration = .seconds(10)
  ) throws(FileError) -> WriteReport {
    let transaction = OutputTransaction(in: self, recalling: cache, patience: patience)
    defer { transaction.close() }
    return try transaction.publish(files)
  }

  /// Says what `publish` would do and changes nothing.
  package func compare(_ files: [SiteFile]) throws(FileError) -> WriteReport {
    let location = try OutputLocation(path, site: site, home: home)
    guard try FileStatus.ofName(at: location.path) != nil else {
      return WriteReport(created: files.map(\.path).sorted(), isPublished: false)
    }
    let top = try Folder(opening: location.path, for: .read, followsLink: false)
    let found = try manifest(in: top)
    let plan = try OutputPlan(publishing: files, into: top, known: KnownOutput(found.manifest))
    return WriteReport(plan, isPublished: false, diagnostics: found.diagnostics)
  }

  /// Opens and locks the folder; one that was removed or replaced while we waited is opened anew.
  func open(
    _ location: OutputLocation, patience: Duration
  ) throws(FileError) -> (top: Folder, isNew: Bool, unlocked: [Diagnostic]) {
    while true {
      let isNew = try location.make()
      let top = try Folder(opening: location.path, for: .write, followsLink: false)
      let isLocked = try top.lock(waiting: patience)
      guard try FileStatus.ofName(at: location.path)?.identity == top.identity() else { continue }
      return (top, isNew, isLocked ? [] : [.cannotLock(location.path)])
    }
  }

  func manifest(
    in top: Folder
  ) throws(FileError) -> (manifest: Manifest, bytes: [UInt8]?, diagnostics: [Diagnostic]) {
    guard let status = try top.status(of: Manifest.folder) else { return (Manifest(), nil, []) }
    guard status.kind == .folder else {
      throw FileError(
        .write, top.shown(Manifest.folder), .refused("it is \(status.kind.rawValue), not a folder"))
    }
    let own = try top.subfolder(Manifest.folder, for: .read)
    guard try own.status(of: Manifest.name) != nil else { return (Manifest(), nil, []) }
    let bytes = try own.bytes(of: Manifest.name, limit: 64 << 20)
    let read = Manifest.reading(bytes, path: own.shown(Manifest.name))
    return (read.value, bytes, read.diagnostics)
  }
}

extension Diagnostic {
  fileprivate static func cannotLock(_ path: String) -> Diagnostic {
    .warning(
      "output.no-lock", "the file system of “\(path)” has no locks; run one build at a time", in: path)
  }
}
