import Commentary
import Diagnostics
import HTML
import Markup
import Records
import Templates

/// The home page, the site's own pages, and the two that nobody looks for.
extension Publication {
  var homePage: Page {
    Page(
      at: Self.home, from: .generated("the home page"), template: "home", title: settings.title,
      description: settings.subtitle, language: settings.language,
      dependingOn: .lists(quoting: exemplars.map(\.edition.essay.id)), data: self.homeData)
  }

  private var homeData: Members {
    let address = Self.home
    let indexes = settings.entryKinds.compactMap { kind -> TemplateValue? in
      let count = manuscript.entries.count { $0.name.kind == kind.id }
      guard count > 0 else { return nil }
      return .object([
        "label": .text(kind.plural), "url": .url(Self.index(of: kind), from: address),
        "count": .number(count),
        "line": .text(kind.line.rawValue), "id": .text(kind.id), "kindLabel": .text(kind.label),
      ])
    }
    return [
      "introduction": .none, "essays": .list(manuscript.essays.map(essayValue)),
      "kindIndexes": .list(indexes), "hasKindIndexes": .bool(!indexes.isEmpty), "legend": .list(legend),
    ]
  }

  private func essayValue(_ essay: Essay) -> TemplateValue {
    past.recall("essay \(essay.id) on the home page", from: manuscript.stamps(ofEditionsOf: essay.id)) {
      essayValue(essay, from: Self.home)
    }.value
  }

  private func essayValue(_ essay: Essay, from page: Address) -> TemplateValue {
    let editions = self.editions(of: essay.id)
    let noteCount = noteCount(of: essay)
    let written = [essay.settings.author ?? "", essay.settings.published?.spelled ?? ""].filter {
      !$0.isEmpty
    }
    let about = [written.joined(separator: ", "), noteCount == 0 ? "" : counted(noteCount, "note")]
    let versions = editions.map { edition -> TemplateValue in
      .object([
        "label": .text(edition.version.settings.label), "url": .url(edition.address, from: page),
        "description": .text(edition.version.settings.description),
      ])
    }
    return .object([
      "title": .text(essay.settings.title), "url": .url(editions.first?.address, from: page),
      "deck": .text(editions.first?.face.deck ?? essay.settings.deck),
      "author": .text(essay.settings.author), "published": .text(essay.settings.published?.spelled),
      "versions": .list(versions), "noteCount": .number(noteCount),
      "noteCountLabel": .text(counted(noteCount, "note")),
      "about": .text(about.filter { !$0.isEmpty }.map { $0 + "." }.joined(separator: " ")),
      "notesURL": .url(noteCount == 0 ? nil : Self.notes(of: essay.id), from: page),
    ])
  }

  /// For each kind of which a note marks words, the first edition where one does.
  private var exemplars: [(kind: Kind, edition: Edition)] {
    settings.kinds.compactMap { kind in
      editions.first { $0.face.kinds.contains(kind.id) }.map { (kind, $0) }
    }
  }

  /// For each kind that a note is of, its line and some words that it marks.
  private var legend: [TemplateValue] {
    exemplars.compactMap { kind, edition in
      let marks = edition.placed.lazy.filter { $0.note.kind == kind.id }.compactMap(\.passage.marks.first)
      return marks.first.map { mark in
        .object([
          "id": .text(kind.id), "label": .text(kind.label), "plural": .text(kind.plural),
          "line": .text(kind.line.rawValue), "margin": .text(kind.margin.rawValue),
          "example": .text(edition.version.text[mark]),
        ])
      }
    }
  }

  func ownPage(_ page: ContentPage) -> Page {
    let address = Self.page(page.id)
    return Page(
      at: address, from: .file(page.document.source.path), template: "page", title: page.title,
      language: settings.language, dependingOn: .ownPage(page.id),
      data: ["body": .html(self.body(of: page, at: address))])
  }

  private func body(of page: ContentPage, at address: Address) -> [Node] {
    let resolver = LinkResolver(self, on: address)
    let renderer = HTMLRenderer(rawHTML: settings.rawHTML) { resolver.address(for: $0, isImage: $1) }
    return renderer.render(
      page.document.blocks.outlined(below: 1), text: page.text,
      overlays: aliasOverlays(inFile: page.document.source.path, within: nil, resolver: resolver))
  }

  var notFoundPage: Page {
    Page(
      at: Self.notFound, from: .generated("the page for wrong addresses"), template: "not-found",
      title: "No such page", language: settings.language,
      isListed: false, dependingOn: .nothing, data: [:])
  }

  /// A page at an address that something had before.
  func redirect(from old: Address, to target: Address, title: String, origin: PlannedOutput.Origin) -> Page {
    Page(
      at: old, from: origin, template: "redirect", title: title, language: settings.language,
      canonical: target, isListed: false,
      data: ["target": .url(target, from: old), "targetTitle": .text(title)])
  }

  /// Pages for the former ids of entries and essays.
  var redirects: [Page] {
    let entries = manuscript.entries.flatMap { entry in
      entry.formerIDs.compactMap { old -> Page? in
        guard let target = address(of: entry.name),
          let source = address(of: EntryName(kind: entry.name.kind, id: old))
        else { return nil }
        return redirect(
          from: source, to: target, title: entry.title, origin: .file(entry.path))
      }
    }
    let essays = manuscript.essays.flatMap { essay -> [Page] in
      let origin = PlannedOutput.Origin.file("Content/essays/\(essay.id)/essay.yaml")
      return essay.settings.formerIDs.flatMap { old -> [Page] in
        let own = editions(of: essay.id)
        let versions =
          own.map { edition in
            (Self.version(edition.version.settings.id, of: old), edition)
          } + own.prefix(1).map { (Address("\(old)/index.html"), $0) }
        return versions.map { redirect(from: $0, to: $1.address, title: $1.title, origin: origin) }
      }
    }
    return entries + essays
  }
}
