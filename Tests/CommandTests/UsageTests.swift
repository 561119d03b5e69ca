import Foundation
import Testing

struct `The command line` {
  @Test(arguments: [
    (["biuld"], "unknown command “biuld”; did you mean “build”?", "gloss help"),
    (["Build"], "unknown command “Build”; did you mean “build”?", "gloss help"),
    (["publish"], "unknown command “publish”", "gloss help"),
    (["--verison"], "unknown option “--verison”; did you mean “--version”?", "gloss help"),
    (["help", "lniks"], "unknown command “lniks”; did you mean “links”?", "gloss help"),
    (["build", "--ouput", "x"], "unknown option “--ouput”; did you mean “--output”?", "gloss help build"),
    (["build", "--ouput=x"], "unknown option “--ouput”; did you mean “--output”?", "gloss help build"),
    (["check", "-x"], "unknown option “-x”", "gloss help check"),
    (["check", "--output", "x"], "unknown option “--output”", "gloss help check"),
    (["build", "--site"], "“--site” has no value; write “--site DIR”", "gloss help build"),
    (["build", "--site="], "“--site” has no value; write “--site DIR”", "gloss help build"),
    (["build", "--site", "--strict"], "“--site” has no value; write “--site DIR”", "gloss help build"),
    (["build", "--strict=yes"], "“--strict” takes no value", "gloss help build"),
    (["build", "--strict", "--strict"], "“--strict” is given twice; once is enough", "gloss help build"),
    (["build", "--site", "a", "--site=b"], "“--site” is given twice; once is enough", "gloss help build"),
    (["build", "x"], "“x” is one word too many; “build” takes only options", "gloss help build"),
    (
      ["build", "--", "--site"], "“--site” is one word too many; “build” takes only options",
      "gloss help build"
    ),
    (["new"], "“DIR” is missing: the folder to make; it may be there if it is empty", "gloss help new"),
    (["new", "a", "b"], "“b” is one word too many; “new” takes one “DIR”", "gloss help new"),
    (["import", "a.txt", "--version", "v"], "“--essay ID” is missing", "gloss help import"),
    (
      ["import", "a.txt", "--essay", "My Essay", "--version", "v"],
      "“My Essay” cannot be “--essay”: an id has small letters and digits, with single hyphens in between",
      "gloss help import"
    ),
    (
      ["import", "a.txt", "--essay", "e", "--version", "../v"],
      "“../v” cannot be “--version”: an id has small letters and digits, with single hyphens in between",
      "gloss help import"
    ),
    (
      ["import", "a.txt", "--essay", "e", "--version", "index"],
      "“index” cannot be “--version”: that name is taken by a page that each essay has", "gloss help import"
    ),
    (
      ["build", "--base-url", "example.org"],
      "“example.org” cannot be “--base-url”: write it as https://example.org/folder/", "gloss help build"
    ),
    (
      ["check", "--base-url", "https://e.org/?a"],
      "“https://e.org/?a” cannot be “--base-url”: write it as https://example.org/folder/", "gloss help check"
    ),
    (
      ["build", "--base-url", "https://e.org/a b/"],
      "“https://e.org/a b/” cannot be “--base-url”: it has a blank in it, which an address writes as “%20”",
      "gloss help build"
    ),
    (["relocate", "--to", "b"], "“--from OLD” is missing", "gloss help relocate"),
    (["relocate", "--from", "a"], "“--to NEW” is missing", "gloss help relocate"),
    (
      ["relocate", "--from", "-", "--to", "b"],
      "“-” cannot be “--from”: standard input brings the selectors", "gloss help relocate"
    ),
    (
      ["relocate", "--no-old", "--to", "b", "--floor", "2"],
      "“2” cannot be “--floor”: it is a number from 0 to 1", "gloss help relocate"
    ),
    (
      ["serve", "--port", "http"], "“http” cannot be “--port”: it is a number from 0 to 65535",
      "gloss help serve"
    ),
    (
      ["serve", "--port", "65536"], "“65536” cannot be “--port”: it is a number from 0 to 65535",
      "gloss help serve"
    ),
    (
      ["serve", "--editor", "vim"],
      "“vim” cannot be “--editor”: write an address with “{path}” in it, as vscode://file/{path}:{line}:{column}",
      "gloss help serve"
    ),
    (
      ["serve", "--editor", "javascript:{path}"],
      "“javascript:{path}” cannot be “--editor”: write an address with “{path}” in it, "
        + "as vscode://file/{path}:{line}:{column}", "gloss help serve"
    ),
    (["version"], "unknown command “version”; did you mean “--version”?", "gloss help"),
    (
      ["check", "--format", "jsn"],
      "“jsn” cannot be “--format”: it is “text” or “json”; did you mean “json”?", "gloss help check"
    ),
    (["a\u{1B}[31m"], "unknown command “a\\u{1b}[31m”", "gloss help"),
  ])
  func `says what is wrong, where to look, and exits with 2`(words: [String], message: String, help: String)
    throws
  {
    let expected = Transcript(errors: "gloss: \(message)\nsee “\(help)”\n", status: 2)
    #expect(try GlossBinary.run(words) == expected)
  }

