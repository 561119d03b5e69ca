import Diagnostics

/// What a build would change in an output folder, found by comparing bytes and without writing any.
struct OutputPlan {
  /// Files to write, new or in the place of ours.
  var writes: [SiteFile] = []
  /// Of `writes`, those that replace a file.
  var replaced: Set<SitePath> = []
  var unchanged: [SitePath] = []
  /// Files that hold the right bytes but that no manifest of ours lists.
  var adopted: [SitePath] = []
  /// Files of ours that the site no longer has.
  var stale: [SitePath] = []
  /// Files of ours that the site no longer has and that are gone from the disk.
  var missing: [SitePath] = []
  /// What the manifest on the disk says.
  let known: Manifest
  /// What it will say.
  private(set) var manifest = Manifest()
  /// How it will say it.
  let newManifest: [UInt8]
  /// Of each file of the site that is right already, in the order of the manifest.
  private(set) var traces: [FileTrace?] = []
  var diagnostics: [Diagnostic] = []

  /// Compares the files with the folder, in which `known` are ours.
  ///
  /// Those of the manifest that were `found` right are not looked at, and what stands as it did is not read.
  init(
    publishing files: [SiteFile], into top: Folder, known: KnownOutput, found: [FileStatus?] = []
  ) throws(FileError) {
    self.known = known.manifest
    let files = files.sorted { $0.path < $1.path }
    for file in files { manifest.add(file.path, file.hash) }
    newManifest = manifest.serialized
    var comparison = Comparison(walk: FolderWalk(from: top), known: known)
    let (indices, others) = known.manifest.matching(files.map(\.path))
    for path in others { try comparison.examineStale(path, plan: &self) }
    comparison.removable = Set(stale)
    for (file, index) in zip(files, indices) {
      var status = index.flatMap { found.isEmpty ? nil : found[$0] }
      if status == nil { status = try comparison.examine(file, at: index, plan: &self) }
      traces.append(status?.settledTrace)
      guard status != nil else { continue }
      unchanged.append(file.path)
      if index == nil { adopted.append(file.path) }
    }
  }
}

private struct Comparison {
  var walk: FolderWalk
  let known: KnownOutput
  var removable: Set<SitePath> = []

  mutating func examineStale(_ path: SitePath, plan: inout OutputPlan) throws(FileError) {
    switch try walk.place(of: path) {
    case .absent: plan.missing.append(path)
    case .blocked: plan.diagnostics.append(.isKept(path, in: walk.top))
    case .inside(let folder):
      guard let status = try folder.status(of: path.name) else { return plan.missing.append(path) }
      guard status.kind == .file, known.manifest.knows(try folder.hash(of: path.name), at: path)
      else {
        return plan.diagnostics.append(.isKept(path, in: walk.top))
      }
      plan.stale.append(path)
    }
  }

  /// The status of a file that is right already; for any other, the plan says what is to be done.
  ///
  /// `index` is the file’s own in the manifest, if it has one.
  mutating func examine(
    _ file: SiteFile, at index: Int?, plan: inout OutputPlan
  ) throws(FileError) -> FileStatus? {
    switch try walk.place(of: file.path) {
    case .absent: plan.writes.append(file)
    case .blocked(let step, let kind):
      if removable.contains(step) {
        plan.writes.append(file)
      } else {
        plan.diagnostics.append(.isOccupied(step, kind, in: walk.top))
      }
    case .inside(let folder):
      if let status = try folder.status(of: file.path.name) {
        if status.kind == .file, try known.isRight(file, at: index, status, in: { folder }) {
          return status
        }
        try replace(file, at: index, over: status, in: folder, plan: &plan)
      } else {
        plan.writes.append(file)
      }
    }
    return nil
  }

  private func replace(
    _ file: SiteFile, at index: Int?, over status: FileStatus, in folder: Folder, plan: inout OutputPlan
  ) throws(FileError) {
    let (path, name) = (file.path, file.path.name)
    switch status.kind {
    case .file:
      guard let index else {
        return plan.diagnostics.append(.isOccupied(path, status.kind, in: walk.top))
      }
      if !(try known.isOurs(path, at: index, status, in: folder)) {
        plan.diagnostics.append(.isReplaced(path, in: walk.top))
      }
    case .symbolicLink, .pipe, .socket, .device:
      guard index != nil else {
        return plan.diagnostics.append(.isOccupied(path, status.kind, in: walk.top))
      }
      plan.diagnostics.append(.isReplaced(path, in: walk.top))
    case .folder:
      guard try holdsOnlyRemovable(path, folder.subfolder(name)) else {
        return plan.diagnostics.append(.isOccupied(path, status.kind, in: walk.top))
      }
      return plan.writes.append(file)
    }
    plan.writes.append(file)
    plan.replaced.insert(path)
  }

  /// Whether a folder will be empty once the stale files are gone, so that a file can take its place.
  private func holdsOnlyRemovable(_ path: SitePath, _ folder: Folder) throws(FileError) -> Bool {
    let below = removable.filter { $0.ancestors.contains(path) }
    return try holdsOnly(Set(below.flatMap { [$0.text] + $0.ancestors.map(\.text) }), path.text, folder)
  }

  private func holdsOnly(_ allowed: Set<String>, _ path: String, _ folder: Folder) throws(FileError) -> Bool {
    for bytes in try folder.names() {
      let name = String(decoding: bytes, as: UTF8.self)
      guard allowed.contains(path + "/" + name), let status = try folder.status(of: name) else {
        return false
      }
      guard status.kind == .folder else { continue }
      guard try holdsOnly(allowed, path + "/" + name, folder.subfolder(name)) else { return false }
    }
    return true
  }
}

extension Diagnostic {
  fileprivate static func isOccupied(_ path: SitePath, _ kind: FileStatus.Kind, in top: Folder) -> Diagnostic
  {
    let shown = top.shown(path.text)
    return .error(
      "output.foreign",
      "“\(shown)” is \(kind.rawValue) that gloss did not write, and the site needs its place",
      in: shown,
      fixes: [
        Fix(
          "move it away, or bring back “\(top.shown(Manifest.folder))/\(Manifest.name)” if gloss did write it"
        )
      ])
  }

  fileprivate static func isReplaced(_ path: SitePath, in top: Folder) -> Diagnostic {
    let shown = top.shown(path.text)
    return .warning(
      "output.edited", "“\(shown)” was changed by another hand and is replaced", in: shown,
      fixes: [Fix("make the change in “Content” or “Templates”")])
  }

  fileprivate static func isKept(_ path: SitePath, in top: Folder) -> Diagnostic {
    let shown = top.shown(path.text)
    return .warning(
      "output.edited-stale",
      "“\(shown)” is no longer part of the site but was changed by another hand; it is kept",
      in: shown, fixes: [Fix("remove it if nobody needs it")])
  }
}
