import Foundation
import TestSupport
import Testing

struct `gloss serve, while files change` {
  private static let page = "site/Content/pages/introduction.md"
  private static let calm = "data: {\"tally\":\"\",\"diagnostics\":[]}"

  private func text(_ words: String) -> String { "---\ntitle: Introduction\n---\n\n\(words)\n" }

  @Test(arguments: [[], ["--poll"]])
  func `sees edits, renames over, new folders and deletions`(options: [String]) throws {
    let session = try ServeSession(options)
    let folder = session.folder
    let events = try session.events()
    _ = try events.read(until: Self.calm + "\n\n")
    try session.edit(events, until: "/introduction.html", has: "Written in place.") {
      try folder.write(text("Written in place."), to: Self.page)
    }
    try session.edit(events, until: "/introduction.html", has: "Renamed over.") {
      try folder.write(text("Renamed over."), to: "site/Content/pages/.introduction.md.swp")
      let hidden = folder.url.path + "/site/Content/pages/.introduction.md.swp"
      try moveFile(hidden, over: folder.url.path + "/" + Self.page)
    }
    try session.edit(events, until: "/new.html", has: "New words.") {
      try folder.write(text("New words."), to: "site/Content/pages/new.md")
    }
    try session.edit(events, until: { try session.get("/new.html").status == 404 }) {
      try FileManager.default.removeItem(atPath: folder.url.path + "/site/Content/pages/new.md")
    }
    for colour in ["red", "blue"] {
      try session.edit(events, until: "/assets/deep/er/x.css", has: colour) {
        try folder.write("body { color: \(colour) }", to: "site/Templates/deep/er/x.css")
      }
    }
    try session.edit(events, until: { try session.get("/assets/deep/er/x.css").status == 404 }) {
      try FileManager.default.removeItem(atPath: folder.url.path + "/site/Templates/deep")
    }
  }

  @Test func `sees a folder that is replaced as a whole`() throws {
    let session = try ServeSession()
    let site = session.folder.url.path + "/site"
    let events = try session.events()
    _ = try events.read(until: Self.calm + "\n\n")
    try FileManager.default.copyItem(atPath: site + "/Content", toPath: site + "/Next")
    try session.folder.write(text("From another branch."), to: "site/Next/pages/introduction.md")
    try session.edit(events, until: "/introduction.html", has: "From another branch.") {
      try moveFile(site + "/Content", over: site + "/Last")
      try moveFile(site + "/Next", over: site + "/Content")
    }
    try session.edit(events, until: "/introduction.html", has: "And edited there.") {
      try session.folder.write(text("And edited there."), to: Self.page)
    }
  }

  @Test func `finds the site again after its folder was away`() throws {
    let session = try ServeSession()
    let site = session.folder.url.path + "/site"
    let events = try session.events()
    _ = try events.read(until: Self.calm + "\n\n")
    try session.edit(events, until: { try session.state().contains("file.read") }) {
      try moveFile(site, over: site + "-away")
    }
    #expect(try session.get("/").status == 200)
    try session.folder.write(text("Edited while away."), to: "site-away/Content/pages/introduction.md")
    try session.edit(events, until: "/introduction.html", has: "Edited while away.") {
      try moveFile(site + "-away", over: site)
    }
  }

  @Test func `keeps the last good pages and says what is wrong until it is mended`() throws {
    let session = try ServeSession(["--editor", "vscode://file/{path}:{line}:{column}"], isHeard: true)
    let events = try session.events()
    _ = try events.read(until: Self.calm + "\n\n")
    try session.edit(events, until: { try session.state().contains("\"tally\":\"1 error and 1 warning\"") }) {
      try session.folder.write(text("<b>[x](term:nope)"), to: Self.page)
    }
    #expect(try session.told(until: " stay\n").hasSuffix("1 error and 1 warning; the last good pages stay\n"))
    #expect(try session.get("/").status == 200)
    let told = try session.state()
    #expect(told.contains("\"place\":\"Content/pages/introduction.md:5:8\""))
    #expect(told.contains("/site/Content/pages/introduction.md:5:8\"}"))
    #expect(told.contains("\"editor\":\"vscode://file/"))
    try session.edit(events, until: "/introduction.html", has: "Mended.") {
      try session.folder.write(text("Mended."), to: Self.page)
    }
    #expect(try session.state().contains(Self.calm))
  }

  @Test func `shows what is wrong where there is no site yet`() throws {
    let session = try ServeSession(isHeard: true) { try $0.write("titel: x\n", to: "site/Content/site.yaml") }
    let said = try session.told(until: " yet\n")
    #expect(said.hasSuffix("2 errors; there are no pages to show yet\n") && !said.contains("last good"))
    let events = try session.events()
    _ = try events.read(until: "\"severity\":\"error\"")
    _ = try events.read(until: "\n\n")
    let page = try session.get("/anything.html")
    #expect(
      page.status == 503 && page.body.contains("did you mean “title”?") && page.body.contains("live.js"))
  }

  @Test func `builds nothing where the bytes are the same`() throws {
    let session = try ServeSession()
    let events = try session.events()
    _ = try events.read(until: Self.calm + "\n\n")
    let same = try session.folder.read(Self.page)
    try session.folder.write(same, to: Self.page)
    try session.folder.write("x", to: "site/Content/pages/4913~")
    try session.folder.write("x", to: "site/Content/pages/.hidden")
    // The next event is the one of the edit that follows, so none came before it.
    try session.folder.write(text("[x](term:nope)"), to: Self.page)
    #expect(try events.read(until: "}\n\n").contains("\"tally\":\"1 error\""))
  }
}

/// Renames a file or folder in one step, over what is there, as editors and git do.
private func moveFile(_ old: String, over new: String) throws {
  let status = unsafe rename(old, new)
  try #require(status == 0)
}
