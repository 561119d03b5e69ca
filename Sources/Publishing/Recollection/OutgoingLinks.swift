import Commentary
import Markup

/// Where the links of a text lead that leave the essay it belongs to, as far as it tells what they depend on.
///
/// Links to entries and sources are left out: every page depends on those.
struct OutgoingLinks: Sendable {
  /// The essays that links name.
  private(set) var essays: Set<String> = []
  /// Whether a link or a picture is a file that is copied as it is.
  private(set) var leadsToFiles = false
  /// Whether a link names a note that any essay may have, or is the path of a page.
  private(set) var leadsAnywhere = false

  /// The links of blocks in an essay that has these notes for every reader, or in no essay.
  init(of blocks: [Block], essay: String?, notes: Set<String>, kinds: [String]) {
    blocks.forEachInline { inline in
      switch inline {
      case .link(let destination, _, _): follow(destination, essay: essay, notes: notes, kinds: kinds)
      case .image(let address, _, _): follow(path: address)
      case .text, .code, .softBreak, .lineBreak, .html, .emphasis, .strong, .footnoteCall: break
      }
    }
  }

  private mutating func follow(_ destination: String, essay: String?, notes: Set<String>, kinds: [String]) {
    switch LinkTarget.parsing(destination, kinds: kinds) {
    case .essay(let id, version: _, fragment: _): essays.insert(id)
    case .note(essay: let id?, id: _): essays.insert(id)
    case .note(essay: nil, let id): leadsAnywhere = leadsAnywhere || !notes.contains(id)
    case .entry, .source: break
    case nil: follow(path: destination)
    }
  }

  private mutating func follow(path address: String) {
    guard let local = LocalLink(address), !local.isFragmentOnly else { return }
    if local.path.hasPrefix("assets/") { leadsToFiles = true } else { leadsAnywhere = true }
  }
}

extension OutgoingLinks {
  /// The links of all texts of an essay and its notes.
  init(of essay: Essay, kinds: [String]) {
    let documents = essay.versions.map(\.document) + essay.commentaries.map(\.document)
    let own = essay.notes.filter { $0.audience == nil }.flatMap { [$0.id] + $0.formerIDs }
    self.init(
      of: documents.flatMap { $0.blocks + $0.footnotes.flatMap(\.blocks) }, essay: essay.id, notes: Set(own),
      kinds: kinds)
    essays.remove(essay.id)
  }

  /// The links of a text that is no essay's.
  init(of document: Document, kinds: [String]) {
    self.init(
      of: document.blocks + document.footnotes.flatMap(\.blocks), essay: nil, notes: [], kinds: kinds)
  }
}

extension OutgoingLinks: Storable {
  func print(in ink: inout Ink) {
    ink.put(essays)
    ink.put([leadsToFiles, leadsAnywhere])
  }

  init?(printed reader: inout InkReader) {
    guard let essays = Set<String>(printed: &reader), let flags = [Bool](printed: &reader), flags.count == 2
    else { return nil }
    (self.essays, leadsToFiles, leadsAnywhere) = (essays, flags[0], flags[1])
  }
}
