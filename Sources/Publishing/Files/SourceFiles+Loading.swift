package import Diagnostics
import Dispatch
import Synchronization

extension SourceFiles {
  /// The longest file that is read, in bytes; the text stages set narrower limits of their own.
  package static let sizeLimit = 64 << 20

  /// Reads all files of `Content` and `Templates` in a site's folder; either may be absent.
  ///
  /// Symbolic links are not followed and are said as warnings. Hidden files and what editors leave about
  /// (`.x`, `#x#`, `x~`) are passed over. Names that are no `SitePath`, files beyond the size limit and anything
  /// that is neither file nor folder are errors among the diagnostics. Whatever exists and cannot be read is
  /// thrown, never taken for absent. The bytes are held, or left to a `rereading`.
  package static func load(
    site path: String, rereading: Rereading? = nil
  ) throws(FileError) -> Diagnosed<SourceFiles> {
    let site = try Folder(opening: path, for: .read, followsLink: true, shownAs: "")
    var reading = Reading(rereading: rereading)
    for top in ["Content", "Templates"] {
      guard let status = try site.status(of: top) else { continue }
      guard status.kind == .folder else {
        throw FileError(.read, top, .refused("it is \(status.kind.rawValue), not a folder"))
      }
      try reading.read(site.subfolder(top))
    }
    return Diagnosed(SourceFiles(reading.files), reading.diagnostics)
  }
}

extension SourceFiles {
  /// The same files with the bytes that some of them have now.
  ///
  /// `nil` where a path is that of a new file, of one that is gone, or of something else: then all is to be loaded anew,
  /// which also says what is wrong.
  package func rereading(_ paths: Set<String>, ofSite site: String) -> SourceFiles? {
    var changed: [SitePath: SiteFile] = [:]
    for path in paths {
      do {
        let valid = try SitePath.validating(path)
        let (old, new) = (self[path], try readFile(valid, ofSite: site))
        guard (old == nil) == (new == nil), new?.count ?? 0 <= SourceFiles.sizeLimit else { return nil }
        if let new, new != old { changed[valid] = SiteFile(path: valid, bytes: new) }
      } catch {
        return nil
      }
    }
    return changed.isEmpty ? self : SourceFiles(files.map { changed[$0.path] ?? $0 })
  }
}

private struct Reading: Sendable {
  /// Folders with as many names are read on all cores.
  private static let crowd = 64

  /// Room for all but the longest texts.
  private static let room = 1 << 17

  private let rereading: Rereading?
  private var buffer: [UInt8]
  var files: [SiteFile] = []
  var diagnostics: [Diagnostic] = []

  init(rereading: Rereading?) {
    self.rereading = rereading
    buffer = [UInt8](repeating: 0, count: rereading == nil ? 0 : Self.room)
  }

  mutating func read(_ folder: Folder) throws(FileError) {
    let entries = try self.entries(in: folder)
    guard entries.count >= Self.crowd else { return try read(entries[...], in: folder) }
    let parts = stride(from: 0, to: entries.count, by: Self.crowd / 4).map {
      entries[$0..<min($0 + Self.crowd / 4, entries.count)]
    }
    let rereading = rereading
    let readings = Mutex([Int: Result<Reading, FileError>]())
    DispatchQueue.concurrentPerform(iterations: parts.count) { index in
      let reading = Result { () throws(FileError) in
        var reading = Reading(rereading: rereading)
        try reading.read(parts[index], in: folder)
        reading.buffer = []
        return reading
      }
      readings.withLock { $0[index] = reading }
    }
    for index in parts.indices {
      guard let reading = try readings.withLock({ $0[index] })?.get() else { continue }
      files += reading.files
      diagnostics += reading.diagnostics
    }
  }

  private typealias Entry = (name: String, kind: FileStatus.Kind?)

  private mutating func read(_ entries: ArraySlice<Entry>, in folder: Folder) throws(FileError) {
    for entry in entries { try read(entry, in: folder) }
  }

