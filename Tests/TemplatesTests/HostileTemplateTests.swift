import Diagnostics
import FoundationEssentials
import HTML
import Templates
import TestSupport
import Testing

@Suite struct `Hostile values` {
  struct Case: Decodable {
    let id: String
    let value: String
  }

  @Test func `come back unchanged from every place`() throws {
    guard let cases = try SharedSuite.reading("hostile/values.json", as: [Case].self) else { return }
    for test in cases { try expectRoundTrip(test.value, "\(test.id)") }
    print("hostile values: \(cases.count) of \(cases.count) in 7 places")
  }

  @Test func `come back unchanged whatever they are`() throws {
    var random = SeededRandom(seed: UInt64.random(in: 0...UInt64.max))
    print("hostile values: seed \(random.seed)")
    for _ in 0..<500 { try expectRoundTrip(random.text(), "seed \(random.seed)") }
  }

  /// The page is taken apart at its static text: what broke out of its place would not fit.
  private func expectRoundTrip(_ text: String, _ comment: Comment) throws {
    let pieces = ["<title>", "</title><p title=\"", "\" lang='", "'>", "</p>"]
    let value = TemplateValue.object([
      "text": .text(text), "html": .html([.element("i", [("id", text)], [.text(text)])]),
      "json": .json(ScriptJSON(.object([("name", .string(text))]))),
    ])
    let template =
      pieces.joined(separator: "{{text}}") + "{{html}}<script type=\"application/ld+json\">{{json}}</script>"
    let (page, findings) = renderedBytes(template, with: value)
    #expect(findings.isEmpty, comment)
    var rest = page[...]
    for (piece, next) in zip(pieces, pieces.dropFirst()) {
      let found = try #require(taken(piece, before: next, from: &rest), comment)
      #expect(Array(found.utf8) == Array(legal(text).utf8), comment)
    }
    let id = try #require(taken("</p><i id=\"", before: "\">", from: &rest), comment)
    let body = try #require(taken("\">", before: "</i>", from: &rest), comment)
    #expect(Array(id.utf8) == Array(legal(text).utf8) && Array(body.utf8) == Array(legal(text).utf8), comment)
    let script = "</i><script type=\"application/ld+json\">"
    let json = rest.dropFirst(script.utf8.count).dropLast("</script>".utf8.count)
    #expect(json.allSatisfy { $0 != 0x3C && $0 != 0x3E && $0 != 0x26 }, comment)
    let decoded = try JSONDecoder().decode([String: String].self, from: Data(json))
    #expect(decoded["name"].map { Array($0.utf8) } == Array(text.utf8), comment)
  }

  /// What stands between two pieces of static text, read back; nothing in it may end its place.
  private func taken(_ piece: String, before next: String, from rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.starts(with: piece.utf8) else { return nil }
    // Only the writer of nodes leaves an apostrophe alone; its values always stand between double quotes.
    let isNode = piece.utf8.starts(with: "</p><i".utf8) || next == "</i>"
    let content = rest.dropFirst(piece.utf8.count).prefix { byte in
      byte != 0x3C && byte != 0x3E && byte != 0x22 && (isNode || byte != 0x27)
    }
    rest = rest[content.endIndex...]
    return rest.starts(with: next.utf8) ? unescaped(String(decoding: content, as: UTF8.self)) : nil
  }

