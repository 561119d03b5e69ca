import Foundation
import Testing

/// A site made for tests of publishing: two versions that differ in many pages, and in which pages there are.
struct SampleSite {
  enum Version: Int {
    case first = 1
    case second = 2

    var other: Version { self == .first ? .second : .first }
  }

  private let folder: TemporaryFolder
  /// The site's folder.
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.url.appending(path: "site").path
    let root = try #require(#filePath.range(of: "/Tests/").map { String(#filePath[..<$0.lowerBound]) })
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: root + "/Templates", toPath: path + "/Templates")
    try folder.write(SampleSite.settings, to: "site/Content/site.yaml")
  }

  /// What `site.yaml` must say; the only place that knows its keys.
  private static var settings: String {
    """
    title: Terms of trade
    language: en
    authors:
      - The editors
    kinds:
      term:
        label: Term
        plural: Terms
        folder: terms
        margin: right
        line: solid
        order: title

    """
  }

  /// Writes forty terms: every third is in both versions the same, every fifth in one of them only.
  func write(_ version: Version) throws {
    let terms = URL(filePath: path).appending(path: "Content/terms")
    if FileManager.default.fileExists(atPath: terms.path) { try FileManager.default.removeItem(at: terms) }
    for number in 0..<40 where number % 5 != 4 || number % 2 == version.rawValue % 2 {
      let text = number % 3 == 0 ? "Always the same." : "As version \(version.rawValue) has it."
      let filler = Array(repeating: text, count: version == .second ? 200 : 20).joined(separator: " ")
      let entry = "---\ntitle: Term \(number)\nsummary: The term of number \(number).\n---\n\n\(filler)\n"
      try folder.write(entry, to: "site/Content/terms/term-\(number).md")
    }
  }

  func build(_ version: Version, into output: String) throws -> Transcript {
    try write(version)
    return try GlossBinary.run("build", "--site", path, "--output", output)
  }

  /// The files of a version by a build into a folder of its own.
  func cleanBuild(_ version: Version) throws -> [String: Data] {
    let clean = try TemporaryFolder()
    let output = clean.url.appending(path: "Public").path
    let run = try build(version, into: output)
    try #require(run.status == 0, "\(run.errors)")
    return try SampleSite.files(of: output)
  }

  /// All files below a folder by their paths.
  static func files(of output: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: output) {
      let file = URL(filePath: output).appending(path: name)
      guard try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == false else { continue }
      files[name] = try Data(contentsOf: file)
    }
    return files
  }
}
