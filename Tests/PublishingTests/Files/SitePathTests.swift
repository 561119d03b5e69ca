import Diagnostics
import Publishing
import Testing

@Suite struct SitePathTests {
  @Test(arguments: [
    "index.html", "kim-summit/digest.html", "-rf", "%2e%2e%2fx", "café.html", "cafe\u{301}", "İ", "a b",
    "console", "com10", "comx", "lpt", "a#b", "a+b&c", "a/\u{301}",
  ])
  func `an ordinary name is accepted as it is`(_ text: String) throws {
    #expect(try SitePath.validating(text).text.utf8.elementsEqual(text.utf8))
  }

  @Test(arguments: [
    ("", "“” cannot be a path of the site: it is empty"),
    (
      "/etc/passwd",
      "“/etc/passwd” cannot be a path of the site: it is absolute; name it from the top of the site"
    ),
    ("../a", "“../a” cannot be a path of the site: a name may not be “..”"),
    ("a/./b", "“a/./b” cannot be a path of the site: a name may not be “.”"),
    ("a//b", "“a//b” cannot be a path of the site: a name between two slashes is empty"),
    ("a/", "“a/” cannot be a path of the site: a name between two slashes is empty"),
    ("a\\b", "“a\\b” cannot be a path of the site: a backslash parts names on Windows; use “/”"),
    ("a\0b", "“a\\u{0}b” cannot be a path of the site: it has the control character U+0000"),
    ("a\nb", "“a\\u{a}b” cannot be a path of the site: it has the control character U+000A"),
    ("a\r\nb", "“a\\u{d}\\u{a}b” cannot be a path of the site: it has the control character U+000D"),
    ("\u{202E}txt", "“\\u{202e}txt” cannot be a path of the site: it has the invisible character U+202E"),
    ("a\u{2028}b", "“a\\u{2028}b” cannot be a path of the site: it has the invisible character U+2028"),
    (".git/config", "“.git/config” cannot be a path of the site: a name that begins with a dot is hidden"),
    ("a.", "“a.” cannot be a path of the site: a name may not end in a dot; Windows drops it"),
    (" a", "“ a” cannot be a path of the site: a name may not begin or end with a blank"),
    ("a\u{3000}/b", "“a\u{3000}/b” cannot be a path of the site: a name may not begin or end with a blank"),
    ("x/aux.html", "“x/aux.html” cannot be a path of the site: Windows reserves the name “aux.html”"),
    ("Com1", "“Com1” cannot be a path of the site: Windows reserves the name “Com1”"),
    ("lpt².txt", "“lpt².txt” cannot be a path of the site: Windows reserves the name “lpt².txt”"),
    ("a:b", "“a:b” cannot be a path of the site: Windows allows no “:” in a name"),
    ("\"\u{301}", "“\"\u{301}” cannot be a path of the site: Windows allows no “\"” in a name"),
  ])
  func `a name that is special somewhere is refused with the reason`(_ text: String, _ message: String) {
    #expect(refusal(of: text) == message)
  }

  @Test func `lengths are counted in bytes`() {
    #expect(refusal(of: String(repeating: "x", count: 255)) == nil)
    #expect(
      refusal(of: String(repeating: "é", count: 128))?.hasSuffix("a name is 256 bytes long; the limit is 255")
        == true)
    let long = Array(repeating: String(repeating: "x", count: 204), count: 6).joined(separator: "/")
    #expect(refusal(of: long)?.hasSuffix("it is 1229 bytes long; the limit is 1024") == true)
    let deep = Array(repeating: "x", count: 65).joined(separator: "/")
    #expect(refusal(of: deep)?.hasSuffix("it is 65 names deep; the limit is 64") == true)
  }

  @Test func `canonical equivalents are two paths`() throws {
    #expect(try SitePath.validating("caf\u{E9}") != SitePath.validating("cafe\u{301}"))
  }

  @Test func `a path knows its parts`() throws {
    let path = try SitePath.validating("a/b/c.html")
    #expect(path.components == ["a", "b", "c.html"])
    #expect(path.name == "c.html")
    #expect(path.ancestors.map(\.text) == ["a/b", "a"])
    #expect(try SitePath.validating("c").parent == nil)
  }
}

func refusal(of text: String) -> String? {
  do throws(PathFault) {
    _ = try SitePath.validating(text)
    return nil
  } catch {
    return error.description
  }
}
