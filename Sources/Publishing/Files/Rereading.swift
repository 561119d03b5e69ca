import Synchronization

/// Reads sources a second time, since of most a build only asks whether they are what they were.
///
/// A file that is another one by then would be read into a site whose other half knows its old bytes. So that is noticed, and
/// whoever builds lets go of what was built and starts anew with sources that are held.
package final class Rereading: Sendable {
  /// Up to here, in bytes, a file is held: that costs less than to open it again.
  private static let short = 1 << 12

  private let site: String
  private let holdsTexts: Bool
  private let foundChange = Mutex(false)

  /// For the files of a site's folder; a build that asks for most texts holds them, but no ledgers, of which it keeps no bytes.
  package init(ofSite site: String, holdingTexts: Bool = false) {
    (self.site, holdsTexts) = (site, holdingTexts)
  }

  /// Whether a file was no longer what it was.
  package var hasFoundChange: Bool { foundChange.withLock(\.self) }

  /// A file that is read when its bytes are asked for; until then only its stamp is known, but for a short one.
  func file(_ path: SitePath, holding bytes: ArraySlice<UInt8>) -> SiteFile {
    let isHeld = holdsTexts && EssayLedger.Scope(rawValue: path.name) == nil
    if bytes.count <= Self.short || isHeld { return SiteFile(path: path, bytes: Array(bytes)) }
    let stamp = Stamp(of: bytes)
    return SiteFile(path: path, stamp: stamp, size: bytes.count) { self.bytes(of: path, stamp) }
  }

  private func bytes(of path: SitePath, _ stamp: Stamp) -> [UInt8] {
    do throws(FileError) {
      if let bytes = try readFile(path, ofSite: site), Stamp(of: bytes) == stamp { return bytes }
    } catch {
      // What cannot be read any more has changed, too.
    }
    foundChange.withLock { $0 = true }
    return []
  }
}
