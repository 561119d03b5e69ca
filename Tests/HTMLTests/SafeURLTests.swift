import HTML
import TestSupport
import Testing

@Suite struct `A safe address` {
  struct Case: Decodable {
    let id: String
    let url: String
    let allowed: Bool
  }

  @Test func `hostile addresses are refused`() throws {
    guard let cases = try SharedSuite.reading("hostile/urls.json", as: [Case].self) else { return }
    var passed = 0
    for test in cases {
      let isImage = test.url.hasPrefix("data:")
      let isAllowed = SafeURL.checking(test.url, asImage: isImage).isAllowed
      #expect(isAllowed == test.allowed, "\(test.id)")
      if isImage { #expect(!SafeURL.checking(test.url).isAllowed, "\(test.id) as a link") }
      if isAllowed == test.allowed { passed += 1 }
    }
    print("hostile addresses: \(passed) of \(cases.count)")
  }

  @Test(arguments: [
    (
      "javascript:alert(1)",
      "the scheme “javascript” is not allowed; use https, http, mailto, tel or a relative address"
    ),
    (
      "java&#115;cript&amp;colon;x",
      "the scheme “javascript” is not allowed; use https, http, mailto, tel or a relative address"
    ),
    ("doi:10.1000/182", "the scheme “doi” is not allowed; write “https://doi.org/10.1000/182”"),
    (
      "//evil.example/x",
      "“//evil.example/x” leads to another host and names no scheme; write “https://evil.example/x”"
    ),
    ("/\\evil.example", "browsers read “\\” in an address as “/”; write “/”"),
    ("https://user:pw@example.org/", "the address gives a user name or a password; remove all up to the “@”"),
    ("https:///x", "the address has no valid host after “https://”"),
    ("https://a b/", "the address has no valid host after “https://”"),
    ("https://example.org:99x/", "the address has no valid host after “https://”"),
    ("https:example.org", "“https:” must be followed by “//” and a host"),
    ("https://ex\u{AD}ample.org/", "the address contains U+00AD, which nobody can see; remove it"),
    ("a&shy;b", "the address contains U+00AD, which nobody can see; remove it"),
    ("a\tb", "the address contains the control character U+0009; remove it"),
    ("mail to:a@b.example", "the scheme “mailto” has a blank in it"),
    ("mailto:", "“mailto:” is followed by nothing"),
    ("1:2", "what stands before the first “:” is not a scheme; begin a relative address with “./”"),
    (
      "data:image/png;base64,AA==",
      "“data:” is allowed only for PNG, JPEG, GIF and WebP images in base64, not for links"
    ),
    (
      "&amp;amp;amp;amp;amp;amp;amp;amp;amp;",
      "the address holds character references within character references"
    ),
  ])
  func `a refusal says why`(address: String, reason: String) {
    #expect(SafeURL.checking(address) == .refused(reason: reason))
  }

  @Test(arguments: [
    ("mailto:a@b.example", "an image cannot be loaded from “mailto:”"),
    ("", "an image needs an address"),
    ("data:image/png;base64,<svg>", "“data:” is allowed only for PNG, JPEG, GIF and WebP images in base64"),
    ("blob:x", "the scheme “blob” is not allowed; use https, http or a relative address"),
  ])
  func `an image is judged more strictly`(address: String, reason: String) {
    #expect(SafeURL.checking(address, asImage: true) == .refused(reason: reason))
  }

  @Test(arguments: [
    (" https://example.org/ä b?q=1&copy=2#p\n", "https://example.org/%C3%A4%20b?q=1&copy=2#p"),
    ("a%20b[1]\"'<>.html", "a%20b%5B1%5D%22'%3C%3E.html"),
    ("HTTP://[::1]:80/[x]", "HTTP://[::1]:80/%5Bx%5D"),
    ("AT&T.html", "AT&T.html"),
    ("?q=a:b", "?q=a:b"),
    ("./a:b", "./a:b"),
    ("", ""),
  ])
  func `an allowed address is percent-encoded`(address: String, encoded: String) {
    guard case .allowed(let url) = SafeURL.checking(address) else {
      Issue.record("\(address) is refused")
      return
    }
    #expect(url.address == encoded)
    #expect(encoded.encodedForHref == encoded || encoded.contains("["), "encoding twice changes nothing")
  }

  @Test func `an address of our own is encoded whole`() {
    #expect(
      SafeURL(relative: "../terms/a b?#%.html", fragment: "¶ 7").address
        == "../terms/a%20b%3F%23%25.html#%C2%B6%207")
    #expect(SafeURL(relative: "a:b/c").address == "./a:b/c")
    #expect(SafeURL(relative: "", fragment: "n1").address == "#n1")
  }

  @Test func `a long address is judged in linear time`() {
    let entities = String(repeating: "&#x0000041;&colon;&", count: 50_000)
    let clock = ContinuousClock()
    // A fraction of a second when optimized and alone; tests are neither.
    #expect(clock.measure { _ = SafeURL.checking("x/" + entities) } < .seconds(20))
  }
}

extension SafeURL.Verdict {
  fileprivate var isAllowed: Bool {
    switch self {
    case .allowed: true
    case .refused: false
    }
  }
}
