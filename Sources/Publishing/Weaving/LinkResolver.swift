import Commentary
import HTML
import Markup

/// Turns the addresses that authors write into those of one page.
struct LinkResolver: Sendable {
  let publication: Publication
  /// The page that the text is set on.
  let page: Address
  /// The version whose page it is, so that `essay:` links stay within it.
  let edition: Edition?
  /// The essay whose notes the text at hand may name without saying so.
  private let home: Essay?

  init(_ publication: Publication, on page: Address, edition: Edition? = nil, essay: Essay? = nil) {
    self.publication = publication
    self.page = page
    self.edition = edition
    home = essay ?? edition?.essay
  }

  /// The address to write, or `nil` to keep the words and drop the link; what is dropped has been reported.
  func address(for destination: String, isImage: Bool) -> String? {
    if destination.isEmpty { return nil }
    if let target = LinkTarget.parsing(destination, kinds: publication.schemes) {
      return isImage ? nil : address(of: target)?.url(from: page.path).address
    }
    guard case .allowed(let url) = SafeURL.checking(destination, asImage: isImage) else { return nil }
    guard let local = LocalLink(url.address) else { return url.address }
    return local.isFragmentOnly ? url.address : local.url(from: page.path)
  }

  func address(of target: LinkTarget) -> Address? {
    switch target {
    case .entry(let name): publication.entry(name).flatMap { publication.address(of: $0.name) }
    case .note(let essay, let id): address(ofNote: id, in: essay)
    case .source(let id): publication.source(id) == nil ? nil : Publication.sources.at("src-\(id)")
    case .essay(let id, let version, let fragment):
      edition(for: id, version: version, with: fragment)?.address.at(fragment)
    }
  }

  /// A note stands on the page of its essay: on this version’s if it is there, else on the list of all notes.
  private func address(ofNote id: String, in essay: String?) -> Address? {
    let isAtHand = essay == nil || essay == edition?.essay.id
    if isAtHand, let edition, let note = publication.note(id, in: edition.essay.id)?.id,
      edition.has(note)
    {
      return edition.address.at("n-\(note)")
    }
    let found =
      publication.note(id, in: essay ?? home?.id) ?? (essay == nil ? publication.note(id, in: nil) : nil)
    return found.map { Publication.notes(of: $0.essay).at("n-\($0.id)") }
  }

  /// The version at hand if it has the place, else the first that has it.
  private func edition(for essay: String, version: String?, with place: String?) -> Edition? {
    let editions = publication.editions(of: essay)
    if let version {
      return (editions + publication.revisions(of: essay)).first { $0.version.settings.id == version }
    }
    let ownFirst = (edition?.essay.id == essay ? edition.map { [$0] } ?? [] : []) + editions
    return ownFirst.first { place.map($0.version.places.contains) ?? true } ?? ownFirst.first
  }
}

/// A relative address in content: a path from the root of the site, whatever page it is written on.
///
/// What is percent-encoded in it is read as the bytes it stands for, so that it names a file however it is written.
struct LocalLink {
  let path: String
  /// With its question mark, as written; files know nothing of it.
  let query: String
  let fragment: String?

  var isFragmentOnly: Bool { path.isEmpty }

  /// `nil` for addresses with a scheme.
  init?(_ url: String) {
    let bytes = Array(url.utf8)
    let isEnd = { (byte: UInt8) in byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") }
    let head = bytes.prefix { $0 != UInt8(ascii: "/") && !isEnd($0) }
    guard !head.contains(UInt8(ascii: ":")) else { return nil }
    let cut = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    let end = bytes[..<cut].firstIndex(of: UInt8(ascii: "?")) ?? cut
    path = percentDecoded(bytes[..<end].drop { $0 == UInt8(ascii: "/") })
    query = String(decoding: bytes[end..<cut], as: UTF8.self)
    fragment = cut == bytes.endIndex ? nil : percentDecoded(bytes[(cut + 1)...])
  }

  /// The address to write on a page.
  fileprivate func url(from page: String) -> String {
    let file = Address(path).url(from: page).address
    return file + query + (fragment.map { SafeURL(relative: "", fragment: $0).address } ?? "")
  }
}
