import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Publishing

private struct Value: Decodable, Sendable {
  let id: String
  let value: String
  let why: String
}

@Suite struct `A value that tries to break out` {
  private func values() throws -> [Value] {
    guard let suite = SuiteFile("hostile/values.json") else { return [] }
    return try suite.decoded(as: [Value].self)
  }

  /// Builds the site with each value where `plain` stood, and holds every page against that of `plain`.
  private func test(
    _ name: String, _ sample: (String) throws -> SampleSite, comesBack: (Site) throws -> [String]
  ) async throws {
    let plain = try await sample("plain").built()
    #expect(try comesBack(plain).map(essence).allSatisfy { has("plain", in: $0) })
    let cases = try values()
    var built = 0
    for item in cases {
      let result = await build(try sample(item.value).files(), options: SampleSite.options)
      guard let site = result.value else {
        print("hostile values, \(name): \(item.id) is refused: \(result.diagnostics.told)")
        #expect(item.value.unicodeScalars.contains(where: isForbidden), "\(item.id) is refused")
        continue
      }
      built += 1
      for scalar in item.value.unicodeScalars.filter(isUnseen) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let names = ["U+\(hex)", "U+\(String(repeating: "0", count: max(0, 4 - hex.count)))\(hex)", "NUL"]
        let isNamed = result.diagnostics.contains { diagnostic in
          names.contains { diagnostic.summary.contains($0) }
        }
        #expect(isNamed, "\(item.id) in \(name): \(names[1]) is named")
      }
      try compare(site, with: plain, case: item.id)
      let shown = try comesBack(site).map(essence)
      for text in shown {
        #expect(
          has(essence(item.value), in: text), "\(item.id), \(item.why): came back as “\(text.displayed)”")
      }
    }
    print("hostile values, \(name): \(built) of \(cases.count) built, each with the structure of “plain”")
  }
}

// MARK: - Places

