import Diagnostics
import Testing

/// The source with the marked range: `⟦` and `⟧` are taken out, what stood between them is the range.
private func marked(_ text: String, path: String = "Content/essay.md") throws -> SourceRange {
  let parts = text.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
  let rest = try #require(parts.last).split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
  let (before, inside, after) = (parts[0], rest[0], try #require(rest.last))
  let source = SourceText(path: path, text: String(before + inside + after))
  return source.range(before.utf8.count..<before.utf8.count + inside.utf8.count)
}

private func shown(_ text: String, path: String = "Content/essay.md") throws -> String {
  let diagnostic = Diagnostic.error("test.fault", "something is wrong", at: try marked(text, path: path))
  return DiagnosticFormatter(.text(isColored: false)).format([diagnostic])
}

struct `Text for people` {
  @Test func `a range is underlined in its line, with notes and remedies below`() throws {
    let range = try marked("one\nquote: ⟦men led lives⟧ of\n", path: "Content/walden.md")
    let closest = try marked("a\nb ⟦c⟧", path: "Content/other.md")
    let diagnostic = Diagnostic.error(
      "anchor.lost", "no passage matches this quote", at: range,
      notes: [
        .init("closest passage: “men lead”", at: closest), .init("only this file", in: "site.yaml"),
        .init("so"),
      ],
      fixes: [
        .init("replace the quote with “men lead”", replacement: "men lead"),
        .init("use the passage", replacement: "x"),
      ])
    #expect(
      DiagnosticFormatter(.text(isColored: false)).format([diagnostic]) == """
        Content/walden.md:2:8: error: no passage matches this quote [anchor.lost]
         2 | quote: men led lives of
           |        ^~~~~~~~~~~~~
        Content/other.md:2:3: note: closest passage: “men lead”
        site.yaml: note: only this file
        note: so
        help: replace the quote with “men lead”
        help: use the passage: “x”

        """)
  }

  @Test func `messages without a range name the file or nothing`() {
    let formatter = DiagnosticFormatter(.text(isColored: false))
    #expect(
      formatter.format([.warning("a.b", "it is empty", in: "Content/x.md")])
        == "Content/x.md: warning: it is empty [a.b]\n")
    #expect(
      formatter.format([Diagnostic(.error, "a.b", "disk is full", place: .nowhere)])
        == "error: disk is full [a.b]\n")
  }

  @Test func `columns count code points`() throws {
    #expect(try shown("é😀 ⟦x⟧").hasPrefix("Content/essay.md:1:4: "))
  }

  @Test func `tabs are kept and wide characters take two columns`() throws {
    #expect(
      try shown("a\t⟦b⟧") == """
        Content/essay.md:1:3: error: something is wrong [test.fault]
         1 | a\tb
           |  \t^

        """)
    #expect(
      try shown("平壌で⟦会談⟧する") == """
        Content/essay.md:1:4: error: something is wrong [test.fault]
         1 | 平壌で会談する
           |       ^~~~

        """)
    // The gutter is four columns and a space, so the tab after one letter reaches the next stop by two.
    #expect(try shown("⟦a\tb⟧").hasSuffix("   | ^~~~\n"))
    #expect(try shown("e\u{301}⟦x⟧").hasSuffix("   |  ^\n"))
  }

  @Test func `control characters are spelled out, in the excerpt, the path and the message`() throws {
    let range = try marked("a\u{1B}[31m⟦b⟧\u{202E}", path: "x\u{1B}[2J\ny.md")
    let text = DiagnosticFormatter(.text(isColored: false)).format([.error("a.b", "bad\u{7}", at: range)])
    #expect(
      text == """
        x\\u{1b}[2J\\u{a}y.md:1:7: error: bad\\u{7} [a.b]
         1 | a\\u{1b}[31mb\\u{202e}
           |            ^

        """)
  }

  @Test func `a range over several lines is underlined on its first`() throws {
    #expect(
      try shown("one ⟦two\nthree⟧ four") == """
        Content/essay.md:1:5: error: something is wrong [test.fault]
         1 | one two
           |     ^~~

        """)
  }

  @Test func `empty ranges have a caret, at the end of a line, of the text, and in an empty text`() throws {
    #expect(try shown("one⟦⟧\ntwo").hasSuffix(" 1 | one\n   |    ^\n"))
    #expect(try shown("one⟦\n⟧two").hasSuffix(" 1 | one\n   |    ^\n"))
    #expect(try shown("one\n⟦⟧").hasSuffix(":2:1: error: something is wrong [test.fault]\n 2 |\n   | ^\n"))
    #expect(try shown("⟦⟧").hasSuffix(" 1 |\n   | ^\n"))
  }

  @Test func `a long line is cut around the caret to a hundred columns`() throws {
    let words = Array(repeating: "word", count: 60).joined(separator: " ")
    let middle = try shown(words + " ⟦here⟧ " + words).split(separator: "\n")
    #expect(middle[1].hasPrefix(" 1 | …") && middle[1].hasSuffix("…"))
    #expect(middle[1].unicodeScalars.count == 5 + 1 + 100 + 1)
    let column = try #require(middle[2].firstIndex(of: "^")).utf16Offset(in: middle[2])
    #expect(middle[1].dropFirst(column).hasPrefix("here"))
    let start = try shown("⟦here⟧ " + words).split(separator: "\n")
    #expect(start[1].hasPrefix(" 1 | here word") && start[1].hasSuffix("…"))
    let end = try shown(words + " ⟦here⟧").split(separator: "\n")
    #expect(end[1].hasPrefix(" 1 | …") && end[1].hasSuffix(" here"))
    #expect(end[1].unicodeScalars.count == 5 + 1 + 100)
    let whole = try shown("⟦" + words + "⟧").split(separator: "\n")
    #expect(whole[2] == "   | ^" + String(repeating: "~", count: 99))
  }

  @Test func `colour is there only when asked for`() throws {
    let diagnostic = Diagnostic.warning("a.b", "odd", at: try marked("⟦x⟧"), fixes: [.init("do it")])
    let plain = DiagnosticFormatter(.text(isColored: false)).format([diagnostic])
    let colored = DiagnosticFormatter(.text(isColored: true)).format([diagnostic])
    #expect(!plain.contains("\u{1B}"))
    #expect(
      colored == """
        \u{1B}[1mContent/essay.md:1:1: \u{1B}[0m\u{1B}[1;35mwarning:\u{1B}[0m odd \u{1B}[2m[a.b]\u{1B}[0m
        \u{1B}[2m 1 |\u{1B}[0m x
        \u{1B}[2m   |\u{1B}[0m \u{1B}[1;35m^\u{1B}[0m
        \u{1B}[1;32mhelp:\u{1B}[0m do it

        """)
  }

  @Test func `messages come by file and position, each once`() throws {
    let source = SourceText(path: "b.md", text: "one\ntwo")
    let late = Diagnostic.error("z.z", "late", at: source.range(4..<7))
    let early = Diagnostic.error("z.z", "early", at: source.range(0..<3))
    let other = Diagnostic.warning("a.a", "other", in: "a.md")
    let text = DiagnosticFormatter(.text(isColored: false)).format([late, early, other, late])
    #expect(
      text.split(separator: "\n").filter { $0.contains(": error") || $0.contains(": warning") } == [
        "a.md: warning: other [a.a]", "b.md:1:1: error: early [z.z]", "b.md:2:1: error: late [z.z]",
      ])
  }

  @Test func `errors and warnings are counted in words`() {
    let error = Diagnostic(.error, "a", "b", place: .nowhere)
    let warning = Diagnostic(.warning, "a", "b", place: .nowhere)
    #expect([error].tally == "1 error")
    #expect([warning, error, error].tally == "2 errors and 1 warning")
    #expect([warning, warning].tally == "2 warnings")
    #expect([Diagnostic]().tally == "")
  }
}

