import Diagnostics
import TestSupport
import Testing

@testable import Publishing

/// A build that recalls earlier ones makes what a clean one makes, whatever happened in between.
@Suite struct RecollectionTests {
  /// Several essays that link to each other, to entries, to files and to places.
  private static func library() throws -> SampleSite {
    var sample = try SampleSite.whole()
    for (id, link) in [
      ("ford", "[a remark](note:ferry/whenever)"), ("punt", "[the second](essay:ferry#p2)"),
      ("weir", "[the short text](essay:ferry/short) and [the map](assets/map.png)"),
    ] {
      for name in ["essay.yaml", "long.md", "short.md", "commentary/remarks.md", "commentary/words.md"] {
        sample["Content/essays/\(id)/\(name)"] = sampleTexts["Content/essays/ferry/\(name)"]
      }
      try sample.replace("low-ferry", by: "low-\(id)", in: "Content/essays/\(id)/essay.yaml")
      sample["Content/essays/\(id)/long.md", default: ""] += "\n\nSee \(link) for the rest of the ebb.\n"
    }
    return sample
  }

  private static let words = ["ebb", "rope", "ferry", "bell", "tide", "[ebb](word:ebb)", "low water", "—"]

  /// One edit of one file, as a person, an editor or git makes it.
  private static func edit(_ text: String, _ random: inout SeededRandom) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let line = Int.random(in: 0..<max(1, lines.count), using: &random)
    let word = words.randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return nil
    case 1: lines.remove(at: line)
    case 2: lines.insert(lines[line], at: line)
    case 3: lines += ["", "One more paragraph of the \(word) and the \(word)."]
    case 4: lines += ["", "## On the \(word)", "", "> \(word)", "", "A note on the \(word)."]
    default:
      var parts = lines[line].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      parts[Int.random(in: 0..<parts.count, using: &random)] = word
      lines[line] = parts.joined(separator: " ")
    }
    return lines.joined(separator: "\n")
  }

  private static func told(_ built: Diagnosed<Site?>) -> [String] { built.diagnostics.map { "\($0)" } }

  @Test(arguments: 1...5) func `a build that recalls others makes what a clean one makes`(seed: UInt64)
    async throws
  {
    var random = SeededRandom(seed: seed)
    let past = Recollection()
    var cache = BuildCache()
    var sample = try Self.library()
    var sound = sample
    var made = 0
    for step in 1...16 {
      let files = try sample.files()
      let clean = await build(files)
      try await expect(build(files, recalling: past), toEqual: clean, "seed \(seed), step \(step)")
      let others = Recollection(isKept: false, cache: cache)
      try await expect(
        build(files, recalling: others), toEqual: clean, "seed \(seed), step \(step), from the cache")
      if clean.value != nil { cache = cache.next() }
      // What breaks the site is taken back by the next edit or the one after.
      if clean.value == nil, Int.random(in: 0..<4, using: &random) > 0 { sample = sound }
      if let site = clean.value {
        (made, sound) = (made + 1, sample)
        if Bool.random(using: &random), let ledger = site.ledgers.first {
          sample.set(ledger.path.text, to: ledger.bytes)
        }
      }
      let path = files.files.randomElement(using: &random)?.path.text ?? ""
      if let text = sample[path] { sample[path] = Self.edit(text, &random) }
    }
    #expect(made > 4, "seed \(seed) made \(made) sites")
  }

  private func expect(
    _ recalled: Diagnosed<Site?>, toEqual clean: Diagnosed<Site?>, _ place: Comment
  ) throws {
    #expect(Self.told(recalled) == Self.told(clean), place)
    guard let site = recalled.value, let wanted = clean.value else {
      return #expect((recalled.value == nil) == (clean.value == nil), place)
    }
    #expect(site.summary == wanted.summary && site.ledgers == wanted.ledgers, place)
    #expect(site.files.map(\.path) == wanted.files.map(\.path), place)
    #expect(zip(site.files, wanted.files).filter { $0 != $1 }.map(\.0.path.text).isEmpty, place)
  }

  /// An edit of one file, and the page of another that has to show it.
  private struct Reach: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let page: String
    let edit: @Sendable (inout SampleSite) -> Void

    init(_ name: String, shownOn page: String, _ edit: @escaping @Sendable (inout SampleSite) -> Void) {
      (testDescription, self.page, self.edit) = (name, page, edit)
    }
  }

  private static let reaches: [Reach] = [
    Reach("one more passage in the first essay, in previews elsewhere", shownOn: "weir/notes.html") {
      $0["Content/essays/ferry/long.md"]?.replace("wears at both ends", with: "wears at low water")
    },
    Reach("the title of an essay, on the page of an entry", shownOn: "words/ebb.html") {
      $0["Content/essays/weir/essay.yaml"]?.replace("The Ferry at Low Water", with: "The Weir")
    },
    Reach("the summary of an entry, in previews", shownOn: "ford/long.html") {
      $0["Content/words/ebb.md"]?.replace("The falling of the water.", with: "The water, falling.")
    },
    Reach("the body of an entry, on the page of one that it names", shownOn: "floods/great-flood.html") {
      $0["Content/words/ebb.md"]?.replace("Contrast [the flood]", with: "Compare [the flood]")
    },
    Reach("a new name of an entry, in texts", shownOn: "punt/long.html") {
      $0["Content/words/ebb.md"]?.replace("aliases: [low water]", with: "aliases: [low water, patient man]")
    },
    Reach("a note of another essay, on the page of an entry", shownOn: "words/ebb.html") {
      $0["Content/essays/punt/commentary/words.md"]?.replace("called it back", with: "taken it back")
    },
    Reach("a source, where it is cited", shownOn: "weir/long.html") {
      $0["Content/sources.json"]?.replace("Crossings", with: "Crossing")
    },
    Reach("the title of the site's own page, in every frame", shownOn: "weir/short.html") {
      $0["Content/pages/about.md"]?.replace("About the ferry", with: "About us")
    },
    Reach("an essay taken away, which lets few enough be named in every frame", shownOn: "ferry/long.html") {
      for path in ["essay.yaml", "long.md", "short.md", "commentary/remarks.md", "commentary/words.md"] {
        $0["Content/essays/weir/\(path)"] = nil
      }
    },
    Reach("a note with another id, on the page of an essay that links to it", shownOn: "ford/long.html") {
      $0["Content/essays/ferry/commentary/remarks.md"]?.replace("## Whenever", with: "## Always")
      $0["Content/essays/ferry/commentary/remarks.md"]?.replace(
        "series: Remarks", with: "series: Remarks\nnotes:\n  always: {was: [whenever]}")
    },
    Reach("a template", shownOn: "404.html") {
      $0["Templates/not-found.mustache"]?.replace("<h1", with: "<h1 data-edited=\"yes\"")
    },
    Reach("the site's title", shownOn: "punt/short.html") {
      $0["Content/site.yaml"]?.replace("title: Low Water", with: "title: High Water")
    },
  ]

  @Test(arguments: reaches) private func `reaches the pages of others`(_ reach: Reach) async throws {
    let past = Recollection()
    let cache = BuildCache()
    var sample = try Self.library()
    let before = try #require(await build(try sample.files(), recalling: past).value)
    _ = await build(try sample.files(), recalling: Recollection(isKept: false, cache: cache))
    reach.edit(&sample)
    let clean = await build(try sample.files())
    try expect(await build(try sample.files(), recalling: past), toEqual: clean, "after the edit")
    let others = Recollection(isKept: false, cache: cache.next())
    try expect(
      await build(try sample.files(), recalling: others), toEqual: clean, "after the edit, from the cache")
    let after = try #require(clean.value)
    func page(_ site: Site) -> [UInt8]? { site.files.first { $0.path.text == reach.page }?.bytes }
    #expect(page(after) != nil && page(after) != page(before), "\(reach.page) shows the edit")
  }

  @Test func `an edit of one essay leaves the pages of the others as they are`() async throws {
    let past = Recollection()
    var sample = try Self.library()
    let first = try #require(await build(try sample.files(), recalling: past).value)
    let stamps = past.stamps
    sample["Content/essays/ford/short.md", default: ""] += "\n\nA last word on it.\n"
    let second = try #require(await build(try sample.files(), recalling: past).value)
    #expect(first.files != second.files)
    let kept = past.stamps.filter { stamps[$0.key] == $0.value }.keys
    #expect(kept.contains("output weir/long.html weir/index.html"))
    #expect(kept.contains("output weir/notes.html"))
    #expect(kept.contains("edition weir/long"))
    #expect(!kept.contains("output ford/short.html"))
    // It links to a place in the essay that was not edited.
    #expect(kept.contains("output punt/long.html punt/index.html"))
  }

  @Test func `a cache lets all pages be that an edit does not reach`() async throws {
    let cache = BuildCache()
    var sample = try Self.library()
    _ = await build(try sample.files(), recalling: Recollection(isKept: false, cache: cache))
    sample["Content/essays/ford/short.md", default: ""] += "\n\nA last word on it.\n"
    let past = Recollection(isKept: false, cache: cache.next())
    let site = try #require(await build(try sample.files(), recalling: past).value)
    let unmade = site.files.filter { $0.bytesAtHand == nil }.map(\.path.text)
    for path in ["weir/long.html", "weir/notes.html", "punt/long.html", "404.html"] {
      #expect(unmade.contains(path))
    }
    #expect(!unmade.contains("ford/short.html"))
  }
}
