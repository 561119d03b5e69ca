import Commentary
import HTML

/// The words of a row with what was taken out and put in, as each side has them and woven into one text.
struct MarkedText {
  /// One paragraph as it is to be set.
  struct Paragraph {
    var form: ComparedText.Form
    /// The parts that it is, on the old side and on the new one.
    var old: Int?
    var new: Int?
    var nodes: [Node] = []
  }

  private let comparison: VersionComparison
  private let row: VersionComparison.Row
  private let runs: [WordRun]

  init(_ row: VersionComparison.Row, of comparison: VersionComparison) {
    (self.comparison, self.row) = (comparison, row)
    runs = comparison.runs(of: row)
  }

  /// The old paragraphs, with `del` around what the new ones lack.
  var old: [Paragraph] {
    let marks = runs.filter { $0.kind == .deleted }.map(\.old)
    return row.pair.old.map { part in
      let form = comparison.oldText.parts[part].form
      return Paragraph(
        form: form, old: part, nodes: Self.marked(part, marks, as: "del", in: comparison.oldText))
    }
  }

  /// The new paragraphs, with `ins` around what the old ones lacked.
  var new: [Paragraph] {
    let marks = runs.filter { $0.kind == .inserted }.map(\.new)
    return row.pair.new.map { part in
      let form = comparison.newText.parts[part].form
      return Paragraph(
        form: form, new: part, nodes: Self.marked(part, marks, as: "ins", in: comparison.newText))
    }
  }

  private static func marked(_ part: Int, _ marks: [Range<Int>], as name: String, in text: ComparedText)
    -> [Node]
  {
    let range = text.parts[part].range
    var nodes: [Node] = []
    var position = range.lowerBound
    var index = marks.bisection { marks[$0].upperBound > range.lowerBound }
    while index < marks.count, marks[index].lowerBound < range.upperBound {
      let mark = marks[index]
      index += 1
      nodes += text.nodes(position..<mark.lowerBound, of: part)
      nodes.append(element(name, mark, of: part, in: text))
      position = mark.upperBound
    }
    return nodes + text.nodes(position..<range.upperBound, of: part)
  }

  fileprivate static func element(_ name: String, _ range: Range<Int>, of part: Int, in text: ComparedText)
    -> Node
  {
    let isSlight = text.isPunctuation(range)
    return .element(name, [("class", isSlight ? "slight" : nil)], text.nodes(range, of: part))
  }

  /// The new paragraphs with what was taken out where it stood; ends of paragraphs that are new or gone are marked.
  var woven: [Paragraph] {
    var weave = WovenRuns(comparison, row.pair)
    for run in runs { weave.add(run) }
    return weave.paragraphs
  }
}

/// Puts the runs of a pair in a row, with the space that stood before each.
private struct WovenRuns {
  private let (oldText, newText): (ComparedText, ComparedText)
  private(set) var paragraphs: [MarkedText.Paragraph] = []
  /// Where the last run ended on each side.
  private var (oldEnd, newEnd): (Int?, Int?)
  private var (oldPart, newPart): (Int?, Int?)
  /// Whether a word was set last, or a mark, that nothing parts from the next.
  private var (endsInWord, endsInMark) = (false, false)
  private let firstNew: Int?

  init(_ comparison: VersionComparison, _ pair: ParagraphPair) {
    (oldText, newText) = (comparison.oldText, comparison.newText)
    firstNew = pair.new.first
  }

  mutating func add(_ run: WordRun) {
    switch run.kind {
    case .equal:
      leaveOld(for: run.old)
      leaveNew(for: run.new)
      set(newText, run.new, after: newEnd, as: nil)
      (oldEnd, newEnd) = (run.old.upperBound, run.new.upperBound)
    case .deleted:
      leaveOld(for: run.old)
      if newPart == nil { start(firstNew) }
      set(oldText, run.old, after: oldEnd, as: "del")
      oldEnd = run.old.upperBound
    case .inserted:
      leaveNew(for: run.new)
      set(newText, run.new, after: newEnd, as: "ins")
      newEnd = run.new.upperBound
    }
  }

  /// Marks the end of an old paragraph that is none any more: only a merged pair has several old ones.
  private mutating func leaveOld(for range: Range<Int>) {
    guard let part = oldText.part(at: range.lowerBound), part != oldPart else { return }
    if oldPart != nil { append(pilcrow("del")) }
    (oldPart, oldEnd) = (part, nil)
  }

  /// Begins the new paragraph that a run stands in, with a mark at the end of the one before, as in a split pair.
  private mutating func leaveNew(for range: Range<Int>) {
    guard let part = newText.part(at: range.lowerBound), part != newPart else { return }
    if newPart != nil { append(pilcrow("ins")) }
    start(part)
  }

  private mutating func start(_ part: Int?) {
    guard let part else { return }
    (newPart, newEnd) = (part, nil)
    (endsInWord, endsInMark) = (false, false)
    paragraphs.append(MarkedText.Paragraph(form: newText.parts[part].form, new: part))
  }

  private mutating func append(_ node: Node) {
    guard !paragraphs.isEmpty else { return }
    paragraphs[paragraphs.count - 1].nodes += [.text(" "), node]
    endsInMark = true
  }

  private func pilcrow(_ name: String) -> Node { .element(name, [("class", "end")], [.text("¶")]) }

  private mutating func set(_ text: ComparedText, _ range: Range<Int>, after end: Int?, as name: String?) {
    guard !paragraphs.isEmpty, let part = text.part(at: range.lowerBound) else { return }
    var nodes: [Node] = []
    if let end, end < range.lowerBound {
      nodes += text.nodes(end..<range.lowerBound, of: part)
    } else if endsInMark || (endsInWord && text.hasWord(atStartOf: range)) {
      nodes.append(.text(" "))
    }
    if let name {
      nodes.append(MarkedText.element(name, range, of: part, in: text))
    } else {
      nodes += text.nodes(range, of: part)
    }
    (endsInWord, endsInMark) = (text.hasWord(atEndOf: range), false)
    paragraphs[paragraphs.count - 1].nodes += nodes
  }
}
