import Foundation
import Publishing
import TestSupport
import Testing

/// The grammar of HTML as of 2026, by the checker that `make checkers` installs.
@Suite struct `The HTML checker` {
  @Test func `says nothing about any page`() async throws {
    let python = SuiteFile.repository().appending(path: ".venv/bin/python").path
    let script = SuiteFile.shared().appending(path: "suites/html5-rnc/check.py").path
    for needed in [python, script] where !FileManager.default.fileExists(atPath: needed) {
      print("SKIPPED: the HTML checker, since \(needed) is not there; `make checkers` installs what it needs")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "gloss-pages-\(UUID().uuidString)")
    defer { remove(folder) }
    for (name, sample) in try samples() {
      let site = try await sample.built()
      for file in site.files where file.path.text.hasSuffix(".html") {
        let place = folder.appending(path: "\(name)/\(file.path)")
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: place)
      }
    }
    let (output, status) = try run(python, [script, folder.path])
    let lines = output.split(separator: "\n").map { $0.replacing(folder.path + "/", with: "") }
    print("the HTML checker: \(lines.last ?? "no answer")")
    for finding in lines.dropLast() { Issue.record("\(finding)") }
    #expect(status == 0)
    #expect(lines.last?.hasSuffix(" pages, 0 findings") == true)
  }

  private func samples() throws -> [(String, SampleSite)] {
    let all = [
      ("sample", try SampleSite.whole()), ("starter", SampleSite.starter()),
      ("project", try SampleSite.project()),
    ]
    return all + (try SampleSite.projectWithEssay().map { [("published", $0)] } ?? [])
  }

  private func run(_ program: String, _ arguments: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  private func remove(_ folder: URL) {
    do { try FileManager.default.removeItem(at: folder) } catch { print("\(folder.path) stays: \(error)") }
  }
}
