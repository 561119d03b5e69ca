import Diagnostics
import Foundation
import Markup
import TestSupport
import Testing

@testable import Commentary
@testable import Publishing

/// The reading that the project publishes, tried against the essay and the facts that it was written from.
@Suite struct `The edition` {
  /// Everything parsed and anchored, with the published essay where it is at hand.
  private func editions() async throws -> [Edition]? {
    guard let sample = try SampleSite.projectWithEssay() else { return nil }
    let manuscript = try #require(await Manuscript.parsing(try sample.files(), options: BuildOptions()).value)
    return await manuscript.editions(
      linker: Linker(entries: manuscript.entries), names: await manuscript.names(recalling: Recollection()),
      audience: nil,
      recalling: Recollection())
  }

  @Test(arguments: [nil, "instructor"]) func `builds without a word of complaint`(
    audience: String?
  ) async throws {
    let options = BuildOptions(audience: audience)
    #expect(try await SampleSite.project().messages(options) == "")
    guard let whole = try SampleSite.projectWithEssay() else { return }
    #expect(try await whole.messages(options) == "")
  }

  @Test func `has every note in every version`() async throws {
    guard let editions = try await editions() else { return }
    #expect(editions.map(\.version.settings.id) == ["original", "digest", "plain-english"])
    for edition in editions {
      for found in edition.anchors {
        switch found.verdict {
        case .unchanged, .moved, .reworded, .general: continue
        case .ambiguous: Issue.record("\(edition.essay.notes[found.note].id): ambiguous in \(edition.title)")
        case .lost:
          Issue.record("\(edition.essay.notes[found.note].id): lost in \(edition.version.settings.id)")
        }
      }
    }
  }

  @Test func `has notes of a length to be read in a margin, and short lemmas`() async throws {
    let manuscript = try #require(
      await Manuscript.parsing(try SampleSite.project().files(), options: BuildOptions()).value)
    var count = 0
    for file in manuscript.essays.flatMap(\.commentaries) {
      for note in file.notes {
        for lemma in note.lemmas {
          let quoted = lemma.pieces.map { piece in
            if case .words(let words, _) = piece { words } else { " " }
          }
          #expect(words(of: quoted.joined()).count <= 7, "\(note.id)")
        }
        guard note.audience == nil else { continue }
        let length = words(of: file.text[note.bodyRange]).count
        #expect((25...90).contains(length), "\(note.id) has \(length) words")
        if note.kind != "question" { count += 1 }
      }
    }
    #expect(count >= 66)
    print("Notes for readers: \(count)")
  }

  @Test func `has a note at the places that the fact sheet names`() async throws {
    guard let editions = try await editions(), let places = factSheetPlaces() else { return }
    #expect(places.count == 69)
    let original = try #require(editions.first)
    let notes = original.placed.filter { $0.note.kind != "question" }
    var bare: [String] = []
    for (paragraph, words) in places {
      let ranges = ranges(of: words, in: TextIndex(original.version.text)).filter {
        original.version.text.block(at: $0.lowerBound).map { $0.root + 1 } == paragraph
      }
      let isNoted = ranges.contains { range in
        notes.contains { $0.passage.marks.contains { $0.overlaps(range) } }
      }
      if !isNoted { bare.append(words) }
    }
    #expect(places.count - bare.count >= 66, "no note at \(bare)")
    print(
      "Places of the fact sheet: \(places.count - bare.count) of \(places.count) have a note; bare: \(bare)")
  }

  @Test func `never has seven words of the essay in a row, but for quotations`() throws {
    guard let published = SampleSite.publishedEssay() else { return }
    let sections = String(decoding: published.utf8, as: UTF8.self).split(separator: "\n\n")
    var runs: Set<[String]> = []
    for section in sections.dropFirst(2) {
      for run in sevens(words(of: String(section))) { runs.insert(run) }
    }
    for path in try filesOfWords() {
      let text = try String(contentsOf: SuiteFile.repository().appending(path: path), encoding: .utf8)
      for paragraph in text.split(separator: "\n") where !paragraph.hasPrefix(">") {
        let quoted = paragraph.matches(of: /“[^”]*”/).map { words(of: String($0.0)) }.filter { $0.count <= 7 }
        for run in sevens(words(of: String(paragraph))) where runs.contains(run) && !quoted.contains(run) {
          Issue.record("\(path): “\(run.joined(separator: " "))”")
        }
      }
    }
  }

  /// Texts of the repository that could quote the essay.
  private func filesOfWords() throws -> [String] {
    try ["Content", "docs"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(
        atPath: SuiteFile.repository().appending(path: folder).path
      ).map { "\(folder)/\($0)" }
    }.filter { path in
      [".md", ".yaml", ".json"].contains { path.hasSuffix($0) } && !path.hasSuffix("/original.md")
    }.sorted()
  }

  private func sevens(_ words: [String]) -> [[String]] {
    words.count < 7 ? [] : (0...(words.count - 7)).map { Array(words[$0..<($0 + 7)]) }
  }

  /// Lower-case words; compounds with a hyphen are one.
  private func words(of text: String) -> [String] {
    text.lowercased().split { $0.isWhitespace || "—…()[]/|".contains($0) }
      .map { $0.filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
  }

  /// The places of a phrase, in the order of the text.
  private func ranges(of words: String, in index: TextIndex) -> [Range<Int>] {
    let nowhere = SourceText(path: "", text: "").whole
    let lemma = Lemma(pieces: [.words(words, isMarked: true)], range: nowhere)
    let note = Note(
      id: "", title: [], titleText: "", lemmas: [lemma], body: [], kind: "", series: nil, audience: nil,
      author: nil, about: nil, versions: [], formerIDs: [], range: nowhere, bodyRange: 0..<0)
    switch anchor([note], in: index)[0].verdict {
    case .unchanged(let passage), .moved(let passage), .reworded(let passage): return [passage.range]
    case .ambiguous(let passages): return passages.map(\.range)
    case .lost, .general: return []
    }
  }

  /// The anchors of the fact sheet's paragraph map, with their paragraphs; 0 is the deck.
  private func factSheetPlaces() -> [(paragraph: Int, words: String)]? {
    let file = SuiteFile.shared().appending(path: "reading/fact-sheet.md")
    guard let data = FileManager.default.contents(atPath: file.path) else {
      print(
        "SKIPPED: the fact sheet is not beside the repository; set GLOSS_SHARED to the folder that has it")
      return nil
    }
    var places: [(paragraph: Int, words: String)] = []
    var paragraph: Int?
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("#") {
        paragraph = line.hasPrefix("### ¶") ? Int(line.dropFirst(5)) : line.hasPrefix("### Deck") ? 0 : nil
      } else if let paragraph, let found = line.firstMatch(of: /\| `([^`]+)` \|$/) {
        places.append((paragraph, String(found.1)))
      }
    }
    return places
  }
}
