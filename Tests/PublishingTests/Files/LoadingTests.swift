import Diagnostics
import Glibc
import Publishing
import Testing

@Suite struct LoadingTests {
  private func site() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("Content/site.yaml", "title: Walden")
    return sandbox
  }

  private func failure(_ path: String) -> String? {
    do throws(FileError) {
      _ = try SourceFiles.load(site: path)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `content and templates come sorted by bytes, other folders do not come`() throws {
    let site = try site()
    try site.write("Content/essays/walden/essay.yaml", "a")
    try site.write("Content/essays-b.md", "b")
    try site.write("Templates/page.html", "c")
    try site.write("Public/index.html", "d")
    let loaded = try SourceFiles.load(site: site.path)
    #expect(
      loaded.value == [
        "Content/essays-b.md": "b", "Content/essays/walden/essay.yaml": "a",
        "Content/site.yaml": "title: Walden",
        "Templates/page.html": "c",
      ])
    #expect(loaded.value.files.map(\.path.text) == loaded.value.files.map(\.path.text).sorted())
    #expect(loaded.diagnostics == [])
    #expect(loaded.value["Content/essays-b.md"] == Array("b".utf8))
    #expect(loaded.value["Content/essays"] == nil)
    #expect(loaded.value.below("Content/essays").map(\.path.text) == ["Content/essays/walden/essay.yaml"])
  }

  @Test func `links are said and never followed`() throws {
    let site = try site()
    let other = try Sandbox()
    try other.write("secret", "secret")
    try site.link("Content/secret.md", to: other("secret"))
    try site.link("Content/folder", to: other.path)
    try site.link("Content/loop", to: "loop")
    try site.link("Content/dangling", to: "nowhere")
    let loaded = try SourceFiles.load(site: site.path)
    #expect(loaded.value == ["Content/site.yaml": "title: Walden"])
    #expect(Set(loaded.diagnostics.map(\.id)) == ["file.symlink"])
    #expect(loaded.diagnostics.map(\.severity) == [.warning, .warning, .warning, .warning])
    #expect(
      loaded.diagnostics.map(\.summary).first
        == "“Content/dangling” is a symbolic link and is left out; links are never followed")
  }

  @Test func `hidden files and what editors leave are passed over quietly`() throws {
    let site = try site()
    for name in [".hidden", "#draft.md#", "draft.md~", ".git/config", ".draft.md.swp"] {
      try site.write("Content/\(name)", "x")
    }
    try site.link("Content/.#draft.md", to: "user@host.1")
    try site.write("Content/#", "kept")
    let loaded = try SourceFiles.load(site: site.path)
    #expect(loaded.value == ["Content/#": "kept", "Content/site.yaml": "title: Walden"])
    #expect(loaded.diagnostics == [])
  }

  @Test(.timeLimit(.minutes(1))) func `a pipe is refused without waiting for it`() throws {
    let site = try site()
    #expect(unsafe mkfifo(site("Content/pipe"), 0o644) == 0)
    let loaded = try SourceFiles.load(site: site.path)
    #expect(
      loaded.diagnostics == [
        .error(
          "file.special", "“Content/pipe” is a named pipe; gloss reads files and folders only",
          in: "Content/pipe")
      ])
  }

  @Test func `a name that is no path of the site is an error, and the rest is read`() throws {
    let site = try site()
    try site.write("Content/a\\b.md", "x")
    try site.write("Content/con/x.md", "x")
    let loaded = try SourceFiles.load(site: site.path)
    #expect(loaded.value == ["Content/site.yaml": "title: Walden"])
    #expect(
      loaded.diagnostics.map(\.summary) == [
        "“Content/a\\b.md” cannot be a path of the site: a backslash parts names on Windows; use “/”",
        "“Content/con” cannot be a path of the site: Windows reserves the name “con”",
      ])
    #expect(loaded.diagnostics.map(\.id) == ["file.name", "file.name"])
  }

  @Test func `a name that is not UTF-8 is an error`() throws {
    let site = try site()
    let name = (Array(site("Content/a").utf8) + [0xFF, 0]).map { CChar(bitPattern: $0) }
    let made = unsafe creat(name, 0o644)
    #expect(made >= 0)
    close(made)
    let loaded = try SourceFiles.load(site: site.path)
    #expect(loaded.diagnostics.map(\.summary) == ["the name “Content/a\u{FFFD}” is not valid UTF-8"])
  }

  @Test func `a file beyond the limit is an error with both sizes`() throws {
    let site = try site()
    try site.write("Content/big.bin", "x")
    #expect(unsafe truncate(site("Content/big.bin"), (64 << 20) + 1) == 0)
    let loaded = try SourceFiles.load(site: site.path)
    #expect(loaded.diagnostics.map(\.summary) == ["“Content/big.bin” has 64.1 MiB; the limit is 64 MiB"])
    #expect(loaded.diagnostics.map(\.id) == ["file.too-large"])
  }

  @Test func `a folder that is missing or no folder is thrown with its reason, one without content is empty`()
    throws
  {
    let sandbox = try Sandbox()
    #expect(failure(sandbox("none")) == "cannot read “\(sandbox("none"))”: no such file or directory")
    #expect(try SourceFiles.load(site: sandbox.path).value.files.isEmpty)
    try sandbox.write("Content", "x")
    #expect(failure(sandbox.path) == "cannot read “Content”: it is a file, not a folder")
    try sandbox.remove("Content")
    try sandbox.link("Content", to: "/etc")
    #expect(failure(sandbox.path) == "cannot read “Content”: it is a symbolic link, not a folder")
  }

  @Test func `a file that may not be read is thrown, never absent`() throws {
    guard getuid() != 0 else {
      print("SKIPPED: unreadable files, since root reads everything")
      return
    }
    let site = try site()
    try site.write("Content/x.md", "x")
    #expect(unsafe chmod(site("Content/x.md"), 0) == 0)
    #expect(failure(site.path) == "cannot read “Content/x.md”: permission denied")
  }

  @Test func `a failure reads as a sentence`() {
    #expect(
      FileError(.read, "Content/x.md", .system(EACCES)).description
        == "cannot read “Content/x.md”: permission denied")
    #expect(
      FileError(.write, "Public", .system(ENOSPC)).description
        == "cannot write “Public”: no space left on device")
    #expect(FileError(.write, "a", .system(EROFS)).description == "cannot write “a”: read-only file system")
    #expect(FileError(.read, "a", .system(EIO)).description == "cannot read “a”: input/output error")
    #expect(FileError(.lock, "a\u{202E}b", .refused("x")).description == "cannot lock “a\\u{202e}b”: x")
  }

  @Test func `names that are equal but for how accents are written are not both read`() throws {
    let site = try site()
    for name in ["cafe\u{301}", "caf\u{E9}"] {
      try site.write("Content/assets/\(name).txt", "x")
      try site.write("Content/words/\(name)/\(name.utf8.count).md", "x")
    }
    let loaded = try SourceFiles.load(site: site.path)
    #expect(
      DiagnosticFormatter(.text(isColored: false)).format(loaded.diagnostics) == """
        Content/assets/café.txt: error: “Content/assets/café.txt” is there twice, once with U+0065 U+0301 and once with U+00E9 for one letter [file.name]
        help: remove or rename one of them: some systems take both for one name
        Content/words/café: error: “Content/words/café” is there twice, once with U+0065 U+0301 and once with U+00E9 for one letter [file.name]
        help: remove or rename one of them: some systems take both for one name

        """)
    #expect(loaded.value.files.count == 3)
  }

  @Test func `only the file that changed is read again, whatever others are called`() throws {
    let names = ["cafe\u{301}", "caf\u{E9}"].map { "Content/assets/\($0).txt" }
    let site = try site()
    for name in names { try site.write(name, "x") }
    let files = SourceFiles(
      try names.map { SiteFile(path: try SitePath.validating($0), bytes: Array("x".utf8)) })
    try site.write(names[1], "y")
    let read = try #require(files.rereading([names[1]], ofSite: site.path))
    #expect(read.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["x", "y"])
  }
}
