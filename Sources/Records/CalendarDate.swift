/// A day, a month or a year of the proleptic Gregorian calendar.
///
/// It is written as ISO 8601 has it: `2000-10-23`, `2000-10`, `2000`. Years run from 1 to 9999.
package struct CalendarDate: Sendable, Hashable {
  package let year: Int
  package let month: Int?
  package let day: Int?

  /// Why a text is no date, in words that follow “is no date”.
  package struct Fault: Error, Sendable, Hashable {
    package let reason: String

    package init(reason: String) { self.reason = reason }
  }

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and nothing else.
  ///
  /// A year has four digits, month and day have two each: `2024-1-5` is refused as well as `2024-02-30`.
  package init(parsing text: String) throws(Fault) {
    let parts = Array(text.utf8).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let values = parts.map { Int(digits: $0, radix: 10) }
    guard (1...3).contains(parts.count), values.allSatisfy({ $0 != nil }) else {
      throw Fault(reason: "write it as 2000-10-23, 2000-10 or 2000")
    }
    guard parts[0].count == 4 else { throw Fault(reason: "a year has four digits") }
    guard parts.dropFirst().allSatisfy({ $0.count == 2 }) else {
      throw Fault(reason: "month and day have two digits each, as in 2000-01-05")
    }
    try self.init(
      year: values[0] ?? 0, month: parts.count > 1 ? values[1] : nil, day: parts.count > 2 ? values[2] : nil)
  }

  /// Checks that there is such a day; a day without a month is an error.
  package init(year: Int, month: Int? = nil, day: Int? = nil) throws(Fault) {
    guard (1...9999).contains(year) else { throw Fault(reason: "years run from 0001 to 9999") }
    if let month, !(1...12).contains(month) { throw Fault(reason: "months run from 01 to 12") }
    if let day {
      guard let month else { throw Fault(reason: "a day wants its month") }
      let count = Self.dayCount(of: month, in: year)
      guard (1...count).contains(day) else {
        throw Fault(reason: "\(Self.englishMonths[month - 1]) \(year) has \(count) days")
      }
    }
    self.year = year
    self.month = month
    self.day = day
  }

  private static func dayCount(of month: Int, in year: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    if month == 2 { return isLeapYear ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}

extension CalendarDate: Comparable {
  /// A date that leaves parts out sorts before all that fill them in: 2000, 2000-10, 2000-10-23.
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month ?? 0, left.day ?? 0) < (right.year, right.month ?? 0, right.day ?? 0)
  }
}

extension CalendarDate {
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  /// The date as ISO 8601 writes it: `2000-10-23`, `2000-10`, `2000`; what `init(parsing:)` reads.
  package var iso: String {
    let tail = [month, day].compactMap(\.self).map { "-" + Self.padded($0, to: 2) }
    return Self.padded(year, to: 4) + tail.joined()
  }

  /// The date in English words: “23 October 2000”, “October 2000”, “2000”.
  package var spelled: String {
    guard let month else { return String(year) }
    let name = Self.englishMonths[month - 1]
    return day.map { "\($0) \(name) \(year)" } ?? "\(name) \(year)"
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
