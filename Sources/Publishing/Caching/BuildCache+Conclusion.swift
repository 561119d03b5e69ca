package import Diagnostics

/// A build with the same inputs as the last one, and with outputs that stand as it left them, has nothing to do.
extension BuildCache {
  /// What the last build came to, if another would come to the same and leave the folder as it is.
  package func summary(
    of loaded: Diagnosed<SourceFiles>, options: BuildOptions, in folder: OutputFolder
  ) throws(FileError) -> Summary? {
    guard let conclusion = last.conclusion, loaded.diagnostics.isEmpty,
      conclusion.inputs == Self.inputs(loaded.value, options),
      let known = last.standing, let standing = try folder.standing(known)
    else { return nil }
    if standing != known {
      var contents = last
      contents.standing = standing
      write(contents)
    }
    return conclusion.summary
  }

  /// Leaves what a build made for the next one; it is concluded if there was nothing to say or to take down.
  package func keep(
    _ report: WriteReport, of built: Diagnosed<Site?>, from files: SourceFiles, options: BuildOptions
  ) {
    guard let site = built.value, home != nil else { return }
    let isQuiet = built.diagnostics.isEmpty && report.diagnostics.isEmpty && site.ledgers.isEmpty
    let conclusion = Conclusion(inputs: Self.inputs(files, options), summary: site.summary)
    write(Contents(conclusion: isQuiet ? conclusion : nil, standing: report.standing))
  }

  private static func inputs(_ files: SourceFiles, _ options: BuildOptions) -> Stamp {
    Stamp(of: "site", from: [Stamp(of: files.files), Stamp(of: options)])
  }
}
