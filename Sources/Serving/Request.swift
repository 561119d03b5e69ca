import HTML

/// What a client asks for, as it was sent: nothing is decoded, joined or left out.
struct Request: Sendable {
  let method: String
  /// The path as in the request line, without what follows a `?`.
  let target: String
  /// In the order sent; the same name may come twice.
  let headers: [(name: String, value: String)]
  var body: [UInt8] = []

  /// Longer bodies are refused, in bytes.
  static let bodyLimit = 1 << 16

  /// The values of a header, whose name counts without case.
  func values(of name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// The value of a header that was sent once; `nil` where it was not, or more than once.
  func value(of name: String) -> String? {
    let found = values(of: name)
    return found.count == 1 ? found.first : nil
  }
}

/// What a client is told.
struct Response: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    /// The events of the preview, for as long as the client listens.
    case events
  }

  let status: Int
  var headers: [(name: String, value: String)]
  let body: Body

  /// A value for a script of ours, kept by nobody.
  static func json(_ status: Int, _ value: JSONValue) -> Response {
    Response(
      status: status, headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
      body: .bytes(value.compact))
  }

  /// A status and a line of plain text that says why.
  static func plain(_ status: Int, _ reason: String, headers: [(name: String, value: String)] = [])
    -> Response
  {
    Response(
      status: status, headers: [("Content-Type", "text/plain; charset=utf-8")] + headers,
      body: .bytes(Array((reason + "\n").utf8)))
  }
}

extension Response {
  /// The response with what every answer of the preview says: ask again each time, take the type as it is
  /// said, and let no other site show or use it.
  var guarded: Response {
    var response = self
    if !headers.contains(where: { $0.name == "Cache-Control" }) {
      response.headers.append(("Cache-Control", "no-cache"))
    }
    response.headers += [
      ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Referrer-Policy", "no-referrer"), ("Content-Security-Policy", "frame-ancestors 'self'"),
    ]
    return response
  }
}
