/// The same things on a scale that runs down the page, for a screen too narrow for the wide drawing.
///
/// A sign stands exactly where its date is, in a column for what is going on at the time; its label stands as near
/// as the labels around it allow, joined to it by a line. Lengths are units of the drawing, about CSS pixels.
struct TallTimeline: Sendable {
  /// An item at its place.
  struct Placed: Sendable {
    let item: Timeline.Item
    /// Where its date begins, and how long it lasts on the scale.
    let y: Double
    let length: Double
    let column: Int
    /// Its label, broken to fit beside the columns.
    let lines: [String]
    /// The middle of the label, and how high it is.
    let labelY: Double
    let labelHeight: Double
  }

  static let width = 280.0
  static let letterSize = 13.0
  static let lineHeight = 15.0
  /// Room above and below, for the name of the first year and the last.
  static let margin = 14.0
  /// What the names of the years take up.
  static let yearsWidth = 31.0
  /// What lies between the columns and the labels, for the lines that join them.
  static let joinWidth = 22.0
  static let radius = 3.5

  /// In the order of their dates.
  let placed: [Placed]
  let columnCount: Int
  let height: Double
  private let scale: Scale
  /// The years that the scale names.
  let ticks: [Int]

  init(_ timeline: Timeline) {
    let items = timeline.placed.map(\.item).enumerated()
      .sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }.map(\.element)
    // The columns depend on the scale, the scale on the labels, these on the columns: so first as if all were used.
    let lines = items.map { LabelText.lines(of: $0.label, width: Self.leastLabelWidth / Self.letterSize) }
    let heights = lines.map { Double($0.count) * Self.lineHeight + 9 }
    let length = max(240, (heights.reduce(0, +) * 1.35).rounded())
    let scale = Scale(years: timeline.years, length: length)
    self.scale = scale
    let starts = items.map { scale.y($0.span.start) }
    let lengths = zip(items, starts).map { scale.y($0.span.end) - $1 }
    let columns = Self.columns(of: zip(starts, lengths).map { $0...$0 + $1 })
    let middles = Self.spread(starts, heights: heights)
    placed = items.indices.map { index in
      Placed(
        item: items[index], y: starts[index], length: lengths[index], column: columns[index],
        lines: lines[index], labelY: middles[index], labelHeight: heights[index])
    }
    columnCount = (columns.max() ?? 0) + 1
    let foot = zip(middles, heights).map { $0 + $1 / 2 }.max() ?? 0
    height = max(length + 2 * Self.margin, foot.rounded(.up))
    ticks = Timeline.ticks(
      of: timeline.years, by: Timeline.step(for: timeline.years, length: length, gap: 60))
  }

  /// Where a moment is on the scale.
  func y(_ moment: Double) -> Double { scale.y(moment) }

  /// The middle of a column of signs.
  func x(ofColumn column: Int) -> Double {
    Self.yearsWidth + (Double(column) + 0.5) * min(Self.columnWidth, Self.columnsWidth / Double(columnCount))
  }

  /// Where the last column ends and the lines to the labels turn.
  var columnsEnd: Double { x(ofColumn: columnCount - 1) + Self.columnWidth / 2 }

  /// Where all labels begin.
  var labelX: Double { columnsEnd + Self.joinWidth }

  static let columnWidth = 9.0
  /// The most that all columns take up; more of them stand closer.
  private static let columnsWidth = 64.0
  private static let leastLabelWidth = width - yearsWidth - columnsWidth - columnWidth / 2 - joinWidth

  private struct Scale {
    let years: ClosedRange<Int>
    let length: Double

    func y(_ moment: Double) -> Double {
      let share = (moment - Double(years.lowerBound)) / Double(years.upperBound - years.lowerBound)
      return margin + share * length
    }
  }

  /// Labels that touch, and the sum of how far each wants to be from where it would be without any room between.
  private struct Pile {
    var sum: Double
    var count: Int

    var mean: Double { sum / Double(count) }
  }

  /// For each stretch the first column that is free at the time.
  private static func columns(of stretches: [ClosedRange<Double>]) -> [Int] {
    var ends: [Double] = []
    return stretches.map { stretch in
      let start = stretch.lowerBound - radius - 1
      let column = ends.firstIndex { $0 <= start } ?? ends.count
      if column == ends.count { ends.append(0) }
      ends[column] = max(stretch.upperBound, stretch.lowerBound + radius) + 1
      return column
    }
  }

  /// The middles of labels that do not overlap, each as near as can be to where it wants to be.
  ///
  /// `wishes` ascend. Labels that would overlap form a pile around the mean of what they wish, as in an isotonic
  /// regression, which has the least sum of squared distances.
  static func spread(_ wishes: [Double], heights: [Double]) -> [Double] {
    var piles: [Pile] = []
    var tops: [Double] = []
    var top = 0.0
    for (wish, own) in zip(wishes, heights) {
      tops.append(top + own / 2)
      piles.append(Pile(sum: wish - top - own / 2, count: 1))
      top += own
      while piles.count > 1, piles[piles.count - 2].mean > piles[piles.count - 1].mean {
        let last = piles.removeLast()
        piles[piles.count - 1].sum += last.sum
        piles[piles.count - 1].count += last.count
      }
    }
    let shifts = piles.flatMap { Array(repeating: max($0.mean, 0), count: $0.count) }
    return zip(tops, shifts).map { $0 + $1 }
  }
}
