import Commentary
import Diagnostics
import TestSupport
import Testing

/// The order of a bibliography, and names in a row.
struct SourceOrderTests {
  private func sources(_ items: [String]) throws -> [Source] {
    let json = items.enumerated().map { "{\"id\": \"\($0)\", \"type\": \"book\", \($1)}" }.joined(
      separator: ",")
    let read = SourceList.reading(SourceText(path: "sources.json", text: "[\(json)]"))
    try #require(read.diagnostics.told == [])
    return read.value
  }

  @Test(arguments: [
    // Authors by family name and given name; a shorter list first.
    [
      #""author": [{"family": "Lee", "given": "Ann"}]"#,
      #""author": [{"family": "Lee", "given": "Ann"}, {"family": "Cho", "given": "Bo"}]"#,
      #""author": [{"family": "Lee", "given": "Bo"}]"#,
      #""author": [{"family": "Leeds", "given": "Al"}]"#,
    ],
    // Letters count, not their case or marks.
    [
      #""author": [{"family": "Chae"}]"#, #""author": [{"family": "Ch’oe"}]"#,
      #""author": [{"family": "Choi"}]"#,
      #""author": [{"family": "ÉTÉ"}]"#, #""author": [{"family": "etu"}]"#,
      #""author": [{"family": "Grass"}]"#,
      #""author": [{"family": "Graß", "given": "x"}]"#, #""author": [{"family": "Øre"}]"#,
      #""author": [{"family": "Özil"}]"#,
      #""author": [{"family": "Zoë"}]"#, #""author": [{"family": "김"}]"#,
    ],
    // Then the date, and last what has none.
    [
      #""author": [{"literal": "X"}], "title": "z", "issued": {"date-parts": [[1999]]}"#,
      #""author": [{"literal": "X"}], "title": "y", "issued": {"date-parts": [[2000]]}"#,
      #""author": [{"literal": "X"}], "title": "x", "issued": {"date-parts": [[2000, 1]]}"#,
      #""author": [{"literal": "X"}], "title": "w", "issued": {"literal": "n.d."}"#,
    ],
    // Titles without their article; they stand among the authors where there is none.
    [
      #""title": "Another""#, #""title": "A Bad Deal""#, #""author": [{"family": "Cho"}], "title": "Z""#,
      #""title": "“The Deal”""#, #""title": "An End""#, #""title": "The""#, #""title": "Theory""#,
    ],
    // Equal in all: by id.
    [#""title": "X""#, #""title": "The x""#, #""title": "“X”""#],
  ])
  func `sources sort by maker, date and title`(_ items: [String]) throws {
    let sources = try sources(items)
    let expected = sources.map(\.id)
    #expect(sources.inBibliographyOrder.map(\.id) == expected)
    #expect(Array(sources.reversed()).inBibliographyOrder.map(\.id) == expected)
  }

  @Test func `a decomposed letter sorts like a composed one`() throws {
    let sources = try sources([
      "\"author\": [{\"family\": \"e\u{301}te\"}], \"title\": \"1\"",
      "\"author\": [{\"family\": \"éte\"}], \"title\": \"2\"",
    ])
    #expect(sources.inBibliographyOrder.map(\.title) == ["1", "2"])
  }

  @Test(arguments: [
    (1, "A1 B1", "B1, A1"),
    (2, "A1 B1 and A2 B2", "B1, A1, and A2 B2"),
    (3, "A1 B1, A2 B2, and A3 B3", "B1, A1, A2 B2, and A3 B3"),
    (4, "A1 B1 et al.", "B1, A1, A2 B2, A3 B3, and A4 B4"),
    (11, "A1 B1 et al.", "B1, A1, A2 B2, A3 B3, A4 B4, A5 B5, A6 B6, A7 B7, et al."),
  ])
  func `many names are shortened`(_ count: Int, _ note: String, _ entry: String) throws {
    let names = (1...count).map { "{\"given\": \"A\($0)\", \"family\": \"B\($0)\"}" }.joined(separator: ", ")
    let source = try sources(["\"author\": [\(names)], \"title\": \"X\""])[0]
    #expect(source.note().plainText == "\(note), X.")
    #expect(source.bibliographyEntry.plainText == (entry.hasSuffix(".") ? "\(entry) X." : "\(entry). X."))
  }

  @Test(arguments: [
    (
      SourceName(family: "King", given: "Martin", suffix: "Jr."), "Martin King Jr.", "King, Martin, Jr.",
      "King"
    ),
    (
      SourceName(family: "Roe", given: "Al", suffix: "Esq.", hasCommaSuffix: true), "Al Roe, Esq.",
      "Roe, Al, Esq.",
      "Roe"
    ),
    (
      SourceName(family: "Humboldt", given: "Alexander", droppingParticle: "von"), "Alexander von Humboldt",
      "Humboldt, Alexander von", "Humboldt"
    ),
    (
      SourceName(family: "Gaulle", given: "Charles", nonDroppingParticle: "de"), "Charles de Gaulle",
      "de Gaulle, Charles", "de Gaulle"
    ),
    (
      SourceName(family: "Kim", given: "Dae-jung", isFamilyFirst: true), "Kim Dae-jung", "Kim Dae-jung", "Kim"
    ),
    (
      SourceName(literal: "Department of State"), "Department of State", "Department of State",
      "Department of State"
    ),
    (SourceName(given: "Plato"), "Plato", "Plato", "Plato"),
    (SourceName(family: "Lee"), "Lee", "Lee", "Lee"),
  ])
  func `a name has three forms`(_ name: SourceName, _ direct: String, _ inverted: String, _ short: String) {
    #expect(name.direct == direct)
    #expect(name.inverted == inverted)
    #expect(name.short == short)
  }
}
