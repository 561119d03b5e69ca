import Diagnostics
import HTML
import Templates
import TestSupport
import Testing

@Suite struct `The Mustache specification` {
  struct Suite: Decodable {
    struct Case: Decodable {
      let name: String
      let data: SuiteValue
      let template: String
      let partials: [String: String]?
      let expected: String
    }

    let tests: [Case]
  }

  @Test func `the core holds`() throws {
    let files = ["comments", "delimiters", "interpolation", "inverted", "partials", "sections"]
    try expectAll(of: files, count: 136)
  }

  @Test func `inheritance holds`() throws { try expectAll(of: ["~inheritance"], count: 27) }

  @Test func `dynamic names hold`() throws { try expectAll(of: ["~dynamic-names"], count: 21) }

  private func expectAll(of files: [String], count: Int) throws {
    var passed = 0
    for file in files {
      guard let suite = try SharedSuite.reading("mustache/\(file).json", as: Suite.self) else { return }
      for test in suite.tests {
        let output = rendered(test)
        #expect(output == test.expected, "\(file): \(test.name)")
        if output == test.expected { passed += 1 }
      }
    }
    print("mustache \(files.joined(separator: ", ")): \(passed) of \(count)")
    #expect(passed == count)
  }

  private func rendered(_ test: Suite.Case) -> String {
    let partials = (test.partials ?? [:]).map { SourceText(path: "\($0.key).mustache", text: $0.value) }
    let sources = [SourceText(path: "the test.mustache", text: test.template)] + partials
    let library = TemplateLibrary.parsing(sources, mode: .lenient)
    let page = library.value.render("the test", with: TemplateValue(test.data))
    let findings = library.diagnostics + page.diagnostics
    return findings.isEmpty ? String(decoding: page.value, as: UTF8.self) : findings.map(\.summary).joined()
  }
}

extension TemplateValue {
  fileprivate init(_ value: SuiteValue) {
    self =
      switch value {
      case .null: .none
      case .bool(let bool): .bool(bool)
      case .integer(let integer): .number(integer)
      case .number(let number): .text(number.description)
      case .string(let string): .text(string)
      case .array(let elements): .list(elements.map(TemplateValue.init))
      case .object(let members): .object(Members(members.map { ($0, TemplateValue($1)) }))
      }
  }
}