  /// What HTML allows of a text, told apart from the code under test.
  private func legal(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where previous == "\r": break
      case 0x0D: result.append("\n")
      case 0x09, 0x0A: result.append(scalar)
      case 0..<0x20, 0x7F...0x9F: break
      case _ where scalar.value & 0xFFFE == 0xFFFE: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
      previous = scalar
    }
    return String(result)
  }

  @Test func `come back unchanged from XML`() throws {
    guard let cases = try SharedSuite.reading("hostile/values.json", as: [Case].self) else { return }
    for test in cases {
      let document = Element("a", [("b", test.value)], [.text(test.value)]).xmlDocument
      let markup = String(decoding: document, as: UTF8.self).unicodeScalars
      let forbidden = markup.contains { scalar in
        scalar.value < 0x20 && scalar != "\n" || scalar.value & 0xFFFFFFFE == 0xFFFE
      }
      #expect(!forbidden, "\(test.id)")
      #expect(document.count { $0 == 0x3C } == 3 && document.count { $0 == 0x3E } == 3, "\(test.id)")
      let allowed = test.value.unicodeScalars.filter { scalar in
        (scalar.value >= 0x20 || "\t\n\r".unicodeScalars.contains(scalar))
          && scalar.value & 0xFFFF_FFFE != 0xFFFE
      }
      let text = String(String.UnicodeScalarView(allowed))
      let start = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\""
      let whole = "\(start)\(text)\">\(text)</a>\n"
      #expect(
        Array(unescaped(String(decoding: document, as: UTF8.self)).utf8) == Array(whole.utf8), "\(test.id)")
    }
  }

  @Test func `hostile addresses never reach a link`() throws {
    struct Address: Decodable {
      let id: String
      let url: String
    }
    guard let cases = try SharedSuite.reading("hostile/urls.json", as: [Address].self) else { return }
    for test in cases {
      let page = rendered("<a href=\"{{url}}\">", with: .object(["url": .text(test.url)]))
      #expect(
        page == "1:10+7 template.wrong-type: “url” is text, but the attribute “href” takes a url or a number",
        "\(test.id)")
    }
  }
}

@Suite struct `Limits of templates` {
  private func expectQuick(
    _ template: String, partials: [String: String] = [:], with value: TemplateValue = .object([:]),
    is complaint: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let clock = ContinuousClock()
    var found = ""
    let time = clock.measure { found = rendered(template, with: value, partials: partials) }
    #expect(found == complaint, sourceLocation: sourceLocation)
    // Far below a second when optimized and alone; tests are neither.
    #expect(time < .seconds(10), sourceLocation: sourceLocation)
  }

  @Test func `tags are nested 200 deep and no deeper`() {
    let value = TemplateValue.object(["a": .object([:])])
    let fitting = String(repeating: "{{#a}}", count: 200) + "x" + String(repeating: "{{/a}}", count: 200)
    #expect(rendered(fitting, with: value) == "x")
    expectQuick(
      String(repeating: "{{#a}}", count: 100_000),
      is: "1:1201+6 template.too-deep: tags are nested more than 200 deep; move the inner ones to a partial")
  }

  @Test func `a partial that calls itself is stopped`() {
    let complaint =
      "1:1+9 template.recursion: templates call each other more than 100 deep at “{{>page}}”; "
      + "a template that calls itself has to end somewhere"
    expectQuick("{{>page}}{{>page}}", is: complaint)
    expectQuick(
      "{{<page}}{{/page}}",
      is: complaint.replacing("{{>page}}", with: "{{<page}}"))
  }

  @Test func `a block that holds itself is stopped`() {
    expectQuick(
      "{{<layout}}{{$a}}{{$a}}{{/a}}{{/a}}{{/layout}}", partials: ["layout": "{{$a}}{{/a}}"],
      is: "1:18+6 template.recursion: templates call each other more than 100 deep at “{{$a}}”; "
        + "a template that calls itself has to end somewhere")
  }

  @Test func `templates that double each other are stopped`() {
    var partials = ["p40": String(repeating: "x", count: 1_000)]
    for level in 0..<40 { partials["p\(level)"] = "{{>p\(level + 1)}}{{>p\(level + 1)}}" }
    let library = TemplateLibrary.parsing(partials.map { SourceText(path: $0.key, text: $0.value) })
    let page = library.value.render("p0", with: .none)
    #expect(
      complaints(page.diagnostics)
        == "p39:1:9+8 template.too-much: the page calls more than 200000 templates or is longer than 64 MiB at “{{>p40}}”"
    )
  }

  @Test func `a huge template is refused`() {
    expectQuick(
      String(repeating: " ", count: 20_000_000),
      is: " template.too-long: the template has 20000000 bytes; at most 1048576 are read")
  }

  @Test(arguments: [
    "{{/a}}", "{{é}}", "{{>x}}", "{{", "{{#a}}{{/a}}", "\u{202E}", "<a {{b}}", "{{$a}}\n{{/a}}", "{{a",
  ])
  func `a megabyte of anything takes linear time`(part: String) {
    let clock = ContinuousClock()
    let template = String(repeating: part, count: 1_000_000 / part.utf8.count)
    let time = clock.measure { _ = rendered(template, with: .object(["a": .bool(true)])) }
    #expect(time < .seconds(20), "\(part)")
    print("a megabyte of \(part): \(time)")
  }
}
