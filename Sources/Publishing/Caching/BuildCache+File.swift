import Glibc

/// The cache as files: `.gloss/cache` and `.gloss/facts` in the site’s folder, beside a `.gitignore` that keeps them out
/// of git.
///
/// They may be deleted at any time. Everything in them is under a stamp of its bytes; what does not fit it, another
/// format or another program’s counts as not there and is never an error.
extension BuildCache {
  static let folder = ".gloss"
  static let name = "cache"
  static let factsName = "facts"
  fileprivate static let magic = Array("gloss build cache 2\n".utf8)
  private static let limit = 1 << 30

  /// The cache of a site; empty where there is none of this program’s.
  ///
  /// Facts are read when the first is asked for.
  package static func opening(site: String, program: String) -> BuildCache {
    var contents =
      bytes(of: name, inSite: site).flatMap { Contents(printed: $0, program: program) } ?? Contents()
    contents.facts = Once {
      bytes(of: factsName, inSite: site).flatMap { facts(printed: $0, program: program) } ?? StampTable()
    }
    return BuildCache(contents, home: Home(site: site, program: program))
  }

  private static func bytes(of name: String, inSite site: String) -> [UInt8]? {
    do throws(FileError) {
      let own = try Folder(opening: site, for: .read, followsLink: true).subfolder(folder)
      return try own.bytes(of: name, expecting: own.status(of: name)?.size ?? 0, limit: limit)
    } catch {
      return nil
    }
  }

  /// Puts the contents, without the facts, in the place of what the file held.
  func write(_ contents: Contents) {
    guard let home else { return }
    put([contents.printed(for: home.program)[...]], as: Self.name)
  }

  /// Puts the facts that this build had a use for in the place of those that the last one left.
  package func writeFacts() {
    guard let home else { return }
    put(Self.pieces(of: facts, for: home.program), as: Self.factsName)
  }

  /// A site that may not be written to goes without.
  private func put(_ pieces: [ArraySlice<UInt8>], as name: String) {
    guard let home else { return }
    do throws(FileError) {
      let top = try Folder(opening: home.site, for: .write, followsLink: true)
      try top.makeSubfolder(Self.folder)
      let own = try top.subfolder(Self.folder, for: .write)
      if try own.status(of: ".gitignore") == nil {
        try own.makeFile(".gitignore", holding: Array("*\n".utf8), isLasting: false)
      }
      let draft = "\(name).\(getpid())"
      try own.removeFile(draft)
      try own.makeFile(draft, holding: pieces, isLasting: false)
      try own.move(draft, into: own, as: name)
    } catch {
      return
    }
  }

  static func pieces(of facts: StampTable, for program: String) -> [ArraySlice<UInt8>] {
    var head = Ink()
    head.put(bytes: magic)
    head.put(program)
    return [head.bytes[...]] + facts.pieces
  }

  static func facts(printed bytes: [UInt8], program: String) -> StampTable? {
    guard bytes.starts(with: magic) else { return nil }
    var reader = InkReader(bytes.dropFirst(magic.count))
    return reader.text() == program ? StampTable(written: reader.rest) : nil
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
    let stampSize = 16
    guard bytes.starts(with: BuildCache.magic), let end = Stamp(printed: bytes.suffix(stampSize)),
      Stamp(of: bytes.dropLast(stampSize)) == end
    else { return nil }
    var reader = InkReader(bytes.dropFirst(BuildCache.magic.count).dropLast(stampSize))
    guard reader.text() == program, let hasConclusion = reader.number() else { return nil }
    if hasConclusion == 1 {
      guard let inputs = reader.stamp(), let manifest = reader.stamp(),
        let summary = Summary(printed: &reader)
      else { return nil }
      conclusion = BuildCache.Conclusion(inputs: inputs, manifest: manifest, summary: summary)
    }
    guard let pairs = reader.list({ BuildCache.Standing.reading(&$0) }) else { return nil }
    standing = Dictionary(pairs) { first, _ in first }
    guard reader.isAtEnd else { return nil }
  }
}

extension BuildCache.Conclusion: Stampable {
  func print(in ink: inout Ink) {
    ink.put(inputs)
    ink.put(manifest)
    ink.put(summary)
  }
}

extension BuildCache.Standing: Stampable {
  func print(in ink: inout Ink) {
    ink.put(hash.description)
    ink.put(trace)
  }

  fileprivate static func reading(_ reader: inout InkReader) -> (SitePath, Self)? {
    guard let path = reader.text(), let valid = try? SitePath.validating(path),
      let hash = reader.text().flatMap(ContentHash.init),
      let hasTrace = reader.number()
    else { return nil }
    guard hasTrace == 1 else { return (valid, Self(hash: hash, trace: nil)) }
    return FileTrace(printed: &reader).map { (valid, Self(hash: hash, trace: $0)) }
  }
}

extension SitePath: Stampable {
  func print(in ink: inout Ink) { ink.put(text) }
}

extension Summary: Storable {
  func print(in ink: inout Ink) {
    ink.put([essays, versions, notes, anchored, ambiguous, lost, entries, pages])
    ink.put(absences)
    ink.put(changes)
  }

  init?(printed reader: inout InkReader) {
    guard let numbers = [Int](printed: &reader), numbers.count == 8,
      let absences = [Absence](printed: &reader), let changes = [Change](printed: &reader)
    else { return nil }
    self.init(
      essays: numbers[0], versions: numbers[1], notes: numbers[2], anchored: numbers[3],
      ambiguous: numbers[4], lost: numbers[5], entries: numbers[6], pages: numbers[7], absences: absences,
      changes: changes)
  }
}

extension Summary.Absence: Storable {
  func print(in ink: inout Ink) {
    ink.put(version)
    ink.put(notes)
  }

  init?(printed reader: inout InkReader) {
    guard let version = reader.text(), let notes = [String](printed: &reader) else { return nil }
    self.init(version: version, notes: notes)
  }
}

extension Summary.Change: Storable {
  func print(in ink: inout Ink) {
    ink.put(version)
    ink.put([moved, reworded, lost])
  }

  init?(printed reader: inout InkReader) {
    guard let version = reader.text(), let lists = [[String]](printed: &reader), lists.count == 3 else {
      return nil
    }
    self.init(version: version, moved: lists[0], reworded: lists[1], lost: lists[2])
  }
}
