package import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of the test data that other people wrote, which lies beside the repository and not in it.
package enum SuiteFile {
  /// Reads `suites/…` of the shared folder: `../shared` seen from the repository, or what `GLOSS_SHARED` names.
  ///
  /// Says so on a line of its own, and returns nothing, where the file is absent.
  package static func reading(_ path: String, repositoryFile: String = #filePath) -> SourceText? {
    let parts = repositoryFile.utf8.split(separator: UInt8(ascii: "/"))
    let root = parts.prefix { Array($0) != Array("Tests".utf8) }.map {
      "/" + String(decoding: $0, as: UTF8.self)
    }
    let shared =
      unsafe getenv("GLOSS_SHARED").map { unsafe String(cString: $0) } ?? root.joined() + "/../shared"
    guard let bytes = bytes(of: "\(shared)/suites/\(path)") else {
      print(
        "SKIPPED: the suite “\(path)” is not beside the repository; set GLOSS_SHARED to the folder that has it"
      )
      return nil
    }
    return SourceText.reading(bytes, path: path).value
  }

  private static func bytes(of path: String) -> [UInt8]? {
    guard let file = unsafe fopen(path, "rb") else { return nil }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
