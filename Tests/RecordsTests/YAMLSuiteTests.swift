import Diagnostics
import Records
import TestSupport
import Testing

/// The cases of the YAML test suite, of which we take the subset that front matter needs.
struct YAMLSuiteTests {
  /// What is left out on purpose: a refusal has to name one of these.
  private static let features: Set<String> = [
    "yaml.alias", "yaml.anchor", "yaml.tag", "yaml.merge-key", "yaml.complex-key", "yaml.empty-key",
    "yaml.second-document", "yaml.directive", "yaml.tab", "yaml.not-a-mapping", "record.duplicate-key",
  ]

  /// Valid YAML 1.2 that libyaml 0.2.5 itself does not understand.
  private static let beyondLibYAML: Set<String> = [
    "4ABK", "4MUZ/01", "4MUZ/02", "5MUD", "5T43", "9SA2", "CFD4", "DBG4", "DK3J", "FP8R", "FRK4", "HWV9",
    "K3WX",
    "NJ66", "QT73", "UT92", "VJP3/01",
  ]

  /// Invalid YAML that libyaml 0.2.5 lets pass.
  private static let missedByLibYAML: Set<String> = [
    "9C9N", "DK95/01", "MUS6/00", "QB6E", "S98Z", "SU5Z", "X4QW",
  ]

  @Test func `every case is taken with its value or refused with a line and a reason`() throws {
    guard let suite = SuiteFile.reading("yaml/cases.json") else { return }
    let cases = try #require(Record.readingJSON(suite).value?.items)
    var counts: [String: Int] = [:]
    var misunderstood: Set<String> = []
    var missed: Set<String> = []
    for example in cases {
      let id = try #require(example["id"]?.scalar?.text)
      let text = try #require(example["yaml"]?.scalar?.text)
      let isInvalid = example["fail"]?.scalar?.bool == true
      let read = Record.readingYAML(SourceText(path: "\(id).yaml", text: text))
      if let error = read.diagnostics.first {
        try #require(error.severity == .error, "\(id)")
        guard case .range(let range) = error.place else {
          Issue.record("\(id): the error has no line")
          continue
        }
        #expect(range.position.line <= text.utf8.count { $0 == 0x0A } + 1, "\(id)")
        counts[isInvalid ? "refused as invalid" : "refused by \(error.id)", default: 0] += 1
        if !isInvalid && !Self.features.contains(error.id) { misunderstood.insert(id) }
      } else {
        counts["taken", default: 0] += 1
        if isInvalid { missed.insert(id) } else { try compare(read.value, with: example, id) }
      }
    }
    for (what, count) in counts.sorted(by: { $0.key < $1.key }) { print("YAML suite: \(count) \(what)") }
    print("YAML suite: \(cases.count) cases")
    #expect(cases.count == 356)
    #expect(misunderstood == Self.beyondLibYAML)
    #expect(missed == Self.missedByLibYAML)
  }

  private func compare(_ record: Record?, with example: Record, _ id: String) throws {
    let ours = Meaning(of: try #require(record, "\(id)"))
    // Ten cases have no JSON form, because their keys are not strings; none of them is taken.
    let text = try #require(example["json"]?.scalar?.text, "\(id)")
    // No document, and a document without a value, are an empty mapping here.
    let json = Record.readingJSON(SourceText(path: "\(id).json", text: text.isEmpty ? "null" : text))
    let theirs = Meaning(of: try #require(json.value, "\(id): \(json.diagnostics.told)"))
    #expect(ours == (theirs == .null ? .mapping([:]) : theirs), "\(id)")
  }
}
