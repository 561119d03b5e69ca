import Commentary
import Diagnostics
import Markup
import Templates

/// Everything an author wrote, parsed: what `build` knows after reading and before anchoring.
struct Manuscript: Sendable {
  let settings: SiteSettings
  let essays: [Essay]
  /// By kind in the site's order, then by id.
  let entries: [Entry]
  let sources: [Source]
  let pages: [ContentPage]
  let templates: TemplateLibrary
  /// Files that are copied as they are.
  let assets: [Product]
  /// What has mistakes that keep it from being read.
  let unread: NameTable.Unread
  /// The essays that are read and have mistakes all the same.
  let mistaken: Set<String>
  let stamps: SourceStamps
  let textStamps: TextStamps
}

/// A work with the versions that are there and the notes on it; held by reference.
///
/// Its files are parsed when somebody asks for what is in them: a build that knows from earlier ones what it needs of
/// an essay never does.
final class Essay: Sendable {
  let id: String
  let settings: EssaySettings
  let versions: [Version]
  /// The paths of its commentaries.
  let commentaryPaths: [String]
  private let remarks: Once<[CommentaryFile]>
  private let allNotes: Once<[Note]>
  private let record: Once<EssayLedger>

  init(
    id: String, settings: EssaySettings, versions: [Version], commentaryPaths: [String],
    commentaries: Once<[CommentaryFile]>, ledger: Once<EssayLedger>
  ) {
    self.id = id
    self.settings = settings
    self.versions = versions
    self.commentaryPaths = commentaryPaths
    remarks = commentaries
    allNotes = Once { commentaries.value.flatMap(\.notes) }
    record = ledger
  }

  var commentaries: [CommentaryFile] { remarks.value }

  /// Every note, in the order of files and of headings.
  var notes: [Note] { allNotes.value }

  var ledger: EssayLedger { record.value }
}

/// One Markdown text of an essay; held by reference.
final class Version: Sendable {
  let settings: EssaySettings.Version
  /// Where its file is.
  let path: String
  private let content: Once<VersionContent>

  init(settings: EssaySettings.Version, path: String, content: Once<VersionContent>) {
    self.settings = settings
    self.path = path
    self.content = content
  }

  var frontMatter: VersionFrontMatter { content.value.frontMatter }
  var document: Document { content.value.document }
  var text: PlainText { content.value.text }
  /// The ids of its headings, by top-level block.
  var headingIDs: [Int: String] { content.value.headingIDs }
  /// In the order of the ¶ numbers; an id goes with its paragraph through edits.
  var paragraphIDs: [ParagraphID] { content.value.paragraphIDs }
  /// The ids that a link by name may lead to: those of its paragraphs and of its headings.
  var places: Set<String> { content.value.places }
  /// The version as the ledger has it, if it does.
  var change: TextChange? { content.value.change }

  /// The ¶ numbers by id, present and former.
  var paragraphNumbers: [String: Int] {
    let pairs = paragraphIDs.enumerated().flatMap { index, id in
      ([id.id] + id.formerIDs).map { ($0, index + 1) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The id of a paragraph by its ¶ number.
  func id(ofParagraph number: Int) -> String { paragraphIDs[number - 1].id }
}

/// What is in the file of a version.
final class VersionContent: Sendable {
  let frontMatter: VersionFrontMatter
  let document: Document
  let text: PlainText
  let headingIDs: [Int: String]
  let paragraphIDs: [ParagraphID]
  let places: Set<String>
  let change: TextChange?

  init(frontMatter: VersionFrontMatter, document: Document, recorded: RecordedText? = nil) {
    self.frontMatter = frontMatter
    self.document = document
    text = PlainText(document)
    var slugs = UniqueSlugs()
    var headings: [Int: String] = [:]
    for (index, block) in document.blocks.enumerated() {
      guard case .heading(_, let inlines) = block.content else { continue }
      headings[index] = "s-" + slugs.next(for: inlines.plainText)
    }
    headingIDs = headings
    let change = recorded.map { [text] in TextChange(from: $0, to: text) }
    self.change = change
    paragraphIDs =
      change.map { [text] in ParagraphID.carried(through: $0, to: text, naming: Self.paragraphName) }
      ?? ParagraphID.numbered(text.blocks.last?.paragraph ?? 0)
    places = Set(headings.values).union(paragraphIDs.flatMap { [$0.id] + $0.formerIDs })
  }

  /// `par-3f2a9c01` for a paragraph that an edit brought in, by the digest of its words.
  private static func paragraphName(_ text: String) -> String {
    "par-" + ContentHash(of: Array(text.utf8)).description.prefix(8)
  }
}

/// A page of the site's own: `Content/pages/NAME.md`.
struct ContentPage: Sendable {
  let id: String
  let title: String
  let document: Document
  let text: PlainText
}
