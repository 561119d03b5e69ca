import Records

/// From when to when something was, in years: the middle of 2000 is 2000.5.
struct TimeSpan: Sendable, Hashable {
  let start: Double
  /// Not before `start`; a year or month alone lasts to its end.
  let end: Double

  init(from date: CalendarDate, to end: CalendarDate?) {
    start = date.yearsAtStart
    self.end = max(date.yearsAtStart, (end ?? date).yearsAtEnd)
  }
}

extension CalendarDate {
  /// Years and parts of a year, as if every month had 31 days: what is later is more.
  fileprivate var yearsAtStart: Double {
    Double(year) + Double((month ?? 1) - 1) / 12 + Double((day ?? 1) - 1) / 372
  }

  fileprivate var yearsAtEnd: Double {
    if day != nil { return yearsAtStart }
    return yearsAtStart + (month == nil ? 1 : 1.0 / 12)
  }
}
