import Diagnostics
import Glibc

/// The cache as files in `.gloss` in the site’s folder, beside a `.gitignore` that keeps them out of git: `cache`, one below
/// `parts` for each part, and `recent` with what was made since those were written.
///
/// They may be deleted at any time. Everything in them is under a stamp of its bytes; what does not fit it, another
/// format or another program’s counts as not there and is never an error.
extension BuildCache {
  private static let folder = ".gloss"
  private static let name = "cache"
  private static let recentName = "recent"
  private static let partsName = "parts"
  fileprivate static let magic = Array("gloss build cache 5\n".utf8)
  fileprivate static let stampSize = 16
  private static let limit = 1 << 30

  /// The cache of a site; empty where there is none of this program’s.
  ///
  /// A part is read when something in it is asked for.
  package static func opening(site: String, program: String) -> BuildCache {
    let read = { @Sendable (names: [String]) in bytes(of: names, inSite: site) }
    var contents = read([name]).flatMap { Contents(printed: $0, program: program) } ?? Contents()
    let recent = Once { read([recentName]).flatMap { self.recent(printed: $0, program: program) } ?? [:] }
    contents.part = { name in
      read([partsName, fileName(ofPart: name)]).flatMap { table(name, printed: $0, program: program) }
        ?? StampTable()
    }
    contents.recent = { name in recent.value[name].flatMap(StampTable.init(written:)) ?? StampTable() }
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

  /// Puts the contents, without the parts, in the place of what the file held.
  func write(_ contents: Contents) {
    change { own, program throws(FileError) in
      try put([contents.printed(for: program)[...]], as: Self.name, in: own)
    }
  }

  /// Puts what this build had a use for in the place of what the last one left.
  package func writeParts() {
    change { own, program throws(FileError) in
      let folder = try Self.partsFolder(in: own)
      var recent: [String: StampTable] = [:]
      for (name, part) in parts {
        let remains = part.remains
        recent[name] = remains.recent
        if let whole = remains.whole { try put(whole, ofPart: name, in: folder, for: program) }
      }
      try put(Self.pieces(ofRecent: recent, for: program), as: Self.recentName, in: own)
      let needed = Set(recent.keys.map { Array(Self.fileName(ofPart: $0).utf8) })
      for name in try folder.names() where !needed.contains(name) {
        try folder.removeFile(String(decoding: name, as: UTF8.self))
      }
    }
  }

  /// Writes a part that this build does not ask for again, if it has to be written whole, and lets go of it.
  func finish(_ name: String) {
    guard home != nil, let part = parts[name], let whole = part.remains.whole else { return }
    change { own, program throws(FileError) in
      try put(whole, ofPart: name, in: Self.partsFolder(in: own), for: program)
      part.close()
    }
  }

  private static func partsFolder(in own: Folder) throws(FileError) -> Folder {
    try own.makeSubfolder(partsName)
    return try own.subfolder(partsName, for: .write)
  }

  private func put(
    _ table: StampTable, ofPart name: String, in folder: Folder, for program: String
  ) throws(FileError) {
    try put(Self.pieces(of: table, named: name, for: program), as: Self.fileName(ofPart: name), in: folder)
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

  /// What the file of a part holds: whose it is, and the table.
  static func pieces(of table: StampTable, named name: String, for program: String) -> [ArraySlice<UInt8>] {
    [head(name, program)[...], table.written]
  }

  static func table(_ name: String, printed bytes: [UInt8], program: String) -> StampTable? {
    body(of: bytes, after: head(name, program)).flatMap(StampTable.init(written:))
  }

  /// What the file of recent things holds: whose it is, and each part’s table after its name and size.
  static func pieces(ofRecent tables: [String: StampTable], for program: String) -> [ArraySlice<UInt8>] {
    tables.reduce(into: [head(recentName, program)[...]]) { pieces, part in
      guard part.value.count > 0 else { return }
      var ink = Ink()
      ink.put(part.key)
      ink.put(part.value.written.count)
      pieces += [ink.bytes[...], part.value.written]
    }
  }

  /// The bytes of tables by the names of their parts; each table says itself whether it is whole.
  static func recent(printed bytes: [UInt8], program: String) -> [String: ArraySlice<UInt8>]? {
    guard let body = body(of: bytes, after: head(recentName, program)) else { return nil }
    var reader = InkReader(body)
    var tables: [String: ArraySlice<UInt8>] = [:]
    while !reader.isAtEnd {
      guard let name = reader.text(), let size = reader.count(), let table = reader.bytes(size) else {
        return nil
      }
      tables[name] = table
    }
    return tables
  }

  private static func head(_ name: String, _ program: String) -> [UInt8] {
    var ink = Ink()
    ink.put(bytes: magic)
    ink.put([program, name])
    return ink.bytes
  }

  private static func body(of bytes: [UInt8], after head: [UInt8]) -> ArraySlice<UInt8>? {
    bytes.starts(with: head) ? bytes.dropFirst(head.count) : nil
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
    ink.put(standing)
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
      let standing = BuildCache.Standing?(printed: &reader), reader.isAtEnd
    else { return nil }
    (self.conclusion, self.standing) = (conclusion, standing)
  }
}
