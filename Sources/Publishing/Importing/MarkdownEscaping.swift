/// A paragraph of plain text as Markdown that reads as exactly that text, with as few backslashes as that takes.
///
///     1. * 5 stars_of_the_sky, [see](below)   →   1\. * 5 stars_of_the_sky, [see\](below)
///
/// Written for CommonMark 0.30 with footnotes. The lines are without blanks at either end and none is empty. A
/// document in which every paragraph was written so has no link definitions, on which the rules for `[` rely.
func markdown(ofParagraph lines: [String]) -> String {
  var escaping = ParagraphEscaping(lines: lines)
  escaping.escapeLineStarts()
  escaping.escapeEmphasis("*")
  escaping.escapeEmphasis("_")
  escaping.escapeCode()
  escaping.escapeWithin()
  return escaping.text
}

private struct ParagraphEscaping {
  private let scalars: [Unicode.Scalar]
  /// Whether a backslash goes before the scalar.
  private var isEscaped: [Bool]

  init(lines: [String]) {
    scalars = Array(lines.joined(separator: "\n").unicodeScalars)
    isEscaped = Array(repeating: false, count: scalars.count)
  }

  var text: String {
    var output = String.UnicodeScalarView()
    for (scalar, needsBackslash) in zip(scalars, isEscaped) {
      if needsBackslash { output.append("\\") }
      output.append(scalar)
    }
    return String(output)
  }

  /// The scalar, or a line feed beyond either end: the edge of a paragraph is an edge of a line.
  private func scalar(_ index: Int) -> Unicode.Scalar {
    scalars.indices.contains(index) ? scalars[index] : "\n"
  }

  /// The end of the run of one scalar that starts at `index`.
  private func endOfRun(at index: Int) -> Int {
    scalars[index...].firstIndex { $0 != scalars[index] } ?? scalars.count
  }
}

// MARK: - Blocks: what stands at the start of a line

extension ParagraphEscaping {
  mutating func escapeLineStarts() {
    for line in scalars.split(separator: "\n").map(\.indices) {
      if let index = markerIndex(in: line) { isEscaped[index] = true }
    }
  }

  /// The scalar that would make the line a quote, heading, list item, rule, underline or fence.
  private func markerIndex(in line: Range<Int>) -> Int? {
    let start = line.lowerBound
    let first = scalars[start]
    let run = endOfRun(at: start)
    switch first {
    case ">": return start
    case "#": return run - start <= 6 && scalar(run).isBlank ? start : nil
    case "~": return run - start >= 3 ? start : nil
    case "=": return start > 0 && run == line.upperBound ? start : nil
    case "-", "+", "*", "_": return isRuleOrBullet(line, run: run) ? start : nil
    case "0"..."9": return orderedMarkerIndex(in: line)
    case _: return nil
    }
  }

  private func isRuleOrBullet(_ line: Range<Int>, run: Int) -> Bool {
    let first = scalars[line.lowerBound]
    if first != "_" && scalar(line.lowerBound + 1).isBlank { return true }
    guard first != "+" else { return false }
    if first == "-" && line.lowerBound > 0 && run == line.upperBound { return true }
    return scalars[line].allSatisfy { $0 == first || $0.isBlank } && scalars[line].count { $0 == first } >= 3
  }

  /// The `.` of `12.`: any number starts a list at the head of a paragraph, inside of one only 1 does.
  private func orderedMarkerIndex(in line: Range<Int>) -> Int? {
    let digits = scalars[line].prefix { ("0"..."9").contains($0) }
    let end = digits.endIndex
    guard digits.count <= 9, scalar(end) == "." || scalar(end) == ")", scalar(end + 1).isBlank else {
      return nil
    }
    let isOne = digits.last == "1" && digits.dropLast().allSatisfy { $0 == "0" }
    return line.lowerBound == 0 || isOne ? end : nil
  }
}

// MARK: - Inlines

extension ParagraphEscaping {
  /// Escapes the runs of `*` or `_` that could begin or end emphasis, if there are two of them to pair.
  mutating func escapeEmphasis(_ mark: Unicode.Scalar) {
    let able = runs(of: mark).filter { canDelimit($0) || isEscaped[$0.lowerBound] }
    guard able.count > 1 || able.contains(where: { isEscaped[$0.lowerBound] }) else { return }
    for index in able.joined() { isEscaped[index] = true }
  }

  private func canDelimit(_ run: Range<Int>) -> Bool {
    let (before, after) = (scalar(run.lowerBound - 1), scalar(run.upperBound))
    if before.isBlankAroundEmphasis && after.isBlankAroundEmphasis { return false }
    return scalars[run.lowerBound] == "*" || !(before.isAlphanumeric && after.isAlphanumeric)
  }

  /// Escapes all backticks unless there is a single run of them, which cannot be code, nor a fence.
  mutating func escapeCode() {
    let runs = runs(of: "`")
    let isFence = runs.contains { scalar($0.lowerBound - 1) == "\n" && $0.count >= 3 }
    guard runs.count > 1 || isFence else { return }
    for index in runs.joined() { isEscaped[index] = true }
  }

  /// Escapes what has a meaning by what follows it: backslashes, tags, entities, links and footnotes.
  mutating func escapeWithin() {
    for (index, scalar) in scalars.enumerated() where !isEscaped[index] {
      let next = self.scalar(index + 1)
      switch scalar {
      // At the very end it is a backslash and no line break.
      case "\\": isEscaped[index] = next.isASCIIPunctuation || (next == "\n" && index + 1 < scalars.count)
      case "<": isEscaped[index] = isTag(at: index)
      case "&": isEscaped[index] = isEntity(at: index)
      case "[": isEscaped[index] = next == "^"
      case "]": isEscaped[index] = next == "(" || next == ":"
      case _: break
      }
    }
  }

  /// Whether `<` starts something like `<b>`, `</b>`, `<!--`, `<?`, `<https://a.b>` or `<!@a.b>`.
  private func isTag(at index: Int) -> Bool {
    let next = scalar(index + 1)
    if next.isASCIILetter || next == "/" || next == "!" || next == "?" { return true }
    let word = scalars[(index + 1)...].prefix { !$0.isBlank && $0 != ">" }
    return word.contains("@") && scalar(word.endIndex) == ">"
  }

  /// Whether `&` starts something like `&amp;` or `&#38;`.
  private func isEntity(at index: Int) -> Bool {
    let start = scalar(index + 1) == "#" ? index + 2 : index + 1
    guard start < scalars.count else { return false }
    let end = scalars[start...].firstIndex { !$0.isASCIILetter && !("0"..."9").contains($0) } ?? scalars.count
    return end > start && scalar(end) == ";"
  }

  private func runs(of mark: Unicode.Scalar) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while let start = scalars[index...].firstIndex(of: mark) {
      index = endOfRun(at: start)
      found.append(start..<index)
    }
    return found
  }
}

extension Unicode.Scalar {
  /// ASCII white space, the only kind that Markdown's blocks know.
  var isBlank: Bool { self == " " || (0x09...0x0D).contains(value) }

  /// Emphasis does not take a vertical tab for white space.
  fileprivate var isBlankAroundEmphasis: Bool { isBlank && value != 0x0B }

  fileprivate var isAlphanumeric: Bool { properties.isAlphabetic || properties.numericType != nil }

  fileprivate var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

  fileprivate var isASCIIPunctuation: Bool {
    ("!"..."/").contains(self) || (":"..."@").contains(self) || ("["..."`").contains(self)
      || ("{"..."~").contains(self)
  }
}
