import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Publishing

private struct Address: Decodable, Sendable {
  let id: String
  let url: String
  let allowed: Bool
  let why: String
}

/// A way to write an address into content.
private enum Form: String, CaseIterable {
  case link, image, autolink, reference, noteLink, title, heading, entryLink, pageLink, source

  /// The file it is written into, the line, and what that line is.
  func place(_ url: String) throws -> (path: String, line: Int, text: String) {
    let target = "<\(escaped(url))>"
    return switch self {
    case .link: (long, 3, "The [words](\(target)) stay.")
    case .image: (long, 3, "The ![words](\(target)) stay.")
    case .autolink: (long, 3, "The words <\(url)> stay.")
    case .reference: (long, 3, "The [words][there] stay.\n\n[there]: \(target)")
    case .heading: (long, 3, "## The [words](\(target)) stay")
    case .noteLink: (notes, 9, "The [words](\(target)) stay.")
    case .title: (notes, 5, "## The [words](\(target)) stay")
    case .entryLink: (entry, 8, "The [words](\(target)) stay.")
    case .pageLink: (page, 5, "The [words](\(target)) stay.")
    case .source: (sources, 2, "\"URL\": \(String(decoding: try JSONEncoder().encode(url), as: UTF8.self)),")
    }
  }

  private var long: String { "Content/essays/ferry/long.md" }
  private var notes: String { "Content/essays/ferry/commentary/words.md" }
  private var entry: String { "Content/words/ebb.md" }
  private var page: String { "Content/pages/about.md" }
  private var sources: String { "Content/sources.json" }

  /// As a destination between angle brackets that Markdown reads as exactly this address.
  private func escaped(_ url: String) -> String {
    url.unicodeScalars.map { scalar in
      let isPlain = scalar.value > 0x20 && !"<>&\\".unicodeScalars.contains(scalar)
      return isPlain ? String(scalar) : "&#\(scalar.value);"
    }.joined()
  }
}

@Suite struct `An address in content` {
  /// The line, at its place in a small file of its kind.
  private func sample(_ form: Form, _ url: String) throws -> (site: SampleSite, path: String, line: Int) {
    let (path, line, text) = try form.place(url)
    var site = try SampleSite.whole()
    site[path] =
      switch form {
      case .link, .image, .autolink, .reference, .heading: "At the ebb, **the great flood**.\n\n\(text)\n"
      case .noteLink: "---\nkind: word\n---\n\n## Ebb\n\n> At [the ebb](word:ebb)\n\n\(text)\n"
      case .title:
        "---\nkind: word\n---\n\n\(text)\n\n> At [the ebb](word:ebb)\n\nThe words stay.\n"
      case .entryLink: "---\ntitle: Ebb\nsummary: It\n  falls.\nwas: [neap]\n---\n\n\(text)\n"
      case .pageLink: "---\ntitle: About the ferry\n---\n\n\(text)\n"
      case .source:
        "[{\"id\": \"reede-1931\", \"type\": \"book\",\n\(text)\n\"title\": \"The words stay\"}]\n"
      }
    site["Content/essays/ferry/commentary/remarks.md"] = nil
    return (site, path, line)
  }

  /// Every address in the pages that another site does not have.
  private func addresses(in site: Site, beyond other: Site) -> Set<String> {
    var found: Set<String> = []
    for (file, bare) in zip(site.files, other.files) where file.bytes != bare.bytes {
      found.formUnion(Set(addresses(in: file.bytes)).subtracting(addresses(in: bare.bytes)))
    }
    return found
  }

  private func addresses(in bytes: [UInt8]) -> [String] {
    ParsedPage(bytes).elements.flatMap { element in
      ["href", "src", "srcset", "action", "content"].compactMap { element[$0] }
    }
  }

  @Test(arguments: Form.allCases)
  private func `that could act is left out and named, whatever it is part of`(form: Form) async throws {
    guard let suite = SuiteFile("hostile/urls.json") else { return }
    let cases = try suite.decoded(as: [Address].self)
    let (bareSample, _, _) = try sample(form, "https://site.example/glossed/")
    let bare = try await bareSample.built()
    var refused = 0
    for item in cases {
      let (sample, path, line) = try sample(form, item.url)
      let result = await build(try sample.files(), options: SampleSite.options)
      let added = result.value.map { addresses(in: $0, beyond: bare) } ?? []
      guard !isAllowed(item, in: form) else {
        if item.id == "u03" {
          #expect(
            result.diagnostics.told.contains { $0.contains("[content.link-broken]") }, "\(form) \(item.id)")
        } else {
          #expect(!added.isEmpty, "\(form) \(item.id): \(result.diagnostics.told)")
        }
        continue
      }
      refused += 1
      #expect(added == [], "\(form) \(item.id): \(item.why)")
      if let site = result.value { #expect(hasWords(site, form), "\(form) \(item.id): the words stay") }
      #expect(result.value != nil || form == .source, "\(form) \(item.id): \(result.diagnostics.told)")
      // What is no autolink is text, of which there is nothing to say.
      guard form != .autolink || isAutolink(item.url) else { continue }
      #expect(
        result.diagnostics.contains { diagnostic in
          // An address of a definition is best named there.
          (form == .reference ? [line, line + 2] : [line]).contains {
            isComplaint(diagnostic, at: $0, of: path)
          }
        },
        "\(form) \(item.id): \(result.diagnostics.told)")
    }
    print("hostile addresses, \(form): \(cases.count), of which \(refused) are refused")
  }

  private func isComplaint(_ diagnostic: Diagnostic, at line: Int, of path: String) -> Bool {
    guard case .range(let range) = diagnostic.place else { return false }
    return range.source.path == path && range.position.line == line && !diagnostic.id.hasPrefix("source.")
  }

  /// As the suite says, but for what makes sense in some places only.
  private func isAllowed(_ item: Address, in form: Form) -> Bool {
    switch item.id {
    case "u18": form == .image
    case "u02", "u05": form != .image && form != .source
    case "u03", "u04": form != .source && form != .autolink
    case _: item.allowed
    }
  }

  /// CommonMark 0.30, 6.5: a scheme, a colon, and neither blanks nor angle brackets.
  private func isAutolink(_ url: String) -> Bool {
    let scheme = url.utf8.prefix { $0 != UInt8(ascii: ":") }
    return (2...32).contains(scheme.count) && scheme.count < url.utf8.count
      && !url.utf8.contains { $0 <= 0x20 || $0 == 0x3C || $0 == 0x3E }
      && scheme.allSatisfy {
        (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0)
      }
  }

  /// The words of a link stand somewhere in the text of a page; an image has none.
  private func hasWords(_ site: Site, _ form: Form) -> Bool {
    let name =
      switch form {
      case .link, .image, .autolink, .reference, .heading: "ferry/long.html"
      case .noteLink, .title: "ferry/notes.html"
      case .entryLink: "words/ebb.html"
      case .pageLink: "about.html"
      case .source: "sources.html"
      }
    let page = site.pages.first { $0.path == name }?.markup
    let kept = form == .image ? "stay" : "words"
    return page?.all("main").first?.text.contains(kept) ?? false
  }
}
