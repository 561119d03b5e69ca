import Glibc

/// Carries out a plan so that every file of ours is its old or its new version at any moment.
///
/// 1. All new bytes, and the manifest, are staged in `.gloss/stage` and synchronized; what fails here leaves the
///    old site untouched.
/// 2. A manifest that knows old and new takes the place of the old one.
/// 3. Each file is moved into place in one step, pages last, since they refer to the rest; then stale files and
///    the folders that they leave empty are removed; then the folders are synchronized.
/// 4. The final manifest takes its place.
///
/// A build that dies or fails in 3 leaves a mixture of whole files, all of them known to the manifest: the next
/// build compares bytes and completes it. Nothing of the stage is ever read again.
struct OutputChange {
  static let stage = "stage"

  private let plan: OutputPlan
  private let top: Folder
  private var walk: FolderWalk
  private var touched: Set<SitePath?> = []

  /// Prepares to change the folder, whose lock is held.
  init(_ plan: OutputPlan, in top: Folder) {
    self.plan = plan
    self.top = top
    walk = FolderWalk(from: top)
  }

  /// Whether there is nothing to do; `manifest` are the bytes of the manifest on the disk.
  func isEmpty(besides manifest: [UInt8]?) -> Bool {
    plan.writes.isEmpty && plan.stale.isEmpty && manifest == plan.manifest.serialized
  }

  /// Stages, replaces, removes; leaves no stage behind, whether it succeeds or fails.
  mutating func carryOut() throws(FileError) {
    defer { OutputChange.discardStage(in: top) }
    let isFirst = try top.makeSubfolder(Manifest.folder)
    let own = try top.subfolder(Manifest.folder, for: .write)
    try own.makeSubfolder(OutputChange.stage)
    let stage = try own.subfolder(OutputChange.stage, for: .write)
    let ordered = plan.writes.sorted { ($0.isPage ? 1 : 0, $0.path) < ($1.isPage ? 1 : 0, $1.path) }
    try stageAll(ordered, in: stage)
    try stage.move("union", into: own, as: Manifest.name)
    try own.synchronize()
    if isFirst { try top.synchronize() }
    let blocks = pathsInTheWay
    try removeStale(where: blocks)
    for (index, file) in ordered.enumerated() { try place(file, from: stage, named: String(index)) }
    try removeStale(where: { !blocks($0) })
    for path in plan.missing { try walk.removeEmptyFolders(above: path) }
    try synchronizeTouched()
    try stage.move("final", into: own, as: Manifest.name)
    try own.synchronize()
  }

  /// Names in the stage never meet those of manifests, since they are numbers.
  private func stageAll(_ files: [SiteFile], in stage: Folder) throws(FileError) {
    do throws(FileError) {
      try stage.makeFile("union", holding: plan.known.union(plan.manifest).serialized)
      try stage.makeFile("final", holding: plan.manifest.serialized)
    } catch {
      throw FileError(error.operation, top.shown(Manifest.folder) + "/" + Manifest.name, error.cause)
    }
    for (index, file) in files.enumerated() {
      do throws(FileError) {
        try stage.makeFile(String(index), holding: file.bytes)
      } catch {
        throw FileError(error.operation, top.shown(file.path.text), error.cause)
      }
    }
  }

  private mutating func place(_ file: SiteFile, from stage: Folder, named name: String) throws(FileError) {
    let (folder, grown) = try walk.makeFolder(of: file.path)
    // An empty folder is nobody's file; one that was filled meanwhile makes the move fail.
    if try folder.status(of: file.path.name)?.kind == .folder {
      _ = try folder.removeFolderIfEmpty(file.path.name)
    }
    try stage.move(name, into: folder, as: file.path.name)
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

  /// Removes what this or a dead build has staged, as far as that can be done.
  ///
  /// A failure is of no account: the site is whole without it, and the next build that writes tries again and
  /// stops if the stage is in its way.
  static func discardStage(in top: Folder) {
    do throws(FileError) {
      guard try top.status(of: Manifest.folder)?.kind == .folder else { return }
      try top.subfolder(Manifest.folder).removeTree(stage)
      _ = try top.removeFolderIfEmpty(Manifest.folder)
    } catch {
      return
    }
  }
}

extension SiteFile {
  fileprivate var isPage: Bool { path.text.utf8.suffix(5).elementsEqual(".html".utf8) }
}
