import Diagnostics
import HTML
import Markup
import Publishing
import Testing

@Suite struct HTMLRendererTests {
  private let document: (String) -> Document = {
    Document.parsing(SourceText(path: "essay.md", text: $0)).value
  }

  private func renderer(_ policy: HTMLRenderer.RawHTML = .escape) -> HTMLRenderer {
    var renderer = HTMLRenderer(rawHTML: policy) { destination, _ in
      destination.hasPrefix("javascript:") ? nil : destination
    }
    renderer.footnoteCall = { note, occurrence in
      [.element("a", [("href", "#n\(note)")], [.text("\(occurrence)")])]
    }
    return renderer
  }

  private func html(_ markdown: String) -> String { serialized(renderer().render(document(markdown).blocks)) }

  /// Renders with overlays on words of the text; `mark` and `a` are elements, the number is the rank.
  private func woven(
    _ markdown: String, _ overlays: [(words: String, name: String, rank: Int)],
    insertions: [(after: String, text: String)] = [], policy: HTMLRenderer.RawHTML = .escape
  ) throws -> String {
    let document = document(markdown)
    let text = PlainText(document)
    let ranges = try overlays.enumerated().map { index, overlay in
      Overlay(
        range: try #require(range(of: overlay.words, in: text)),
        element: Element(overlay.name, [("id", "o\(index)")]), rank: overlay.rank)
    }
    let nodes = try insertions.map {
      Insertion(
        offset: try #require(range(of: $0.after, in: text)).upperBound,
        node: .element("a", [], [.text($0.text)]))
    }
    let rendered = renderer(policy).render(document.blocks, text: text, overlays: ranges, insertions: nodes)
    return serialized(rendered)
  }

  private func range(of words: String, in text: PlainText) -> Range<Int>? {
    let wanted = Array(words.utf8)
    return (0...text.utf8.count - wanted.count).first { text.utf8[$0...].starts(with: wanted) }
      .map { $0..<$0 + wanted.count }
  }

  @Test func `a refused link keeps its words and a refused image its description`() {
    #expect(html("[a *b*](javascript:x) ![c](javascript:y)") == "<p>a <em>b</em> c</p>")
  }

