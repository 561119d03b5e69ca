import Diagnostics
package import Markup
package import Records

/// A page of its own about a term, a precedent or whatever else the site's kinds name.
///
/// Held by reference like notes.
package final class Entry: Sendable {
  /// How often an entry's aliases become links in one section.
  package enum Linking: String, Sendable, CaseIterable { case first, every, never }

  package let name: EntryName
  package let title: String
  /// Other names by which the text may call it; the title counts as one.
  package let aliases: [String]
  /// Longer phrases in which an alias is a false friend.
  package let falseFriends: [String]
  package let linking: Linking
  package let summary: String
  /// The values of its kind's fields, in the kind's order; absent ones are left out.
  package let fields: [(field: Kind.Field, value: String)]
  package let date: CalendarDate?
  package let end: CalendarDate?
  package let related: [EntryName]
  package let sources: [String]
  package let formerIDs: [String]
  /// The path of its file.
  package let path: String
  private let content: Once<(body: Document, text: PlainText)>

  init(
    name: EntryName, title: String, aliases: [String], falseFriends: [String], linking: Linking,
    summary: String, fields: [(field: Kind.Field, value: String)], date: CalendarDate?, end: CalendarDate?,
    related: [EntryName], sources: [String], formerIDs: [String], path: String,
    body: @escaping @Sendable () -> Document
  ) {
    self.name = name
    self.title = title
    self.aliases = aliases
    self.falseFriends = falseFriends
    self.linking = linking
    self.summary = summary
    self.fields = fields
    self.date = date
    self.end = end
    self.related = related
    self.sources = sources
    self.formerIDs = formerIDs
    self.path = path
    content = Once {
      let body = body()
      return (body, PlainText(body))
    }
  }

  package var body: Document { content.value.body }
  package var text: PlainText { content.value.text }
}
