import Commentary
import Diagnostics
import HTML
import Markup

/// What can be said of a text's links before any page is made.
struct ContentCheck {
  let names: NameTable
  /// Every path of the output, to find links within the site that lead nowhere.
  let paths: () -> Set<String>
  /// The version whose page is at a path.
  let version: (String) -> (essay: Essay, version: Version)?
  /// The page that the text is set on alone; `nil` for texts that stand on several pages or have no places.
  let page: String?

  func diagnostics(of blocks: [Block], in source: SourceText) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    check(blocks, in: source, into: &findings)
    return findings
  }

  private func check(_ blocks: [Block], in source: SourceText, into findings: inout [Diagnostic]) {
    for block in blocks {
      switch block.content {
      case .paragraph(let inlines), .heading(_, let inlines):
        check(inlines, of: block, in: source, into: &findings)
      case .blockQuote(let blocks): check(blocks, in: source, into: &findings)
      case .list(let list): for item in list.items { check(item.blocks, in: source, into: &findings) }
      case .code, .html, .thematicBreak: break
      }
    }
  }

  private func check(
    _ inlines: [Inline], of block: Block, in source: SourceText, into findings: inout [Diagnostic]
  ) {
    for inline in inlines {
      switch inline {
      case .emphasis(let children), .strong(let children):
        check(children, of: block, in: source, into: &findings)
      case .link(let destination, _, let children):
        findings += complaint(about: destination, isImage: false, in: block, of: source)
        check(children, of: block, in: source, into: &findings)
      case .image(let address, _, _):
        findings += complaint(about: address, isImage: true, in: block, of: source)
      case .html, .text, .code, .softBreak, .lineBreak, .footnoteCall: break
      }
    }
  }

  /// Links by name are the name table's affair.
  private func complaint(
    about destination: String, isImage: Bool, in block: Block, of source: SourceText
  ) -> [Diagnostic] {
    guard LinkTarget.parsing(destination, kinds: names.kinds) == nil,
      isImage || names.misspeltScheme(of: destination) == nil
    else { return [] }
    let range = place(of: destination, in: block, of: source)
    switch SafeURL.checking(destination, asImage: isImage) {
    case .refused(let reason): return [.linkIsRefused(destination, reason: reason, at: range)]
    case .allowed(let url):
      guard let local = LocalLink(url.address) else { return [] }
      guard local.isFragmentOnly || paths().contains(local.path) else {
        return [.leadsNowhere(local.path, among: paths(), at: range)]
      }
      return complaint(aboutPlaceOf: local, at: range)
    }
  }

  private func complaint(aboutPlaceOf local: LocalLink, at range: SourceRange) -> [Diagnostic] {
    guard let fragment = local.fragment, !fragment.isEmpty else { return [] }
    guard let path = local.isFragmentOnly ? page : local.path else {
      return [.isNoOwnPlace(fragment, at: range)]
    }
    guard let (essay, version) = version(path), !version.places.contains(fragment),
      !essay.hasNote(at: fragment)
    else { return [] }
    return [.isNoPlace(fragment, on: path, at: range)]
  }

  /// Where some words stand in a block's lines, else its first line; libcmark gives no sure columns.
  private func place(of words: String, in block: Block, of source: SourceText) -> SourceRange {
    let first = source.line(block.lines.lowerBound)
    let lines =
      first.offsets
      .lowerBound..<max(first.offsets.upperBound, source.line(block.lines.upperBound).offsets.upperBound)
    let wanted = Array(words.utf8)
    guard !wanted.isEmpty, let found = source.utf8[lines].firstRange(of: wanted) else { return first }
    return source.range(found)
  }
}

extension Essay {
  /// Whether a note stands at this id on the page of each version; those that stand elsewhere count, too.
  fileprivate func hasNote(at id: String) -> Bool {
    guard id.utf8.starts(with: "n-".utf8) else { return false }
    let name = id.utf8.dropFirst(2)
    return notes.contains { ([$0.id] + $0.formerIDs).contains { $0.utf8.elementsEqual(name) } }
  }
}

extension Diagnostic {
  fileprivate static func linkIsRefused(_ address: String, reason: String, at range: SourceRange)
    -> Diagnostic
  {
    .warning(
      "content.link-refused", "the address “\(address)” is left out: \(reason)", at: range,
      fixes: [Fix("link to an http, https, mailto or tel address, or to a path of the site")])
  }

  fileprivate static func isNoPlace(_ fragment: String, on path: String, at range: SourceRange) -> Diagnostic
  {
    .warning(
      "content.place-unknown", "“\(path)” has no place “\(fragment)”", at: range,
      fixes: [Fix("a paragraph is `#p7`; better link by name, as in `essay:ESSAY#p7`")])
  }

  fileprivate static func isNoOwnPlace(_ fragment: String, at range: SourceRange) -> Diagnostic {
    .warning(
      "content.place-unknown", "the page that “#\(fragment)” would be on has no such place", at: range,
      fixes: [Fix("link by name, as in `essay:ESSAY#p7` or `note:ID`")])
  }

  fileprivate static func leadsNowhere(_ path: String, among paths: Set<String>, at range: SourceRange)
    -> Diagnostic
  {
    .error(
      "content.link-broken",
      "no page or file of the site is at “\(path)”\(suggestion(for: path, among: paths))",
      at: range, fixes: [Fix("addresses without a scheme are paths from the root of the site")])
  }
}
