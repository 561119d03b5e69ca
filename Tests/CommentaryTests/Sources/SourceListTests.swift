import Commentary
import Diagnostics
import Records
import TestSupport
import Testing

/// Reading CSL-JSON: what is taken, what is let pass, and every error in full.
struct SourceListTests {
  private func read(_ text: String) -> Diagnosed<[Source]> {
    SourceList.reading(SourceText(path: "sources.json", text: text))
  }

  @Test func `items come in the order written, with what is custom let pass`() {
    let read = read(
      """
      [{"id": "s2", "type": "book", "title": " Two ", "custom": {"x": [1]}, "x-note": 1, "volume": 3},
       {"id": 1, "type": "odd", "title": null, "URL": "", "author": []}]
      """)
    #expect(read.diagnostics.told == [])
    #expect(read.value.map(\.id) == ["s2", "1"])
    #expect(read.value.map(\.title) == ["Two", nil])
    #expect(read.value.map(\.volume) == ["3", nil])
    #expect(read.value.map(\.type) == ["book", "odd"])
    #expect(read.value.map(\.idRange.text) == ["\"s2\"", "1"])
  }

  @Test(arguments: [
    ("{\"id\": \"a\"}", "1:1: a list of sources is wanted, not a mapping [sources.not-a-list]"),
    ("[", "1:2: the file ends inside the “[” that is still open [json.cut-off]"),
    ("[1]", "1:2: a source is a mapping of keys to values, not a number [record.not-a-mapping]"),
    (#"[{"type": "book"}]"#, "1:2: “id” is missing in a source [record.missing-key]"),
    (#"[{"id": "a"}]"#, "1:2: “type” is missing in a source [record.missing-key]"),
    (
      #"[{"id": "a", "type": "bok"}]"#,
      "1:22: “bok” is no type of CSL and is cited as a document; did you mean “book”? [sources.type]"
    ),
    (#"[{"id": "", "type": "book"}]"#, "1:9: “id” is empty [record.blank]"),
    (
      "[{\"id\": \"é\", \"type\": \"book\"},\n {\"type\": \"book\", \"id\": \"é\"}]",
      "2:25: the id “é” is used by two sources [sources.duplicate-id]"
    ),
    (
      #"[{"id": "a", "type": "b", "title": ["x"]}]"#,
      "1:36: “title” wants a text, not a list [record.wrong-shape]"
    ),
    (
      #"[{"id": "a", "type": "b", "author": "x"}]"#,
      "1:37: “author” wants a list of names, not a text [sources.names]"
    ),
    (
      #"[{"id": "a", "type": "b", "author": ["x"]}]"#,
      "1:38: a name is a mapping of keys to values, not a text [record.not-a-mapping]"
    ),
    (
      #"[{"id": "a", "type": "b", "author": [{}]}]"#,
      "1:38: a name wants a “family” or a “literal” [sources.names]"
    ),
    (
      #"[{"id": "a", "type": "b", "author": [{"family": {}}]}]"#,
      "1:49: “family” wants a text, not a mapping [record.wrong-shape]"
    ),
    (
      #"[{"id": "a", "type": "b", "issued": "2000"}]"#,
      "1:37: the date “issued” is a mapping of keys to values, not a text [record.not-a-mapping]"
    ),
    (
      #"[{"id": "a", "type": "b", "issued": {}}]"#,
      "1:37: “issued” wants “date-parts” or a “literal” [sources.date]"
    ),
    (
      #"[{"id": "a", "type": "b", "issued": {"date-parts": [2000]}}]"#,
      "1:53: “date-parts” wants one or two lists of year, month and day, as in [[2000, 10, 23]] [sources.date]"
    ),
    (
      #"[{"id": "a", "type": "b", "issued": {"date-parts": []}}]"#,
      "1:52: “date-parts” wants one or two lists of year, month and day, as in [[2000, 10, 23]] [sources.date]"
    ),
    (
      #"[{"id": "a", "type": "b", "issued": {"date-parts": [["x"]]}}]"#,
      "1:53: “date-parts” wants one or two lists of year, month and day, as in [[2000, 10, 23]] [sources.date]"
    ),
    (
      #"[{"id": "a", "type": "b", "issued": {"date-parts": [[-9223372036854775808]]}}]"#,
      "1:53: [-9223372036854775808] is no date; years run from -9999 to 9999 [sources.date]"
    ),
    (
      #"[{"id": "a", "type": "b", "issued": {"date-parts": [[2023, 2, 29]]}}]"#,
      "1:53: [2023, 2, 29] is no date; February 2023 has 28 days [sources.date]"
    ),
    (
      #"[{"id": "a", "type": "b", "URL": "javascript:alert(1)"}]"#,
      "1:34: “javascript:alert(1)” is no web address; one starts with “https://” or “http://” [sources.url]"
    ),
    (
      #"[{"id": "a", "type": "b", "URL": "https://"}]"#,
      "1:34: “https://” is no web address; one starts with “https://” or “http://” [sources.url]"
    ),
    (
      #"[{"id": "a", "type": "b", "URL": "https://me:pw@example.org/"}]"#,
      "1:34: “https://me:pw@example.org/” gives a user name or a password; remove all up to the “@” [sources.url]"
    ),
    (
      #"[{"id": "a", "type": "b", "DOI": "x"}]"#,
      "1:34: “x” is no DOI; one looks like “10.1000/182” [sources.doi]"
    ),
  ])
  func `a wrong item is told where it stands`(_ text: String, _ told: String) {
    #expect(read(text).diagnostics.told == [told])
  }

  @Test(arguments: [
    (#"{"date-parts": [[2000, 10, 23]]}"#, "23 October 2000"),
    (#"{"date-parts": [["2000", "10"]]}"#, "October 2000"),
    (#"{"date-parts": [[2000, 10, 23], [2000, 10, 25]]}"#, "23–25 October 2000"),
    (#"{"date-parts": [[2000, 10, 23], [2000, 11, 2]]}"#, "23 October – 2 November 2000"),
    (#"{"date-parts": [[2000, 10], [2000, 11]]}"#, "October–November 2000"),
    (#"{"date-parts": [[2000, 12, 31], [2001, 1, 1]]}"#, "31 December 2000 – 1 January 2001"),
    (#"{"date-parts": [[1994], [2002]]}"#, "1994–2002"),
    (#"{"date-parts": [[2000], [2000]]}"#, "2000"),
    (#"{"date-parts": [[2002]], "season": 1}"#, "Spring 2002"),
    (#"{"date-parts": [[2002]], "season": "Lent"}"#, "Lent 2002"),
    (#"{"date-parts": [[2002]], "circa": "1"}"#, "ca. 2002"),
    (#"{"date-parts": [[-380]], "circa": true}"#, "ca. 380 BC"),
    (#"{"literal": "n.d."}"#, "n.d."),
    (#"{"raw": "2000-10-23"}"#, "23 October 2000"),
    (#"{"raw": "1994/2002"}"#, "1994–2002"),
    (#"{"raw": "late 2000"}"#, "late 2000"),
  ])
  func `dates are spelled out`(_ json: String, _ spelled: String) {
    let read = read(#"[{"id": "a", "type": "book", "issued": \#(json)}]"#)
    #expect(read.diagnostics.told == [])
    #expect(read.value.first?.issued?.spelled == spelled)
  }

  @Test func `a DOI is freed from its address`() {
    let read = read(#"[{"id": "a", "type": "book", "DOI": "https://doi.org/10.1000/a?b#c"}]"#)
    #expect(read.value.first?.doi == "10.1000/a?b#c")
    #expect(
      read.value.first?.bibliographyEntry.dropLast().last
        == .link(text: "https://doi.org/10.1000/a?b#c", url: "https://doi.org/10.1000/a%3Fb%23c"))
  }

  @Test func `an item with every key of the schema is read, and every type cited`() throws {
    guard let suite = SuiteFile.reading("csl/csl-data.json") else { return }
    let schema = try #require(Record.readingJSON(suite).value)
    let properties = try #require(schema["items"]?["properties"]?.fields)
    let types = try #require(schema["items"]?["properties"]?["type"]?["enum"]?.items).compactMap(
      \.scalar?.text)
    var pairs: [String] = []
    for property in properties where property.key != "type" {
      let value =
        switch (property.key, property.value["$ref"], property.value["items"]?["$ref"]) {
        case ("URL", _, _): #""https://example.org/""#
        case ("DOI", _, _): #""10.1000/182""#
        case ("categories", _, _): #"["x"]"#
        case ("custom", _, _): #"{"x": 1}"#
        case (_, .some, _): #"{"date-parts": [[2000]]}"#
        case (_, _, .some): #"[{"family": "Lee", "given": "Ann"}]"#
        default: "\"the \(property.key)\""
        }
      pairs.append("\"\(property.key)\": \(value)")
    }
    let items = types.enumerated().map { index, type in
      let unique = pairs.map { $0.hasPrefix("\"id\":") ? "\"id\": \"s\(index)\"" : $0 }
      return "{\"type\": \"\(type)\", \(unique.joined(separator: ", "))}"
    }
    let read = read("[" + items.joined(separator: ",\n") + "]")
    #expect(read.diagnostics.told == [])
    #expect(read.value.count == types.count)
    for source in read.value {
      for citation in [source.note(), source.bibliographyEntry, source.shortNote()] {
        let text = citation.plainText
        #expect(
          (text.hasSuffix(".") || text.hasSuffix(".”")) && text.contains("the title"),
          "\(source.type): \(text)")
        for doubled in ["..", ",,", ",.", ".,,", "  ", " ,", "()", ", ."] {
          #expect(!text.contains(doubled), "\(source.type): \(text)")
        }
      }
    }
    print("CSL schema: \(properties.count) keys and \(types.count) types read and cited")
  }
}
