import Foundation
import Glibc
import TestSupport
import Testing

/// Builds that are killed: whatever the moment, each file is its old or its new version.
@Suite(.serialized) struct KillTests {
  private struct Manifest: Decodable {
    let files: [String: String]
  }

  private static let manifest = ".gloss/manifest.json"
  private static let runs = 50

  @Test func `a build that is killed leaves whole files, and the next one mends the rest`() throws {
    let site = try SampleSite()
    let folder = try TemporaryFolder()
    let output = folder.url.appending(path: "Public").path
    let clean = [
      SampleSite.Version.first: try site.cleanBuild(.first), .second: try site.cleanBuild(.second),
    ]
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    #expect(try site.build(.first, into: output).status == 0)
    let start = ContinuousClock.now
    #expect(try site.build(.second, into: output).status == 0)
    let span = ContinuousClock.now - start

    var version = SampleSite.Version.second
    var (killed, mixed) = (0, 0)
    for run in 0..<KillTests.runs {
      let old = try #require(clean[version])
      let new = try #require(clean[version.other])
      try site.write(version.other)
      if try kill(site, output, after: span * Double.random(in: 0...1, using: &random), run: run) {
        killed += 1
      }
      let found = try SampleSite.files(of: output)
      let faults = try faults(of: found, old: old, new: new)
      #expect(faults == [], "seed \(seed), run \(run)")
      if found.contains(where: {
        old[$0.key] != nil && old[$0.key] != $0.value && $0.key != KillTests.manifest
      }),
        found.contains(where: {
          new[$0.key] != nil && new[$0.key] != $0.value && $0.key != KillTests.manifest
        })
      {
        mixed += 1
      }
      version = Bool.random(using: &random) ? version : version.other
      let next = try site.build(version, into: output)
      #expect(next.status == 0 && next.errors.isEmpty, "seed \(seed), run \(run): \(next.errors)")
      #expect(try SampleSite.files(of: output) == clean[version], "seed \(seed), run \(run)")
    }
    print(
      "kills: \(killed) of \(KillTests.runs) builds died, \(mixed) of them amid the replacements; seed \(seed)"
    )
    #expect(killed > 0)
  }

  /// Starts a build and kills it after a while, or, in every second run, once it has begun to replace files.
  private func kill(
    _ site: SampleSite, _ output: String, after moment: Duration, run: Int
  ) throws -> Bool {
    let process = Process()
    process.executableURL = try GlossBinary.url
    process.arguments = ["build", "--site", site.path, "--output", output]
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    if run % 2 == 0 {
      usleep(UInt32(moment / .microseconds(1)))
    } else {
      waitForReplacements(in: output, of: process)
      usleep(UInt32(run * 20))
    }
    // The process has not been waited for, so its number cannot be another's yet.
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Waits until the manifest that knows both versions has left the stage.
  private func waitForReplacements(in output: String, of process: Process) {
    let stage = output + "/.gloss/stage"
    var isStaged = false
    while process.isRunning {
      let isThere = unsafe access(stage + "/final", F_OK) == 0
      if isThere { isStaged = true }
      let isUnionThere = unsafe access(stage + "/union", F_OK) == 0
      if isStaged && !isUnionThere { return }
    }
  }

  /// What is wrong with a tree that should consist of old and new files and know them all.
  private func faults(
    of found: [String: Data], old: [String: Data], new: [String: Data]
  ) throws -> [String] {
    let bytes = try #require(found[KillTests.manifest])
    let owned = try JSONDecoder().decode(Manifest.self, from: bytes).files
    var faults: [String] = []
    for (path, bytes) in found where !path.hasPrefix(".gloss/") {
      if bytes != old[path] && bytes != new[path] { faults.append("\(path) is neither old nor new") }
      if owned[path] == nil { faults.append("\(path) is not in the manifest") }
    }
    for path in owned.keys where found[path] == nil && old[path] != nil && new[path] != nil {
      faults.append("\(path) is gone")
    }
    return faults.sorted()
  }
}