  @Test func `says its version`() throws {
    #expect(try GlossBinary.run("--version") == Transcript(output: "gloss 0.1.0\n"))
  }

  @Test func `has an overview, asked for or not`() throws {
    let overview = """
      gloss publishes annotated readings as web sites.

      usage: gloss COMMAND [options]

        build     write the site
        check     say what is wrong, and write nothing
        links     list the links that the names of entries become
        new       make a small site to start from
        import    make a plain text a version of an essay
        relocate  find quotes again in a text that was edited
        review    see what edits did to the notes, and decide
        revise    keep the present text as a dated version, before an edit
        serve     show the site while it is written
        help      say how a command is used: gloss help build

      A site is a folder with “Content” and “Templates” in it; “gloss new” makes one.
      Exit status: 0 all is well, 1 there are errors, 2 the command line is wrong.

      """
    for words in [["help"], ["--help"], ["-h"], ["help", "help"], ["help", "--help"]] {
      #expect(try GlossBinary.run(words) == Transcript(output: overview))
    }
    #expect(try GlossBinary.run([]) == Transcript(errors: overview, status: 2))
  }

  @Test func `has help for each command, made from its options`() throws {
    let help = """
      usage: gloss import FILE --essay ID --version ID [--site DIR] [--force]

      Writes Content/essays/ID/ID.md. Empty lines part paragraphs; what Markdown would
      take for markup is escaped, so that the text reads as it is. A title, a byline,
      a deck, a line about the author and an image credit are recognised and become
      metadata: of the essay if it is new, else of the version. An essay.yaml that is
      there already is left as it is, but for the version in its list.

        FILE  a plain text in UTF-8; “-” is standard input

      options:
        --essay ID    the essay that the text is a version of
        --version ID  the version that the text is, such as “original”
        --site DIR    the site's folder; the current one by default
        --force       replace the version if it is there already

      """
    for words in [
      ["help", "import"], ["import", "--help"], ["import", "x", "-h", "--bad"], ["import", "--site", "-h"],
    ] {
      #expect(try GlossBinary.run(words) == Transcript(output: help))
    }
    for name in ["build", "check", "links", "new", "relocate", "serve"] {
      let shown = try GlossBinary.run("help", name)
      #expect(shown.output.hasPrefix("usage: gloss \(name) ") && shown.errors.isEmpty && shown.status == 0)
      #expect(shown.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
  }

  @Test func `survives a reader that has gone away`() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    #expect(try GlossBinary.run(["help"], output: pipe.fileHandleForWriting) == Transcript())
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `says that a result could not be written`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    #expect(
      try GlossBinary.run(["help"], output: full)
        == Transcript(
          errors:
            "standard output: error: cannot write “standard output”: no space left on device [file.write]\n",
          status: 1))
  }

  @Test func `says that there is no site, for people and for tools`() throws {
    #expect(
      try GlossBinary.run("check", "--site", "nowhere")
        == Transcript(
          errors: "nowhere: error: cannot read “nowhere”: no such file or directory [file.read]\n", status: 1)
    )
    let folder = try TemporaryFolder()
    #expect(
      try GlossBinary.run("build", in: folder)
        == Transcript(
          errors: """
            Content/site.yaml: error: there is no “Content/site.yaml” here, so this is no site [site.missing]
            help: name the site’s folder with --site, or start one with `gloss new DIR`
            1 error; nothing was written

            """, status: 1))
    try folder.write("title: x", to: "Content/site.yml")
    #expect(
      try GlossBinary.run("check", in: folder).errors.contains(
        "help: rename “Content/site.yml”: gloss reads “site.yaml”\n"))
    let json = try GlossBinary.run("check", "--site=nowhere", "--format", "json")
    #expect(json.status == 1 && json.errors.isEmpty)
    #expect(
      json.output.hasPrefix(#"{"severity":"error","id":"file.read","message":"cannot read “nowhere”: "#))
    #expect(json.output.contains(#","path":"nowhere","line":null,"#))
  }
}
