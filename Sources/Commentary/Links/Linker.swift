package import Markup

/// Finds the names of entries in a text and says which of them become links.
package struct Linker: Sendable {
  private let entries: [(name: EntryName, linking: Entry.Linking)]
  private let trie: NameTrie

  /// Takes every entry's title and aliases as its names.
  package init(entries: [Entry]) {
    var trie = NameTrie()
    for (index, entry) in entries.enumerated() {
      for name in entry.names { trie.insert(NameTrie.Name(entry: index, words: name, isFalseFriend: false)) }
      for phrase in entry.falseFriends {
        trie.insert(NameTrie.Name(entry: index, words: phrase, isFalseFriend: true))
      }
    }
    self.entries = entries.map { ($0.name, $0.linking) }
    self.trie = trie
  }

  /// Makes a text ready to be looked through for names, and for the words of notes as well.
  package func index(of text: PlainText) -> TextIndex { TextIndex(text, alphabet: trie.alphabet) }

  /// Every name in the text, made a link or refused with the reason; both in the order of the text.
  ///
  /// `ranges` are the parts of the text that count, by default all of it. `ownPage` is the entry whose page the
  /// text is. The longest name wins, among equals the first; a place where two entries have the same name links
  /// to neither.
  package func links(
    in text: PlainText, within ranges: [Range<Int>]? = nil, ownPage: EntryName? = nil
  ) -> LinkReport {
    let sorted = ranges?.sorted { $0.lowerBound < $1.lowerBound }
    let index = TextIndex(text, within: sorted, alphabet: trie.alphabet)
    return links(in: index, within: sorted, ownPage: ownPage)
  }

  /// Likewise in all of a text that this linker has made ready.
  package func links(in index: TextIndex) -> LinkReport { links(in: index, within: nil, ownPage: nil) }

  private func links(in index: TextIndex, within sorted: [Range<Int>]?, ownPage: EntryName?) -> LinkReport {
    let text = index.text
    let (places, vetoed) = places(in: index, within: sorted)
    guard !places.isEmpty else { return Tally(refused: vetoed).sorted }
    var report = Tally(refused: vetoed)
    let owner = ownersByLength(of: places, in: text)
    var linkedSections: Set<[Int]> = []
    for (index, place) in places.enumerated() {
      let longer = place.range.lazy.map { Int(owner[$0]) }.first { $0 != Self.nobody && $0 != index }
      for entry in place.entries {
        let name = entries[entry].name
        let others = place.entries.filter { $0 != entry }.map { entries[$0].name }
        var reason = longer.map { LinkReport.Reason.longerMatch(text[places[$0].range]) }
        if reason == nil, !others.isEmpty { reason = .shared(with: others) }
        reason = reason ?? (name == ownPage ? .ownPage : nil) ?? refusal(of: place.range, in: text)
        reason = reason ?? refusal(of: entry, at: place.range, in: text, after: &linkedSections)
        report.add(name, at: place.range, reason)
      }
    }
    return report.sorted
  }

  /// A stretch of text and the entries it is a name of.
  private struct Place {
    let range: Range<Int>
    var entries: [Int]
  }

  /// The places that have a name, in the order of the text, the shorter first; and those that are vetoed.
  private func places(
    in index: TextIndex, within allowed: [Range<Int>]?
  ) -> (places: [Place], vetoed: [LinkReport.Refusal]) {
    let folded = index.folded
    let matches = trie.matches(in: folded, with: index.alphabet)
    var phrases: [Int: [(range: Range<Int>, words: String)]] = [:]
    for match in matches where trie.names[match.name].isFalseFriend {
      let name = trie.names[match.name]
      phrases[name.entry, default: []].append((match.range, name.words))
    }
    var places: [Place] = []
    var vetoed: [LinkReport.Refusal] = []
    for match in matches where !trie.names[match.name].isFalseFriend {
      let range = folded.offsets(of: match.range)
      let entry = trie.names[match.name].entry
      if let allowed, !allowed.holds(range) { continue }
      if let phrase = phrases[entry]?.first(where: { $0.range.holds(match.range) }) {
        vetoed.append(
          LinkReport.Refusal(range: range, entry: entries[entry].name, reason: .falseFriend(phrase.words)))
      } else if places.last?.range != range {
        places.append(Place(range: range, entries: [entry]))
      } else if places.last?.entries.contains(entry) == false {
        places[places.count - 1].entries.append(entry)
      }
    }
    return (places, vetoed)
  }

  /// Where no place has an offset.
  private static let nobody = -1

  /// To which place each offset belongs: longest first, then in the order of the text.
  private func ownersByLength(of places: [Place], in text: PlainText) -> [Int32] {
    var owner = [Int32](repeating: Int32(Self.nobody), count: text.utf8.count)
    let ranked = places.indices.sorted {
      let (left, right) = (places[$0].range, places[$1].range)
      return (right.count, left.lowerBound) < (left.count, right.lowerBound)
    }
    for index in ranked where !places[index].range.contains(where: { owner[$0] != Self.nobody }) {
      for offset in places[index].range { owner[offset] = Int32(index) }
    }
    return owner
  }

  /// What the place itself has against a link.
  private func refusal(of range: Range<Int>, in text: PlainText) -> LinkReport.Reason? {
    let runs = text.runs(at: range)
    if let first = runs.first, case .heading = text.blocks[first.block].kind { return .inHeading }
    if runs.contains(where: { $0.kind == .code || text.blocks[$0.block].kind == .code }) { return .inCode }
    return runs.contains(where: \.isLinked) ? .inLink : nil
  }

  /// What the entry has against a link; if nothing, the section counts as linked from now on.
  private func refusal(
    of entry: Int, at range: Range<Int>, in text: PlainText, after linked: inout Set<[Int]>
  ) -> LinkReport.Reason? {
    switch entries[entry].linking {
    case .never: return .never
    case .every: return nil
    case .first:
      let section = text.runs(at: range).first.map { text.blocks[$0.block].section } ?? 0
      return linked.insert([entry, section]).inserted ? nil : .notFirstInSection
    }
  }
}

/// A report in the making.
private struct Tally {
  private var made: [LinkReport.Link] = []
  private var refused: [LinkReport.Refusal]

  init(refused: [LinkReport.Refusal]) { self.refused = refused }

  mutating func add(_ name: EntryName, at range: Range<Int>, _ reason: LinkReport.Reason?) {
    if let reason {
      refused.append(LinkReport.Refusal(range: range, entry: name, reason: reason))
    } else {
      made.append(LinkReport.Link(range: range, entry: name))
    }
  }

  var sorted: LinkReport {
    LinkReport(
      made: made,
      refused: refused.sorted {
        ($0.range.lowerBound, $0.range.upperBound, $0.entry) < (
          $1.range.lowerBound, $1.range.upperBound, $1.entry
        )
      })
  }
}
