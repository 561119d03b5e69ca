import Synchronization

/// Where new bytes wait inside the output folder until all of them are there; it may be filled on all cores.
///
/// It is made when the first bytes come. Names in it never meet those of manifests, since they are numbers, and
/// nothing in it is ever read again.
final class OutputStage: Sendable {
  private static let name = "stage"

  /// The folder of ours in the output, and the stage in it.
  struct Place: Sendable {
    let own: Folder
    let stage: Folder
    /// Whether the output had no folder of ours before.
    let isFirst: Bool
  }

  private struct State {
    var place: Place?
    var names: [SitePath: String] = [:]
    var count = 0
  }

  private let top: Folder
  private let state = Mutex(State())

  /// The stage of an output folder whose lock is held.
  init(in top: Folder) { self.top = top }

  /// The open folders, made where they are missing.
  func place() throws(FileError) -> Place {
    try state.withLock { state throws(FileError) in
      if let place = state.place { return place }
      let isFirst = try top.makeSubfolder(Manifest.folder)
      let own = try top.subfolder(Manifest.folder, for: .write)
      try own.makeSubfolder(Self.name)
      let place = Place(own: own, stage: try own.subfolder(Self.name, for: .write), isFirst: isFirst)
      // A build that dies leaves pages here, and the output is often committed.
      try place.stage.makeFile(".gitignore", holding: Array("*\n".utf8), isLasting: false)
      state.place = place
      return place
    }
  }

  /// Sees the bytes of a file onto the disk, unless they are there.
  func add(_ file: SiteFile) throws(FileError) {
    let folder = try place().stage
    guard let name = nextName(for: file.path) else { return }
    do throws(FileError) {
      try folder.makeFile(name, holding: file.bytes)
    } catch {
      throw FileError(error.operation, top.shown(file.path.text), error.cause)
    }
  }

  /// The name under which a file waits that was added.
  func name(of path: SitePath) -> String? { state.withLock { $0.names[path] } }

  private func nextName(for path: SitePath) -> String? {
    state.withLock { state in
      guard state.names[path] == nil else { return nil }
      state.count += 1
      let name = String(state.count)
      state.names[path] = name
      return name
    }
  }

  /// Whether a build that died has left one.
  static func isLeft(in top: Folder) throws(FileError) -> Bool {
    try top.subfolder(Manifest.folder).status(of: name) != nil
  }

  /// Removes what this or a dead build has staged, as far as that can be done.
  ///
  /// A failure is of no account: the site is whole without it, and the next build that writes tries again and
  /// stops if the stage is in its way.
  static func discard(in top: Folder) {
    do throws(FileError) {
      guard try top.status(of: Manifest.folder)?.kind == .folder else { return }
      try top.subfolder(Manifest.folder).removeTree(name)
      _ = try top.removeFolderIfEmpty(Manifest.folder)
    } catch {
      return
    }
  }
}
