import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

/// A site as paths and bytes, to take, change in single files, and build.
struct SampleSite {
  private var texts: [String: [UInt8]] = [:]

  /// The small invented site of `sampleTexts`, with the project's own templates.
  static func whole() throws -> SampleSite {
    var sample = SampleSite()
    for (path, text) in sampleTexts { sample[path] = text }
    for file in try repositoryFiles().below("Templates") { sample.texts[file.path.text] = file.bytes }
    return sample
  }

  /// Templates and a title, and no content.
  static func empty() throws -> SampleSite {
    var sample = SampleSite()
    for file in try repositoryFiles().below("Templates") { sample.texts[file.path.text] = file.bytes }
    sample["Content/site.yaml"] = sampleTexts["Content/site.yaml"]
    return sample
  }

  /// The project's own site; texts that only some readers hold are left out.
  static func project() throws -> SampleSite {
    var sample = SampleSite()
    for file in try repositoryFiles().files where file.path.name != "original.md" {
      sample.texts[file.path.text] = file.bytes
    }
    return sample
  }

  /// What `gloss new` writes.
  static func starter() -> SampleSite {
    var sample = SampleSite()
    for file in starterFiles() where file.path.hasPrefix("Content/") || file.path.hasPrefix("Templates/") {
      sample.texts[file.path] = file.bytes
    }
    return sample
  }

  /// A file as text; setting `nil` takes it away.
  subscript(path: String) -> String? {
    get { texts[path].map { String(decoding: $0, as: UTF8.self) } }
    set { texts[path] = newValue.map { Array($0.utf8) } }
  }

  /// The same for a file that is added to.
  subscript(path: String, default text: String) -> String {
    get { self[path] ?? text }
    set { self[path] = newValue }
  }

  /// Sets a file that may be no text.
  mutating func set(_ path: String, to bytes: [UInt8]) { texts[path] = bytes }

  /// Replaces words that a file has in exactly one place.
  mutating func replace(_ words: String, by other: String, in path: String) throws {
    let text = try #require(self[path], "the sample has \(path)")
    let ranges = text.ranges(of: words)
    try #require(ranges.count == 1, "“\(words)” stands once in \(path)")
    self[path] = text.replacing(words, with: other)
  }

  /// The files as a build wants them; a name that no site can have is thrown.
  func files() throws(PathFault) -> SourceFiles {
    var files: [SiteFile] = []
    for (path, bytes) in texts { files.append(SiteFile(path: try SitePath.validating(path), bytes: bytes)) }
    return SourceFiles(files)
  }

  private static func repositoryFiles() throws -> SourceFiles {
    try SourceFiles.load(site: SuiteFile.repository().path).value
  }
}

extension SampleSite {
  /// With an address, so that feed and sitemap are made.
  static let options = BuildOptions(baseURL: "https://site.example/glossed/")

  /// Builds the site, which has to have no error.
  func built(_ options: BuildOptions = SampleSite.options) async throws -> Site {
    let result = await build(try files(), options: options)
    guard let site = result.value else {
      throw BuildFailure(description: DiagnosticFormatter(.text(isColored: false)).format(result.diagnostics))
    }
    return site
  }

  /// What a build says, as a person reads it.
  func messages(_ options: BuildOptions = SampleSite.options) async throws -> String {
    DiagnosticFormatter(.text(isColored: false)).format(
      await build(try files(), options: options).diagnostics)
  }
}

/// What a build said that made no site.
struct BuildFailure: Error, CustomStringConvertible {
  let description: String
}

extension Site {
  /// A file of the output as text.
  func text(_ path: String) throws -> String {
    let file = try #require(files.first { $0.path.text == path }, "the site has \(path)")
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// The pages, by path.
  var pages: [(path: String, markup: ParsedPage)] {
    files.filter { $0.path.text.hasSuffix(".html") }.map { ($0.path.text, ParsedPage($0.bytes)) }
  }

  /// One page.
  func page(_ path: String) throws -> ParsedPage { ParsedPage(Array(try text(path).utf8)) }
}
