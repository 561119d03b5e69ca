import Diagnostics
import Publishing

extension BuildOptions {
  /// What the command line says of a build.
  init(_ arguments: Arguments) throws(UsageError) {
    if let address = arguments[.baseURL], let reason = reasonAgainst(siteAddress: address) {
      throw .wrongValue(.baseURL, value: address, reason: reason)
    }
    self.init(baseURL: arguments[.baseURL], audience: arguments[.audience])
  }
}

/// Loads a site's folder and builds it, with all that there is to say about both.
///
/// A site that could not be loaded whole is not built: it would be said to lack what it has.
func buildSite(in folder: String, options: BuildOptions) async throws(FileError) -> Diagnosed<Site?> {
  await build(try SourceFiles.load(site: folder), options: options, recalling: Recollection(isKept: false))
}

/// Builds a site from what was loaded of it, unless that is not the whole of it.
func build(
  _ loaded: Diagnosed<SourceFiles>, options: BuildOptions, recalling past: Recollection,
  into sink: (any FileSink)? = nil
) async -> Diagnosed<Site?> {
  guard !loaded.diagnostics.hasErrors else { return Diagnosed(nil, loaded.diagnostics) }
  let built = await build(loaded.value, options: options, recalling: past, into: sink)
  return Diagnosed(built.value, loaded.diagnostics + built.diagnostics)
}

/// Why these diagnostics keep a site from being published, in words; `nil` where they do not.
func reasonAgainst(_ diagnostics: [Diagnostic], isStrict: Bool) -> String? {
  let found = diagnostics.inReadingOrder
  if found.hasErrors { return found.tally }
  return isStrict && !found.isEmpty ? "\(found.tally), and “--strict” allows none" : nil
}
