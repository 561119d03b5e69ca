import Commentary
import Diagnostics
import Markup
import Records

extension Essay {
  static func parsingAll(
    _ files: SourceFiles, settings: SiteSettings, since stamp: Stamp, recalling past: Recollection
  ) async -> [Stamped<Diagnosed<Essay?>>] {
    let folder = "Content/essays/"
    let ids = files.paths(under: "Content/essays").compactMap { path -> String? in
      let rest = path.dropFirst(folder.count)
      return rest.firstIndex(of: "/").map { String(rest[..<$0]) }
    }
    var unique: [String] = []
    for id in ids where unique.last != id { unique.append(id) }
    return await concurrentMap(unique) { id in
      let own = Stamp(of: Array(files.below(folder + id)))
      return await past.recall("essay \(id)", from: [stamp, own]) {
        let reading = EssayReading(id: id, files: files, settings: settings)
        let name = "essay \(id) has nothing wrong"
        if past.storedFact(name, from: [stamp, own]) == true, let essay = reading.unparsed {
          return Diagnosed(essay, [])
        }
        let parsed = await reading.parsed()
        if parsed.diagnostics.isEmpty { past.storeFact(true, as: name, from: [stamp, own]) }
        return parsed
      }
    }
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
