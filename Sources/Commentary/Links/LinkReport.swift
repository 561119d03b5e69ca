/// What became of every place where a text has a name of an entry.
package struct LinkReport: Sendable, Hashable {
  /// A link that the author did not have to write.
  package struct Link: Sendable, Hashable {
    /// UTF-8 offsets in the plain text.
    package let range: Range<Int>
    package let entry: EntryName
  }

  package struct Refusal: Sendable, Hashable {
    package let range: Range<Int>
    package let entry: EntryName
    package let reason: Reason
  }

  /// Why a name in the text is no link.
  package enum Reason: Sendable, Hashable {
    /// It lies within a longer name, which counts instead.
    case longerMatch(String)
    /// It lies within a phrase that the entry lists under `not:`.
    case falseFriend(String)
    /// Other entries have the same name.
    case shared(with: [EntryName])
    case inHeading
    case inCode
    case inLink
    /// The text is the entry's own page.
    case ownPage
    /// The entry says `link: never`.
    case never
    /// The section has a link to the entry already.
    case notFirstInSection
  }

  /// In the order of the text.
  package let made: [Link]
  package let refused: [Refusal]
}

extension LinkReport.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .longerMatch(let words): "the longer “\(words)” is meant"
    case .falseFriend(let words): "“\(words)” is something else, says the entry’s “not:”"
    case .shared(let others): "it names \(others.map { "“\($0)”" }.joined(separator: " and ")) as well"
    case .inHeading: "it stands in a heading"
    case .inCode: "it stands in code"
    case .inLink: "it is part of a link"
    case .ownPage: "this is the entry’s own page"
    case .never: "the entry says “link: never”"
    case .notFirstInSection: "the section has a link to it already"
    }
  }

  /// Whether the words name the entry all the same, so that they count as a mention.
  package var isMention: Bool {
    switch self {
    case .never, .notFirstInSection, .inHeading: true
    case .longerMatch, .falseFriend, .shared, .inCode, .inLink, .ownPage: false
    }
  }
}
