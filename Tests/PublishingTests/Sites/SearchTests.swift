import Foundation
import Publishing
import Testing

@Suite struct `The search index` {
  private func index(of sample: SampleSite, _ options: BuildOptions = SampleSite.options) async throws
    -> SearchIndexReading
  {
    try SearchIndexReading(try await sample.built(options))
  }

  @Test func `has the texts of a site once, each under its place`() async throws {
    let index = try await index(of: SampleSite.whole())
    #expect(index.groups.keys.sorted() == ["entries", "essays", "notes", "pages", "sources"])
    #expect(
      index.lines("essays") == [
        "ferry/long.html | The Ferry at Low Water, Long | The Ferry at Low Water | Tomas Reede · What a river owes to those who cross it.",
        "ferry/long.html#p1 | The Ferry at Low Water, Long | ¶ 1 | The ferry at Oxley runs whenever the bell is heard, and the bell is heard whenever somebody wants the ferry. No ebb has stopped it since the great flood of the old century.",
        "ferry/long.html#s-the-rope | The Ferry at Low Water, Long | The rope | ",
        "ferry/long.html#p2 | The Ferry at Low Water, Long | ¶ 2 | A ferry needs a rope, a pole and “a patient man”. The rope is the dearer part; the man is paid by the crossing, and at low water he is paid twice. See the word for that. A rope wears where it is wet. A pole wears at both ends. Song The river has only one bank: the other.",
        "ferry/long.html#s-the-pole | The Ferry at Low Water, Long | The pole | ",
        "ferry/long.html#p3 | The Ferry at Low Water, Long | ¶ 3 | At the ebb the pole finds stones. knock, knock is the whole of the ferryman’s music, and those who know it can tell the hour.",
        "ferry/short.html | The Ferry, Shortened, Short | The Ferry, Shortened | Tomas Reede · The same river in fewer words.",
        "ferry/short.html#p1 | The Ferry, Shortened, Short | ¶ 1 | The ferry runs whenever the bell is heard. At the ebb the man is paid twice.",
        "ferry/short.html#p2 | The Ferry, Shortened, Short | ¶ 2 | The rope is the dearer part; the great flood took two of them.",
      ])
    #expect(
      index.lines("entries") == [
        "words/ebb.html | Ferry word | Ebb | The falling of the water. · low water · Where it is used: On the whole river · In the essay In the river The rope lies dry; ferries wait. Contrast the flood.",
        "floods/great-flood.html | Flood | Great flood | It took the ferry and both ropes. · the great flood · Began: February 1878 · Ended: 4 March 1878 · Place: Oxley · It is remembered at every ebb. A map was drawn of it:",
      ])
    #expect(
      index.lines("pages") == [
        "about.html |  | About the ferry | How to read Begin with the essay, or with its first paragraph, or write to us."
      ])
    #expect(
      index.lines("sources") == [
        "sources.html#src-reede-1931 |  |  | Reede, Tomas. Crossings. Oxley Press, 1931. https://library.example/crossings."
      ])
  }

  @Test func `leads to each note where a reader meets it`() async throws {
    let index = try await index(of: SampleSite.whole())
    #expect(
      index.lines("notes").map { $0.split(separator: " | ").prefix(3).joined(separator: " | ") } == [
        "ferry/long.html#f-1 | The Ferry at Low Water, Long | Author’s note a",
        "ferry/notes.html#n-of-the-whole | Remark, The Ferry at Low Water | Of the whole",
        "ferry/long.html#n-bell-and-ferry | Remark, The Ferry at Low Water | Bell and ferry",
        "ferry/long.html#n-whenever | Remark, The Ferry at Low Water | Whenever",
        "ferry/long.html#n-the-dearer-part | Remark, The Ferry at Low Water | The dearer part",
        "ferry/long.html#n-dearer-dearest-and-the-source | Remark, The Ferry at Low Water | Dearer, dearest and the source",
        "ferry/long.html#n-the-man-again | Remark, The Ferry at Low Water | The man again",
        "ferry/long.html#n-ebb | Ferry word, The Ferry at Low Water | Ebb tide",
      ])
  }

  @Test(arguments: ["starter", "sample", "project"])
  func `names only places that there are, each once`(name: String) async throws {
    let sample =
      switch name {
      case "starter": SampleSite.starter()
      case "sample": try SampleSite.whole()
      default: try SampleSite.project()
      }
    let site = try await sample.built()
    let pages = Dictionary(uniqueKeysWithValues: site.pages)
    let addresses = try SearchIndexReading(site).addresses
    #expect(Set(addresses).count == addresses.count)
    for address in addresses {
      let parts = address.split(separator: "#").map(String.init)
      let page = try #require(pages[parts[0]], "\(address)")
      guard parts.count > 1 else { continue }
      #expect(page.elements.contains { $0["id"] == parts[1] }, "\(address)")
    }
    print("search, \(name): \(addresses.count) places looked up")
  }

  @Test func `can neither end its script nor begin a comment`() async throws {
    var sample = try SampleSite.whole()
    let words = "</script><!--<script>&amp;\u{2028}\\\"'`${x}"
    sample["Content/pages/about.md"] =
      "---\ntitle: '\(words.replacing("'", with: "''"))'\n---\n\n`\(words)`\n"
    let site = try await sample.built()
    let index = try SearchIndexReading(site)
    #expect(index.groups["pages"]?.first?.passages.first?.contains { $0.contains("</script><!--") } == true)
    for byte in "<>&".utf8 { #expect(!index.bytes.contains(byte)) }
    #expect(index.bytes.firstRange(of: Array("\u{2028}".utf8)) == nil)
    #expect(index.bytes.count { $0 == 0x0A } == 1, "one line, so a text cannot begin one")
  }

  @Test func `is for the audience of the build`() async throws {
    var sample = try SampleSite.whole()
    sample["Content/essays/ferry/commentary/class.md"] =
      "---\nkind: remark\naudience: class\n---\n\n## Quokka\n\n> **the bell is heard**. At\n\nQuokkas ring no bells.\n"
    let base = SampleSite.options.baseURL
    let open = try await index(of: sample)
    let taught = try await index(of: sample, BuildOptions(baseURL: base, audience: "class"))
    #expect(!open.lines("notes").contains { $0.contains("uokka") })
    #expect(taught.lines("notes").contains { $0.contains("Quokkas ring no bells") })
  }

  @Test func `of many essays comes in parts, of which an edit changes one`() async throws {
    var sample = try SampleSite.whole()
    for number in 0..<130 {
      let folder = "Content/essays/walk-\(1000 + number)"
      sample["\(folder)/essay.yaml"] = "title: Walk \(number)\nversions:\n  - id: text\n    label: Text\n"
      sample["\(folder)/text.md"] = "Down to stone \(number).\n"
    }
    let site = try await sample.built()
    let paths = ["assets/search-index.js", "assets/search-index-2.js", "assets/search-index-3.js"]
    let page = try #require(site.pages.first { $0.path == "search.html" }?.markup)
    #expect(page.all("script").compactMap { $0["src"] } == paths + ["assets/search.js", "assets/reader.js"])
    let parts = try paths.map { try SearchIndexReading(Array(site.text($0).utf8)) }
    let places = parts.map {
      $0.lines("essays").compactMap { $0.split(separator: " | ").first.map(String.init) }
    }
    #expect(places[0].contains("ferry/short.html#p2") && places[0].contains("walk-1062/text.html#p1"))
    #expect(places[1].first == "walk-1063/text.html" && places[1].count == 128)
    #expect(places[2].first == "walk-1127/text.html" && places[2].count == 6)
    #expect(parts[0].lines("sources").count == 1 && parts[1].lines("sources").isEmpty)
    sample["Content/essays/walk-1100/text.md"] = "Up to the bridge.\n"
    let edited = try await sample.built()
    #expect(try paths.map { try site.text($0) == edited.text($0) } == [true, false, true])
  }

  @Test func `is made only for a site that has a template for it`() async throws {
    var sample = try SampleSite.whole()
    let site = try await sample.built()
    // A page that only points on has no navigation; that for wrong addresses lists it a second time.
    for (path, page) in site.pages where !page.all("nav").isEmpty {
      #expect(page.links(to: "search.html") == (path == "404.html" ? 2 : 1), "\(path)")
    }
    #expect(try !site.text("sitemap.xml").contains("search.html"))
    sample["Templates/search.mustache"] = nil
    let without = try await sample.built()
    #expect(!without.files.contains { ["search.html", "search-index.js"].contains($0.path.name) })
    #expect(PageWalk(without).findings == [])
  }
}

