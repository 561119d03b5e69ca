import Commentary

/// The stamps of what an author wrote, as it was parsed.
struct SourceStamps: Sendable {
  /// The site's settings and the options of the build.
  let settings: Stamp
  let templates: Stamp
  let sources: Stamp
  /// By essay.
  let essays: [String: Stamp]
  /// Of what all `essay.yaml` say.
  let essaySettings: Stamp
  let entries: [EntryName: Stamp]
  /// Of the site's own pages, by id.
  let pages: [String: Stamp]
  /// Of what other pages show of the entries.
  let entryFaces: Stamp
  /// Of what others need to know of an essay, by essay.
  let essayFaces: [String: Stamp]
  /// Of the paths of all files.
  let paths: Stamp
}

/// What the bytes of a page depend on, besides what every page does.
enum Dependence: Sendable, Hashable {
  case everything
  case nothing
  /// What lists say of every essay, and the texts and notes of those that are quoted.
  case lists(quoting: [String])
  /// An essay with all its texts and notes.
  case essay(String)
  /// An entry and whatever names it.
  case entry(EntryName)
  /// A page of the site's own.
  case ownPage(String)
}
