import Diagnostics
import Records

/// The name of a language by BCP 47, such as `en`, `he` or `az-Arab`.
struct LanguageTag: Sendable, Hashable {
  /// Which way a text runs, as HTML has it in `dir`.
  enum Direction: String, Sendable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
  }

  let text: String

  init(_ text: String) { self.text = text }

  /// Whether the tag is built as RFC 5646 says; nobody asks whether its subtags are registered.
  ///
  /// Subtags of one to eight ASCII letters and digits are parted by hyphens. The first has two letters or more, or
  /// is the `x` or `i` of a private or an old name, after which another has to come.
  var isWellFormed: Bool {
    let isBuilt = subtags.allSatisfy {
      (1...8).contains($0.count) && $0.utf8.allSatisfy(Self.isLetterOrDigit)
    }
    guard isBuilt, let first = subtags.first else { return false }
    if first == "x" || first == "i" { return subtags.count > 1 }
    return first.count > 1 && first.utf8.allSatisfy { !Self.isDigit($0) }
  }

  /// The direction of the script that the tag names, else of the one that the language is mostly written in.
  var direction: Direction {
    let isRightToLeft =
      script.map(Self.rightToLeftScripts.contains) ?? Self.rightToLeftLanguages.contains(subtags.first ?? "")
    return isRightToLeft ? .rightToLeft : .leftToRight
  }

  /// In lower case, as case says nothing in a tag.
  private var subtags: [Substring] {
    text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
  }

  /// Four letters right after the language, or after the up to three of three letters that extend it.
  private var script: String? {
    let later = subtags.dropFirst().drop { $0.count == 3 && $0.utf8.allSatisfy { !Self.isDigit($0) } }
    guard let next = later.first, next.count == 4, next.utf8.allSatisfy({ !Self.isDigit($0) }) else {
      return nil
    }
    return String(next)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// ISO 15924: Adlam, Arabic with its forms, Hebrew, Mandaic, N’Ko, Rohingya, Samaritan, Syriac, Thaana, Yezidi,
  /// and those of antiquity that Unicode writes so.
  private static let rightToLeftScripts: Set<String> = [
    "adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "hatr", "hebr", "hung", "khar", "lydi",
    "mand", "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh", "ougr", "palm", "phli", "phlp",
    "phnx", "prti", "rohg", "samr", "sarb", "sogd", "sogo", "syrc", "syre", "syrj", "syrn", "thaa", "yezi",
  ]

  /// Languages that are written from right to left where no script is named.
  private static let rightToLeftLanguages: Set<Substring> = [
    "aeb", "aii", "ajp", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "azb", "bal", "bgn", "ckb",
    "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sam", "sd", "sdh",
    "skr",
    "syc", "syr", "ug", "ur", "yi",
  ]
}

extension FieldReader {
  /// The language under the key `language`; one that is no tag is told, and is `nil`.
  mutating func language() -> String? {
    let range = self.range(of: "language")
    guard let text = string("language") else { return nil }
    guard LanguageTag(text).isWellFormed else {
      findings.append(.isNoLanguage(text, at: range))
      return nil
    }
    return text
  }
}

extension Diagnostic {
  fileprivate static func isNoLanguage(_ text: String, at range: SourceRange) -> Diagnostic {
    .error(
      "settings.language", "“\(text)” is no language tag; one looks like “en”, “pt-BR” or “az-Arab”",
      at: range,
      fixes: [Fix("write the tag of BCP 47: two or three letters for the language, then what tells it apart")]
    )
  }
}
