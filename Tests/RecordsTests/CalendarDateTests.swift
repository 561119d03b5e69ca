import Records
import Testing

/// Calendar dates: strict reading, order, two ways of writing.
struct CalendarDateTests {
  @Test(arguments: [
    ("2000-10-23", "23 October 2000"), ("2000-10", "October 2000"), ("2000", "2000"),
    ("2024-02-29", "29 February 2024"),
    ("1900-02-28", "28 February 1900"), ("2000-02-29", "29 February 2000"), ("0001-01-01", "1 January 1"),
    ("9999-12-31", "31 December 9999"),
    ("0476", "476"),
  ])
  func `a date is written as it was read`(_ iso: String, _ spelled: String) throws {
    let date = try CalendarDate(parsing: iso)
    #expect(date.iso == iso)
    #expect(date.spelled == spelled)
  }

  @Test(arguments: [
    ("2024-02-30", "February 2024 has 29 days"), ("2023-02-29", "February 2023 has 28 days"),
    ("1900-02-29", "February 1900 has 28 days"), ("2024-04-31", "April 2024 has 30 days"),
    ("2024-01-00", "January 2024 has 31 days"), ("2024-01-32", "January 2024 has 31 days"),
    ("2024-13-01", "months run from 01 to 12"), ("2024-00", "months run from 01 to 12"),
    ("0000", "years run from 0001 to 9999"), ("12024", "a year has four digits"),
    ("324-01-01", "a year has four digits"),
    ("12024-01-01", "a year has four digits"),
    ("2024-1-5", "month and day have two digits each, as in 2000-01-05"),
    ("2024-001", "month and day have two digits each, as in 2000-01-05"),
    ("", "write it as 2000-10-23, 2000-10 or 2000"), ("2024-", "write it as 2000-10-23, 2000-10 or 2000"),
    ("-2024", "write it as 2000-10-23, 2000-10 or 2000"),
    ("2024-01-01-01", "write it as 2000-10-23, 2000-10 or 2000"),
    ("2024-+1", "write it as 2000-10-23, 2000-10 or 2000"),
    ("2024/01/01", "write it as 2000-10-23, 2000-10 or 2000"),
    ("2024-01-01T00:00", "write it as 2000-10-23, 2000-10 or 2000"),
    ("٢٠٢٤", "write it as 2000-10-23, 2000-10 or 2000"),
    ("23 October 2000", "write it as 2000-10-23, 2000-10 or 2000"),
    (" 2000", "write it as 2000-10-23, 2000-10 or 2000"),
  ])
  func `anything else is refused with its reason`(_ text: String, _ reason: String) {
    #expect(throws: CalendarDate.Fault(reason: reason)) { try CalendarDate(parsing: text) }
  }

  @Test func `a day without a month is refused`() {
    #expect(throws: CalendarDate.Fault(reason: "a day wants its month")) {
      try CalendarDate(year: 2000, day: 1)
    }
  }

  @Test func `missing parts sort first`() throws {
    let sorted = [
      "1999-12-31", "2000", "2000-01", "2000-01-01", "2000-01-02", "2000-02", "2000-10-23", "2001",
    ]
    let dates = try sorted.reversed().map { text throws in try CalendarDate(parsing: text) }
    #expect(dates.sorted().map(\.iso) == sorted)
  }
}
