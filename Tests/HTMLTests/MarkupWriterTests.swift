import HTML
import TestSupport
import Testing

@Suite struct `The markup writer` {
  @Test func `markup is made and escaped once`() {
    let nodes: [Node] = [
      .element(
        "p", [("title", "a \"b\" & 'c'"), ("class", nil)], [.text("1 < 2 & \"3\" > '2'"), .raw("<b>x</b>")]),
      .element("br"),
    ]
    #expect(
      text(nodes.html)
        == "<p title=\"a &quot;b&quot; &amp; 'c'\">1 &lt; 2 &amp; &quot;3&quot; &gt; '2'<b>x</b></p><br>")
  }

  @Test func `a quote with a combining mark is escaped`() {
    #expect(text([.text("\"\u{301}<\u{338}&\u{301}")].html) == "&quot;\u{301}&lt;\u{338}&amp;\u{301}")
  }

  @Test func `what HTML forbids is dropped or replaced`() {
    let value =
      "\u{0}a\r\nb\rc\td\u{1}\u{B}\u{7F}\u{85}e\u{FFFE}\(Unicode.Scalar(0xFDD0 as UInt16).map(String.init) ?? "")\u{1FFFF}\u{FFFD}é"
    #expect(text([.text(value)].html) == "a\nb\nc\tde\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}é")
  }

  @Test func `what XML forbids is dropped`() {
    let root = Element("a", [("b", "1\n\t\r2")], [.text("\u{0}\u{8}x\r\n\u{FFFE}\u{FFFF}\u{85}]]>")])
    #expect(
      text(root.xmlDocument)
        == "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"1&#10;&#9;&#13;2\">x&#13;\n\u{85}]]&gt;</a>\n")
  }

  @Test func `an XML document has one element to a line`() {
    let root = Element(
      "feed", [("xmlns", "x")], [.element("link"), .element("entry", [], [.element("id", [], [.text("1")])])])
    #expect(
      text(root.xmlDocument)
        == "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"x\">\n<link/>\n<entry>\n<id>1</id>\n</entry>\n</feed>\n"
    )
  }

  @Test func `blocks stand on lines, words do not`() {
    let inline: [Node] = [.element("em", [], [.text("a")]), .element("b", [], [.text("c")])]
    let nodes: [Node] = [
      .element(
        "section", [],
        [
          .element("p", [], inline),
          .element("pre", [], [.element("code", [], [.text("x\n")])]),
          .element("hr"),
          .element("ul", [], [.element("li", [], [.text("t"), .element("ul", [], [.element("li")])])]),
        ])
    ]
    #expect(
      text(nodes.readableHTML) == """
        <section>
        <p><em>a</em><b>c</b></p>
        <pre><code>x
        </code></pre>
        <hr>
        <ul>
        <li>t<ul>
        <li></li>
        </ul></li>
        </ul>
        </section>
        """)
    #expect(text(nodes.html) == text(nodes.readableHTML).replacing(">\n", with: ">"))
  }

  @Test func `the first line feed of preformatted text is kept`() {
    #expect(text([.element("pre", [], [.text("\na")])].html) == "<pre>\n\na</pre>")
  }

  @Test func `XHTML closes what HTML leaves open`() {
    #expect(text([.element("p", [], [.element("br")])].readableXHTML) == "<p><br/></p>")
  }

  @Test func `deep nesting does not exhaust the stack`() {
    var node = Node.text("x")
    for _ in 0..<5_000 { node = .element("div", [], [node]) }
    #expect([node].html.count == 5_000 * 11 + 1)
  }

  @Test func `what is escaped can be read back`() {
    var random = SeededRandom(seed: UInt64.random(in: 0...UInt64.max))
    print("escaping: seed \(random.seed)")
    for _ in 0..<2_000 {
      let value = random.text()
      let written = unescaped(text([.text(value)].html))
      #expect(Array(written.utf8) == Array(value.utf8), "seed \(random.seed)")
      let attribute = [Node.element("a", [("b", value)])].html.dropFirst(6).dropLast(6)
      #expect(Array(unescaped(text(Array(attribute))).utf8) == Array(value.utf8), "seed \(random.seed)")
      #expect(text([.text(value)].html).utf8.allSatisfy { $0 != 0x3C && $0 != 0x3E && $0 != 0x22 })
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

@Suite struct `JSON` {
  @Test func `a script can hold any text`() {
    let json = ScriptJSON(.string("</script><!--&\u{2028}\u{2029}\u{0}\u{7F}\u{FFFE}\u{1FFFF}\"\\é\n"))
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #""\u003c/script\u003e\u003c!--\u0026\u2028\u2029\u0000\u007f\ufffe\ud83f\udfff\"\\é\n""#)
  }

  @Test func `a file keeps the order of keys`() {
    let value = JSONValue.object([
      ("b", .array([.integer(1), .number(1.5), .null])), ("a", .object([])), ("<", .bool(true)),
      ("e", .array([])),
    ])
    #expect(
      String(decoding: value.file, as: UTF8.self) == """
        {
          "b": [
            1,
            1.5,
            null
          ],
          "a": {},
          "<": true,
          "e": []
        }

        """)
    #expect(String(decoding: value.compact, as: UTF8.self) == #"{"b":[1,1.5,null],"a":{},"<":true,"e":[]}"#)
  }
}
