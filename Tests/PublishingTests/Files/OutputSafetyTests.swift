import Diagnostics
import Glibc
import Testing

@testable import Publishing

@Suite struct OutputSafetyTests {
  private func refusal(_ path: String, site: String, home: String? = nil) throws -> String? {
    do throws(FileError) {
      _ = try OutputFolder(path, site: site, home: home).publish([], patience: .zero)
      return nil
    } catch {
      return error.description.replacing(site, with: "SITE")
    }
  }

  @Test func `folders that a build could harm are refused`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("home/site/Content/x", "x")
    try sandbox.write("home/site/Templates/x", "x")
    try sandbox.write("home/site/.git/x", "x")
    let site = sandbox("home/site")
    let home = sandbox("home")
    let expected = [
      "/": "cannot write “/”: it is the root of the file system",
      "//": "cannot write “/”: it is the root of the file system",
      "": "cannot write “”: it has no name",
      site: "cannot write “SITE”: it is the site’s own folder",
      site + "/../site/.": "cannot write “SITE/../site/.”: it is the site’s own folder",
      site + "/Content/": "cannot write “SITE/Content”: the site is made from what is in “Content”",
      site + "/Content/out": "cannot write “SITE/Content/out”: the site is made from what is in “Content”",
      site + "/Templates": "cannot write “SITE/Templates”: the site is made from what is in “Templates”",
      site + "/.git/out": "cannot write “SITE/.git/out”: it is inside “.git”",
      site + "/Content/x": "cannot write “SITE/Content/x”: it is a file, not a folder",
      site + "/none/../out": "cannot read “SITE/none/../out”: no such file or directory",
    ]
    for (path, message) in expected {
      #expect(try refusal(path, site: site, home: home) == message)
    }
    #expect(try refusal(home, site: site, home: home)?.hasSuffix("it is your home folder") == true)
    #expect(try refusal(sandbox.path, site: site, home: home)?.hasSuffix("it holds your home folder") == true)
    #expect(try refusal(home, site: site)?.hasSuffix("it holds the site’s own folder") == true)
    #expect(try sandbox.files() == ["home/site/.git/x", "home/site/Content/x", "home/site/Templates/x"])
  }

  @Test func `links on the way to a refused folder do not hide it`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("site/Content/x", "x")
    try sandbox.link("way", to: sandbox("site"))
    #expect(
      try refusal(sandbox("way/Content/out"), site: sandbox("site"))?
        .hasSuffix("the site is made from what is in “Content”") == true)
  }

  @Test func `an output folder that is a link is refused`() throws {
    let site = try Published()
    try site.sandbox.makeFolder("elsewhere")
    try site.sandbox.link("Public", to: "elsewhere")
    #expect(
      try site.failure(["a": "a"])
        == "cannot write “Public”: it is a symbolic link; name the folder that it points to")
    #expect(try site.sandbox.files(below: "elsewhere") == [])
  }

  @Test func `a link where a folder of ours should be is in the way`() throws {
    let site = try Published()
    try site.sandbox.makeFolder("elsewhere")
    try site.sandbox.makeFolder("Public")
    try site.sandbox.link("Public/terms", to: site.sandbox("elsewhere"))
    let report = try site.publish(["terms/a.html": "a"])
    #expect(
      site.messages(report) == [
        "“Public/terms” is a symbolic link that gloss did not write, and the site needs its place"
      ])
    #expect(try site.sandbox.files(below: "elsewhere") == [])
  }

  @Test func `a stale file behind a link is not removed`() throws {
    let site = try Published()
    try site.publish(["terms/a.html": "a"])
    try site.sandbox.remove("Public/terms")
    try site.sandbox.write("elsewhere/a.html", "a")
    try site.sandbox.link("Public/terms", to: site.sandbox("elsewhere"))
    let report = try site.publish([:])
    #expect(report.diagnostics.map(\.id) == ["output.edited-stale"])
    #expect(try site.sandbox.files(below: "elsewhere") == ["a.html"])
  }

  @Test func `a link in the place of a file of ours is replaced, its target left alone`() throws {
    let site = try Published()
    try site.publish(["a.html": "a"])
    try site.sandbox.remove("Public/a.html")
    try site.sandbox.write("target", "target")
    try site.sandbox.link("Public/a.html", to: site.sandbox("target"))
    let report = try site.publish(["a.html": "a"])
    #expect(report.diagnostics.map(\.id) == ["output.edited"])
    #expect(try site.sandbox.read("target") == "target")
    #expect(try site.published() == ["a.html": "a"])
    #expect(try site.sandbox.status("Public/a.html").mode == 0o644)
  }

  @Test func `a foreign link in the place of a file is in the way`() throws {
    let site = try Published()
    try site.sandbox.write("target", "a")
    try site.sandbox.makeFolder("Public")
    try site.sandbox.link("Public/a.html", to: site.sandbox("target"))
    #expect(try !site.publish(["a.html": "a"]).isPublished)
  }

  @Test func `a link that takes a name’s place after it was looked at is not followed`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("elsewhere/x", "x")
    try sandbox.makeFolder("top")
    try sandbox.link("top/folder", to: sandbox("elsewhere"))
    try sandbox.link("top/file", to: sandbox("elsewhere/x"))
    let top = try Folder(opening: sandbox("top"), for: .read, followsLink: false)
    #expect(throws: FileError.self) { try top.subfolder("folder") }
    #expect(throws: FileError.self) { try top.bytes(of: "file", limit: 1) }
    #expect(throws: FileError.self) { try top.hash(of: "file") }
    #expect(throws: FileError.self) { try top.makeFile("file", holding: [1]) }
    #expect(throws: FileError.self) {
      try Folder(opening: sandbox("top/folder"), for: .write, followsLink: false)
    }
    #expect(try sandbox.read("elsewhere/x") == "x")
  }

  @Test func `a manifest folder that is a link is refused`() throws {
    let site = try Published()
    try site.sandbox.makeFolder("Public")
    try site.sandbox.makeFolder("elsewhere")
    try site.sandbox.link("Public/.gloss", to: site.sandbox("elsewhere"))
    #expect(
      try site.failure(["a": "a"]) == "cannot write “Public/.gloss”: it is a symbolic link, not a folder")
    #expect(try site.sandbox.files(below: "elsewhere") == [])
  }

  @Test(.timeLimit(.minutes(1))) func `a pipe in the place of a file is in the way and not waited for`()
    throws
  {
    let site = try Published()
    try site.sandbox.makeFolder("Public")
    #expect(unsafe mkfifo(site.sandbox("Public/a.html"), 0o644) == 0)
    #expect(try !site.publish(["a.html": "a"]).isPublished)
  }

  @Test func `a second build says whose turn it is`() throws {
    let site = try Published()
    try site.publish(["a": "a"])
    let other = try Folder(opening: site.sandbox("Public"), for: .write, followsLink: false)
    #expect(try other.lock(waiting: .zero))
    #expect(
      try site.failure(["a": "b"])
        == "cannot lock “Public”: another build (process \(getpid())) is writing to it; wait until it is done"
    )
    #expect(try site.published() == ["a": "a"])
    withExtendedLifetime(other) {}
  }

  @Test func `the lock ends with its folder and leaves no file`() throws {
    let site = try Published()
    try site.sandbox.makeFolder("Public")
    do {
      let other = try Folder(opening: site.sandbox("Public"), for: .write, followsLink: false)
      #expect(try other.lock(waiting: .zero))
    }
    #expect(try site.publish(["a": "a"]).isPublished)
    #expect(try site.sandbox.files(below: "Public") == [".gloss/manifest.json", "a"])
  }

  @Test func `builds at the same time take turns`() async throws {
    let site = try Published()
    let output = site.output
    let versions = try (0..<8).map { number in
      try site.files(["index.html": "\(number)", "a/b.html": "\(number)", "only/\(number).html": "x"])
    }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for files in versions {
        group.addTask { try output.publish(files, patience: .seconds(30)).isPublished }
      }
      for try await isPublished in group { #expect(isPublished) }
    }
    let published = try site.published()
    let number = try #require(published["index.html"])
    #expect(published == ["index.html": number, "a/b.html": number, "only/\(number).html": "x"])
  }

  @Test func `folders above the output are made, and unmade when nothing comes of it`() throws {
    let site = try Published()
    let deep = OutputFolder(site.sandbox("x/y/Public"), site: site.sandbox.path, home: nil)
    #expect(try deep.publish(site.files(["a": "a"])).isPublished)
    #expect(try site.sandbox.files(below: "x") == ["y/Public/.gloss/manifest.json", "y/Public/a"])
  }
}
