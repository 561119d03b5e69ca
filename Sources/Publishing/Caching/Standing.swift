/// How what stands in an output folder is known without reading it.
extension BuildCache.Standing {
  /// A file that was seen to hold these bytes.
  init(_ hash: ContentHash, _ status: FileStatus) {
    self.init(hash: hash, trace: status.isSettled ? status.trace : nil)
  }
}

extension BuildCache.Standing? {
  /// Whether the file of this status holds what it should; read only where it may have been written to.
  func isRight(_ file: SiteFile, _ status: FileStatus, in folder: Folder) throws(FileError) -> Bool {
    guard status.size == file.size else { return false }
    if let self, self.trace == status.trace { return self.hash == file.hash }
    guard let bytes = file.bytesAtHand else { return try folder.hash(of: file.path.name) == file.hash }
    return try folder.bytes(of: file.path.name, limit: status.size) == bytes
  }

  /// The digest of the file of this status; read only where it may have been written to.
  func hash(of name: String, _ status: FileStatus, in folder: Folder) throws(FileError) -> ContentHash {
    if let self, self.trace == status.trace { return self.hash }
    return try folder.hash(of: name)
  }
}

extension OutputPlan {
  /// The files that were just written, as they stand.
  func written(in top: Folder) throws(FileError) -> [SitePath: BuildCache.Standing] {
    var walk = FolderWalk(from: top)
    var standing: [SitePath: BuildCache.Standing] = [:]
    for file in writes {
      guard case .inside(let folder) = try walk.place(of: file.path),
        let status = try folder.status(of: file.path.name)
      else { continue }
      standing[file.path] = BuildCache.Standing(file.hash, status)
    }
    return standing
  }
}

extension OutputFolder {
  /// The files of a whole build as they stand now, if the folder still holds them and publishing would change nothing.
  func standing(
    _ last: [SitePath: BuildCache.Standing], manifest: Stamp
  ) throws(FileError) -> [SitePath: BuildCache.Standing]? {
    let location = try OutputLocation(path, site: site, home: home)
    guard try FileStatus.ofName(at: location.path)?.kind == .folder else { return nil }
    let top = try Folder(opening: location.path, for: .read, followsLink: false)
    guard let bytes = try self.manifest(in: top).bytes, Stamp(of: bytes) == manifest,
      !(try OutputStage.isLeft(in: top))
    else { return nil }
    var walk = FolderWalk(from: top)
    var now: [SitePath: BuildCache.Standing] = [:]
    for (path, known) in last.sorted(by: { $0.key < $1.key }) {
      guard case .inside(let folder) = try walk.place(of: path),
        let status = try folder.status(of: path.name), status.kind == .file
      else { return nil }
      if status.trace != known.trace, try folder.hash(of: path.name) != known.hash { return nil }
      now[path] = BuildCache.Standing(known.hash, status)
    }
    return now
  }
}
