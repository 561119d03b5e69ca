/// Dated things on a scale of years, each in a lane where its label meets no other.
///
/// Lengths are CSS pixels. A thing stands exactly where its date is; only lanes and sides of labels are chosen.
struct Timeline: Sendable {
  struct Item: Sendable {
    /// What the form of a sign tells, besides its colour.
    enum Standing: String, Sendable, CaseIterable {
      /// The essay has passages on it.
      case met
      /// The essay has none.
      case unmet
      /// It came after the essay.
      case afterward
      /// It is the essay.
      case essay
    }

    let label: String
    /// The whole of it in words: title, date, standing.
    let description: String
    let address: String
    let span: TimeSpan
    let standing: Standing
  }

  /// An item at its place.
  struct Placed: Sendable {
    enum Side: Sendable, CaseIterable { case after, before, above }

    let item: Item
    /// Where its date begins, and how long it lasts on the scale.
    let x: Double
    let length: Double
    let lane: Int
    let side: Side
    /// What its sign and label take up of the lane.
    let extent: ClosedRange<Double>
    /// Where its label begins or, on the side before, ends.
    let labelX: Double
  }

  static let width = 920.0
  static let laneHeight = 24.0
  static let headHeight = 30.0
  static let margin = 14.0
  static let letterSize = 13.0
  /// Half of a sign that has no length.
  static let radius = 4.5
  /// The most that is drawn; a longer list is easier to read than its drawing.
  static let limit = 400

  /// In the order of their dates.
  let placed: [Placed]
  let laneCount: Int
  let years: ClosedRange<Int>
  /// The years that the scale names.
  let ticks: [Int]

  /// Lays items out; they are in the order of their dates, but for the essays, which come first.
  init(_ items: [Item]) {
    let starts = items.map(\.span.start)
    let ends = items.map(\.span.end)
    let first = Int((starts.min() ?? 1).rounded(.down))
    let last = max(first + 1, Int((ends.max() ?? 1).rounded(.up)))
    years = first...last
    ticks = Self.ticks(of: years, by: Self.step(for: years, length: Self.width - 2 * Self.margin, gap: 56))
    var lanes: [[ClosedRange<Double>]] = []
    var placed: [Placed] = []
    for item in items {
      let place = Self.place(item, on: years, in: lanes)
      if place.lane == lanes.count { lanes.append([]) }
      lanes[place.lane].append(place.extent)
      placed.append(place)
    }
    self.placed = placed
    laneCount = lanes.count
  }

  var height: Double { Self.headHeight * 2 + Double(laneCount) * Self.laneHeight }

  /// Where a moment is on the scale.
  func x(_ moment: Double) -> Double { Self.x(moment, on: years) }

  /// The middle of a lane.
  func y(ofLane lane: Int) -> Double { Self.headHeight + (Double(lane) + 0.5) * Self.laneHeight }

  private static func x(_ moment: Double, on years: ClosedRange<Int>) -> Double {
    let share = (moment - Double(years.lowerBound)) / Double(years.upperBound - years.lowerBound)
    return margin + share * (width - 2 * margin)
  }

  /// The topmost lane with room for sign and label, the label behind the sign if it can be.
  private static func place(_ item: Item, on years: ClosedRange<Int>, in lanes: [[ClosedRange<Double>]])
    -> Placed
  {
    let x = x(item.span.start, on: years)
    let length = Self.x(item.span.end, on: years) - x
    let tries = Placed.Side.allCases.map { attempt(item, x: x, length: length, side: $0) }
    let fitting = tries.filter { $0.extent.lowerBound >= 0 && $0.extent.upperBound <= width }
    // A long bar leaves room on neither side; there the label stands above it, in any case within the drawing.
    let choices =
      fitting.isEmpty ? tries.suffix(1) : fitting.filter { fitting.count == 1 || $0.side != .above }
    for lane in 0...lanes.count {
      for choice in choices {
        let isFree = lane == lanes.count || !lanes[lane].contains { $0.overlaps(choice.extent) }
        guard isFree else { continue }
        return Placed(
          item: item, x: x, length: length, lane: lane, side: choice.side, extent: choice.extent,
          labelX: choice.labelX)
      }
    }
    preconditionFailure("a lane of its own has room for anything")
  }

  private static func attempt(_ item: Item, x: Double, length: Double, side: Placed.Side)
    -> (side: Placed.Side, extent: ClosedRange<Double>, labelX: Double)
  {
    let label = LabelText.width(of: item.label) * letterSize
    let gap = 8.0
    let start = x - radius - 2
    let end = x + max(length, radius) + 2
    switch side {
    case .after: return (side, start...end + gap / 2 + label + gap, end + gap / 2)
    case .before: return (side, start - gap / 2 - label - gap...end, start - gap / 2)
    case .above:
      let labelX = max(0, min(x, width - label))
      return (side, min(start, labelX)...max(end, min(width, labelX + label)), labelX)
    }
  }

  /// The least round number of years between two ticks that keeps their names a gap apart.
  static func step(for years: ClosedRange<Int>, length: Double, gap: Double) -> Int {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
    return steps.first { Double($0) / Double(years.upperBound - years.lowerBound) * length >= gap } ?? 5000
  }

  /// The years that a scale names.
  static func ticks(of years: ClosedRange<Int>, by step: Int) -> [Int] {
    Array(stride(from: (years.lowerBound + step - 1) / step * step, through: years.upperBound, by: step))
  }
}
