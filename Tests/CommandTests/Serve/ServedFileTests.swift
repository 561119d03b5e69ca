import Foundation
import TestSupport
import Testing

struct `gloss serve, asked for files` {
  @Test func `sends pages with the live script, and writes nothing`() throws {
    let session = try ServeSession()
    let events = try session.events()
    _ = try events.read(until: "event: state\ndata: {\"tally\":\"\",\"diagnostics\":[]}\n\n")
    let before = try session.folder.files()
    let page = try session.get("/")
    #expect(page.status == 200)
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(page.headers["cache-control"] == "no-cache")
    #expect(page.headers["x-content-type-options"] == "nosniff")
    #expect(page.body.contains("<script src=\"/.gloss/live.js\" data-page=\""))
    #expect(try session.get("/index.html").body == page.body)
    #expect(try session.get("/.gloss/live.js").headers["content-type"] == "text/javascript; charset=utf-8")
    #expect(try session.get("/assets/style.css").headers["content-type"] == "text/css; charset=utf-8")
    #expect(try session.get("/the-bell").headers["location"] == "/the-bell/")
    #expect(try session.get("/the-bell/").status == 200)
    let missing = try session.get("/nowhere.html")
    #expect(missing.status == 404 && missing.body.contains("live.js"))
    #expect(try session.folder.files() == before)
    #expect(session.end(by: SIGINT) == 0)
  }

  @Test func `says what has not changed, and sends parts`() throws {
    let session = try ServeSession()
    _ = try session.events().read(until: "event: state")
    let whole = try session.get("/assets/style.css")
    let tag = try #require(whole.headers["etag"])
    for condition in [tag, "W/" + tag, "\"x\", " + tag, "*"] {
      #expect(try session.get("/assets/style.css", "If-None-Match: \(condition)").status == 304)
    }
    #expect(try session.get("/assets/style.css", "If-None-Match: \"x\"").status == 200)
    let part = try session.get("/assets/style.css", "Range: bytes=1-3")
    #expect(part.status == 206 && part.body == String(whole.body.dropFirst().prefix(3)))
    #expect(part.headers["content-range"] == "bytes 1-3/\(whole.body.utf8.count)")
    #expect(try session.get("/assets/style.css", "Range: bytes=1-3", "If-Range: \"x\"").status == 200)
    #expect(try session.get("/assets/style.css", "Range: bytes=9999999-").status == 416)
    let head = try session.send("HEAD / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n")
    #expect(head.status == 200 && head.body.isEmpty)
  }

  @Test func `refuses who does not mean it`() throws {
    let session = try ServeSession()
    _ = try session.events().read(until: "event: state")
    for (headers, status) in [
      ("Host: localhost:PORT", 200), ("Host: LOCALHOST:PORT", 200), ("Host: [::1]:PORT", 200),
      ("Host: localhost", 421), ("Host: localhost:1", 421), ("Host: 192.168.0.1:PORT", 421),
      ("Host: localhost:PORT\r\nHost: localhost:PORT", 400), ("Accept: */*", 400),
      ("Host: localhost:PORT\r\nOrigin: http://localhost:PORT", 200),
      ("Host: localhost:PORT\r\nOrigin: http://127.0.0.1:PORT", 403),
      ("Host: localhost:PORT\r\nOrigin: null", 403),
    ] {
      #expect(try session.send("GET / HTTP/1.1\r\n\(headers)\r\n\r\n").status == status, "\(headers)")
    }
    for target in [
      "/assets/../index.html", "/assets%2Fstyle.css", "/assets\\style.css", "/assets%5cstyle.css",
      "//index.html",
      "/./index.html", "/index.html%00", "/index.html%", "/index.html%zz", "/%ff", "/.gloss/manifest.json",
      "/.gloss/", "/Content/site.yaml", "/index.html/",
    ] {
      #expect(try session.get(target).status == 404, "\(target)")
    }
    let post = try session.send("POST / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 2\r\n\r\n{}")
    #expect(post.status == 405 && post.headers["allow"] == "GET, HEAD")
  }

