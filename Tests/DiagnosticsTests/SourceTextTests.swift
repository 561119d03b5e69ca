import Diagnostics
import Testing

/// What reading the bytes says, in the form for people.
private func messages(_ bytes: [UInt8]) -> String {
  DiagnosticFormatter(.text(isColored: false)).format(SourceText.reading(bytes, path: "a.md").diagnostics)
}

struct `Reading a file as text` {
  @Test func `a byte order mark is dropped and all line ends become line feeds`() {
    let read = SourceText.reading([0xEF, 0xBB, 0xBF] + Array("a\r\nb\rc\n\r\n\r".utf8), path: "a.md")
    #expect(read.value?.text == "a\nb\nc\n\n\n")
    #expect(read.diagnostics.isEmpty)
  }

  @Test func `NUL is read as U+FFFD with a warning at the first`() {
    let bytes = Array("x\r\na\u{0}b\u{0}".utf8)
    #expect(SourceText.reading(bytes, path: "a.md").value?.text == "x\na\u{FFFD}b\u{FFFD}")
    #expect(
      messages(bytes) == """
        a.md:2:2: warning: NUL character; it is read as U+FFFD [source.nul]
         2 | a\u{FFFD}b\u{FFFD}
           |  ^

        """)
  }

  @Test func `invalid UTF-8 is refused with line, byte and offset`() {
    let bytes = Array("ok\né\n".utf8) + [0x61, 0xE9, 0x62]
    #expect(SourceText.reading(bytes, path: "a.md").value == nil)
    #expect(
      messages(bytes) == """
        a.md:3:2: error: byte 0xE9 at offset 7 is not valid UTF-8 [source.not-utf8]
         3 | a\u{FFFD}b
           |  ^
        help: save the file as UTF-8

        """)
  }

  @Test(
    arguments: [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82]] as [[UInt8]]
  )
  func `overlong, surrogate, too large, stray and cut sequences are refused`(bytes: [UInt8]) {
    #expect(SourceText.reading(bytes, path: "a.md").value == nil)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]])
  func `UTF-16 is named as such`(bytes: [UInt8]) {
    #expect(SourceText.reading(bytes, path: "a.md").value == nil)
    #expect(
      messages(bytes) == """
        a.md: error: “a.md” is UTF-16; gloss reads UTF-8 [source.utf16]
        help: save the file as UTF-8

        """)
  }

  @Test func `an empty file is an empty text`() {
    #expect(SourceText.reading([], path: "a.md").value?.text == "")
    #expect(SourceText.reading([0xEF, 0xBB, 0xBF], path: "a.md").value?.text == "")
  }

  @Test func `lines are counted from one and clamped`() {
    let source = SourceText(path: "a.md", text: "one\n\nthree\n")
    #expect((0...9).map { source.line($0).text } == ["one", "one", ""] + Array(repeating: "three", count: 7))
  }
}

struct `Near misses` {
  @Test(arguments: [
    ("titel", ["title", "author"], "; did you mean “title”?"),
    ("Kim_Summit", ["kim-summit"], "; did you mean “kim-summit”?"),
    ("sumary", ["summary", "summit"], "; did you mean “summary”?"),
    ("non", ["nonaggression", "notice", "nor"], "; did you mean “nor” or “nonaggression”?"),
    ("bcd", ["acd", "bbd", "bce", "bcdx"], "; did you mean “acd”, “bbd” or “bcdx”?"),
    ("entirely", ["different"], ""),
    ("x", [], ""),
  ])
  func `are named in the order of likeness`(name: String, known: [String], expected: String) {
    #expect(suggestion(for: name, among: known) == expected)
  }
}
