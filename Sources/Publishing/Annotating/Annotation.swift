import Diagnostics

/// A note that an author wrote in the preview beside words of a page.
package struct Annotation: Sendable, Hashable {
  /// Where the note is to go, as `OpenReading.Target` named it.
  package var path: String
  /// The digest of that file when the page was made; `nil` where there was none.
  package var hash: String?
  /// The digest of the page’s text when the page was made.
  package var textHash: String
  /// One stretch of whole words for each block that was selected in.
  package var words: [String]
  /// What stands before the words in their first block, and after them in their last.
  package var before: String
  package var after: String
  package var title: String
  /// Markdown; may be empty.
  package var body: String
  /// The entry that the note is about: `term:rota`.
  package var subject: String?

  package init(
    path: String, hash: String?, textHash: String, words: [String], before: String, after: String,
    title: String, body: String, subject: String?
  ) {
    self.path = path
    self.hash = hash
    self.textHash = textHash
    self.words = words
    self.before = before
    self.after = after
    self.title = title
    self.body = body
    self.subject = subject
  }
}

/// Why a note cannot be written.
package enum AnnotationFault: Error, Sendable, Hashable {
  /// A file is not what it was when the page was made.
  case isChanged(path: String)
  /// The note cannot go there.
  case isNoTarget(path: String)
  case isNoSubject(String)
  case hasNoWords
  case areNotThere(words: String)
  case areRepeated(words: String, count: Int)
  /// The words cannot be quoted in one line of Markdown.
  case cannotBeQuoted(words: String)
  case hasNoTitle
  case titleIsTaken(String)
  /// The text of the note would be read as something else.
  case breaksFile(reason: String)

  /// A clause in lower case, fact first, then the remedy.
  package var reason: String {
    switch self {
    case .isChanged(let path):
      "“\(path.displayed)” has changed since this page was made; nothing was written: select the words again"
    case .isNoTarget(let path): "“\(path.displayed)” is no commentary of this essay that can take the note"
    case .isNoSubject(let name): "no entry is called “\(name.displayed)”"
    case .hasNoWords: "no words are selected"
    case .areNotThere(let words):
      "the text does not have the words “\(words.displayed)”; select words of the text alone"
    case .areRepeated(let words, let count):
      "the text has “\(words.displayed)” at \(count) places that nothing tells apart; select more"
    case .cannotBeQuoted(let words):
      "“\(words.displayed)” cannot be quoted by a program; please write this note in the file yourself"
    case .hasNoTitle: "the title has no letter or digit to make an id of; write one with words"
    case .titleIsTaken(let id): "another note has the id “\(id.displayed)”; give this one another title"
    case .breaksFile(let reason): reason
    }
  }
}
