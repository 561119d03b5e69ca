import Synchronization

/// What a build of a site leaves for the next one, in this process or another: of what was made the hashes only.
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
    /// Of the manifest that lists the outputs.
    let manifest: Stamp
    let summary: Summary
  }

  /// An output as it stood on the disk when a build ended.
  struct Standing: Sendable, Hashable {
    let hash: ContentHash
    /// `nil` where a write that followed might not have shown in it.
    let trace: FileTrace?
  }

  struct Contents: Sendable {
    var conclusion: Conclusion?
    var standing: [SitePath: Standing] = [:]
    var stamps = StampTable([:], valueSize: stampSize)
    var outputs = StampTable([:], valueSize: outputSize)
  }

  private struct New {
    var stamps: [Stamp: Stamp] = [:]
    var outputs: [Stamp: Output] = [:]
  }

  static let stampSize = 16
  static let outputSize = 88

  /// The cache as a file, and the program whose file it is.
  struct Home: Sendable, Hashable {
    let site: String
    let program: String
  }

  let last: Contents
  /// `nil` for one that nothing is kept of.
  let home: Home?
  private let new = Mutex(New())

  init(_ last: Contents = Contents(), home: Home? = nil) {
    self.last = last
    self.home = home
  }

  /// The stamp of the value that was once made from inputs of this stamp.
  func stamp(ofMaking inputs: Stamp) -> Stamp? {
    if let known = new.withLock({ $0.stamps[inputs] }) { return known }
    guard let stamp = last.stamps[inputs].flatMap(Stamp.init(printed:)) else { return nil }
    keep(stamp, ofMaking: inputs)
    return stamp
  }

  func keep(_ stamp: Stamp, ofMaking inputs: Stamp) { new.withLock { $0.stamps[inputs] = stamp } }

  /// The output of this name that the last build made.
  func output(named name: String) -> Output? {
    last.outputs[Stamp(of: name)].flatMap(Output.init(printed:))
  }

  func keep(_ output: Output, named name: String) { new.withLock { $0.outputs[Stamp(of: name)] = output } }

  /// What the next build is to find: what this one had a use for, and no more.
  func contents(conclusion: Conclusion?, standing: [SitePath: Standing]) -> Contents {
    new.withLock { new in
      Contents(
        conclusion: conclusion, standing: standing,
        stamps: StampTable(new.stamps.mapValues { $0.printed }, valueSize: Self.stampSize),
        outputs: StampTable(new.outputs.mapValues(\.printed), valueSize: Self.outputSize))
    }
  }
}

extension BuildCache.Output {
  fileprivate init?(printed bytes: ArraySlice<UInt8>) {
    var reader = InkReader(bytes)
    guard let inputs = reader.stamp(), let hash = reader.hash(), let size = reader.number() else {
      return nil
    }
    self.init(inputs: inputs, hash: hash, size: size)
  }

  fileprivate var printed: [UInt8] {
    var ink = Ink()
    ink.put(inputs)
    ink.put(bytes: hash.description.utf8)
    ink.put(size)
    return ink.bytes
  }
}

extension Stamp {
  fileprivate var printed: [UInt8] {
    var ink = Ink()
    ink.put(self)
    return ink.bytes
  }
}

extension InkReader {
  mutating func hash() -> ContentHash? {
    bytes(64).flatMap { String(validating: $0, as: UTF8.self) }.flatMap(ContentHash.init)
  }
}
