package import Diagnostics

/// The YAML between two lines `---` at the head of a Markdown file.
package enum FrontMatter {
  /// Splits a file into its front matter and its body, which starts at the UTF-8 offset `bodyOffset`.
  ///
  /// Front matter is opened by a first line `---` and closed by the next line `---` or `...`; blanks may follow
  /// the marks. A file that opens none has no record and a body from 0. One that is not closed within 64 KiB is
  /// an error, and the body is then empty.
  package static func splitting(_ source: SourceText) -> Diagnosed<(record: Record?, bodyOffset: Int)> {
    let utf8 = source.utf8
    let opening = source.line(1)
    guard isMark(utf8[opening.offsets], UInt8(ascii: "-")) else { return Diagnosed((nil, 0), []) }
    let start = min(opening.offsets.upperBound + 1, utf8.count)
    // Not beyond the limit: a rule on the first line of a long file is no reason to read all of it.
    let limit = min(start + Record.yamlSizeLimit, utf8.count)
    var lineStart = start
    while lineStart < utf8.count, lineStart <= limit {
      // A mark is short, but may be followed by any number of blanks.
      let end = utf8[lineStart...].firstIndex(of: 0x0A) ?? utf8.count
      let line = utf8[lineStart..<end]
      if isMark(line, UInt8(ascii: "-")) || isMark(line, UInt8(ascii: ".")) {
        let read = Record.readingYAML(source, in: start..<lineStart)
        return Diagnosed((read.value, min(end + 1, utf8.count)), read.diagnostics)
      }
      lineStart = end + 1
    }
    let finding: Diagnostic = limit < utf8.count ? .isTooLong(opening) : .isUnclosed(opening)
    return Diagnosed((nil, utf8.count), [finding])
  }

  private static func isMark(_ line: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    line.starts(with: [byte, byte, byte]) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}

extension Diagnostic {
  fileprivate static func isUnclosed(_ range: SourceRange) -> Diagnostic {
    .error(
      "front-matter.unclosed", "the front matter opened here is never closed; end it with a line “---”",
      at: range)
  }

  fileprivate static func isTooLong(_ range: SourceRange) -> Diagnostic {
    .error(
      "front-matter.too-long",
      "the front matter opened here is longer than 64 KiB, or never closed by a line “---”",
      at: range)
  }
}
