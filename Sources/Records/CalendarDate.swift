/// A day, a month or a year of the proleptic Gregorian calendar, as ISO 8601 writes it: `2000-10-23`,
/// `2000-10`, `2000`. Years run from 1 to 9999.
package struct CalendarDate: Sendable, Hashable {
  package let year: Int
  package let month: Int?
  package let day: Int?
}