  @Test func `addresses are percent-encoded and attributes are added to links`() {
    var renderer = renderer()
    renderer.linkAttributes = { [("data-to", $0)] }
    let nodes = renderer.render(document("[a](<é \"[x]%20>)").blocks)
    #expect(
      serialized(nodes) == "<p><a href=\"%C3%A9%20%22%5Bx%5D%20\" data-to=\"é &quot;[x]%20\">a</a></p>")
  }

  @Test func `raw HTML is shown as text unless it is allowed`() {
    #expect(html("a <b>c</b>\n\n<p>\nx") == "<p>a &lt;b&gt;c&lt;/b&gt;</p><p>&lt;p&gt;\nx\n</p>")
  }

  @Test func `headings have the id that the caller gives, and footnotes the call`() {
    var renderer = renderer()
    renderer.headingID = { level, words, line in "\(level)-\(words)-\(line)" }
    let nodes = renderer.render(document("# A *b*\n\n## C[^1]\n\n[^1]: d").blocks)
    #expect(
      serialized(nodes)
        == "<h1 id=\"1-A b-1\">A <em>b</em></h1><h2 id=\"2-C-3\">C<a href=\"#n0\">0</a></h2>")
  }

  @Test func `there is one node for each block, nested blocks on lines of their own`() {
    #expect(renderer().render(document("a\n\n> b\n\n***\n\n<i>\n").blocks).count == 4)
    #expect(
      html("> a\n\n3. b\n   - c") == "<blockquote>\n<p>a</p>\n</blockquote>"
        + "<ol start=\"3\">\n<li>b\n<ul>\n<li>c</li>\n</ul></li>\n</ol>")
  }

  @Test func `an overlay parts the text and reaches around markup it covers`() throws {
    #expect(try woven("one two three", [("two", "mark", 0)]) == "<p>one <mark id=\"o0\">two</mark> three</p>")
    #expect(
      try woven("one *two* `three` four", [("e two three f", "mark", 0)])
        == "<p>on<mark id=\"o0\">e <em>two</em> <code>three</code> f</mark>our</p>")
  }

  @Test func `an overlay that ends inside markup goes on in a second element without the id`() throws {
    #expect(
      try woven("one *two three*", [("one two", "mark", 0)])
        == "<p><mark id=\"o0\">one </mark><em><mark>two</mark> three</em></p>")
    #expect(
      try woven("*one two* three\n\nfour", [("two three\n\nfour", "mark", 0)])
        == "<p><em>one <mark id=\"o0\">two</mark></em><mark> three</mark></p><p><mark>four</mark></p>")
  }

  @Test func `overlapping overlays nest by rank`() throws {
    #expect(
      try woven("a b c", [("b c", "i", 1), ("a b", "b", 0)])
        == "<p><b id=\"o1\">a <i id=\"o0\">b</i></b><i> c</i></p>")
    #expect(
      try woven("a b c", [("b c", "i", 0), ("a b", "b", 1)])
        == "<p><b id=\"o1\">a </b><i id=\"o0\"><b>b</b> c</i></p>")
  }

  @Test func `a link is never laid inside a link`() throws {
    #expect(
      try woven("a [b c](u) d", [("a b c d", "a", 0), ("b c", "mark", 1)])
        == "<p><a id=\"o0\">a </a><mark id=\"o1\"><a href=\"u\">b c</a></mark><a> d</a></p>")
    #expect(
      try woven("a b c", [("a b", "a", 0), ("b c", "a", 1)])
        == "<p><a id=\"o0\">a b</a><a id=\"o1\"> c</a></p>")
  }

  @Test func `insertions come behind the text before, inside its markup, and behind a link`() throws {
    #expect(
      try woven("a *b* c", [("b", "mark", 0)], insertions: [("b", "1"), ("a b c", "2")])
        == "<p>a <em><mark id=\"o0\">b</mark><a>1</a></em> c<a>2</a></p>")
    #expect(
      try woven("a [b c](u)", [("b c", "mark", 0)], insertions: [("b", "1"), ("c", "2")])
        == "<p>a <mark id=\"o0\"><a href=\"u\">b c</a></mark><a>1</a><a>2</a></p>")
    #expect(
      try woven("a b c", [("a b c", "a", 0), ("a b c", "mark", 1)], insertions: [("b", "1"), ("", "0")])
        == "<p><a>0</a><a id=\"o0\"><mark id=\"o1\">a b</mark></a><mark><a>1</a></mark><a><mark> c</mark></a></p>"
    )
    #expect(
      try woven("a\n\n    b\n\nc", [], insertions: [("a\n", "1"), ("b\n", "2")])
        == "<p>a<a>1</a></p><pre><code>b\n<a>2</a></code></pre><p>c</p>")
  }

  @Test func `images, breaks and calls between covered words are covered, raw HTML is not`() throws {
    #expect(
      try woven("a ![i](u) b\\\nc\nd[^1] e\n\n[^1]: f", [("a  b\nc d e", "mark", 0)])
        == "<p><mark id=\"o0\">a <img src=\"u\" alt=\"i\" /> b<br />\nc\nd<a href=\"#n0\">0</a> e</mark></p>")
    #expect(
      try woven("a <b>c</b> d", [("a c d", "mark", 0)], policy: .allow)
        == "<p><mark id=\"o0\">a </mark><b><mark>c</mark></b><mark> d</mark></p>")
  }

  @Test func `blocks of code and footnote calls in links keep valid HTML`() throws {
    #expect(
      try woven("```\nab c\n```", [("b c", "mark", 0)])
        == "<pre><code>a<mark id=\"o0\">b c</mark>\n</code></pre>")
    #expect(html("[a[^1] b](u)\n\n[^1]: c") == "<p><a href=\"u\">a b</a><a href=\"#n0\">0</a></p>")
  }

  @Test func `random overlays lose no text, repeat no id and nest no links`() {
    let seed = UInt64.random(in: 0 ... .max)
    print("overlay properties, seed \(seed)")
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let document = document(
      "One *two **three*** [four `five`](u) six\nseven\n\n- eight *nine*\n\n> ten[^1]\n\n[^1]: n")
    let text = PlainText(document)
    let words = serialized(renderer().render(document.blocks)).withoutTags
    for _ in 0..<500 {
      let overlays = (0..<random(6)).map { index in
        let start = random(text.utf8.count)
        return Overlay(
          range: start..<start + random(text.utf8.count - start + 1),
          element: Element(random(2) == 0 ? "a" : "mark", [("id", "o\(index)")]), rank: random(3))
      }
      let nodes = renderer().render(document.blocks, text: text, overlays: overlays)
      #expect(serialized(nodes).withoutTags == words, "seed \(seed)")
      var ids: [String] = []
      #expect(nodes.allSatisfy { $0.isValid(inLink: false, ids: &ids) }, "seed \(seed): \(serialized(nodes))")
      #expect(Set(ids).count == ids.count, "seed \(seed)")
      let marks = overlays.enumerated().filter {
        $0.element.element.name == "mark" && !text[$0.element.range].isBlank
      }
      #expect(marks.allSatisfy { ids.contains("o\($0.offset)") }, "seed \(seed): \(serialized(nodes))")
    }
  }

  @Test func `ten thousand overlays take linear time`() {
    let markdown = String(repeating: "word *and* word\n", count: 1000) + "\n"
    let document = document(String(repeating: markdown, count: 4))
    let text = PlainText(document)
    let overlays = (0..<10_000).map {
      Overlay(range: $0 * 5..<$0 * 5 + 8, element: Element("mark"), rank: $0 % 3)
    }
    let time = ContinuousClock().measure {
      _ = renderer().render(document.blocks, text: text, overlays: overlays)
    }
    print("10,000 overlays on \(text.utf8.count) bytes: \(time)")
    #expect(time < .seconds(10))
  }
}

extension Node {
  /// Whether no link is inside a link; collects the ids.
  fileprivate func isValid(inLink: Bool, ids: inout [String]) -> Bool {
    guard case .element(let element) = self else { return true }
    if inLink, element.name == "a" { return false }
    ids += element.attributes.filter { $0.name == "id" }.map(\.value)
    for child in element.children where !child.isValid(inLink: inLink || element.name == "a", ids: &ids) {
      return false
    }
    return true
  }
}

extension String {
  fileprivate var isBlank: Bool { utf8.allSatisfy { $0 == 0x0A || $0 == 0x20 } }

  fileprivate var withoutTags: String {
    var isTag = false
    var bytes: [UInt8] = []
    for byte in utf8 {
      if byte == UInt8(ascii: "<") { isTag = true }
      if !isTag { bytes.append(byte) }
      if byte == UInt8(ascii: ">") { isTag = false }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