extension `A value that tries to break out` {
  @Test func `stays a value in settings, essays and sources`() async throws {
    try await test("settings") { value in
      var sample = try SampleSite.whole()
      let quoted = yamlQuoted(value)
      sample["Content/site.yaml"] = """
        title: \(quoted)
        subtitle: \(quoted)
        authors: [\(quoted), \(quoted)]
        kinds:
          word: {label: \(quoted), plural: \(quoted), folder: words, fields: {used: \(quoted)}}
          flood: {label: \(quoted), folder: floods, line: double, order: date, fields: {place: \(quoted)}}
          remark: {label: \(quoted)}
        """
      sample["Content/essays/ferry/essay.yaml"] = """
        title: \(quoted)
        author: \(quoted)
        author-note: \(quoted)
        published: 1931-05
        source: reede-1931
        deck: \(quoted)
        rights: \(quoted)
        credit: \(quoted)
        was: [low-ferry]
        versions:
          - {id: long, label: \(quoted), description: \(quoted)}
          - {id: short, label: \(quoted)}
        """
      let json = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
      sample["Content/sources.json"] = """
        [{"id": "reede-1931", "type": "book", "title": \(json), "author": [{"family": \(json), "given": \(json)}],
          "publisher": \(json), "publisher-place": \(json), "issued": {"date-parts": [[1931]]}}]
        """
      return sample
    } comesBack: { site in
      let home = try site.page("index.html")
      let long = try site.page("ferry/long.html")
      let sources = try site.page("sources.html").all("li").map(\.text)
      let feed = XMLReading(try #require(site.files.first { $0.path.text == "feed.xml" }).bytes)
      return [
        home.all("title")[0].text, home.all("h1")[0].text, long.all("h1")[0].text, long.all("footer")[0].text,
        try #require(long.all("meta").first { $0["name"] == "description" }?["content"]),
        try #require(long.all("meta").first { $0["name"] == "citation_author" }?["content"]),
        try #require(sources.last), feed.texts.joined(separator: "\n"),
      ] + (try metadata(of: long, ["headline", "editor"]))
    }
  }

  @Test func `stays a value in entries`() async throws {
    try await test("entries") { value in
      var sample = try SampleSite.whole()
      let quoted = yamlQuoted(value)
      // Names that a text has become links, which depends on their letters; these are looked for in no text.
      sample["Content/words/ebb.md"] = """
        ---
        title: \(quoted)
        aliases: [\(yamlQuoted("zz " + value))]
        not: [\(quoted)]
        link: never
        summary: \(quoted)
        used: \(quoted)
        related: ["flood:great-flood"]
        ---

        \(paragraph(value))
        """
      return sample
    } comesBack: { site in
      let entry = try site.page("words/ebb.html")
      let prose = try #require(entry.elements.first { $0["class"] == "prose" })
      return [
        entry.all("title")[0].text, entry.all("h1")[0].text, entry.all("dd")[0].text, prose.text,
        try #require(site.page("words/index.html").elements.first { $0["class"] == "name" }).text,
        try site.page("floods/great-flood.html").all("main")[0].text,
      ] + (try metadata(of: entry, ["name", "description"]))
    }
  }

  @Test func `stays a value in texts and notes`() async throws {
    try await test("texts") { value in
      var sample = try SampleSite.whole()
      let line = paragraph(value).replacing("\n", with: " ")
      sample["Content/essays/ferry/short.md"] = """
        ---
        title: \(yamlQuoted(value))
        deck: \(yamlQuoted(value))
        ---

        The rope is the dearer part. At the ebb it is dry. \(line)

        ## Of \(line)

        ![Of \(escaped(value))](assets/map.png "Of \(escaped(value))")
        """
      sample["Content/essays/ferry/commentary/words.md"] = """
        ---
        kind: word
        author: \(yamlQuoted(value))
        series: \(yamlQuoted(value))
        notes:
          of-ebb-tide: {id: ebb}
        ---

        ## Of ebb tide

        > At [the ebb](word:ebb)

        \(paragraph(value))

        ## The rope of \(line)

        > **The rope** is

        - \(line)
        """
      return sample
    } comesBack: { site in
      let short = try site.page("ferry/short.html")
      let notes = try site.page("ferry/notes.html")
      return [
        short.all("h1")[0].text, try #require(short.elements.first { $0["class"] == "deck" }).text,
        try #require(short.elements.first { $0["class"] == "para" }).text,
        try #require(short.all("h2").first).text,
        try #require(short.all("img").first?["alt"]),
        try #require(short.all("aside").first { $0["id"] == "n-ebb" }).text,
        try #require(notes.all("h3").first { $0.text.hasPrefix("The rope of") }).text,
      ]
    }
  }

  @Test func `stays a value as an alias of words in a text`() async throws {
    func sample(_ value: String, alias: String) throws -> SampleSite {
      var sample = try SampleSite.whole()
      try sample.replace("[low water]", by: "[\(yamlQuoted(alias))]", in: "Content/words/ebb.md")
      sample["Content/essays/ferry/short.md"] =
        "\(paragraph("q \(value) q"))\n\nThe rope is the dearer part.\n"
      return sample
    }
    // Whether the words become a link depends on their letters; they become one link or none, and nothing else.
    let linked = try await sample("plain", alias: "q plain q").built()
    let bare = try await sample("plain", alias: "elsewhere").built()
    var links = 0
    let cases = try values()
    for item in cases {
      let site = try await sample(item.value, alias: "q \(item.value) q").built()
      let page = try site.page("ferry/short.html")
      let isLinked = page.structure.count == (try linked.page("ferry/short.html").structure.count)
      links += isLinked ? 1 : 0
      try compare(site, with: isLinked ? linked : bare, case: item.id)
    }
    print("hostile values, aliases: \(links) of \(cases.count) linked")
    #expect(links > 5)
  }

  /// Markdown that reads as the value.
  private func paragraph(_ value: String) -> String {
    ImportedText(reading: SourceText(path: "value.txt", text: "Of " + value)).markdown
  }

  /// The value on one line with a backslash before everything that Markdown might take for markup.
  private func escaped(_ value: String) -> String {
    value.unicodeScalars.map { scalar in
      let isMarkup =
        scalar.isASCII && scalar.value > 0x20 && !scalar.properties.isAlphabetic
        && scalar.properties.numericType == nil
      return scalar == "\n" || scalar == "\r" ? " " : isMarkup ? "\\\(scalar)" : "\(scalar)"
    }.joined()
  }

  /// Values of the page's JSON-LD, which has to be JSON.
  private func metadata(of page: ParsedPage, _ keys: [String]) throws -> [String] {
    let script = try #require(page.all("script").first { $0["type"] == "application/ld+json" }).text
    let json = try JSONSerialization.jsonObject(with: Data(script.utf8)) as? [String: Any]
    return try keys.flatMap { strings(in: try #require(json?[$0])) }
  }

  private func strings(in value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap { strings(in: $0) }
    case let object as [String: Any]: object["name"].map { strings(in: $0) } ?? []
    default: []
    }
  }
}
