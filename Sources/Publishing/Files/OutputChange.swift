import Glibc

/// Carries out a plan so that every file of ours is its old or its new version at any moment.
///
/// 1. The new bytes that are not staged yet, and the manifest, are staged in `.gloss/stage` and synchronized; what
///    fails here leaves the old site untouched.
/// 2. A manifest that knows old and new takes the place of the old one.
/// 3. Each file is moved into place in one step, pages last, since they refer to the rest; then stale files and
///    the folders that they leave empty are removed; then the folders are synchronized.
/// 4. The final manifest takes its place.
///
/// A build that dies or fails in 3 leaves a mixture of whole files, all of them known to the manifest: the next
/// build compares bytes and completes it.
struct OutputChange {
  private let plan: OutputPlan
  private let top: Folder
  private let stage: OutputStage
  private var walk: FolderWalk
  private var touched: Set<SitePath?> = []

  /// Prepares to change the folder, whose lock is held.
  init(_ plan: OutputPlan, in top: Folder, stage: OutputStage) {
    self.plan = plan
    self.top = top
    self.stage = stage
    walk = FolderWalk(from: top)
  }

  /// Whether there is nothing to do; `manifest` are the bytes of the manifest on the disk.
  func isEmpty(besides manifest: [UInt8]?) -> Bool {
    plan.writes.isEmpty && plan.stale.isEmpty && manifest == plan.newManifest
  }

  /// Stages what is not staged yet, replaces, removes.
  mutating func carryOut() throws(FileError) {
    let staged = try stage.place()
    let ordered = plan.writes.sorted { ($0.isPage ? 1 : 0, $0.path) < ($1.isPage ? 1 : 0, $1.path) }
    try stageManifests(in: staged.stage)
    for file in ordered { try stage.add(file) }
    try staged.stage.move("union", into: staged.own, as: Manifest.name)
    try staged.own.synchronize()
    if staged.isFirst { try top.synchronize() }
    let blocks = pathsInTheWay
    try removeStale(where: blocks)
    for file in ordered { try place(file, from: staged.stage) }
    try removeStale(where: { !blocks($0) })
    for path in plan.missing { try walk.removeEmptyFolders(above: path) }
    try synchronizeTouched()
    try staged.stage.move("final", into: staged.own, as: Manifest.name)
    try staged.own.synchronize()
  }

  private func stageManifests(in folder: Folder) throws(FileError) {
    do throws(FileError) {
      try folder.makeFile("union", holding: plan.known.union(plan.manifest).serialized)
      try folder.makeFile("final", holding: plan.newManifest)
    } catch {
      throw FileError(error.operation, top.shown(Manifest.folder) + "/" + Manifest.name, error.cause)
    }
  }

  private mutating func place(_ file: SiteFile, from staged: Folder) throws(FileError) {
    guard let name = stage.name(of: file.path) else { preconditionFailure("every file is staged by now") }
    let (folder, grown) = try walk.makeFolder(of: file.path)
    // An empty folder is nobody's file; one that was filled meanwhile makes the move fail.
    if try folder.status(of: file.path.name)?.kind == .folder {
      _ = try folder.removeFolderIfEmpty(file.path.name)
    }
    try staged.move(name, into: folder, as: file.path.name)
    touched.insert(file.path.parent)
    touched.formUnion(grown)
  }

  /// Tells stale files that stand where a folder must be, or below where a file must be.
  private var pathsInTheWay: (SitePath) -> Bool {
    let needed = Set(plan.writes.map(\.path))
    let folders = Set(plan.writes.flatMap(\.path.ancestors))
    return { folders.contains($0) || !needed.isDisjoint(with: $0.ancestors) }
  }

  private mutating func removeStale(where isChosen: (SitePath) -> Bool) throws(FileError) {
    for path in plan.stale where isChosen(path) {
      guard case .inside(let folder) = try walk.place(of: path) else { continue }
      try folder.removeFile(path.name)
      touched.insert(path.parent)
      touched.formUnion(path.ancestors.map(\.parent))
      try walk.removeEmptyFolders(above: path)
    }
  }

  private mutating func synchronizeTouched() throws(FileError) {
    if touched.contains(nil) { try top.synchronize() }
    for path in touched.compactMap({ $0 }).sorted() {
      guard case .inside(let holder) = try walk.place(of: path) else { continue }
      guard try holder.status(of: path.name)?.kind == .folder else { continue }
      try holder.subfolder(path.name).synchronize()
    }
  }
}

extension SiteFile {
  fileprivate var isPage: Bool { path.text.utf8.suffix(5).elementsEqual(".html".utf8) }
}
