import Publishing

/// A corpus as a site of Hugo's, as near as that comes to an annotated reading.
///
/// Notes are a shortcode in the text, and entries a taxonomy whose pages list the essays that name them. No note is
/// anchored and no passage quoted.
struct HugoSite {
  let corpus: Corpus

  var files: [SiteFile] { texts.map(Corpus.file) }

  /// By their paths from the site's folder.
  private var texts: [(path: String, text: String)] {
    var files = [
      ("hugo.toml", Self.configuration),
      ("layouts/index.html", Self.page(list: "range where .Site.RegularPages \"Section\" \"essays\"")),
      ("layouts/_default/list.html", Self.page(list: "range .Pages")),
      ("layouts/_default/single.html", Self.page(list: nil)),
      (
        "layouts/shortcodes/note.html",
        "<sup>{{ .Ordinal }}</sup><aside class=\"note\" id=\"n-{{ .Ordinal }}\">{{ .Inner | markdownify }}</aside>"
      ),
    ]
    corpus.forEach { entry in
      files.append(
        (
          "content/terms/term-\(entry.number)/_index.md",
          "---\ntitle: \(entry.name)\nsummary: \(entry.summary)\n---\n\n"
            + entry.paragraphs.joined(separator: "\n\n") + "\n"
        ))
    } essay: { essay in
      files.append(("content/essays/essay-\(essay.number).md", Self.text(of: essay)))
    }
    return files
  }

  private static let configuration = """
    baseURL = "https://example.org/"
    title = "A made-up library"
    languageCode = "en"
    disableKinds = ["RSS"]
    [taxonomies]
    term = "terms"
    [markup.goldmark.renderer]
    unsafe = true

    """

  private static func page(list: String?) -> String {
    let links = list.map {
      "<ul>{{ \($0) }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>"
    }
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
      <body><main><h1>{{ .Title }}</h1>{{ .Content }}\(links ?? "")</main></body></html>

      """
  }

  /// The essay with each note after the words that it is about.
  private static func text(of essay: Corpus.Essay) -> String {
    var paragraphs = essay.paragraphs.map { $0.split(separator: " ").map(String.init) }
    for note in essay.notes {
      paragraphs[note.paragraph][note.words.upperBound - 1] +=
        "{{< note >}}\(note.body) See [it](/terms/term-\(note.entry)/).{{< /note >}}"
    }
    let terms = Set(essay.notes.map(\.entry)).sorted().map { "term-\($0)" }
    return "---\ntitle: Essay \(essay.number)\nterms: [\(terms.joined(separator: ", "))]\n---\n\n"
      + paragraphs.map { $0.joined(separator: " ") }.joined(separator: "\n\n") + "\n"
  }
}
