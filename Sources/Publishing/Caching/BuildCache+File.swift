import Glibc

/// The cache as files in `.gloss` in the site’s folder, beside a `.gitignore` that keeps them out of git: `cache`, `facts`,
/// and one below `parts` for each part.
///
/// They may be deleted at any time. Everything in them is under a stamp of its bytes; what does not fit it, another
/// format or another program’s counts as not there and is never an error.
extension BuildCache {
  private static let folder = ".gloss"
  private static let name = "cache"
  private static let factsName = "facts"
  private static let partsName = "parts"
  fileprivate static let magic = Array("gloss build cache 3\n".utf8)
  fileprivate static let stampSize = 16
  private static let limit = 1 << 30

  /// The cache of a site; empty where there is none of this program’s.
  ///
  /// Facts are read when the first is asked for, and each part when something in it is.
  package static func opening(site: String, program: String) -> BuildCache {
    let read = { @Sendable (names: [String]) in bytes(of: names, inSite: site) }
    var contents = read([name]).flatMap { Contents(printed: $0, program: program) } ?? Contents()
    let table = { @Sendable (name: String, names: [String]) in
      read(names).flatMap { self.table(name, printed: $0, program: program) } ?? StampTable()
    }
    contents.facts = { table(factsName, [factsName]) }
    contents.part = { name in table(name, [partsName, fileName(ofPart: name)]) }
    return BuildCache(contents, home: Home(site: site, program: program))
  }

  /// Whether a site has a cache, of any program.
  package static func isThere(forSite site: String) -> Bool {
    do throws(FileError) {
      return try FileStatus.ofName(at: "\(site)/\(folder)/\(name)")?.kind == .file
    } catch {
      return false
    }
  }

  /// A file by the names that lead to it from the cache’s folder.
  private static func bytes(of names: [String], inSite site: String) -> [UInt8]? {
    do throws(FileError) {
      var own = try Folder(opening: site, for: .read, followsLink: true).subfolder(folder)
      for name in names.dropLast() { own = try own.subfolder(name) }
      guard let name = names.last, try own.status(of: name) != nil else { return nil }
      return try own.bytes(of: name, limit: limit)
    } catch {
      return nil
    }
  }

  /// Puts the contents, without facts and parts, in the place of what the file held.
  func write(_ contents: Contents) {
    change { own, program throws(FileError) in
      try put([contents.printed(for: program)[...]], as: Self.name, in: own)
    }
  }

  /// Puts the facts and parts that this build had a use for in the place of those that the last one left.
  package func writeFacts() {
    change { own, program throws(FileError) in
      try put(facts, as: Self.factsName, named: Self.factsName, in: own, for: program)
      try own.makeSubfolder(Self.partsName)
      let folder = try own.subfolder(Self.partsName, for: .write)
      let parts = parts
      for (name, part) in parts {
        try put(part, as: Self.fileName(ofPart: name), named: name, in: folder, for: program)
      }
      let needed = Set(parts.keys.map { Array(Self.fileName(ofPart: $0).utf8) })
      for name in try folder.names() where !needed.contains(name) {
        try folder.removeFile(String(decoding: name, as: UTF8.self))
      }
    }
  }

  /// Changes the cache’s folder for a program; a site that may not be written to goes without.
  private func change(_ change: (Folder, String) throws(FileError) -> Void) {
    guard let home else { return }
    do throws(FileError) {
      let top = try Folder(opening: home.site, for: .write, followsLink: true)
      try top.makeSubfolder(Self.folder)
      let own = try top.subfolder(Self.folder, for: .write)
      if try own.status(of: ".gitignore") == nil {
        try own.makeFile(".gitignore", holding: Array("*\n".utf8), isLasting: false)
      }
      try change(own, home.program)
    } catch {
      return
    }
  }

  /// Writes a part if it is no longer what its file holds.
  private func put(
    _ part: CachedPart, as file: String, named name: String, in folder: Folder, for program: String
  ) throws(FileError) {
    guard let changed = part.changed else { return }
    try put(Self.pieces(of: changed, named: name, for: program), as: file, in: folder)
  }

  private func put(_ pieces: [ArraySlice<UInt8>], as name: String, in folder: Folder) throws(FileError) {
    let draft = "\(name).\(getpid())"
    try folder.removeFile(draft)
    try folder.makeFile(draft, holding: pieces, isLasting: false)
    try folder.move(draft, into: folder, as: name)
  }

  private static func fileName(ofPart name: String) -> String {
    let stamp = Stamp(of: name)
    return String(stamp.high, radix: 36) + "-" + String(stamp.low, radix: 36)
  }

  /// What the file of a table holds: whose it is, and the table.
  static func pieces(of table: StampTable, named name: String, for program: String) -> [ArraySlice<UInt8>] {
    var head = Ink()
    head.put(bytes: magic)
    head.put([program, name])
    return [head.bytes[...], table.written]
  }

  static func table(_ name: String, printed bytes: [UInt8], program: String) -> StampTable? {
    guard bytes.starts(with: magic) else { return nil }
    var reader = InkReader(bytes.dropFirst(magic.count))
    return [String](printed: &reader) == [program, name] ? StampTable(written: reader.rest) : nil
  }

  /// Tells one build of a program from another by its file: version, size, place and times.
  package static func program(version: String) -> String {
    var found = stat()
    guard unsafe stat("/proc/self/exe", &found) == 0 else { return version }
    let trace = FileTrace(found)
    return "\(version) \(Stamp(of: trace))"
  }
}

extension BuildCache.Contents {
  func printed(for program: String) -> [UInt8] {
    var ink = Ink()
    ink.put(bytes: BuildCache.magic)
    ink.put(program)
    ink.put(conclusion)
    // In no order, which would take longer than all the rest.
    ink.put(standing.count)
    for (path, known) in standing {
      ink.put(path)
      ink.put(known)
    }
    ink.put(Stamp(of: ink.bytes))
    return ink.bytes
  }

  init?(printed bytes: [UInt8], program: String) {
    let stampSize = BuildCache.stampSize
    guard bytes.starts(with: BuildCache.magic), let end = Stamp(printed: bytes.suffix(stampSize)),
      Stamp(of: bytes.dropLast(stampSize)) == end
    else { return nil }
    var reader = InkReader(bytes.dropFirst(BuildCache.magic.count).dropLast(stampSize))
    guard reader.text() == program, let conclusion = BuildCache.Conclusion?(printed: &reader),
      let standing = [SitePath: BuildCache.Standing](printed: &reader), reader.isAtEnd
    else { return nil }
    (self.conclusion, self.standing) = (conclusion, standing)
  }
}
