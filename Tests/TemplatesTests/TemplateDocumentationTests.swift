import FoundationEssentials
import HTML
import Templates
import Testing

@Suite struct `The page on templates` {
  private static let repository = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  private func text(_ path: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(filePath: "\(Self.repository)/\(path)")), as: UTF8.self)
  }

  @Test func `shows a layout that works`() throws {
    let examples = try text("docs/templates.md").components(between: "```mustache\n", and: "```")
    let value = TemplateValue.object([
      "language": .text("en"), "site": .object(["title": .text("Readings")]),
      "entry": .object([
        "title": .text("War & peace"), "body": .html([.element("p", [], [.text("One.")]), .element("hr")]),
      ]),
      "isCurrent": .bool(true),
    ])
    #expect(examples.count == 3)
    #expect(
      rendered(examples[1], with: value, partials: ["layout": examples[0]]) == """
        <!doctype html>
        <html lang="en">
          <title>War &amp; peace · Readings</title>
          <main>
            <h1>War &amp; peace</h1>
            <p>One.</p>
        <hr>
          </main>
        </html>

        """)
    #expect(rendered(examples[2], with: value) == "<li aria-current=\"page\">\n")
  }

  @Test func `lists every error`() throws {
    let page = try text("docs/templates.md")
    let folder = "\(Self.repository)/Sources/Templates"
    var ids: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      for id in try text("Sources/Templates/\(name)").components(between: "\"template.", and: "\"") {
        ids.insert(id)
      }
    }
    #expect(ids.count > 20)
    for id in ids.sorted() { #expect(page.contains("`template.\(id)`"), "\(id)") }
  }
}

extension String {
  fileprivate func components(between start: String, and end: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let opening = rest.firstRange(of: start),
      let closing = rest[opening.upperBound...].firstRange(of: end)
    {
      found.append(String(rest[opening.upperBound..<closing.lowerBound]))
      rest = rest[closing.upperBound...]
    }
    return found
  }
}
