import Commentary
import Diagnostics
import Markup

/// An entry that names another one.
struct BackLink: Sendable {
  let entry: Entry
  /// The first sentence of its text that names the other; nothing where only its relations do.
  let excerpt: Excerpt?
}

extension Manuscript {
  /// Which entries name each entry, by text or by relation, in the order of the site.
  ///
  /// `links` are the names found in texts, by path of the source.
  func backLinks(
    links: [String: Once<TextLinks>], names: NameTable, recalling past: Recollection
  ) async -> [EntryName: [BackLink]] {
    let texts = entries.compactMap { entry in
      links[entry.path].map { (entry: entry, links: $0) }
    }
    let found = await concurrentMap(texts) { entry, links in
      let inputs = [stamp(ofEntry: entry.name), stamps.entryFaces]
      return past.fact("named by \(entry.name)", from: inputs) {
        Self.named(by: entry, aliases: links.value.report, names: names)
      }
    }
    var links: [EntryName: [BackLink]] = [:]
    for (text, named) in zip(texts, found) {
      for naming in named {
        links[naming.name, default: []].append(BackLink(entry: text.entry, excerpt: naming.excerpt))
      }
    }
    return links
  }

  /// What an entry's text names, each once with its first sentence; then what only its relations name.
  private static func named(
    by entry: Entry, aliases: LinkReport, names: NameTable
  ) -> [Naming] {
    let mentions = Mention.gathering(in: entry.text, of: entry.body, aliases: aliases, names: names)
    var excerpts: [EntryName: Excerpt] = [:]
    for mention in mentions {
      let excerpt = Excerpt(mention)
      guard let first = excerpts[mention.entry] else {
        excerpts[mention.entry] = excerpt
        continue
      }
      excerpts[mention.entry] = first.joined(with: excerpt) ?? first
    }
    let all = mentions.map(\.entry) + entry.related.compactMap(names.entry)
    return all.unique.filter { $0 != entry.name }.map { Naming(name: $0, excerpt: excerpts[$0]) }
  }
}

/// What the text of an entry names, with the first sentence that does.
private struct Naming: Sendable, Storable {
  let name: EntryName
  let excerpt: Excerpt?

  init(name: EntryName, excerpt: Excerpt?) { (self.name, self.excerpt) = (name, excerpt) }

  func print(in ink: inout Ink) {
    ink.put(name)
    ink.put(excerpt)
  }

  init?(printed reader: inout InkReader) {
    guard let name = EntryName(printed: &reader), let excerpt = Excerpt?(printed: &reader) else { return nil }
    self.init(name: name, excerpt: excerpt)
  }
}
