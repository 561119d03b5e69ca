import Foundation
import Testing

/// What a run of the program left behind.
struct Transcript: Equatable {
  var output = ""
  var errors = ""
  var status: Int32 = 0
}

/// The program as it was built beside the tests.
enum GlossBinary {
  static var url: URL {
    get throws {
      let folder = try #require(Bundle.main.executableURL).deletingLastPathComponent()
      let binary = folder.appending(path: "gloss")
      try #require(FileManager.default.isExecutableFile(atPath: binary.path), "gloss stands beside the tests")
      return binary
    }
  }

  static func run(_ words: String..., in folder: TemporaryFolder? = nil, input: String = "") throws
    -> Transcript
  {
    try run(words, in: folder, input: input)
  }

  /// Runs `gloss` with these words; the two streams go to files, so that neither can block the other.
  static func run(
    _ words: [String], in folder: TemporaryFolder? = nil, input: String = "", output: FileHandle? = nil
  ) throws -> Transcript {
    let scratch = try TemporaryFolder()
    for name in ["output", "errors"] { try scratch.write("", to: name) }
    try scratch.write(input, to: "input")
    let process = Process()
    process.executableURL = try url
    process.arguments = words
    process.currentDirectoryURL = (folder ?? scratch).url
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    process.standardInput = try FileHandle(forReadingFrom: scratch.url.appending(path: "input"))
    process.standardOutput = try output ?? FileHandle(forWritingTo: scratch.url.appending(path: "output"))
    process.standardError = try FileHandle(forWritingTo: scratch.url.appending(path: "errors"))
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "gloss ends by itself")
    return try Transcript(
      output: scratch.read("output"), errors: scratch.read("errors"), status: process.terminationStatus)
  }
}

/// A folder of its own for one test, which goes when the test does.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "gloss-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      print("left behind: \(url.path)")
    }
  }

  func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: path)), as: UTF8.self)
  }

  /// The paths of all files in it, sorted.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url.path)
      .filter { try url.appending(path: $0).resourceValues(forKeys: [.isDirectoryKey]).isDirectory == false }
      .sorted()
  }
}
