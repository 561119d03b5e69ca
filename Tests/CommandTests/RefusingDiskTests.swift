import Foundation
import Glibc
import Testing

/// Disks that are full or may not be written: the old site stays as it was.
@Suite struct RefusingDiskTests {
  @Test func `a full disk leaves the old site and no rest of the new one`() throws {
    let site = try SampleSite()
    let first = try site.cleanBuild(.first)
    // Room for the first version, whose files take whole pages, and for 64 KiB of the second.
    let room = first.values.reduce(0) { $0 + ($1.count + 4095) / 4096 * 4096 } + (64 << 10)
    try withSmallDisk(of: room) { disk in
      let output = disk + "/Public"
      #expect(try site.build(.first, into: output).status == 0)
      let run = try site.build(.second, into: output)
      #expect(run.status == 1)
      #expect(run.errors.contains("cannot write “\(output)/"))
      #expect(run.errors.contains("”: no space left on device"))
      #expect(try SampleSite.files(of: output) == first)
      #expect(!FileManager.default.fileExists(atPath: output + "/.gloss/stage"))
      #expect(try site.build(.first, into: output).status == 0)
    }
  }

  @Test func `a disk that is full from the start is left empty`() throws {
    let site = try SampleSite()
    try withSmallDisk(of: 64 << 10) { disk in
      let run = try site.build(.second, into: disk + "/Public")
      #expect(run.status == 1)
      #expect(run.errors.contains("”: no space left on device"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == [])
    }
  }

  @Test func `a disk that may only be read serves a site that is up to date`() throws {
    let site = try SampleSite()
    let first = try site.cleanBuild(.first)
    try withSmallDisk(of: 8 << 20) { disk in
      let output = disk + "/Public"
      #expect(try site.build(.first, into: output).status == 0)
      #expect(try command("mount", "-o", "remount,ro", disk) == 0)
      #expect(try site.build(.first, into: output).status == 0)
      let run = try site.build(.second, into: output)
      #expect(run.status == 1)
      #expect(run.errors.contains("cannot create “\(output)/.gloss/stage”: read-only file system"))
      #expect(try SampleSite.files(of: output) == first)
    }
  }

  @Test func `a folder that may only be read is named with the reason`() throws {
    guard getuid() != 0 else {
      print("SKIPPED: a read-only folder, since root may write everywhere")
      return
    }
    let site = try SampleSite()
    let folder = try TemporaryFolder()
    let output = folder.url.appending(path: "Public").path
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    #expect(unsafe chmod(output, 0o555) == 0)
    let run = try site.build(.first, into: output)
    #expect(run.status == 1)
    #expect(run.errors.contains("cannot create “\(output)/.gloss”: permission denied"))
    #expect(unsafe chmod(output, 0o755) == 0)
  }

  /// Mounts a file system in memory for one test, which needs root; says so where that cannot be had.
  private func withSmallDisk(of size: Int, _ work: (String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let disk = folder.url.path
    guard getuid() == 0, try command("mount", "-t", "tmpfs", "-o", "size=\(size)", "gloss-test", disk) == 0
    else {
      print("SKIPPED: a disk of \(size) bytes, since none may be mounted")
      return
    }
    defer {
      do {
        let status = try command("umount", disk)
        #expect(status == 0)
      } catch {
        Issue.record(error)
      }
    }
    try work(disk)
  }

  private func command(_ words: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
