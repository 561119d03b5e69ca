extension BuildCache {
  /// How the files of an output folder stood when a build ended, by what the system tells of them.
  struct Standing: Sendable, Hashable {
    /// Of the manifest that lists them with their digests.
    let manifest: Stamp
    /// Of each file, in the order of the manifest; `nil` where a write that followed might not have shown in it.
    let traces: [FileTrace?]

    /// Whether it is about the files of this manifest.
    func isOf(_ other: Manifest, writtenAs bytes: [UInt8]) -> Bool {
      traces.count == other.count && Stamp(of: bytes) == manifest
    }
  }
}

/// What is known of an output folder without reading its files: our manifest, and how they stood when it was written.
struct KnownOutput: Sendable {
  let manifest: Manifest
  /// Of each file of the manifest; empty where nobody knows.
  private let traces: [FileTrace?]

  /// Nothing is known of files of another manifest than the one that a build ended with.
  init(_ manifest: Manifest, writtenAs bytes: [UInt8]? = nil, last: BuildCache.Standing? = nil) {
    self.manifest = manifest
    guard let bytes, let last, last.isOf(manifest, writtenAs: bytes) else {
      traces = []
      return
    }
    traces = last.traces
  }

  /// Whether the file of this status holds what it should; read only where it may have been written to.
  ///
  /// `index` is its own in the manifest, if it has one.
  func isRight(
    _ file: SiteFile, at index: Int?, _ status: FileStatus, in folder: () throws(FileError) -> Folder?
  ) throws(FileError) -> Bool {
    guard status.size == file.size else { return false }
    if let known = index.flatMap({ knownHash(at: $0, status) }) { return known == file.hash }
    guard let folder = try folder() else { return false }
    let name = file.path.name
    guard let bytes = file.bytesAtHand else { return try folder.hash(of: name) == file.hash }
    return try folder.bytes(of: name, limit: status.size) == bytes
  }

  /// Whether we wrote what the file of this status holds; read only where it may have been written to.
  func isOurs(
    _ path: SitePath, at index: Int, _ status: FileStatus, in folder: Folder
  ) throws(FileError) -> Bool {
    if knownHash(at: index, status) != nil { return true }
    return manifest.knows(try folder.hash(of: path.name), at: path)
  }

  private func knownHash(at index: Int, _ status: FileStatus) -> ContentHash? {
    guard !traces.isEmpty, traces[index] == status.trace else { return nil }
    return manifest.hash(at: index)
  }
}

extension Manifest {
  /// What stands in a folder at each of our paths, in their order; `nil` where nothing does or nobody can tell.
  func statuses(in top: Folder) -> [FileStatus?] {
    var walk = FolderWalk(from: top)
    return paths.map { path in
      do throws(FileError) {
        guard case .inside(let folder) = try walk.place(of: path) else { return nil }
        return try folder.status(of: path.name)
      } catch {
        return nil
      }
    }
  }
}

extension OutputPlan {
  /// The files of the site as they stand when the plan has been carried out.
  func standing(in top: Folder) throws(FileError) -> BuildCache.Standing {
    var (walk, traces, paths) = (FolderWalk(from: top), traces, manifest.paths[...])
    for file in writes {
      // Both are sorted.
      paths = paths.drop { $0 < file.path }
      guard case .inside(let folder) = try walk.place(of: file.path) else { continue }
      traces[paths.startIndex] = try folder.status(of: file.path.name)?.settledTrace
    }
    return BuildCache.Standing(manifest: Stamp(of: newManifest), traces: traces)
  }
}

extension OutputFolder {
  /// The files of a whole build as they stand now, if the folder still holds them and publishing would change nothing.
  func standing(_ last: BuildCache.Standing) throws(FileError) -> BuildCache.Standing? {
    let location = try OutputLocation(path, site: site, home: home)
    guard try FileStatus.ofName(at: location.path)?.kind == .folder else { return nil }
    let top = try Folder(opening: location.path, for: .read, followsLink: false)
    let (manifest, bytes, _) = try self.manifest(in: top)
    guard let bytes, last.isOf(manifest, writtenAs: bytes), !(try OutputStage.isLeft(in: top)) else {
      return nil
    }
    var walk = FolderWalk(from: top)
    var traces: [FileTrace?] = []
    for (index, (path, known)) in zip(manifest.paths, last.traces).enumerated() {
      guard case .inside(let folder) = try walk.place(of: path),
        let status = try folder.status(of: path.name), status.kind == .file
      else { return nil }
      if status.trace != known, try folder.hash(of: path.name) != manifest.hash(at: index) { return nil }
      traces.append(status.settledTrace)
    }
    return BuildCache.Standing(manifest: last.manifest, traces: traces)
  }
}
