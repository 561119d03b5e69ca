import Diagnostics
import HTML
import Markup
import Publishing
import TestSupport
import Testing

/// CommonMark 0.30 through our own tree and renderer.
@Suite struct CommonMarkSuiteTests {
  private struct Example: Decodable {
    let markdown: String
    let html: String
    let example: Int
  }

  private func html(of markdown: String, _ policy: HTMLRenderer.RawHTML) -> String {
    let document = Document.parsing(SourceText(path: "suite.md", text: markdown)).value
    let renderer = HTMLRenderer(rawHTML: policy) { destination, _ in destination }
    return renderer.render(document.blocks).map { serialized([$0]) + "\n" }.joined()
  }

  /// The examples that come out as expected, by number, and those that do not.
  private func run(_ examples: [Example], _ policy: HTMLRenderer.RawHTML) -> (passed: Int, missed: [Example])
  {
    let missed = examples.filter {
      NormalizedHTML(html(of: $0.markdown, policy)) != NormalizedHTML($0.html)
    }
    return (examples.count - missed.count, missed)
  }

  @Test func `every example of the specification passes with raw HTML allowed`() throws {
    guard let suite = SuiteFile("commonmark/spec-0.30.json") else { return }
    let examples = try suite.decoded(as: [Example].self)
    let result = run(examples, .allow)
    print("CommonMark 0.30: \(result.passed) of \(examples.count)")
    for miss in result.missed {
      Issue.record("example \(miss.example): \(html(of: miss.markdown, .allow)) is not \(miss.html)")
    }
    #expect(result.passed == 652)
  }

  @Test func `with raw HTML off exactly the examples that have raw HTML differ`() throws {
    guard let suite = SuiteFile("commonmark/spec-0.30.json") else { return }
    let examples = try suite.decoded(as: [Example].self)
    let result = run(examples, .escape)
    print("CommonMark 0.30, raw HTML off: \(result.passed) of \(examples.count)")
    for miss in result.missed {
      let document = Document.parsing(SourceText(path: "suite.md", text: miss.markdown)).value
      #expect(hasRawHTML(document.blocks), "example \(miss.example) has no raw HTML")
    }
    #expect(result.passed == 581)
  }

  @Test func `every regression of libcmark passes`() throws {
    guard let suite = SuiteFile("commonmark/regression-0.30.2.json") else { return }
    let examples = try suite.decoded(as: [Example].self)
    let result = run(examples, .allow)
    print("libcmark regressions: \(result.passed) of \(examples.count)")
    for miss in result.missed {
      Issue.record("example \(miss.example): \(html(of: miss.markdown, .allow)) is not \(miss.html)")
    }
    #expect(result.passed == 16)
  }

  private func hasRawHTML(_ blocks: [Block]) -> Bool {
    blocks.contains { block in
      switch block.content {
      case .html: true
      case .paragraph(let inlines), .heading(_, let inlines): hasRawHTML(inlines)
      case .blockQuote(let blocks): hasRawHTML(blocks)
      case .list(let list): list.items.contains { hasRawHTML($0.blocks) }
      case .code, .thematicBreak: false
      }
    }
  }

  private func hasRawHTML(_ inlines: [Inline]) -> Bool {
    inlines.contains { inline in
      switch inline {
      case .html: true
      case .emphasis(let children), .strong(let children), .link(_, _, let children): hasRawHTML(children)
      case .text, .code, .softBreak, .lineBreak, .image, .footnoteCall: false
      }
    }
  }
}
