import Commentary
import Records

/// What other pages show of an entry and how texts name it: everything but its body, relations and sources.
struct EntryFace: Sendable, Stampable {
  private let name: EntryName
  private let title: String
  private let names: [[String]]
  private let linking: Entry.Linking
  private let summary: String
  private let fields: [[String]]
  private let dates: [String?]
  private let formerIDs: [String]

  init(_ entry: Entry) {
    name = entry.name
    title = entry.title
    names = [entry.aliases, entry.falseFriends]
    linking = entry.linking
    summary = entry.summary
    fields = entry.fields.map { [$0.field.key, $0.field.label, $0.value] }
    dates = [entry.date?.iso, entry.end?.iso]
    formerIDs = entry.formerIDs
  }

  func print(in ink: inout Ink) {
    ink.put(name)
    ink.put([title, linking.rawValue, summary])
    ink.put(names + fields)
    ink.put(dates)
    ink.put(formerIDs)
  }
}

/// What pages of others need to know of an essay to link to it.
struct EssayFace: Sendable, Stampable {
  private struct Version: Sendable, Stampable {
    let id: String
    let label: String
    let title: String?
    let revision: [String]
    let places: Set<String>
    let paragraphs: [String: Int]

    func print(in ink: inout Ink) {
      ink.put([id, label, title])
      ink.put(revision)
      ink.put(places)
      ink.put(paragraphs)
    }
  }

  private let titles: [String]
  private let versions: [Version]
  private let notes: [[String?]]

  init(_ essay: Essay) {
    titles = [essay.settings.title] + essay.settings.formerIDs
    versions = essay.versions.map { version in
      Version(
        id: version.settings.id, label: version.settings.label, title: version.frontMatter.title,
        revision: version.settings.revision.map { [$0.version, $0.date.iso] } ?? [], places: version.places,
        paragraphs: version.paragraphNumbers)
    }
    notes = essay.notes.map { [$0.id, $0.audience] + $0.formerIDs }
  }
  func print(in ink: inout Ink) {
    ink.put(titles)
    ink.put(versions)
    ink.put(notes)
  }
}
