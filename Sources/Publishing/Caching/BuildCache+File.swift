import Glibc

/// The cache as a file: `.gloss/cache` in the site's folder, beside a `.gitignore` that keeps it out of git.
///
/// It may be deleted at any time. A stamp of all its bytes stands at its end; one that does not fit them, another
/// format or another program makes it an empty cache and never an error.
extension BuildCache {
  static let folder = ".gloss"
  static let name = "cache"
  private static let magic = Array("gloss build cache 1\n".utf8)
  private static let limit = 1 << 30

  /// The cache of a site; empty where there is none of this program's.
  package static func opening(site: String, program: String) -> BuildCache {
    let bytes = try? Folder(opening: site, for: .read, followsLink: true).subfolder(folder)
      .bytes(of: name, expecting: 1 << 16, limit: limit)
    return BuildCache(
      bytes.flatMap { Contents(printed: $0, program: program) } ?? Contents(),
      home: Home(site: site, program: program))
  }

  /// Puts the contents in the place of what the file held; a site that may not be written to goes without.
  func write(_ contents: Contents) {
    guard let home else { return }
    do throws(FileError) {
      let top = try Folder(opening: home.site, for: .write, followsLink: true)
      try top.makeSubfolder(Self.folder)
      let own = try top.subfolder(Self.folder, for: .write)
      if try own.status(of: ".gitignore") == nil {
        try own.makeFile(".gitignore", holding: Array("*\n".utf8), isLasting: false)
      }
      let draft = "\(Self.name).\(getpid())"
      try own.removeFile(draft)
      try own.makeFile(draft, holding: contents.printed(for: home.program), isLasting: false)
      try own.move(draft, into: own, as: Self.name)
    } catch {
      return
    }
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
    for table in [stamps, outputs] {
      ink.put(table.bytes.count)
      ink.put(bytes: table.bytes)
    }
    ink.put(Stamp(of: ink.bytes))
    return ink.bytes
  }

  init?(printed bytes: [UInt8], program: String) {
    guard bytes.starts(with: BuildCache.magic), let end = Stamp(printed: bytes.suffix(BuildCache.stampSize)),
      Stamp(of: Array(bytes.dropLast(BuildCache.stampSize))) == end
    else { return nil }
    var reader = InkReader(bytes.dropFirst(BuildCache.magic.count).dropLast(BuildCache.stampSize))
    guard reader.text() == program, let hasConclusion = reader.number() else { return nil }
    if hasConclusion == 1 {
      guard let inputs = reader.stamp(), let manifest = reader.stamp(),
        let summary = Summary(printed: &reader)
      else { return nil }
      conclusion = BuildCache.Conclusion(inputs: inputs, manifest: manifest, summary: summary)
    }
    guard let pairs = reader.list({ BuildCache.Standing.reading(&$0) }) else { return nil }
    standing = Dictionary(pairs) { first, _ in first }
    guard let stamps = reader.table(valueSize: BuildCache.stampSize),
      let outputs = reader.table(valueSize: BuildCache.outputSize), reader.isAtEnd
    else { return nil }
    (self.stamps, self.outputs) = (stamps, outputs)
  }
}

extension InkReader {
  fileprivate mutating func table(valueSize: Int) -> StampTable? {
    guard let count = number(), let bytes = bytes(count) else { return nil }
    return StampTable(bytes, valueSize: valueSize)
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
    ink.put(bytes: hash.description.utf8)
    ink.put(trace)
  }

  fileprivate static func reading(_ reader: inout InkReader) -> (SitePath, Self)? {
    guard let path = reader.text(), let valid = try? SitePath.validating(path), let hash = reader.hash(),
      let hasTrace = reader.number()
    else { return nil }
    guard hasTrace == 1 else { return (valid, Self(hash: hash, trace: nil)) }
    return FileTrace(printed: &reader).map { (valid, Self(hash: hash, trace: $0)) }
  }
}

extension SitePath: Stampable {
  func print(in ink: inout Ink) { ink.put(text) }
}

extension Summary: Stampable {
  func print(in ink: inout Ink) {
    ink.put([essays, versions, notes, anchored, ambiguous, lost, entries, pages])
    ink.put(absences.map { [$0.version] + $0.notes })
    ink.put(changes.map { [[$0.version], $0.moved, $0.reworded, $0.lost] })
  }

  fileprivate init?(printed reader: inout InkReader) {
    guard let numbers = reader.list({ $0.number() }), numbers.count == 8,
      let absences = reader.list({ $0.list { $0.text() } }),
      let changes = reader.list({ $0.list { $0.list { $0.text() } } }), changes.allSatisfy({ $0.count == 4 })
    else { return nil }
    self.init(
      essays: numbers[0], versions: numbers[1], notes: numbers[2], anchored: numbers[3],
      ambiguous: numbers[4],
      lost: numbers[5], entries: numbers[6], pages: numbers[7],
      absences: absences.compactMap { texts in
        texts.first.map { Absence(version: $0, notes: Array(texts.dropFirst())) }
      },
      changes: changes.compactMap { lists in
        lists[0].first.map { Change(version: $0, moved: lists[1], reworded: lists[2], lost: lists[3]) }
      })
  }
}
