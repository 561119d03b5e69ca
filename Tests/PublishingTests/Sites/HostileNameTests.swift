import Diagnostics
import Foundation
import Publishing
import TestSupport
import Testing

@testable import Publishing

private struct Name: Decodable {
  let id: String
  let name: String
  let expect: String
}

/// A place where content names a file of the output.
private enum Place: String, CaseIterable {
  case entry, page, asset, essay, version, formerEntry, formerEssay

  /// Puts names there, or throws where no folder can have such a file.
  func put(_ names: [String], into sample: inout SampleSite) throws(PathFault) {
    for name in names {
      switch self {
      case .entry:
        sample["Content/words/\(name).md"] = "---\ntitle: T\(name.utf8.count)\nlink: never\n---\n\nText.\n"
      case .page: sample["Content/pages/\(name).md"] = "---\ntitle: T\n---\n\nText.\n"
      case .asset: sample["Content/assets/\(name)"] = "asset"
      case .essay:
        sample["Content/essays/\(name)/essay.yaml"] = "title: T\nversions: [{id: only}]\n"
        sample["Content/essays/\(name)/only.md"] = "Text.\n"
      case .version: sample["Content/essays/ferry/\(name).md"] = "Text.\n"
      case .formerEntry, .formerEssay: break
      }
    }
    let list = names.map { yamlQuoted($0) }.joined(separator: ", ")
    switch self {
    case .entry, .page, .asset, .essay: break
    case .version:
      let versions = names.map { "{id: \(yamlQuoted($0)), label: L}" }.joined(separator: ", ")
      sample["Content/essays/ferry/essay.yaml"] =
        "title: T\nversions: [{id: long}, {id: short}, \(versions)]\n"
    case .formerEntry: sample["Content/words/ebb.md"] = "---\ntitle: Ebb\nwas: [\(list)]\n---\n\nText.\n"
    case .formerEssay:
      sample["Content/essays/ferry/essay.yaml"] =
        "title: T\nwas: [\(list)]\nversions: [{id: long}, {id: short}]\n"
    }
    _ = try sample.files()
  }
}

@Suite struct `A hostile name` {
  @Test(arguments: Place.allCases)
  private func `is refused or taken literally, wherever it becomes a path`(place: Place) async throws {
    guard let suite = SuiteFile("hostile/paths.json") else { return }
    let plain = Set(try await SampleSite.whole().built().files.map(\.path))
    var refused = 0
    let cases = try suite.decoded(as: [Name].self)
    for item in cases {
      let names = item.id == "p16" ? [item.name, "caf\u{E9}"] : item.name.components(separatedBy: " + ")
      guard let site = try await site(with: names, at: place) else {
        refused += 1
        #expect(!item.expect.hasPrefix("accept"), "\(place) \(item.id): \(item.expect)")
        continue
      }
      let added = site.files.map(\.path).filter { !plain.contains($0) }
      print("hostile names, \(place): \(item.id) makes \(added.map(\.text.displayed))")
      // As an asset the name lies in a folder of its own; an essay’s name ends at the slash.
      let isHarmless =
        (item.id == "p21" && place == .asset)
        || (item.id == "p22" && [.asset, .essay, .formerEssay].contains(place))
      #expect(
        !item.expect.hasPrefix("refuse:") && item.expect != "refuse" || isHarmless, "\(place) \(item.id)")
      #expect(!item.expect.hasPrefix("collision") || isHarmless, "\(place) \(item.id): \(item.expect)")
      #expect(added.allSatisfy { $0.components.allSatisfy { $0 != ".." && !$0.hasPrefix(".") } })
    }
    print("hostile names, \(place): \(refused) of \(cases.count) refused")
  }

  private func site(with names: [String], at place: Place) async throws -> Site? {
    var sample = try SampleSite.whole()
    do throws(PathFault) {
      try place.put(names, into: &sample)
      return await build(try sample.files(), options: SampleSite.options).value
    } catch {
      return nil
    }
  }
}
