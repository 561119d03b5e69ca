import Records
import Testing

/// The core schema of YAML 1.2 for plain scalars.
struct ScalarTests {
  private func plain(_ text: String) -> Scalar { Scalar(text: text, isQuoted: false) }

  @Test(arguments: ["", "~", "null", "Null", "NULL"]) func `nothing is written in five ways`(_ text: String) {
    #expect(plain(text).isNull && !Scalar(text: text, isQuoted: true).isNull)
  }

  @Test(
    arguments: [
      ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
      ("tRUE", nil), ("yes", nil), ("no", nil), ("on", nil), ("off", nil), ("y", nil), ("n", nil), ("1", nil),
    ] as [(String, Bool?)])
  func `only true and false are booleans`(_ text: String, _ value: Bool?) {
    #expect(plain(text).bool == value && Scalar(text: text, isQuoted: true).bool == nil)
  }

  @Test(
    arguments: [
      ("0", 0), ("12", 12), ("-12", -12), ("+12", 12), ("012", 12), ("0o14", 12), ("0xC", 12), ("0xff", 255),
      ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
      ("", nil), ("-", nil), ("--1", nil), ("+-1", nil), ("0o8", nil), ("0x", nil), ("0x-1", nil),
      ("-0x1", nil), ("0b1", nil),
      ("1_000", nil), ("12:30", nil), ("1.0", nil), ("1e3", nil), ("١", nil), (" 1", nil),
    ] as [(String, Int?)])
  func `whole numbers`(_ text: String, _ value: Int?) {
    #expect(plain(text).integer == value && Scalar(text: text, isQuoted: true).integer == nil)
  }

  @Test(
    arguments: [
      ("1.10", 1.1), (".5", 0.5), ("-.5", -0.5), ("1.", 1), ("1.e2", 100), ("6e3", 6000), ("6E-1", 0.6),
      ("12", 12),
      (".inf", .infinity), ("-.INF", -.infinity), ("+.Inf", .infinity),
      ("9223372036854775808", 9223372036854775808),
      (".", nil), ("1.1.1", nil), ("1e", nil), ("e1", nil), ("inf", nil), ("nan", nil), ("0x1p3", nil),
      ("-.nan", nil),
      ("1,5", nil), ("12:30", nil),
    ] as [(String, Double?)])
  func `numbers with and without a fraction`(_ text: String, _ value: Double?) {
    #expect(plain(text).number == value && Scalar(text: text, isQuoted: true).number == nil)
  }

  @Test func `not a number is a number`() { #expect(plain(".nan").number?.isNaN == true) }
}