struct `JSON lines for tools` {
  @Test func `keys are the same and in the same order in every line`() throws {
    let range = try marked("é⟦x\ny⟧z")
    let full = Diagnostic.error(
      "a.b", "say \"no\"", at: range, notes: [.init("see", in: "c.md")],
      fixes: [.init("do", replacement: "tab\t"), .init("wait")])
    let bare = Diagnostic(.warning, "a.a", "back\\slash", place: .nowhere)
    #expect(
      DiagnosticFormatter(.jsonLines).format([full, bare]) == #"""
        {"severity":"warning","id":"a.a","message":"back\\slash","path":null,"line":null,"column":null,"endLine":null,"endColumn":null,"notes":[],"fixes":[]}
        {"severity":"error","id":"a.b","message":"say \"no\"","path":"Content/essay.md","line":1,"column":2,"endLine":2,"endColumn":2,"notes":[{"message":"see","path":"c.md","line":null,"column":null,"endLine":null,"endColumn":null}],"fixes":[{"message":"do","replacement":"tab\t"},{"message":"wait","replacement":null}]}

        """#)
  }

  @Test func `control characters, line separators and tags beyond the first plane are escaped`() {
    let diagnostic = Diagnostic(.error, "a", "\u{0}\u{1B}\n\u{2028}\"\u{301}\u{E0001}é😀", place: .nowhere)
    let line = DiagnosticFormatter(.jsonLines).format([diagnostic])
    #expect(line.contains(#""message":"\u0000\u001b\n\u2028\"\#u{301}\udb40\udc01é😀""#))
    #expect(line.utf8.count { $0 == 0x0A } == 1)
  }
}
