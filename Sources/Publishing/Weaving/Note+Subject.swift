import Commentary
import Markup

extension Note {
  /// The entry that the note is about: the one its lemma links to, else the first of its own kind that its body links to.
  func subject(kinds: [Kind]) -> EntryName? {
    if let about { return about }
    let schemes = kinds.map(\.id)
    return body.linkDestinations.lazy.compactMap { EntryName(linkedBy: $0, schemes: schemes) }
      .first { $0.kind == kind }
  }
}

extension EntryName {
  /// The entry that a destination leads to, if it names one.
  fileprivate init?(linkedBy destination: String, schemes: [String]) {
    guard case .entry(let name)? = LinkTarget.parsing(destination, kinds: schemes) else { return nil }
    self = name
  }
}

extension [Block] {
  /// The entries that links name, in order, each once.
  func linkedEntries(kinds: [Kind]) -> [EntryName] {
    let schemes = kinds.map(\.id)
    return linkDestinations.compactMap { EntryName(linkedBy: $0, schemes: schemes) }.unique
  }

  /// The sources that links cite, in order, each once.
  func citedSources(kinds: [Kind]) -> [String] {
    let schemes = kinds.map(\.id)
    return linkDestinations.compactMap { destination in
      guard case .source(let id)? = LinkTarget.parsing(destination, kinds: schemes) else { return nil }
      return id
    }.unique
  }

  /// Every link's destination in the order of the text.
  var linkDestinations: [String] {
    var destinations: [String] = []
    forEachInline { inline in
      if case .link(let destination, _, _) = inline { destinations.append(destination) }
    }
    return destinations
  }

  /// Every inline node in document order, containers before what they contain.
  var allInlines: [Inline] {
    var found: [Inline] = []
    forEachInline { found.append($0) }
    return found
  }

  /// Visits what `allInlines` has without gathering it.
  func forEachInline(_ visit: (Inline) -> Void) {
    for block in self { block.forEachInline(visit) }
  }
}

extension Block {
  func forEachInline(_ visit: (Inline) -> Void) {
    switch content {
    case .paragraph(let inlines), .heading(_, let inlines): inlines.forEachInline(visit)
    case .blockQuote(let blocks): blocks.forEachInline(visit)
    case .list(let list): for item in list.items { item.blocks.forEachInline(visit) }
    case .code, .html, .thematicBreak: break
    }
  }
}

extension [Inline] {
  fileprivate func forEachInline(_ visit: (Inline) -> Void) {
    for inline in self {
      visit(inline)
      switch inline {
      case .emphasis(let children), .strong(let children), .link(_, _, let children):
        children.forEachInline(visit)
      case .text, .code, .softBreak, .lineBreak, .html, .image, .footnoteCall: break
      }
    }
  }
}
