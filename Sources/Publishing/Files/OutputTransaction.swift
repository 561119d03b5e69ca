import Diagnostics
import Synchronization

/// One build’s change to an output folder: files are taken while others are still being made, and put in place at the end.
///
/// What is taken and not there yet is staged at once, on the core that made it, so that no page has to be held until
/// the last is made. The folder is locked from `prepare` or the first file to `close`, which must be called whatever happens.
package final class OutputTransaction: FileSink {
  private struct Session: Sendable {
    let location: OutputLocation
    let top: Folder
    let isNew: Bool
    let known: KnownOutput
    /// Of each file of the manifest, as it stood when the folder was opened.
    let statuses: [FileStatus?]
    let manifestBytes: [UInt8]?
    let warnings: [Diagnostic]
    let stage: OutputStage
  }

  private struct State {
    var session: Session?
    /// Where those were that nobody is on; one for each core that looks for files.
    var walks: [FolderWalk] = []
    var failure: FileError?
    /// The files of the manifest that were taken and stand as they should, as they stood then.
    var found: [FileStatus?] = []
    var isPublished = false
  }

  private let folder: OutputFolder
  private let cache: BuildCache
  private let patience: Duration
  private let state = Mutex(State())

  /// Nothing is looked at before `prepare` or the first file; then another build in the same folder is waited for as long as `patience`.
  package init(
    in folder: OutputFolder, recalling cache: BuildCache = BuildCache(), patience: Duration = .seconds(10)
  ) {
    (self.folder, self.cache, self.patience) = (folder, cache, patience)
  }

  /// Opens the folder if it is there and nobody else builds in it; otherwise the first file does.
  package func prepare() {
    state.withLock { state in
      guard state.session == nil, state.failure == nil else { return }
      do throws(FileError) {
        guard try FileStatus.following(folder.path)?.kind == .folder else { return }
        try open(&state, patience: .zero)
      } catch {
        // Whatever it is, the first file meets it again.
      }
    }
  }

  /// Stages a file if the output lacks it; what the world refuses is thrown by `publish`.
  package func take(_ file: SiteFile) {
    guard state.withLock({ $0.failure == nil }) else { return }
    do throws(FileError) {
      let session = try session()
      guard let index = session.known.manifest.index(of: file.path), let status = session.statuses[index],
        status.kind == .file, try isRight(file, at: index, status, in: session)
      else { return try session.stage.add(file) }
      state.withLock { $0.found[index] = status }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// Makes the folder hold these files and no others of ours, whole at any moment.
  ///
  /// Files whose bytes were right when they were taken are not touched. Files that no manifest of ours lists are never replaced or
  /// removed: where one is in the way, the report has an error and nothing is written. Thrown is what the world
  /// refuses; up to the first replacement the old site is then untouched, and later the next build completes
  /// what was begun.
  package func publish(_ files: [SiteFile]) throws(FileError) -> WriteReport {
    let session = try session()
    let plan = try OutputPlan(
      publishing: files, into: session.top, known: session.known, found: state.withLock(\.found))
    guard !(session.warnings + plan.diagnostics).hasErrors else {
      return WriteReport(plan, isPublished: false, diagnostics: session.warnings)
    }
    var change = OutputChange(plan, in: session.top, stage: session.stage)
    if !change.isEmpty(besides: session.manifestBytes) { try change.carryOut() }
    state.withLock { $0.isPublished = true }
    return WriteReport(
      plan, isPublished: true, diagnostics: session.warnings, standing: try plan.standing(in: session.top))
  }

  /// Lets go of the folder; without a site that was published it is as it was before.
  package func close() {
    let (session, isPublished) = state.withLock { state in
      defer { (state.session, state.walks) = (nil, []) }
      return (state.session, state.isPublished)
    }
    guard let session else { return }
    OutputStage.discard(in: session.top)
    session.top.unlock()
    if session.isNew && !isPublished { session.location.removeIfEmpty() }
  }

  /// Whether the file of this status stands in the output as it should.
  private func isRight(
    _ file: SiteFile, at index: Int, _ status: FileStatus, in session: Session
  ) throws(FileError) -> Bool {
    try session.known.isRight(file, at: index, status) { () throws(FileError) in
      guard case .inside(let folder) = try place(of: file.path, in: session.top) else { return nil }
      return folder
    }
  }

  private func place(of path: SitePath, in top: Folder) throws(FileError) -> FolderWalk.Place {
    let idle = state.withLock { state in
      let nearest = state.walks.firstIndex { $0.isAtFolder(of: path) } ?? state.walks.indices.last
      return nearest.map { state.walks.remove(at: $0) }
    }
    var walk = idle ?? FolderWalk(from: top)
    let place = try walk.place(of: path)
    state.withLock { $0.walks.append(walk) }
    return place
  }

  private func session() throws(FileError) -> Session {
    try state.withLock { state throws(FileError) in
      if let failure = state.failure { throw failure }
      if let session = state.session { return session }
      do throws(FileError) {
        return try open(&state, patience: patience)
      } catch {
        // Those who wait for this are not to try again each.
        state.failure = error
        throw error
      }
    }
  }

  @discardableResult
  private func open(_ state: inout State, patience: Duration) throws(FileError) -> Session {
    let session = try begin(patience: patience)
    state.session = session
    state.found = session.statuses.map { _ in nil }
    return session
  }

  private func begin(patience: Duration) throws(FileError) -> Session {
    let location = try OutputLocation(folder.path, site: folder.site, home: folder.home)
    let (top, isNew, unlocked) = try folder.open(location, patience: patience)
    do throws(FileError) {
      OutputStage.discard(in: top)
      let found = try folder.manifest(in: top)
      return Session(
        location: location, top: top, isNew: isNew,
        known: KnownOutput(found.manifest, writtenAs: found.bytes, last: cache.last.standing),
        statuses: found.manifest.statuses(in: top), manifestBytes: found.bytes,
        warnings: unlocked + found.diagnostics, stage: OutputStage(in: top))
    } catch {
      top.unlock()
      if isNew { location.removeIfEmpty() }
      throw error
    }
  }
}
