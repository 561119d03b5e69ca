import Commentary
import Diagnostics
import Markup
import Records

extension Essay {
  static func parsingAll(
    _ ids: [String], of files: SourceFiles, settings: SiteSettings, since stamp: Stamp,
    recalling past: Recollection
  ) async -> [Stamped<Diagnosed<Essay?>>] {
    await concurrentMap(ids) { id in
      let files = files.within("\(folder)/\(id)")
      let own = Stamp(of: files.files)
      return await past.recall("essay \(id)", from: [stamp, own]) {
        let reading = EssayReading(id: id, files: files, settings: settings)
        let name = "settings of \(id), with which nothing is wrong"
        if let facts = past.storedFacts(name, from: [stamp, own]), let essay = reading.unparsed(facts) {
          return Diagnosed(essay, [])
        }
        let parsed = await reading.parsed()
        if let essay = parsed.value, parsed.diagnostics.isEmpty {
          past.storeFact(essay.settings, as: name, from: [stamp, own])
        }
        return parsed
      }
    }
  }

  private static let folder = "Content/essays"

  /// The names of the folders that essays are in, in their order.
  static func ids(in files: SourceFiles) -> [String] {
    var ids: [String] = []
    for file in files.below(folder) {
      let inside = file.path.text.utf8.dropFirst(folder.utf8.count + 1)
      guard let slash = inside.firstIndex(of: UInt8(ascii: "/")) else { continue }
      let id = inside[..<slash]
      // The files of a folder come one after the other.
      if ids.last.map({ $0.utf8.elementsEqual(id) }) != true { ids.append(String(Substring(id))) }
    }
    return ids
  }

  /// The stamp of what all `essay.yaml` say.
  static func settingsStamp(in files: SourceFiles) -> Stamp {
    Stamp(of: files.below(folder).filter { $0.path.text.hasSuffix("/essay.yaml") })
  }

  /// The stamps of what others need to know of each essay.
  static func faces(
    of essays: [Stamped<Diagnosed<Essay?>>], recalling past: Recollection
  ) async -> [String: Stamp] {
    guard past.hasUse else { return [:] }
    let faces = await concurrentMap(essays) { parsed in
      parsed.value.value.map { essay in
        (essay.id, past.settled("face of \(essay.id)", from: [parsed.stamp]) { EssayFace(essay) }.stamp)
      }
    }
    return Dictionary(faces.compactMap(\.self)) { _, last in last }
  }
}
