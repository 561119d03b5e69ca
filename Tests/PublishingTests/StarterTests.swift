import Foundation
import Publishing
import Testing

struct `The starter` {
  /// The files below a folder of the repository by their paths in a new site.
  private func files(below folder: URL, as prefix: String) throws -> [String: [UInt8]] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let found = try names.filter { !$0.hasSuffix(".DS_Store") }
      .compactMap { name -> (String, [UInt8])? in
        let file = folder.appending(path: name)
        guard try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == false else { return nil }
        return (prefix + name, Array(try Data(contentsOf: file)))
      }
    return Dictionary(uniqueKeysWithValues: found)
  }

  @Test func `is just what lies in the tree; if not, run scripts/embed`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let starter = try files(below: root.appending(path: "Sources/CStarter/starter"), as: "")
    let templates = try files(below: root.appending(path: "Templates"), as: "Templates/")
    let onDisk = starter.merging(templates) { first, _ in first }
    let embedded = starterFiles()
    #expect(embedded.map(\.path) == onDisk.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for file in embedded { #expect(onDisk[file.path] == file.bytes, "\(file.path) is embedded as it is") }
    print("starter: \(starter.count) files of its own and \(templates.count) templates")
  }
}
