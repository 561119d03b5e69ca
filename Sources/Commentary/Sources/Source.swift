package import Diagnostics

/// A bibliographic item, as CSL-JSON 1.0.2 describes it; texts are as written, without markup.
package struct Source: Sendable, Hashable {
  /// As links name it: the `s31` of `source:s31`.
  package let id: String
  /// The CSL type as written, `article-journal` or `treaty`; unknown ones are cited like documents.
  package let type: String
  package let title: String?
  package let shortTitle: String?

  package let authors: [SourceName]
  package let editors: [SourceName]
  package let translators: [SourceName]
  package let interviewers: [SourceName]
  package let directors: [SourceName]

  /// The journal, newspaper, book, programme, site or reporter that holds the item.
  package let containerTitle: String?
  package let collectionTitle: String?
  package let collectionNumber: String?
  package let publisher: String?
  package let publisherPlace: String?
  package let event: String?
  package let eventPlace: String?
  /// The body that enacted, decided or heard it.
  package let authority: String?
  /// The committee of a hearing, the section of a law or a newspaper.
  package let section: String?
  package let chapterNumber: String?
  package let genre: String?
  package let medium: String?
  package let number: String?
  package let volume: String?
  package let issue: String?
  package let pages: String?
  package let edition: String?
  package let archive: String?
  package let archiveLocation: String?

  package let issued: SourceDate?
  package let accessed: SourceDate?
  /// An address with the scheme `http` or `https`.
  package let url: String?
  /// The bare name, without `https://doi.org/`.
  package let doi: String?
  package let isbn: String?
  package let language: String?
  package let abstract: String?
  package let note: String?

  /// Where the item stands in its file.
  package let range: SourceRange
  /// Where its id stands.
  package let idRange: SourceRange
}

/// A person or body that made a source.
package struct SourceName: Sendable, Hashable {
  package let family: String?
  package let given: String?
  /// A particle that sorts and shortens away: the “von” of Alexander von Humboldt.
  package let droppingParticle: String?
  /// A particle that belongs to the family name: the “de” of Charles de Gaulle.
  package let nonDroppingParticle: String?
  package let suffix: String?
  /// Whether a comma stands before the suffix in running text.
  package let hasCommaSuffix: Bool
  /// Whether the family name always comes first, without a comma, as in Kim Dae-jung.
  package let isFamilyFirst: Bool
  /// The whole name of a body, or of a person who has but one.
  package let literal: String?

  package init(
    family: String? = nil, given: String? = nil, droppingParticle: String? = nil,
    nonDroppingParticle: String? = nil, suffix: String? = nil, hasCommaSuffix: Bool = false,
    isFamilyFirst: Bool = false, literal: String? = nil
  ) {
    self.family = family
    self.given = given
    self.droppingParticle = droppingParticle
    self.nonDroppingParticle = nonDroppingParticle
    self.suffix = suffix
    self.hasCommaSuffix = hasCommaSuffix
    self.isFamilyFirst = isFamilyFirst
    self.literal = literal
  }
}

extension SourceName {
  /// As running text names it: “Alexander von Humboldt”, “Charles de Gaulle”, “Kim Dae-jung”.
  package var direct: String {
    if let literal { return literal }
    let surname = Self.joined(nonDroppingParticle, family)
    let name =
      isFamilyFirst
      ? Self.joined(surname, given) : Self.joined(given, droppingParticle, surname)
    guard let suffix else { return name }
    return name + (hasCommaSuffix ? ", " : " ") + suffix
  }

  /// As a bibliography begins with it: “Humboldt, Alexander von”, “de Gaulle, Charles”, “Doe, John, Jr”.
  package var inverted: String {
    guard isInverted else { return direct }
    let rest = [Self.joined(given, droppingParticle), suffix ?? ""].filter { !$0.isEmpty }
    return ([short] + rest).joined(separator: ", ")
  }

  /// As a repeated citation names it: “Albright”, “de Gaulle”, “Kim”, “Department of State”.
  package var short: String {
    if let literal { return literal }
    return family == nil ? given ?? "" : Self.joined(nonDroppingParticle, family)
  }

  /// Whether `inverted` differs from `direct`.
  var isInverted: Bool { literal == nil && !isFamilyFirst && family != nil && given != nil }

  private static func joined(_ parts: String?...) -> String {
    parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
