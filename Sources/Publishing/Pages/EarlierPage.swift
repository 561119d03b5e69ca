import Commentary
import Templates

/// The notes on wording that versions of an essay no longer have.
extension Publication {
  static func earlier(of essay: String) -> Address { Address("\(essay)/earlier.html") }

  /// The page of an essay’s notes on earlier wording, if it has any.
  func earlierPage(of essay: Essay) -> Page? {
    guard editions(of: essay.id).contains(where: { $0.face.earlierCount > 0 }) else { return nil }
    let address = Self.earlier(of: essay.id)
    return Page(
      at: address, from: .generated("the notes on earlier wording of “\(essay.id)”"), template: "earlier",
      title: "Notes on earlier wording", language: settings.language,
      dependingOn: .essay(essay.id), data: self.earlierData(of: essay, at: address))
  }

  /// The notes that some version of an essay has lost, each with the versions that lost it and the words it was about.
  private func earlierNotes(of essay: String) -> [(note: Note, places: [(edition: Edition, words: Selector)])]
  {
    let editions = editions(of: essay)
    guard let notes = editions.first?.essay.notes else { return [] }
    return notes.indices.compactMap { index in
      let places = editions.compactMap { edition in edition.earlierWords(of: index).map { (edition, $0) } }
      guard !places.isEmpty, notes[index].isMeant(for: audience) else { return nil }
      return (notes[index], places)
    }
  }

  private func earlierData(of essay: Essay, at address: Address) -> Members {
    let notes = earlierNotes(of: essay.id)
    let setting = NoteSetting(self, essay: essay, on: address, edition: nil)
    let values = notes.map { note, places -> TemplateValue in
      var value = setting.value(of: note)
      value["places"] = .list(
        places.map { edition, words in
          .object([
            "before": .text(words.wordsBefore), "words": .text(words.exact),
            "after": .text(words.wordsAfter),
            "version": .text(edition.version.settings.label), "url": .url(edition.address, from: address),
          ])
        })
      return .object(value)
    }
    return [
      "essay": .object([
        "title": .text(essay.settings.title), "author": .text(essay.settings.author),
        "url": .url(defaultEdition(of: essay.id)?.address, from: address),
      ]), "notes": .list(values),
    ]
  }
}

extension Edition {
  /// Indices of the published notes that are about words it no longer has.
  var earlierNotes: [Int] {
    essay.notes.indices.filter { essay.notes[$0].isMeant(for: audience) && earlierWords(of: $0) != nil }
  }

  /// The words that a note was about which is lost here, as the ledger has them.
  fileprivate func earlierWords(of note: Int) -> Selector? {
    guard case .lost = anchors[note].verdict else { return nil }
    switch anchors[note].known {
    case .standing(let record): return version.change?.recorded.selector(of: record.range)
    case .withheld(let record): return record.selector
    case nil: return nil
    }
  }
}

extension Selector {
  /// The prefix, cut between words where it is cut.
  fileprivate var wordsBefore: String {
    guard isCut(prefix), let space = prefix.firstIndex(of: " ") else { return prefix }
    return "…" + prefix[space...]
  }

  /// The suffix, cut between words where it is cut.
  fileprivate var wordsAfter: String {
    guard isCut(suffix), let space = suffix.lastIndex(of: " ") else { return suffix }
    return suffix[...space] + "…"
  }

  private func isCut(_ context: String) -> Bool { context.unicodeScalars.count == Selector.contextLength }
}
