import Diagnostics
import Foundation
import TestSupport

@testable import Publishing

extension SampleSite {
  /// The project's site with the published essay imported beside it; `nil`, with a line that says so, where the
  /// essay is not at hand.
  static func projectWithEssay() throws -> SampleSite? {
    guard let text = publishedEssay() else { return nil }
    var project = try project()
    let path = ImportPlan.path(ofEssay: "kim-summit")
    let plan = ImportPlan.making(
      of: ImportedText(reading: text), as: "original", of: "kim-summit",
      listedIn: try project[path].map {
        SiteFile(path: try SitePath.validating(path), bytes: Array($0.utf8))
      }, from: text.path)
    for file in plan.value?.files ?? [] { project.set(file.path.text, to: file.bytes) }
    return project
  }

  /// The published essay, which is nobody's to copy into a repository.
  static func publishedEssay() -> SourceText? {
    let file = SuiteFile.shared().appending(path: "reading/essay.txt")
    guard let bytes = FileManager.default.contents(atPath: file.path) else {
      print(
        "SKIPPED: the published essay is not beside the repository; set GLOSS_SHARED to the folder that has it"
      )
      return nil
    }
    return SourceText.reading(Array(bytes), path: "reading/essay.txt").value
  }
}
