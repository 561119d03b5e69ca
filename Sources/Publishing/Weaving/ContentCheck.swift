import Commentary
import Diagnostics
import HTML
import Markup

/// What can be said of a text's links before any page is made.
struct ContentCheck {
  let names: NameTable
  /// Every path of the output, to find links within the site that lead nowhere.
  let paths: () -> Set<String>
  /// The same, to say which of them was meant.
  let misses: () -> NearMisses
  /// The version whose page is at a path.
  let version: (String) -> (essay: Essay, version: Version)?
  /// The page that the text is set on alone; `nil` for texts that stand on several pages or have no places.
  let page: String?

  func diagnostics(of blocks: [Block], in source: SourceText) -> [Diagnostic] {
    WrittenAddress.all(in: blocks, of: source).flatMap { address -> [Diagnostic] in
      if address.destination.isEmpty { return [.hasNoAddress(isImage: address.isImage, at: address.range)] }
      let isSeen = address.isImage || address.words.contains(where: \.isSeen)
      return complaint(about: address)
        + (isSeen ? [] : [.hasNoWords(address.destination, at: address.range)])
    }
  }

  /// What is wrong with an address; where links by name lead is the name table’s affair, but for places on pages.
  private func complaint(about address: WrittenAddress) -> [Diagnostic] {
    let (destination, isImage) = (address.destination, address.isImage)
    if let target = LinkTarget.parsing(destination, kinds: names.kinds) {
      return isImage ? [] : complaint(aboutPlaceOf: target) { address.range }
    }
    guard isImage || names.misspeltScheme(of: destination) == nil else { return [] }
    switch SafeURL.checking(destination, asImage: isImage) {
    case .refused(let reason): return [.linkIsRefused(destination, reason: reason, at: address.range)]
    case .allowed(let url):
      guard let local = LocalLink(url.address) else { return [] }
      guard local.isFragmentOnly || paths().contains(local.path) else {
        return [.leadsNowhere(local.path, among: misses(), at: address.range)]
      }
      return complaint(aboutPlaceOf: local) { address.range }
    }
  }

  private func complaint(aboutPlaceOf local: LocalLink, at range: () -> SourceRange) -> [Diagnostic] {
    guard let fragment = local.fragment, !fragment.isEmpty else { return [] }
    guard let path = local.isFragmentOnly ? page : local.path else {
      return [.isNoOwnPlace(fragment, at: range())]
    }
    guard let (essay, version) = version(path), !has(fragment, version, of: essay) else { return [] }
    return [.isNoPlace(fragment, on: path, at: range())]
  }

  /// Headings and notes that a link by name may lead to; paragraphs are looked up where names are.
  private func complaint(aboutPlaceOf target: LinkTarget, at range: () -> SourceRange) -> [Diagnostic] {
    guard case .essay(let id, let wanted, let fragment?) = target, !fragment.isEmpty,
      !NameTable.isParagraph(fragment), let essay = names.essay(id)
    else { return [] }
    let meant = essay.versions.map(\.id).filter { wanted == nil || $0 == wanted }
    let versions = meant.compactMap { version(Publication.version($0, of: id).path) }
    guard !versions.isEmpty, !versions.contains(where: { has(fragment, $0.version, of: $0.essay) }) else {
      return []
    }
    return [.isNoPlace(fragment, on: wanted.map { "\(id)/\($0)" } ?? id, at: range())]
  }

  private func has(_ fragment: String, _ version: Version, of essay: Essay) -> Bool {
    version.places.contains(fragment) || essay.hasNote(at: fragment)
  }
}

extension Inline {
  /// Whether a reader sees anything of it, or hears its description.
  fileprivate var isSeen: Bool {
    switch self {
    case .text(let leaf), .code(let leaf): leaf.text.utf8.contains { $0 > 0x20 }
    case .softBreak, .lineBreak: false
    case .emphasis(let children), .strong(let children), .link(_, _, let children):
      children.contains(where: \.isSeen)
    case .image(_, _, let description): description.utf8.contains { $0 > 0x20 }
    case .html, .footnoteCall: true
    }
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

  fileprivate static func hasNoWords(_ destination: String, at range: SourceRange) -> Diagnostic {
    .warning(
      "content.link-empty", "the link to “\(destination)” has no words, so nobody can see or follow it",
      at: range, fixes: [Fix("write words between “[” and “]”")])
  }

  fileprivate static func hasNoAddress(isImage: Bool, at range: SourceRange) -> Diagnostic {
    .warning(
      "content.link-empty",
      isImage
        ? "the image has no address, so its description stands in its place"
        : "the link has no address, so its words stand without one", at: range,
      fixes: [Fix("write an address between “(” and “)”, or remove the brackets")])
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

  fileprivate static func leadsNowhere(_ path: String, among paths: NearMisses, at range: SourceRange)
    -> Diagnostic
  {
    .error(
      "content.link-broken",
      "no page or file of the site is at “\(path)”\(paths.suggestion(for: path))",
      at: range, fixes: [Fix("addresses without a scheme are paths from the root of the site")])
  }
}
