import Commentary
import Diagnostics
import HTML
import Markup

/// The notes of an essay as HTML, written once for all the pages that show them.
struct WrittenNotes: Sendable {
  /// What is the same wherever a note is shown but for its addresses, which are those for a page at the root of the site.
  struct Note: Sendable {
    /// `nil` where its links may lead elsewhere from another page, or may not stand.
    let title: WrittenHTML?
    /// `nil` where its links may lead elsewhere from another page.
    let body: WrittenHTML?
    /// The entry that it is about.
    let subject: Entry?
  }

  private let notes: [String: Note]

  init(of essay: Essay, in publication: Publication) {
    let rendering = NoteRendering(publication, essay: essay, on: Publication.home)
    let kinds = publication.settings.kinds
    var writer = MarkupWriter(.html, layout: .blocksOnLines)
    let notes = publication.notes(of: essay).map { note in
      let hasPlainTitle = note.title.allSatisfy { if case .text = $0 { true } else { false } }
      let written = Note(
        title: hasPlainTitle ? writer.compactHTML(of: rendering.title(of: note)) : nil,
        body: note.body.leadsAsFromAnywhere(schemes: publication.schemes)
          ? writer.compactHTML(of: rendering.body(of: note)) : nil,
        subject: note.subject(kinds: kinds).flatMap(publication.entry))
      return (note.id, written)
    }
    self.notes = Dictionary(notes) { first, _ in first }
  }

  subscript(note: Commentary.Note) -> Note? { notes[note.id] }
}

extension MarkupWriter {
  /// Some nodes as HTML in no more room than it needs, to be kept; nothing else that was written is.
  fileprivate mutating func compactHTML(of nodes: [Node]) -> WrittenHTML {
    clear()
    append(nodes)
    return WrittenHTML(bytes: bytes.compact, links: links.compact)
  }
}

extension [Block] {
  /// Whether every link leads to the same place from all pages; one to a note or an essay seeks the version at hand.
  fileprivate func leadsAsFromAnywhere(schemes: [String]) -> Bool {
    var isSame = true
    forEachInline { inline in
      switch inline {
      case .image: isSame = false
      case .link(let destination, _, _):
        switch LinkTarget.parsing(destination, kinds: schemes) {
        case .note, .essay: isSame = false
        case .entry, .source, nil: break
        }
      case .text, .code, .softBreak, .lineBreak, .html, .emphasis, .strong, .footnoteCall: break
      }
    }
    return isSame
  }
}

/// Turns the addresses of a page at the root of the site into those of another page.
struct Relocation {
  /// Encoded as addresses are.
  private let page: String

  init(to page: Address) { self.page = Self.path(SafeURL(relative: page.path).address) }

  func html(_ html: WrittenHTML) -> WrittenHTML { html.leading(to: address) }

  /// What leads out of the site, or to a place of the page at hand, is the same on every page.
  private func address(_ root: String) -> String {
    let mark = root.utf8.first { Self.endsStep($0) }
    guard let first = root.utf8.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "?"),
      mark != UInt8(ascii: ":")
    else { return root }
    let address = Address(Self.path(root)).relative(to: page)
    return address.utf8.first { Self.endsStep($0) } == UInt8(ascii: ":") ? "./" + address : address
  }

  private static func endsStep(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): true
    default: false
    }
  }

  /// Without the step that keeps a colon from being read as the end of a scheme.
  private static func path(_ address: String) -> String {
    address.utf8.starts(with: "./".utf8) ? String(address.dropFirst(2)) : address
  }
}
