/// The ways of citing that CSL types share.
enum CitationForm {
  case journalArticle, article, book, part, webpage, report, thesis, law, hearing, broadcast, interview,
    speech
  case film, document

  /// All types of CSL 1.0.2, sorted.
  static let types = [
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
  ]

  init(of type: String) {
    switch type {
    case "article-journal", "review", "review-book": self = .journalArticle
    case "article", "article-magazine", "article-newspaper", "periodical": self = .article
    case "book", "classic", "collection", "map", "musical_score": self = .book
    case "chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference": self = .part
    case "webpage", "post", "post-weblog", "dataset", "software": self = .webpage
    case "report", "pamphlet", "standard": self = .report
    case "thesis": self = .thesis
    case "legislation", "bill", "regulation", "treaty", "legal_case", "patent": self = .law
    case "hearing": self = .hearing
    case "broadcast": self = .broadcast
    case "interview": self = .interview
    case "speech", "performance", "event": self = .speech
    case "motion_picture", "song", "graphic", "figure": self = .film
    default: self = .document
    }
  }

  /// How the item's own title is set.
  enum TitleStyle { case quoted, italic, plain }

  var titleStyle: TitleStyle {
    switch self {
    case .journalArticle, .article, .part, .webpage, .thesis, .broadcast, .interview, .speech, .document:
      .quoted
    case .book, .report, .hearing, .film: .italic
    case .law: .plain
    }
  }
}
