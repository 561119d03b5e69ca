/// Finds the folder that holds a path, step by step from the top and never through a link.
struct FolderWalk {
  /// What stands where a path's folder should be.
  enum Place {
    case inside(Folder)
    case absent
    /// Something other than a folder stands at this ancestor of the path.
    case blocked(SitePath, FileStatus.Kind)
  }

  let top: Folder
  // Files come sorted, so the folder of the last one is most often that of the next.
  private var last: (path: SitePath, folder: Folder)?

  /// Starts at the top of a tree.
  init(from top: Folder) { self.top = top }

  /// Whether it has last been in the folder that holds the path.
  func isAtFolder(of path: SitePath) -> Bool { last.map { path.isDirectly(inside: $0.path) } ?? false }

  /// Looks for the folder that holds the path.
  mutating func place(of path: SitePath) throws(FileError) -> Place {
    if let last, path.isDirectly(inside: last.path) { return .inside(last.folder) }
    guard let parent = path.parent else { return .inside(top) }
    var folder = top
    for step in ([parent] + parent.ancestors).reversed() {
      do throws(FileError) {
        folder = try folder.subfolder(step.name)
      } catch {
        guard let status = try folder.status(of: step.name) else { return .absent }
        guard status.kind == .folder else { return .blocked(step, status.kind) }
        throw error
      }
    }
    last = (parent, folder)
    return .inside(folder)
  }

  /// Opens the folder that holds the path, making what is missing, and lists the folders that got a new name.
  mutating func makeFolder(of path: SitePath) throws(FileError) -> (folder: Folder, grown: [SitePath?]) {
    guard let parent = path.parent else { return (top, []) }
    if let last, last.path == parent { return (last.folder, []) }
    var folder = top
    var grown: [SitePath?] = []
    for step in ([parent] + parent.ancestors).reversed() {
      if try folder.status(of: step.name) == nil {
        try folder.makeSubfolder(step.name)
        grown.append(step.parent)
      }
      folder = try folder.subfolder(step.name, for: .create)
    }
    last = (parent, folder)
    return (folder, grown)
  }

  /// Removes the folders above a path that are empty, up to the top, which stays.
  mutating func removeEmptyFolders(above path: SitePath) throws(FileError) {
    last = nil
    for folder in path.ancestors {
      switch try place(of: folder) {
      case .inside(let holder):
        guard let status = try holder.status(of: folder.name) else { continue }
        guard status.kind == .folder, try holder.removeFolderIfEmpty(folder.name) else { return }
      case .absent: continue
      case .blocked: return
      }
    }
    last = nil
  }
}
