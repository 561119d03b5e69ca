import Commentary
import Markup
import Records
import Templates

/// The page of changes of an essay: each text that was kept, compared with what came after it.
extension Publication {
  static func changes(of essay: String) -> Address { Address("\(essay)/changes.html") }

  /// The page of changes, if any text of the essay was kept.
  func changesPage(of essay: Essay) -> Page? {
    guard !revisions(of: essay.id).isEmpty else { return nil }
    let address = Self.changes(of: essay.id)
    return Page(
      at: address, from: .generated("the changes of “\(essay.id)”"), template: "changes",
      title: "Changes to “\(essay.settings.title)”", language: settings.language,
      dependingOn: .essay(essay.id), data: self.changesData(of: essay, at: address))
  }

  private func changesData(of essay: Essay, at address: Address) -> Members {
    let steps = steps(of: essay.id).map { EditionChange(from: $0.old, to: $0.new, audience: audience) }
    return [
      "essay": .object([
        "title": .text(essay.settings.title), "author": .text(essay.settings.author),
        "url": .url(defaultEdition(of: essay.id)?.address, from: address),
      ]),
      "steps": .list(steps.map { value(of: $0, at: address) }),
    ]
  }

  /// Every kept text with the next one of its version, or the present one; the latest first.
  private func steps(of essay: String) -> [(old: Edition, new: Edition)] {
    let chains = editions(of: essay).map { present in
      revisions(of: essay, version: present.version.settings.id) + [present]
    }
    return chains.flatMap { chain in Array(zip(chain, chain.dropFirst())) }.map { (old: $0, new: $1) }
      .sorted { one, other in
        guard let date = one.old.version.settings.revision?.date,
          let otherDate = other.old.version.settings.revision?.date
        else { return false }
        return date > otherDate
      }
  }

  private func value(of change: EditionChange, at address: Address) -> TemplateValue {
    let (old, new) = (change.old, change.new)
    let until = new.version.settings.revision?.date.spelled
    let from = old.version.settings.revision?.date
    let lists: [(label: String, notes: [Note], place: Edition)] = [
      ("moved", change.moved, new), ("reworded", change.reworded, new), ("lost", change.lost, old),
      ("new", change.added, new),
    ]
    return .object([
      "id": .text("since-\(old.version.settings.id)"),
      "from": .text(from?.spelled), "fromISO": .text(from?.iso), "until": .text(until),
      "oldLabel": .text(old.version.settings.label), "oldURL": .url(old.address, from: address),
      "newLabel": .text(new.version.settings.label), "newURL": .url(new.address, from: address),
      "compareURL": .url(
        comparison(from: old, to: new, among: comparedEditions(of: new.essay.id)), from: address),
      "isUnchanged": .bool(change.paragraphs.isEmpty && lists.allSatisfy(\.notes.isEmpty)),
      "hasParagraphs": .bool(!change.paragraphs.isEmpty),
      "hasNoteLists": .bool(!lists.allSatisfy(\.notes.isEmpty)),
      "paragraphs": .list(change.paragraphs.map { value(of: $0, in: change, at: address) }),
      "noteLists": .list(
        lists.filter { !$0.notes.isEmpty }.map { list in
          .object([
            "label": .text("\(counted(list.notes.count, "note")) \(list.label)"),
            "notes": .list(
              list.notes.enumerated().map { index, note in
                .object([
                  "title": .text(note.titleText), "isFirst": .bool(index == 0),
                  "url": .url(list.place.address.at("n-\(note.id)"), from: address),
                ])
              }),
          ])
        }),
    ])
  }

  private func value(
    of paragraph: EditionChange.Paragraph, in change: EditionChange, at address: Address
  ) -> TemplateValue {
    func links(_ numbers: [Int], _ edition: Edition) -> TemplateValue {
      .list(
        numbers.map { number in
          .object([
            "place": .text("¶ \(number)"),
            "url": .url(edition.address.at(edition.version.id(ofParagraph: number)), from: address),
          ])
        })
    }
    return .object([
      "kind": .text(paragraph.kind), "old": links(paragraph.old, change.old),
      "new": links(paragraph.new, change.new),
      "hasOld": .bool(!paragraph.old.isEmpty), "hasNew": .bool(!paragraph.new.isEmpty),
      "words": .text(paragraph.words),
    ])
  }
}
