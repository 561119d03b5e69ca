import Testing

private let text = """
  Bread Before Seven

  Nobody in Ely bakes before four, and nobody in Ely buys before seven.
  1. What happens in between is *bread*.

  Ada Quill is a baker in Ely.
  """

private func site() throws -> TemporaryFolder {
  let folder = try TemporaryFolder()
  try folder.write("title: Ely\n", to: "Content/site.yaml")
  try folder.write(text, to: "bread.txt")
  return folder
}

struct `gloss import` {
  @Test func `starts an essay with all that it found`() throws {
    let folder = try site()
    let run = try GlossBinary.run(
      "import", "bread.txt", "--essay", "bread", "--version", "plain-text", in: folder)
    #expect(
      run
        == Transcript(
          output: """
            imported version “plain-text” of the new essay “bread”
              text: 1 paragraph and 20 words, in Content/essays/bread/plain-text.md
              title: “Bread Before Seven”, in Content/essays/bread/essay.yaml
              author: “Ada Quill”, in Content/essays/bread/essay.yaml
              author-note: “Ada Quill is a baker in Ely.”, in Content/essays/bread/essay.yaml
              version: listed in Content/essays/bread/essay.yaml

            """))
    #expect(
      try folder.read("Content/essays/bread/plain-text.md") == """
        Nobody in Ely bakes before four, and nobody in Ely buys before seven.
        1\\. What happens in between is \\*bread\\*.

        """)
    #expect(
      try folder.read("Content/essays/bread/essay.yaml") == """
        title: "Bread Before Seven"
        author: "Ada Quill"
        author-note: "Ada Quill is a baker in Ely."
        versions:
          - id: "plain-text"
            label: "Plain text"

        """)
    #expect(
      try folder.files() == [
        "Content/essays/bread/essay.yaml", "Content/essays/bread/plain-text.md", "Content/site.yaml",
        "bread.txt",
      ])
  }

  @Test func `leaves an essay's own file alone, but for the list`() throws {
    let folder = try site()
    let before = "# ours\ntitle: Bread\nversions:\n- {id: digest, label: A}  # first\nrights: none\n"
    try folder.write(before, to: "Content/essays/bread/essay.yaml")
    let run = try GlossBinary.run(
      "import", "-", "--essay=bread", "--version=full", "--site", ".", in: folder, input: text)
    #expect(
      run
        == Transcript(
          output: """
            imported version “full” of the essay “bread”
              text: 1 paragraph and 20 words, in Content/essays/bread/full.md
              title: “Bread Before Seven”, in Content/essays/bread/full.md
              author-note: “Ada Quill is a baker in Ely.”, in Content/essays/bread/full.md
              version: added to the list in Content/essays/bread/essay.yaml

            """))
    #expect(
      try folder.read("Content/essays/bread/essay.yaml")
        == "# ours\ntitle: Bread\nversions:\n- {id: digest, label: A}  # first\n- id: \"full\"\n  label: \"Full\"\n"
        + "rights: none\n")
    #expect(
      try folder.read("Content/essays/bread/full.md").hasPrefix(
        "---\ntitle: \"Bread Before Seven\"\nauthor-note: \"Ada Quill is a baker in Ely.\"\n---\n\nNobody in Ely"
      ))
  }

  @Test func `replaces a version only when told to`() throws {
    let folder = try site()
    try folder.write("old", to: "Content/essays/bread/full.md")
    let words = ["import", "bread.txt", "--essay", "bread", "--version", "full"]
    #expect(
      try GlossBinary.run(words, in: folder)
        == Transcript(
          errors: """
            Content/essays/bread/full.md: error: the version is there already; “--force” replaces it \
            [import.version-exists]
            1 error; nothing was written

            """, status: 1))
    #expect(try folder.read("Content/essays/bread/full.md") == "old")
    #expect(try folder.files().count == 3)
    #expect(try GlossBinary.run(words + ["--force"], in: folder).status == 0)
    #expect(try folder.read("Content/essays/bread/full.md").hasPrefix("Nobody"))
  }

  @Test func `refuses what is no text, and says so`() throws {
    let folder = try site()
    let words = ["--essay", "bread", "--version", "full"]
    #expect(
      try GlossBinary.run(["import", "-"] + words, in: folder, input: " \n")
        == Transcript(
          errors:
            "standard input: error: there is no text to import [import.empty]\n1 error; nothing was written\n",
          status: 1))
    #expect(
      try GlossBinary.run(["import", "none.txt"] + words, in: folder)
        == Transcript(
          errors: "none.txt: error: cannot read “none.txt”: no such file or directory [file.read]\n",
          status: 1
        ))
    try folder.write("Bread.", to: "elsewhere/bread.txt")
    #expect(
      try GlossBinary.run(["import", "elsewhere/bread.txt"] + words + ["--site=elsewhere"], in: folder)
        == Transcript(
          errors: """
            Content/site.yaml: error: there is no “Content/site.yaml” here, so this is no site to import into \
            [import.no-site]
            help: name the site’s folder with --site, or start one with `gloss new DIR`
            1 error; nothing was written

            """, status: 1))
    try folder.write("title: [", to: "Content/essays/bread/essay.yaml")
    #expect(try GlossBinary.run(["import", "bread.txt"] + words, in: folder).status == 1)
    #expect(
      try folder.files() == [
        "Content/essays/bread/essay.yaml", "Content/site.yaml", "bread.txt", "elsewhere/bread.txt",
      ])
  }
}
