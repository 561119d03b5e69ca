import Commentary
import Diagnostics
import Markup
import Records

extension Essay {
  static func parsingAll(
    _ files: SourceFiles, settings: SiteSettings, since stamp: Stamp, recalling past: Recollection
  ) async -> [Stamped<Diagnosed<Essay?>>] {
    await concurrentMap(ids(in: files)) { id in
      let own = Stamp(of: Array(files.below("\(folder)/\(id)")))
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
    let ids = files.below(folder).compactMap { file -> String? in
      let rest = file.path.text.dropFirst(folder.count + 1)
      return rest.firstIndex(of: "/").map { String(rest[..<$0]) }
    }
    return ids.reduce(into: []) { unique, id in if unique.last != id { unique.append(id) } }
  }

  /// The stamps of what others need to know of each essay.
  static func faces(of essays: [Stamped<Diagnosed<Essay?>>], recalling past: Recollection) -> [String: Stamp]
  {
    var stamps: [String: Stamp] = [:]
    for parsed in essays where past.hasUse {
      guard let essay = parsed.value.value else { continue }
      stamps[essay.id] =
        past.settled("face of \(essay.id)", from: [parsed.stamp]) { EssayFace(essay) }.stamp
    }
    return stamps
  }
}
