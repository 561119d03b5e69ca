/// Checks a text before libcmark sees it, in one pass that is linear in its bytes.
struct Prescan {
  private let utf8: [UInt8]
  private let limits: Limits
  private var open: [Container] = []
  private var isAfterBlank = true

  private enum Container: Equatable {
    case quote
    /// The columns that the text of a list item is indented by, counted inside its own container.
    case item(width: Int)
  }

  init(_ utf8: [UInt8], limits: Limits) {
    self.utf8 = utf8
    self.limits = limits
  }

  /// Throws the first limit of run length or container nesting that a line breaks.
  mutating func check(_ lines: [Range<Int>]) throws(BrokenLimit) {
    var runStart = 0
    var runBytes = 0
    var cost = 0
    for (index, line) in lines.enumerated() {
      if LineCursor(utf8, line).isBlank {
        cost += runBytes * runBytes
        runBytes = 0
        closeQuotes()
        isAfterBlank = true
        continue
      }
      if runBytes == 0 { runStart = index }
      runBytes += line.count + 1
      if runBytes > limits.runBytes { throw BrokenLimit(.runBytes, line: runStart + 1) }
      if cost + runBytes * runBytes > limits.longRuns * limits.runBytes * limits.runBytes {
        throw BrokenLimit(.longRuns, line: runStart + 1)
      }
      read(line)
      if open.count > limits.containerDepth { throw BrokenLimit(.containerDepth, line: index + 1) }
      isAfterBlank = false
    }
  }

  /// A blank line ends every block quote, and keeps the list items outside of the first one.
  private mutating func closeQuotes() {
    guard let first = open.firstIndex(of: .quote) else { return }
    open.removeSubrange(first...)
  }

  /// Follows one line into the containers it continues and opens.
  ///
  /// Deep nesting is never overlooked; a line of code that looks like a hundred markers counts as nested.
  private mutating func read(_ line: Range<Int>) {
    var cursor = LineCursor(utf8, line)
    var matched = 0
    for container in open {
      guard continues(container, &cursor) else { break }
      matched += 1
    }
    var marker = nextMarker(&cursor)
    // Text right below an open paragraph is its lazy continuation and closes nothing.
    guard marker != nil || isAfterBlank else { return }
    open.removeSubrange(matched...)
    while let container = marker, open.count <= limits.containerDepth {
      open.append(container)
      marker = nextMarker(&cursor)
    }
  }

  private func continues(_ container: Container, _ cursor: inout LineCursor) -> Bool {
    var ahead = cursor
    switch container {
    case .item(let width):
      guard ahead.takeIndent(upTo: width) == width else { return false }
    case .quote:
      _ = ahead.takeIndent(upTo: 3)
      guard ahead.take(UInt8(ascii: ">")) else { return false }
      _ = ahead.takeIndent(upTo: 1)
    }
    cursor = ahead
    return true
  }

  private func nextMarker(_ cursor: inout LineCursor) -> Container? {
    var ahead = cursor
    let indent = ahead.takeIndent(upTo: 4)
    guard indent < 4, !ahead.isThematicBreak else { return nil }
    if ahead.take(UInt8(ascii: ">")) {
      _ = ahead.takeIndent(upTo: 1)
      cursor = ahead
      return .quote
    }
    guard let marker = ahead.takeListMarker() else { return nil }
    cursor = ahead
    let padding = ahead.takeIndent(upTo: 5)
    let isPlain = (1...4).contains(padding) && !ahead.isBlank
    _ = cursor.takeIndent(upTo: isPlain ? padding : 1)
    return .item(width: indent + marker + (isPlain ? padding : 1))
  }
}
