package import Records

/// When a source came out or was looked at: days of the calendar, or words.
package struct SourceDate: Sendable, Hashable {
  /// What the source is sorted by; `nil` for words that name no day.
  package let start: CalendarDate?
  package let end: CalendarDate?
  /// The date in words: “23 October 2000”, “October–November 2000”, “ca. 1994”, “Spring 2002”, “n.d.”
  package let spelled: String

  /// A date given in words only.
  package init(literal: String) {
    start = nil
    end = nil
    spelled = literal
  }

  /// A day, month or year, or the time from one to another.
  package init(
    _ start: CalendarDate, through end: CalendarDate? = nil, season: String? = nil, isCirca: Bool = false
  ) {
    self.start = start
    self.end = end
    let words =
      season.map { "\($0) \(start.year)" } ?? end.map { Self.spelled(start, through: $0) } ?? start.spelled
    spelled = isCirca ? "ca. \(words)" : words
  }

  /// The year alone where the calendar has one, otherwise the words.
  package var year: String { start.map { String($0.year) } ?? spelled }

  /// Says a shared month or year once.
  private static func spelled(_ start: CalendarDate, through end: CalendarDate) -> String {
    guard start.year == end.year else {
      let isPlain = start.month == nil && end.month == nil
      return isPlain ? "\(start.year)–\(end.year)" : "\(start.spelled) – \(end.spelled)"
    }
    if start == end { return start.spelled }
    if let first = start.day, end.day != nil, start.month == end.month { return "\(first)–\(end.spelled)" }
    let year = " \(start.year)"
    let head = start.spelled.hasSuffix(year) ? String(start.spelled.dropLast(year.count)) : start.spelled
    return "\(head)\(start.day == nil ? "–" : " – ")\(end.spelled)"
  }
}
