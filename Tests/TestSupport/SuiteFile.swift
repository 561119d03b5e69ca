package import Diagnostics
package import Foundation

/// A file of the test data that other people wrote, which lies beside the repository and not in it.
package struct SuiteFile {
  package let data: Data

  /// `nil`, with a line that says so, where the file is absent: `../shared` seen from the repository, or the
  /// folder that `GLOSS_SHARED` names.
  package init?(_ name: String, from repositoryFile: String = #filePath) {
    let file = Self.shared(from: repositoryFile).appending(path: "suites/\(name)")
    guard let data = FileManager.default.contents(atPath: file.path) else {
      print(
        "SKIPPED: the suite “\(name)” is not beside the repository; set GLOSS_SHARED to the folder that has it"
      )
      return nil
    }
    self.data = data
  }

  /// The folder that is laid beside the repository.
  package static func shared(from repositoryFile: String = #filePath) -> URL {
    if let named = ProcessInfo.processInfo.environment["GLOSS_SHARED"] { return URL(filePath: named) }
    return repository(of: repositoryFile).deletingLastPathComponent().appending(path: "shared")
  }

  /// The repository that holds a file of `Tests`.
  package static func repository(of file: String = #filePath) -> URL {
    var folder = URL(filePath: file)
    while folder.lastPathComponent != "Tests" { folder.deleteLastPathComponent() }
    return folder.deletingLastPathComponent()
  }

  /// The file as a value of JSON.
  package func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: data)
  }

  /// The file as text with positions.
  package static func reading(_ path: String, repositoryFile: String = #filePath) -> SourceText? {
    SuiteFile(path, from: repositoryFile).flatMap { SourceText.reading(Array($0.data), path: path).value }
  }
}
