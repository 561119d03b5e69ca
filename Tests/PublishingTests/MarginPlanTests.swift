import Diagnostics
import Markup
import Testing

@testable import Commentary
@testable import Publishing

@Suite struct `Margin plan` {
  /// Ten paragraphs of ten lines each, and notes on the first line of some.
  private func plan(_ notes: [(paragraph: Int, wish: Kind.Margin, length: Int)]) throws -> MarginPlan {
    let paragraph = Array(repeating: "text", count: 124).joined(separator: " ")
    let source = SourceText(
      path: "essay.md", text: Array(repeating: paragraph, count: 10).joined(separator: "\n\n"))
    let text = PlainText(Document.parsing(source).value)
    return MarginPlan(
      notes.enumerated().map { index, note in
        MarginPlan.Claim(
          id: "\(index)", wish: note.wish, offset: text.blocks[note.paragraph].range.lowerBound,
          widths: [note.length])
      }, in: text)
  }

  @Test func `a note with a margin to itself is shown whole`() throws {
    let plan = try plan([(0, .right, 2000)])
    #expect(plan["0"] == MarginPlan.Place(margin: .right, two: 5, one: 5))
    #expect(plan["0"].rows == "rall qall")
  }

  @Test func `notes that crowd a line share the room`() throws {
    let plan = try plan(Array(repeating: (0, .right, 400), count: 12))
    let rows = (0..<12).map { plan["\($0)"].rows }
    #expect(rows.dropLast().allSatisfy { $0 == "r1 q1" })
    #expect(rows.last != "r1 q1")
  }

  @Test func `the next paragraph keeps its notes beside it`() throws {
    let plan = try plan([(0, .right, 4000), (1, .right, 80)])
    #expect(plan["0"].two == 4)
    #expect(plan["1"].two == 5)
  }

  @Test func `a note for either margin goes where there is room`() throws {
    let plan = try plan([
      (0, .left, 300), (0, .auto, 300), (0, .auto, 300), (0, .right, 300), (1, .auto, 300),
    ])
    #expect((0..<5).map { plan["\($0)"].margin } == [.left, .right, .right, .right, .left])
  }

  @Test func `wide scripts take two columns`() {
    #expect(columns(of: "Kim — é".utf8) == 7)
    #expect(columns(of: "金正恩".utf8) == 6)
  }
}
