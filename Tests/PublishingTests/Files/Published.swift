import Diagnostics
import Publishing

/// A site's folder whose `Public` is published again and again.
struct Published {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeFolder("Content")
  }

  var output: OutputFolder { OutputFolder(sandbox("Public"), site: sandbox.path, home: "/home/somebody") }

  func files(_ texts: [String: String]) throws -> [SiteFile] {
    try texts.map { SiteFile(path: try SitePath.validating($0.key), bytes: Array($0.value.utf8)) }
  }

  @discardableResult
  func publish(_ texts: [String: String]) throws -> WriteReport {
    try output.publish(files(texts), patience: .zero)
  }

  func failure(_ texts: [String: String]) throws -> String? {
    let files = try files(texts)
    do throws(FileError) {
      _ = try output.publish(files, patience: .zero)
      return nil
    } catch {
      // The sandbox has another name each time.
      return error.description.replacing(sandbox.path + "/", with: "")
    }
  }

  func messages(_ report: WriteReport) -> [String] {
    report.diagnostics.map { $0.summary.replacing(sandbox.path + "/", with: "") }
  }

  /// All files of the output with their text, the manifest left out.
  func published() throws -> [String: String] {
    var texts: [String: String] = [:]
    for file in try sandbox.files(below: "Public") where file != ".gloss/manifest.json" {
      texts[file] = try sandbox.read("Public/" + file)
    }
    return texts
  }
}