extension ParsedPage {
  /// How many links end in a path.
  fileprivate func links(to path: String) -> Int { all("a").count { $0["href"]?.hasSuffix(path) == true } }
}

/// `assets/search-index.js`, read back.
struct SearchIndexReading {
  struct Section: Decodable {
    let url: String
    let title: String
    let language: String?
    let passages: [[String]]
  }

  let bytes: [UInt8]
  let groups: [String: [Section]]

  init(_ site: Site) throws {
    try self.init(Array(try site.text("assets/search-index.js").utf8))
  }

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    let frames = [
      ("window.glossIndex = ", ";\n"),
      (
        "for (const [group, pages] of Object.entries(",
        ")) glossIndex[group] = glossIndex[group].concat(pages);\n"
      ),
    ]
    let (head, end) = try #require(
      frames.first { bytes.starts(with: $0.0.utf8) && bytes.suffix($0.1.utf8.count).elementsEqual($0.1.utf8) }
    )
    groups = try JSONDecoder().decode(
      [String: [Section]].self, from: Data(bytes.dropFirst(head.utf8.count).dropLast(end.utf8.count)))
  }

  /// Each passage of a group as `address | page | title | text`.
  func lines(_ group: String) -> [String] {
    groups[group, default: []].flatMap { section in
      section.passages.map { "\(section.url)\($0[0]) | \(section.title) | \($0[1]) | \($0[2])" }
    }
  }

  var addresses: [String] {
    groups.values.joined().flatMap { section in section.passages.map { section.url + $0[0] } }
  }

  /// How many passages each section of each group has.
  var shape: [String: [Int]] { groups.mapValues { $0.map(\.passages.count) } }
}
