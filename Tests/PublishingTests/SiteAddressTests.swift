import Publishing
import Testing

@Suite("The address of a site")
struct SiteAddressTests {
  @Test(arguments: [
    "https://example.org", "http://localhost:8080/a/", "https://example.org/a%20b/~c/(d)/",
    "http://[::1]:80/",
    "https://bücher.example/été/", "https://example.org/a:b/",
  ])
  func `may be written as it is`(address: String) {
    #expect(reasonAgainst(siteAddress: address) == nil)
  }

  @Test(arguments: [
    ("example.org", "write it as https://example.org/folder/"),
    ("https://", "write it as https://example.org/folder/"),
    ("https://e.org/?a", "write it as https://example.org/folder/"),
    ("https://e.org/#a", "write it as https://example.org/folder/"),
    ("https://e.org/a b/", "it has a blank in it, which an address writes as “%20”"),
    ("https://e.org/\"x", "it has “\"” in it, which an address writes as “%22”"),
    ("https://e.org/<x>", "it has “<” in it, which an address writes as “%3C”"),
    (
      "https://e.org/100%/",
      "it has a “%” without two hexadecimal digits behind it; write “%25” for the sign itself"
    ),
    (
      "https://e.org/%+1/",
      "it has a “%” without two hexadecimal digits behind it; write “%25” for the sign itself"
    ),
    ("https://e.org:99999/", "its port is “99999”, and ports run from 1 to 65535"),
    ("http://[::1]:0/", "its port is “0”, and ports run from 1 to 65535"),
    ("https://e.org/a\u{200B}/", "the address contains U+200B, which nobody can see; remove it"),
    ("https://me@e.org/", "the address gives a user name or a password; remove all up to the “@”"),
  ])
  func `is refused with its reason`(address: String, reason: String) {
    #expect(reasonAgainst(siteAddress: address) == reason)
  }

  @Test func `in the settings is refused where it stands`() async throws {
    var site = SampleSite.starter()
    try site.replace(
      "address: https://example.org/", by: "address: https://example.org:99999/", in: "Content/site.yaml")
    #expect(
      try await site.messages(BuildOptions()) == """
        Content/site.yaml:5:10: error: “https://example.org:99999/” is no address a site can have; its port is “99999”, and ports run from 1 to 65535 [site.address]
         5 | address: https://example.org:99999/
           |          ^~~~~~~~~~~~~~~~~~~~~~~~~~

        """)
  }
}