  /// The names in a folder that are looked at, sorted by their bytes.
  private mutating func entries(in folder: Folder) throws(FileError) -> [Entry] {
    let listed = try folder.entries()
    // As strings, names that are canonical equivalents are equal; elsewhere paths are told apart by their bytes.
    let mayHaveTwins = listed.contains { $0.name.contains { $0 >= 0x80 } }
    var known: Set<String> = []
    var entries: [Entry] = []
    entries.reserveCapacity(listed.count)
    for (bytes, kind) in listed where !isPassedOver(bytes) {
      let name = String(decoding: bytes, as: UTF8.self)
      guard name.utf8.elementsEqual(bytes) else {
        diagnostics.append(.hasUnreadableName(folder.shown(name)))
        continue
      }
      let (isNew, twin) = mayHaveTwins ? known.insert(name) : (true, name)
      if isNew { entries.append((name, kind)) } else { diagnostics.append(.hasTwin(name, twin, in: folder)) }
    }
    return entries
  }

  private mutating func read(_ entry: Entry, in folder: Folder) throws(FileError) {
    let (name, path) = (entry.name, folder.shown(entry.name))
    var kind = entry.kind
    if kind == nil { kind = try folder.status(of: name)?.kind }
    guard let kind else {
      throw FileError(.read, path, .refused("it vanished while the folder was read"))
    }
    switch kind {
    case .symbolicLink: diagnostics.append(.isSymbolicLink(path))
    case .pipe, .socket, .device: diagnostics.append(.isSpecial(path, kind))
    case .file:
      guard let valid = validated(path) else { return }
      if let rereading, let bytes = try folder.bytes(of: name, in: &buffer) {
        return files.append(rereading.file(valid, holding: bytes))
      }
      let bytes = try folder.bytes(of: name, limit: SourceFiles.sizeLimit)
      guard bytes.count <= SourceFiles.sizeLimit else {
        let size = try folder.status(of: name)?.size ?? 0
        return diagnostics.append(.isTooLarge(path, size: max(size, bytes.count)))
      }
      files.append(SiteFile(path: valid, bytes: bytes))
    case .folder:
      guard validated(path) != nil else { return }
      try read(folder.subfolder(name))
    }
  }

  private mutating func validated(_ path: String) -> SitePath? {
    do throws(PathFault) {
      return try SitePath.validating(path)
    } catch {
      diagnostics.append(.hasBadName(path, error))
      return nil
    }
  }
}

/// Whether a name is hidden or is what an editor leaves about: `.x`, `#x#`, `x~`.
package func isPassedOver(_ name: [UInt8]) -> Bool {
  let hash = UInt8(ascii: "#")
  return name.first == UInt8(ascii: ".") || name.last == UInt8(ascii: "~")
    || (name.count > 1 && name.first == hash && name.last == hash)
}

extension Diagnostic {
  fileprivate static func isSymbolicLink(_ path: String) -> Diagnostic {
    .warning(
      "file.symlink", "“\(path.displayed)” is a symbolic link and is left out; links are never followed",
      in: path,
      fixes: [Fix("put a copy of the file in its place")])
  }

  fileprivate static func isSpecial(_ path: String, _ kind: FileStatus.Kind) -> Diagnostic {
    .error(
      "file.special", "“\(path.displayed)” is \(kind.rawValue); gloss reads files and folders only", in: path)
  }

  fileprivate static func isTooLarge(_ path: String, size: Int) -> Diagnostic {
    let tenths = (size * 10 + (1 << 20) - 1) >> 20
    return .error(
      "file.too-large",
      "“\(path.displayed)” has \(tenths / 10).\(tenths % 10) MiB; the limit is \(SourceFiles.sizeLimit >> 20) MiB",
      in: path)
  }

  fileprivate static func hasBadName(_ path: String, _ fault: PathFault) -> Diagnostic {
    .error("file.name", fault.description, in: path, fixes: [Fix("rename it")])
  }

  fileprivate static func hasTwin(_ name: String, _ twin: String, in folder: Folder) -> Diagnostic {
    let path = folder.shown(name)
    let letters = zip(name, twin).first { !$0.unicodeScalars.elementsEqual($1.unicodeScalars) }
    func written(_ letter: Character?) -> String {
      (letter.map { Array($0.unicodeScalars) } ?? []).map(\.codePoint).joined(separator: " ")
    }
    return .error(
      "file.name",
      "“\(path.displayed)” is there twice, once with \(written(letters?.1)) and once with \(written(letters?.0)) "
        + "for one letter",
      in: path, fixes: [Fix("remove or rename one of them: some systems take both for one name")])
  }

  fileprivate static func hasUnreadableName(_ path: String) -> Diagnostic {
    .error(
      "file.name", "the name “\(path.displayed)” is not valid UTF-8", in: path, fixes: [Fix("rename it")])
  }
}
