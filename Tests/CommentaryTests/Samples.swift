import Commentary
import Diagnostics

let term = Kind(
  id: "term", label: "Term", plural: "Terms", margin: .left, line: .solid, folder: "terms",
  fields: [Kind.Field(key: "gives", label: "Who gives"), Kind.Field(key: "parties", label: "Parties")],
  order: .title)

let precedent = Kind(
  id: "precedent", label: "Precedent", plural: "Precedents", margin: .right, line: .dotted,
  folder: "precedents",
  fields: [Kind.Field(key: "date", label: "Date"), Kind.Field(key: "place", label: "Place")], order: .date)

let gloss = Kind(
  id: "gloss", label: "Gloss", plural: "Glosses", margin: .right, line: .dashed, folder: nil, fields: [],
  order: .title)

let allKinds = [term, precedent, gloss]

/// Reads a commentary of an essay with the versions `digest` and `original`.
func commentary(_ text: String) -> Diagnosed<CommentaryFile> {
  CommentaryFile.parsing(
    SourceText(path: "notes.md", text: text), kinds: allKinds, versions: ["digest", "original"])
}

/// An entry from its front matter, apart from the two lines around it, and its body.
func entry(_ id: String, _ frontMatter: String, body: String = "", kind: Kind = term) -> Diagnosed<Entry?> {
  let source = SourceText(path: "terms/\(id).md", text: "---\n\(frontMatter)\n---\n\(body)")
  return Entry.parsing(source, kind: kind, kinds: allKinds.map(\.id))
}
