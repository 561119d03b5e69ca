/// Whom the preview talks to: who names it as its user did, from its own pages or from none.
///
/// A page of another site could be brought to ask `http://its.name:PORT/` of this machine (DNS rebinding), which
/// the `Host` gives away; and to ask us directly, which the `Origin` gives away.
struct RequestCheck: Sendable {
  /// The values of `Host` that are ours, in lower case.
  private let hosts: Set<String>
  /// Whether any numeric address will do, since the preview listens at all of this machine’s.
  private let isEverywhere: Bool
  private let port: UInt16
  /// What our own pages send along with what they want written, and no other site can read.
  ///
  /// `nil` where nothing is written.
  let token: String?

  /// Takes the loopback names and the name that the user gave, each with the port.
  init(listeningAt address: String, named name: String, port: UInt16, token: String?) {
    self.token = token
    let names = ["localhost", "127.0.0.1", "[::1]", address, name].map { $0.lowercased() }
    hosts = Set(names.flatMap { port == 80 ? [$0, "\($0):80"] : ["\($0):\(port)"] })
    isEverywhere = address == "0.0.0.0" || address == "[::]"
    self.port = port
  }

  /// Why a request is not answered; `nil` where it is.
  func refusal(of request: Request) -> Response? {
    guard let host = request.value(of: "Host")?.lowercased() else {
      return .plain(400, "one Host is wanted")
    }
    guard hosts.contains(host) || (isEverywhere && isNumeric(host)) else {
      return .plain(421, "this preview has another name; name it with --host")
    }
    let origins = request.values(of: "Origin")
    guard origins.allSatisfy({ $0.lowercased() == "http://" + host }) else {
      return .plain(403, "another site may not ask this preview")
    }
    let isForWriting = request.target == LiveFiles.annotatePath
    let methods = isForWriting ? ["POST"] : ["GET", "HEAD"]
    guard methods.contains(request.method) else {
      let list = methods.joined(separator: ", ")
      return .plain(405, "only \(list) is answered here", headers: [("Allow", list)])
    }
    return isForWriting ? refusalToWrite(request, origin: origins) : nil
  }

  /// Only a page of the preview itself, by a script, may have something written.
  private func refusalToWrite(_ request: Request, origin: [String]) -> Response? {
    guard origin.count == 1, request.value(of: "X-Gloss-Token").map(isToken) == true else {
      return .plain(403, "only a page of this preview may have notes written")
    }
    guard request.value(of: "Content-Type")?.lowercased() == "application/json" else {
      return .plain(415, "a note is sent as application/json")
    }
    if let length = request.value(of: "Content-Length").flatMap({ Int($0) }), length > Request.bodyLimit {
      return .plain(413, "that is too much")
    }
    return nil
  }

  /// Looks at every byte, so that the time it takes says nothing.
  private func isToken(_ text: String) -> Bool {
    guard let token, text.utf8.count == token.utf8.count else { return false }
    return zip(text.utf8, token.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// An address of digits and dots or in brackets, which no name server can lend to another site.
  private func isNumeric(_ host: String) -> Bool {
    let suffix = ":\(port)"
    guard host.hasSuffix(suffix) else { return false }
    let name = host.dropLast(suffix.utf8.count).utf8
    let digits = name.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    return !name.isEmpty && (digits || (name.first == UInt8(ascii: "[") && name.last == UInt8(ascii: "]")))
  }
}

/// The path of a request’s target, decoded once, with nothing in it that could mean another file.
///
/// Returns `nil` for what is no path from the top, for broken escapes, for text that is not UTF-8, and where an
/// escape stands for a slash, a backslash or a control character.
func decodedPath(of target: String) -> String? {
  guard target.utf8.first == UInt8(ascii: "/") else { return nil }
  var bytes: [UInt8] = []
  var rest = target.utf8[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      guard byte > 0x20, byte != 0x7F, byte != UInt8(ascii: "\\") else { return nil }
      bytes.append(byte)
      continue
    }
    guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
      return nil
    }
    let decoded = high << 4 | low
    guard decoded >= 0x20, decoded != 0x7F, decoded != UInt8(ascii: "/"), decoded != UInt8(ascii: "\\") else {
      return nil
    }
    bytes.append(decoded)
  }
  return String(validating: bytes, as: UTF8.self)
}

private func hexValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case 0x30...0x39: digit - 0x30
  case 0x41...0x46: digit - 0x41 + 10
  case 0x61...0x66: digit - 0x61 + 10
  default: nil
  }
}
