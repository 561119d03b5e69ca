import Diagnostics
import Records
import Testing

@testable import Publishing

@Suite struct `Stored settings of an essay` {
  private static let file = SourceText(
    path: "Content/essays/ferry/essay.yaml",
    text: """
      title: The Ferry
      author: Tomas Reede
      author-note: He kept it for forty years.
      published: 1931-03
      source: reede-1931
      rights: All rights reserved.
      deck: Of ropes.
      credit: From the second edition.
      language: en-GB
      was: [crossing]
      versions:
        - id: long
          label: Long
          description: As it was printed.
        - id: short
          optional: true
          language: de
        - id: long-1930
          revision:
            of: long
            date: 1930-12-31

      """)

  private static func printed() throws -> [UInt8] {
    let parsed = EssaySettings.parsing(file, siteLanguage: "en")
    #expect(parsed.diagnostics.map(\.summary) == [])
    var ink = Ink()
    ink.put(try #require(parsed.value))
    return ink.bytes
  }

  private func read(_ bytes: ArraySlice<UInt8>, of file: SourceText = file) -> EssaySettings? {
    var reader = InkReader(bytes)
    return EssaySettings(printed: &reader, of: file)
  }

  @Test func `are read as they were put down`() throws {
    let printed = try Self.printed()
    let settings = try #require(read(printed[...]))
    var ink = Ink()
    ink.put(settings)
    #expect(ink.bytes == printed)
    #expect([settings.title, settings.author, settings.deck] == ["The Ferry", "Tomas Reede", "Of ropes."])
    #expect(settings.published?.iso == "1931-03" && settings.sourceRange.text == "reede-1931")
    #expect(settings.versions.map(\.range.text) == ["long", "short", "long-1930"])
    #expect(settings.versions.map(\.isOptional) == [false, true, false])
    let revision = try #require(settings.versions.last?.revision)
    #expect(revision.version == "long" && revision.date.iso == "1930-12-31" && revision.range.text == "long")
  }

  @Test func `are nothing where something is missing or the file is too short`() throws {
    let printed = try Self.printed()
    for count in 0..<printed.count { #expect(read(printed.prefix(count)) == nil) }
    #expect(read(printed[...], of: SourceText(path: Self.file.path, text: "title: The Ferry\n")) == nil)
  }
}
