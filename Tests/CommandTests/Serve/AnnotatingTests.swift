import Foundation
import TestSupport
import Testing

struct `gloss serve, asked to write a note` {
  private static let terms = "site/Content/essays/the-bell/commentary/terms.md"

  /// What a page knows once it is loaded.
  private struct Offer: Decodable {
    struct Target: Decodable {
      let path: String
      let hash: String?
      let label: String
    }
    struct Note: Decodable {
      let note: String
      let place: String
      let editor: String?
    }
    let token: String
    let text: String
    let targets: [Target]
    let notes: [Note]
  }

  private struct Reply: Decodable {
    var reason: String?
    var note: String?
    var place: String?
    var editor: String?
  }

  /// A page of the preview that annotates, or something that only looks like one.
  private struct Page {
    let session: ServeSession
    let offer: Offer
    var token: String
    var origin = "http://localhost:PORT"
    var type = "application/json"
    var page = "/the-bell/"
    var words = ["nine people came home by ear"]
    var title = "By ear"
    var target: String

    init(_ session: ServeSession) throws {
      let answer = try session.get("/.gloss/margin/the-bell/")
      #expect(answer.status == 200 && answer.headers["cache-control"] == "no-store")
      self.session = session
      offer = try JSONDecoder().decode(Offer.self, from: Data(answer.body.utf8))
      token = offer.token
      target = try #require(offer.targets.first { $0.label == "Term" }).path
    }

    func send() throws -> (status: Int, reply: Reply) {
      let note: [String: Any] = [
        "page": page, "path": target,
        "hash": offer.targets.first { $0.path == target }?.hash ?? NSNull(), "text": offer.text,
        "words": words, "title": title, "body": "As bats do.", "before": "", "after": "",
      ]
      let answer = try send(
        body: String(decoding: JSONSerialization.data(withJSONObject: note), as: UTF8.self))
      let isJSON = answer.headers["content-type"] == "application/json"
      return (
        answer.status, isJSON ? try JSONDecoder().decode(Reply.self, from: Data(answer.body.utf8)) : Reply()
      )
    }

    func send(body: String) throws -> Answer {
      try session.send(
        "POST /.gloss/annotate HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: \(origin)\r\nConnection: close\r\n"
          + "Content-Type: \(type)\r\nX-Gloss-Token: \(token)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      )
    }
  }

  /// A preview that has built, and what is in its site.
  private func start(_ options: String...) throws -> (ServeSession, Page, contents: [String: String]) {
    let session = try ServeSession(options)
    _ = try session.events().read(until: "event: state")
    return (session, try Page(session), try contents(session))
  }

  private func contents(_ session: ServeSession) throws -> [String: String] {
    Dictionary(uniqueKeysWithValues: try session.folder.files().map { ($0, try session.folder.read($0)) })
  }

  @Test func `writes it at the end of its commentary, and the page has it`() throws {
    let (session, page, before) = try start("--editor", "vscode://file/{path}:{line}:{column}")
    let events = try session.events()
    #expect(
      page.offer.notes.first { $0.note == "rota" }?.editor?.hasSuffix("/commentary/terms.md:13:1") == true)
    var told = Reply()
    try session.edit(events, until: "/the-bell/", has: "id=\"n-by-ear\"") {
      let (status, reply) = try page.send()
      #expect(status == 200, "\(reply)")
      told = reply
    }
    #expect(told.note == "by-ear" && told.place == "Content/essays/the-bell/commentary/terms.md:25")
    #expect(told.editor?.hasPrefix("vscode://file/") == true)
    #expect(told.editor?.hasSuffix("/site/Content/essays/the-bell/commentary/terms.md:25:1") == true)
    var after = before
    after[Self.terms]? += "\n## By ear\n\n> nine people came home by ear\n\nAs bats do.\n"
    #expect(try contents(session) == after)
    #expect(try Page(session).token == page.token)
  }

