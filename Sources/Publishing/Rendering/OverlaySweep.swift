import HTML
import Markup

/// Passes over a text once, from leaf to leaf, and parts each leaf where overlays begin and end.
struct OverlaySweep {
  enum Part {
    /// A piece of the leaf by UTF-8 offsets within it, numbered in the order of the text.
    case text(Range<Int>, overlays: [Int], piece: Int)
    case insertion(Node, overlays: [Int])
  }

  /// Outer first; the numbers of overlays are indices into it.
  let overlays: [Overlay]
  /// By overlay: the piece that it covers first.
  private(set) var firstPieces: [Int?]
  private(set) var pieceCount = 0
  private let text: PlainText
  /// Overlays by where they begin.
  private let starts: [Int]
  private var nextStart = 0
  /// The overlays that are open, outer first.
  private var open: [Int] = []
  private let insertions: [Insertion]
  private var nextInsertion = 0

  init(_ text: PlainText, _ overlays: [Overlay], _ insertions: [Insertion]) {
    let ordered = overlays.enumerated().filter { !$0.element.range.isEmpty }.sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (a.rank, a.range.lowerBound, -a.range.upperBound, left.offset)
        < (b.rank, b.range.lowerBound, -b.range.upperBound, right.offset)
    }
    self.overlays = ordered.map(\.element)
    self.text = text
    firstPieces = Array(repeating: nil, count: ordered.count)
    starts = self.overlays.indices.sorted { [overlays = self.overlays] left, right in
      (overlays[left].range.lowerBound, left) < (overlays[right].range.lowerBound, right)
    }
    self.insertions = Self.settled(insertions, in: text)
  }

  /// Insertions in order, those between two texts moved to the end of the text before.
  private static func settled(_ insertions: [Insertion], in text: PlainText) -> [Insertion] {
    let ordered = insertions.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    var run = 0
    var end = 0
    return ordered.map { _, insertion in
      while run < text.runs.count, text.runs[run].range.lowerBound < insertion.offset {
        if !text.runs[run].range.isEmpty { end = text.runs[run].range.upperBound }
        run += 1
      }
      return Insertion(offset: min(insertion.offset, end), node: insertion.node)
    }
  }

  /// The parts of the next leaf, in order.
  ///
  /// In a link no overlay is an `a`, and elsewhere at most one.
  mutating func parts(of leaf: Leaf, isLinked: Bool) -> [Part] {
    let range = text.run(of: leaf).range
    var parts: [Part] = []
    var position = range.lowerBound
    close(at: position)
    takeInsertions(at: position, into: &parts)
    while position < range.upperBound {
      openOverlays(at: position)
      let end = nextEdge(after: position, limit: range.upperBound)
      let applied = applied(isLinked: isLinked)
      for overlay in applied where firstPieces[overlay] == nil { firstPieces[overlay] = pieceCount }
      let local = position - range.lowerBound..<end - range.lowerBound
      parts.append(.text(local, overlays: applied, piece: pieceCount))
      pieceCount += 1
      position = end
      close(at: position)
      takeInsertions(at: position, into: &parts)
    }
    return parts
  }

  /// The open overlays that something without text of its own, between two texts, is inside of.
  func around(hasLink: Bool) -> [Int] { applied(isLinked: hasLink) }

  private func applied(isLinked: Bool) -> [Int] {
    var isLinked = isLinked
    return open.filter { overlay in
      guard overlays[overlay].element.name == "a" else { return true }
      defer { isLinked = true }
      return !isLinked
    }
  }

  private mutating func takeInsertions(at position: Int, into parts: inout [Part]) {
    while nextInsertion < insertions.count, insertions[nextInsertion].offset <= position {
      parts.append(.insertion(insertions[nextInsertion].node, overlays: applied(isLinked: true)))
      nextInsertion += 1
    }
  }

  private mutating func openOverlays(at position: Int) {
    while nextStart < starts.count, overlays[starts[nextStart]].range.lowerBound <= position {
      let overlay = starts[nextStart]
      nextStart += 1
      guard overlays[overlay].range.upperBound > position else { continue }
      open.insert(overlay, at: open.firstIndex { $0 > overlay } ?? open.endIndex)
    }
  }

  private mutating func close(at position: Int) {
    open.removeAll { overlays[$0].range.upperBound <= position }
  }

  private func nextEdge(after position: Int, limit: Int) -> Int {
    var edge = limit
    if nextStart < starts.count { edge = min(edge, overlays[starts[nextStart]].range.lowerBound) }
    if nextInsertion < insertions.count { edge = min(edge, insertions[nextInsertion].offset) }
    for overlay in open { edge = min(edge, overlays[overlay].range.upperBound) }
    precondition(edge > position, "what ends or begins at a position was taken before")
    return edge
  }
}
