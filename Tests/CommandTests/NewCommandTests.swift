import Testing

struct `gloss new` {
  @Test func `makes a site and says what comes next`() throws {
    let folder = try TemporaryFolder()
    let run = try GlossBinary.run("new", "my site", in: folder)
    let count = try folder.files().count
    #expect(
      run == Transcript(output: "wrote \(count) files into “my site”\nnext: gloss build --site 'my site'\n"))
    #expect(try folder.files().contains("my site/Content/site.yaml"))
  }

  @Test func `takes an empty folder, with git in it or not`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: ".git/HEAD")
    let run = try GlossBinary.run("new", ".", in: folder)
    #expect(run.output.hasSuffix("\nnext: gloss build\n") && run.errors.isEmpty && run.status == 0)
  }

  @Test func `refuses a folder that is not empty, or not there to make`() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "site/notes.txt")
    #expect(
      try GlossBinary.run("new", "site", in: folder)
        == Transcript(
          errors:
            "site: error: cannot create “site”: it is not empty; “notes.txt” is there already [file.create]\n",
          status: 1))
    #expect(
      try GlossBinary.run("new", "a/b", in: folder)
        == Transcript(
          errors:
            "a/b: error: cannot create “a/b”: the folder “a” is not there; make it first [file.create]\n",
          status: 1))
    #expect(try folder.files() == ["site/notes.txt"])
  }
}