  @Test func `answers hostile requests as the shared suite expects`() throws {
    struct Row: Decodable {
      let id: String
      let request: String
      let expect: String
    }
    guard let rows = try SuiteFile("hostile/server.json")?.decoded(as: [Row].self) else { return }
    let session = try ServeSession { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.url.path + "/site/Content/link-to-outside", withDestinationPath: "/etc/passwd")
    }
    _ = try session.events().read(until: "event: state")
    for row in rows {
      let answer = try session.send(row.request)
      let allowed = row.expect.matches(of: /\b[1-5][0-9][0-9]\b/).compactMap { Int($0.output) }
      // What libmicrohttpd alone would do is told in brackets; “likewise” is as the row before.
      let wanted = row.id == "s08" ? [400, 421] : allowed.isEmpty ? [400, 404] : allowed
      #expect(wanted.contains(answer.status), "\(row.id): \(answer.status), \(row.expect)")
      #expect(!answer.body.contains("root:"), "\(row.id)")
      if row.id == "s14" { #expect(answer.headers["allow"] != nil) }
      if answer.status == 206 { #expect(answer.body.utf8.count == 4) }
    }
    print("hostile requests: \(rows.count)")
  }

  @Test func `serves others while 200 clients never finish their requests`() throws {
    let session = try ServeSession()
    let events = try session.events()
    _ = try events.read(until: "\n\n")
    let idle = try (0..<200).map { _ in
      let client = try session.connect()
      try client.send("GET /index.html HTTP/1.1\r\nHost: local")
      return client
    }
    #expect(try session.get("/").status == 200)
    try session.edit(events, until: "/new.html", has: "Words.") {
      try session.folder.write("---\ntitle: New\n---\n\nWords.\n", to: "site/Content/pages/new.md")
    }
    withExtendedLifetime(idle) {}
  }

  @Test func `keeps nothing open for listeners that are gone`() throws {
    let session = try ServeSession()
    let events = try session.events()
    _ = try events.read(until: "\n\n")
    let before = try session.descriptorCount()
    for _ in 0..<100 { _ = try session.events().read(until: "\n\n") }
    var count = 0
    // It is noticed when there is something to tell them.
    while try session.descriptorCount() > before, count < 50 {
      count += 1
      try session.edit(events, until: "/new.html", has: "Words \(count).") {
        try session.folder.write("---\ntitle: New\n---\n\nWords \(count).\n", to: "site/Content/pages/new.md")
      }
    }
    #expect(try session.descriptorCount() <= before)
  }

  @Test func `refuses an address that is too long`() throws {
    let session = try ServeSession()
    _ = try session.events().read(until: "event: state")
    let client = try session.connect()
    try client.send("GET /" + String(repeating: "a", count: 40_000) + " HTTP/1.1\r\nHost: local\r\n\r\n")
    #expect([414, 431].contains(try client.answer().status))
    #expect(try session.get("/").status == 200)
  }

  @Test func `says that a port is taken`() throws {
    let session = try ServeSession()
    let run = try GlossBinary.run(
      "serve", "--site", session.folder.url.path + "/site", "--port", "\(session.port)")
    let place = "127.0.0.1:\(session.port)"
    #expect(
      run
        == Transcript(
          errors:
            "\(place): error: cannot serve “\(place)”: another program listens there; stop it, or take another "
            + "port with “--port” [file.serve]\n", status: 1))
  }

  @Test func `says that there is no such folder, name or address`() throws {
    for (words, place, reason) in [
      (["--site", "nowhere"], "nowhere", "cannot read “nowhere”: no such file or directory [file.read]"),
      (
        ["--port", "0", "--host", "192.0.2.1"], "192.0.2.1:0",
        "cannot serve “192.0.2.1:0”: cannot assign requested address [file.serve]"
      ),
      (
        ["--port", "0", "--host", "no host"], "no host",
        "cannot serve “no host”: it is no address or name of this machine [file.serve]"
      ),
    ] {
      #expect(
        try GlossBinary.run(["serve"] + words)
          == Transcript(errors: "\(place): error: \(reason)\n", status: 1))
    }
  }

  @Test func `opens a browser`() throws {
    let session = try ServeSession(["--open"]) { folder in
      try folder.write("#!/bin/sh\necho \"$@\" >opened.new && mv opened.new opened\n", to: "bin/xdg-open")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.url.path + "/bin/xdg-open")
    }
    let opened = session.folder.url.path + "/opened"
    let start = Date()
    while !FileManager.default.fileExists(atPath: opened) {
      try #require(-start.timeIntervalSinceNow < RawClient.patience, "the browser is told")
      usleep(1000)
    }
    #expect(try session.folder.read("opened") == "http://127.0.0.1:\(session.port)/\n")
  }

  @Test func `ends at Ctrl-C and when it is told to, whatever its clients do`() throws {
    for signal in [SIGINT, SIGTERM] {
      let session = try ServeSession()
      let listening = try session.events()
      _ = try listening.read(until: "event: state")
      let idle = try session.connect()
      try idle.send("GET /index.html HTTP/1.1\r\nHost: local")
      #expect(session.end(by: signal) == 0)
      withExtendedLifetime(idle) {}
    }
  }

  @Test func `has help`() throws {
    let help = """
      usage: gloss serve [--site DIR] [--port N] [--host NAME] [--open]
                         [--editor TEMPLATE] [--poll] [--audience NAME]

      Builds the site in memory, serves it to this machine, and builds it again when a
      file of “Content” or “Templates” changes. Open pages show the change at once; where
      there are errors, the last good pages stay, with the errors over them. Select words
      to write a note on them: that alone is written, to a commentary. Ctrl-C ends it.

      options:
        --site DIR         the site's folder; the current one by default
        --port N           the port to listen at, 8000 by default; 0 is any free one
        --host NAME        the address to listen at; 127.0.0.1, this machine alone, by default
        --open             open a browser
        --editor TEMPLATE  how to open an editor, such as “vscode://file/{path}:{line}:{column}”
        --poll             read the files twice a second, where folders do not tell of changes
        --audience NAME    publish the notes for this audience too, such as “instructor”

      """
    #expect(try GlossBinary.run("serve", "--help") == Transcript(output: help))
  }
}
