import Synchronization

/// What a build of a site leaves for the next one, in this process or another: hashes, and small things that many pages
/// are made from.
///
/// Nothing depends on it. Everything is looked up by the stamp of all that it was made from, so whatever is not there
/// any more, or not yet, is made; one that is damaged or another program's counts as empty.
package final class BuildCache: Sendable {
  /// The bytes of an output, without having them.
  struct Output: Sendable, Hashable {
    /// Of all that it was made from.
    let inputs: Stamp
    let hash: ContentHash
    let size: Int
  }

  /// What a whole build came to, if there was nothing to say about it.
  struct Conclusion: Sendable, Hashable {
    /// Of all that it was made from.
    let inputs: Stamp
    let summary: Summary
  }

  struct Contents: Sendable {
    var conclusion: Conclusion?
    var standing: Standing?
    /// Reads what a part held when it was last written as a whole, by the part’s name.
    var part: @Sendable (String) -> StampTable = { _ in StampTable() }
    /// Reads what was made since.
    var recent: @Sendable (String) -> StampTable = { _ in StampTable() }
  }

  /// The cache as files, and the program whose file it is.
  struct Home: Sendable, Hashable {
    let site: String
    let program: String
  }

  let last: Contents
  /// `nil` for one that nothing is kept of.
  let home: Home?
  /// What belongs to no other part.
  private let facts: CachedPart
  private let openParts: Mutex<[String: CachedPart]>

  init(_ last: Contents = Contents(), home: Home? = nil) {
    self.last = last
    self.home = home
    let name = "facts"
    let facts = last.open(name)
    self.facts = facts
    openParts = Mutex([name: facts])
  }

  /// What was once made from inputs of this stamp; it is kept for the next build.
  subscript(inputs: Stamp) -> ArraySlice<UInt8>? { facts[inputs] }

  func keep(_ bytes: [UInt8], ofMaking inputs: Stamp) { facts.keep(bytes, ofMaking: inputs) }

  /// The output of this name that the last build made.
  func output(named name: String) -> Output? { self[Stamp(of: name)].flatMap(Output.init(printed:)) }

  func keep(_ output: Output, named name: String) { keep(output.printed, ofMaking: Stamp(of: name)) }

  /// Things that are read and written together; they are kept as long as every build asks for their part.
  func part(_ name: String) -> CachedPart {
    openParts.withLock { parts in
      if let known = parts[name] { return known }
      let part = last.open(name)
      parts[name] = part
      return part
    }
  }

  /// The parts that the next build is to find, by name.
  var parts: [String: CachedPart] { openParts.withLock(\.self) }
}

extension BuildCache.Contents {
  fileprivate func open(_ name: String) -> CachedPart {
    CachedPart(reading: { part(name) }, recent: { recent(name) })
  }
}