  @Test func `refuses whoever is no page of this preview`() throws {
    let (session, page, before) = try start()
    for origin in ["https://evil.example", "null", "http://localhost:1", "http://127.0.0.1:PORT"] {
      var other = page
      other.origin = origin
      #expect(try other.send().status == 403, "\(origin)")
    }
    let first = page.token.first == "0" ? "1" : "0"
    for token in [
      "", "0", String(repeating: "0", count: 64), page.token + "0", first + page.token.dropFirst(),
    ] {
      var other = page
      other.token = token
      #expect(try other.send().status == 403, "\(token)")
    }
    for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
      var other = page
      other.type = type
      #expect(try other.send().status == 415, "\(type)")
    }
    let silent = try session.send(
      "POST /.gloss/annotate HTTP/1.1\r\nHost: localhost:PORT\r\nX-Gloss-Token: \(page.token)\r\n"
        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
    #expect(silent.status == 403)
    let read = try session.get("/.gloss/annotate")
    #expect(read.status == 405 && read.headers["allow"] == "POST")
    #expect(try session.get("/.gloss/margin/the-bell/", "Origin: https://evil.example").status == 403)
    #expect(try contents(session) == before)
  }

  @Test func `writes nothing where other machines can connect`() throws {
    let session = try ServeSession(["--host", "0.0.0.0", "--editor", "vscode://file/{path}"])
    _ = try session.events().read(until: "event: state")
    #expect(try session.get("/the-bell/").status == 200)
    #expect(try session.get("/.gloss/margin/the-bell/").status == 404)
    for token in ["", "nil", String(repeating: "0", count: 64)] {
      let answer = try session.send(
        "POST /.gloss/annotate HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: http://localhost:PORT\r\n"
          + "Content-Type: application/json\r\nX-Gloss-Token: \(token)\r\nContent-Length: 2\r\n\r\n{}")
      #expect(answer.status == 403)
    }
  }

  @Test func `refuses what is no note, or too much of one`() throws {
    let (session, page, before) = try start()
    for body in ["", "{", "[]", "{}", "{\"page\":\"/the-bell/\"}", "\u{0}", "{\"page\":1,\"path\":[]}"] {
      #expect(try page.send(body: body).status == 400, "\(body)")
    }
    let long = String(repeating: " ", count: 1 << 16)
    #expect(try page.send(body: long + " ").status == 413)
    #expect(try page.send(body: long).status == 400)
    let client = try session.connect()
    try client.send(
      "POST /.gloss/annotate HTTP/1.1\r\nHost: localhost:\(session.port)\r\nOrigin: http://localhost:\(session.port)\r\n"
        + "Content-Type: application/json\r\nX-Gloss-Token: \(page.token)\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    for _ in 0..<3 { try client.send("8000\r\n\(long.prefix(0x8000))\r\n") }
    try client.send("0\r\n\r\n")
    #expect(try client.answer().status == 413)
    #expect(try contents(session) == before)
  }

  @Test func `never writes over a change that the page does not show`() throws {
    let (session, page, before) = try start()
    let edited = try #require(before[Self.terms]) + "\nNot yet seen.\n"
    try session.folder.write(edited, to: Self.terms)
    let (status, reply) = try page.send()
    #expect(status == 409)
    #expect(
      reply.reason
        == "“Content/essays/the-bell/commentary/terms.md” has changed since this page was made; nothing was written: "
        + "select the words again")
    #expect(try session.folder.read(Self.terms) == edited)
    try session.folder.write(try #require(before[Self.terms]), to: Self.terms)
    let full = "site/Content/essays/the-bell/full.md"
    try session.folder.write(try #require(before[full]) + "\nNot yet seen.\n", to: full)
    #expect(try page.send().status == 409)
    #expect(try session.folder.read(Self.terms) == before[Self.terms])
  }

  @Test func `says why words or a place will not do`() throws {
    let (session, page, before) = try start()
    var other = page
    other.words = ["ten people"]
    #expect(
      try other.send().reply.reason
        == "the text does not have the words “ten people”; select words of the text alone")
    other.words = ["everyone"]
    let (status, reply) = try other.send()
    #expect(status == 422)
    #expect(reply.reason == "the text has “everyone” at 2 places that nothing tells apart; select more")
    other = page
    other.title = "Rota"
    #expect(
      try other.send().reply.reason == "another note has the id “rota”; give this one another title")
    for path in [
      "Content/site.yaml", "../outside.md", "/etc/passwd", "Content/essays/the-bell/commentary/x/../y.md",
    ] {
      other = page
      other.target = path
      #expect([409, 422].contains(try other.send().status), "\(path)")
    }
    for address in [
      "/", "/nowhere/", "/terms/rota.html", "the-bell/", "/../the-bell/", "/the-bell/notes.html",
    ] {
      other = page
      other.page = address
      #expect(try other.send().status == 404, "\(address)")
    }
    #expect(try contents(session) == before)
  }
}
