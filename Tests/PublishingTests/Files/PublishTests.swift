import Diagnostics
import Glibc
import Publishing
import Testing

@Suite struct PublishTests {
  @Test func `a first build makes the folder and all files with a manifest`() throws {
    let site = try Published()
    let report = try site.publish(["index.html": "home", "terms/a.html": "a"])
    #expect(report.created.map(\.text) == ["index.html", "terms/a.html"])
    #expect(report.isPublished)
    #expect(report.diagnostics == [])
    #expect(
      try site.sandbox.files(below: "Public") == [".gloss/manifest.json", "index.html", "terms/a.html"])
    #expect(try site.published() == ["index.html": "home", "terms/a.html": "a"])
  }

  @Test func `an unchanged site is not touched at all`() throws {
    let site = try Published()
    try site.publish(["index.html": "home", "a/b.html": "b"])
    let before = try ["index.html", "a", "a/b.html", ".gloss", ".gloss/manifest.json", ""].map {
      try site.sandbox.status("Public/" + $0)
    }
    let report = try site.publish(["index.html": "home", "a/b.html": "b"])
    let after = try ["index.html", "a", "a/b.html", ".gloss", ".gloss/manifest.json", ""].map {
      try site.sandbox.status("Public/" + $0)
    }
    #expect(report.unchanged.map(\.text) == ["a/b.html", "index.html"])
    #expect(report.created + report.changed + report.removed + report.adopted == [])
    for (old, new) in zip(before, after) { #expect(old == new) }
  }

  @Test func `only what changed is written, and stale files go with the folders they leave empty`() throws {
    let site = try Published()
    try site.publish(["index.html": "home", "a/b/c.html": "c", "a/d.html": "d", "e/f.html": "f"])
    try site.sandbox.write("Public/e/foreign.txt", "x")
    let untouched = try site.sandbox.status("Public/a/d.html")
    let report = try site.publish(["index.html": "new home", "a/d.html": "d", "g.html": "g"])
    #expect(report.changed.map(\.text) == ["index.html"])
    #expect(report.created.map(\.text) == ["g.html"])
    #expect(report.removed.map(\.text) == ["a/b/c.html", "e/f.html"])
    #expect(try site.sandbox.status("Public/a/d.html") == untouched)
    #expect(
      try site.published() == [
        "index.html": "new home", "a/d.html": "d", "g.html": "g", "e/foreign.txt": "x",
      ])
    #expect(try !site.sandbox.exists("Public/a/b"))
  }

  @Test func `the same site gives the same bytes by any way`() throws {
    let (one, two) = (try Published(), try Published())
    try one.publish(["a.html": "1", "b/c.html": "2"])
    try two.publish(["x.html": "1", "b/c.html": "3", "b/d/e.html": "4"])
    try two.publish(["a.html": "1", "b/c.html": "2"])
    #expect(try one.sandbox.files(below: "Public") == two.sandbox.files(below: "Public"))
    #expect(
      try one.sandbox.read("Public/.gloss/manifest.json") == two.sandbox.read("Public/.gloss/manifest.json"))
  }

  @Test func `an old time stamp hides no change`() throws {
    let site = try Published()
    try site.publish(["a.html": "one"])
    try site.sandbox.write("Public/a.html", "two")
    #expect(unsafe utimensat(AT_FDCWD, site.sandbox("Public/a.html"), [timespec(), timespec()], 0) == 0)
    try site.publish(["a.html": "one"])
    #expect(try site.sandbox.read("Public/a.html") == "one")
  }

  @Test func `foreign files stay`() throws {
    let site = try Published()
    for name in ["CNAME", ".git/config", ".well-known/x", "a/notes.txt"] {
      try site.sandbox.write("Public/" + name, name)
    }
    try site.publish(["a/b.html": "b"])
    try site.publish([:])
    #expect(try site.published().keys.sorted() == [".git/config", ".well-known/x", "CNAME", "a/notes.txt"])
    #expect(
      try site.sandbox.read("Public/.gloss/manifest.json") == "{\n  \"version\": 1,\n  \"files\": {}\n}\n")
  }

  @Test func `a foreign file in the way is named and nothing is written`() throws {
    let site = try Published()
    try site.sandbox.write("Public/a.html", "mine")
    try site.sandbox.write("Public/b.html/c", "folder")
    try site.sandbox.write("Public/d", "file")
    let report = try site.publish(["a.html": "a", "b.html": "b", "d/e.html": "e", "f.html": "f"])
    #expect(!report.isPublished)
    #expect(
      site.messages(report) == [
        "“Public/a.html” is a file that gloss did not write, and the site needs its place",
        "“Public/b.html” is a folder that gloss did not write, and the site needs its place",
        "“Public/d” is a file that gloss did not write, and the site needs its place",
      ])
    #expect(report.diagnostics.map(\.id) == ["output.foreign", "output.foreign", "output.foreign"])
    #expect(
      report.diagnostics.first?.fixes.map { $0.summary.replacing(site.sandbox.path + "/", with: "") } == [
        "move it away, or bring back “Public/.gloss/manifest.json” if gloss did write it"
      ])
    #expect(try site.published() == ["a.html": "mine", "b.html/c": "folder", "d": "file"])
    #expect(try !site.sandbox.exists("Public/.gloss"))
  }

  @Test func `a foreign file with the right bytes is adopted`() throws {
    let site = try Published()
    try site.sandbox.write("Public/a.html", "a")
    let before = try site.sandbox.status("Public/a.html")
    let report = try site.publish(["a.html": "a"])
    #expect(report.adopted.map(\.text) == ["a.html"])
    #expect(try site.sandbox.status("Public/a.html") == before)
    try site.publish([:])
    #expect(try !site.sandbox.exists("Public/a.html"))
  }

  @Test func `a file edited by hand is reported before it is replaced`() throws {
    let site = try Published()
    try site.publish(["a.html": "a"])
    try site.sandbox.write("Public/a.html", "edited")
    let report = try site.publish(["a.html": "new"])
    #expect(site.messages(report) == ["“Public/a.html” was changed by another hand and is replaced"])
    #expect(report.diagnostics.map(\.severity) == [.warning])
    #expect(try site.published() == ["a.html": "new"])
  }

  @Test func `a stale file edited by hand is kept and no longer ours`() throws {
    let site = try Published()
    try site.publish(["a.html": "a"])
    try site.sandbox.write("Public/a.html", "edited")
    let report = try site.publish([:])
    #expect(
      site.messages(report) == [
        "“Public/a.html” is no longer part of the site but was changed by another hand; it is kept"
      ])
    #expect(try site.published() == ["a.html": "edited"])
    #expect(try site.publish([:]).diagnostics == [])
  }

  @Test func `a file becomes a folder and back`() throws {
    let site = try Published()
    try site.publish(["a": "file", "z": "z"])
    #expect(try site.publish(["a/b/c": "deep"]).isPublished)
    #expect(try site.published() == ["a/b/c": "deep"])
    #expect(try site.publish(["a": "file"]).isPublished)
    #expect(try site.published() == ["a": "file"])
  }

  @Test func `an empty folder is not in the way of a file`() throws {
    let site = try Published()
    try site.publish(["index.html": "home", "z.html": "z"])
    try site.sandbox.remove("Public/index.html")
    try site.sandbox.makeFolder("Public/index.html")
    #expect(try site.publish(["index.html": "home", "z.html": "zz"]).isPublished)
    #expect(try site.published() == ["index.html": "home", "z.html": "zz"])
  }

  @Test func `a removed file is made again`() throws {
    let site = try Published()
    try site.publish(["a/b.html": "b", "c.html": "c"])
    try site.sandbox.remove("Public/a")
    let report = try site.publish(["a/b.html": "b", "c.html": "c"])
    #expect(report.created.map(\.text) == ["a/b.html"])
    try site.sandbox.remove("Public/a")
    #expect(try site.publish(["c.html": "c"]).removed == [])
  }

  @Test func `modes do not hang on the umask`() throws {
    let site = try Published()
    // The mask is the process's own: tests beside this one do not look at modes.
    let mask = umask(0o077)
    try site.publish(["a/b.html": "b"])
    umask(mask)
    for (name, mode) in [
      ("", 0o755), ("a", 0o755), (".gloss", 0o755), ("a/b.html", 0o644), (".gloss/manifest.json", 0o644),
    ] {
      #expect(try site.sandbox.status("Public/" + name).mode == UInt32(mode), "\(name)")
    }
  }

  @Test func `comparing says what a build would do and changes nothing`() throws {
    let site = try Published()
    let first = try site.output.compare(site.files(["a.html": "a"]))
    #expect(first.created.map(\.text) == ["a.html"])
    #expect(try !site.sandbox.exists("Public"))
    try site.publish(["a.html": "a", "b.html": "b", "c.html": "c"])
    let before = try site.published()
    let report = try site.output.compare(site.files(["a.html": "a", "b.html": "new", "d.html": "d"]))
    #expect(report.created.map(\.text) == ["d.html"])
    #expect(report.changed.map(\.text) == ["b.html"])
    #expect(report.removed.map(\.text) == ["c.html"])
    #expect(report.unchanged.map(\.text) == ["a.html"])
    #expect(!report.isPublished)
    #expect(try site.published() == before)
  }
}
