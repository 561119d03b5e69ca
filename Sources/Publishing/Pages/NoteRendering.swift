import Commentary
import Diagnostics
import HTML
import Markup

/// Renders what the notes of an essay say for one page.
struct NoteRendering {
  let resolver: LinkResolver
  private let essay: Essay
  private let renderer: HTMLRenderer

  init(_ publication: Publication, essay: Essay, on page: Address, edition: Edition? = nil) {
    self.essay = essay
    let resolver = LinkResolver(publication, on: page, edition: edition, essay: essay)
    self.resolver = resolver
    renderer = HTMLRenderer(rawHTML: publication.settings.rawHTML) {
      resolver.address(for: $0, isImage: $1)
    }
  }

  /// The title of a note; where it stands in a link to the note, its own links are words.
  func title(of note: Note, isInLink: Bool = false) -> [Node] {
    var renderer = renderer
    if isInLink { renderer.resolve = { $1 ? resolver.address(for: $0, isImage: true) : nil } }
    return renderer.render([Block(.paragraph(note.title), lines: 1...1)]).flatMap(\.children)
  }

  func body(of note: Note) -> [Node] {
    let blocks = note.body.withoutHeadings
    let links = resolver.publication.aliasOverlays(
      inFile: note.range.source.path, within: note.bodyRange, resolver: resolver)
    guard !links.isEmpty, let text = essay.commentary(of: note)?.text else { return renderer.render(blocks) }
    return renderer.render(blocks, text: text, overlays: links)
  }
}

extension Essay {
  func commentary(of note: Note) -> CommentaryFile? {
    commentaries.first { $0.document.source.path == note.range.source.path }
  }
}
