import HTML
import Testing

struct WrittenHTMLTests {
  private let html = WrittenHTML([
    .text("See "), .element("a", [("class", "x"), ("href", "a?b&c")], [.text("one")]), .text(" & "),
    .element("b", [], [.element("a", [("href", "#two")], [.text("two")])]),
    .element("img", [("src", "i.png")]),
  ])

  @Test func `the addresses of links are known with their places`() {
    #expect(html.links.map(\.address) == ["a?b&c", "#two"])
    let places = html.links.map { String(decoding: html.bytes[$0.range], as: UTF8.self) }
    #expect(places == ["a?b&amp;c", "#two"])
  }

  @Test func `links lead elsewhere, and all else stays`() {
    let moved = html.leading { $0 == "#two" ? "" : "../" + $0 + "&\"" }
    #expect(
      String(decoding: moved.bytes, as: UTF8.self)
        == "See <a class=\"x\" href=\"../a?b&amp;c&amp;&quot;\">one</a> &amp; "
        + "<b><a href=\"\">two</a></b><img src=\"i.png\">")
    #expect(moved.links.map(\.address) == ["../a?b&c&\"", ""])
    #expect(moved.leading { $0.isEmpty ? "#two" : "a?b&c" } == html)
  }
}
