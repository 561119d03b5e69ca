import Publishing

/// Walks all pages of a site and lists what a reader would stumble over.
struct PageWalk {
  /// One line a finding: the page, then what is wrong there.
  private(set) var findings: [String] = []
  private(set) var pageCount = 0
  private(set) var linkCount = 0
  private(set) var noteCount = 0
  private let paths: Set<String>
  private let ids: [String: Set<String>]

  init(_ site: Site) {
    let pages = site.pages
    paths = Set(site.files.map(\.path.text))
    ids = Dictionary(
      uniqueKeysWithValues: pages.map { ($0.path, Set($0.markup.elements.compactMap { $0["id"] })) })
    pageCount = pages.count
    for (path, page) in pages {
      findings += Self.nesting(of: page).map { "\(path): \($0)" }
      findings += (page.faults + Self.outline(of: page) + Self.identifiers(in: page)).map { "\(path): \($0)" }
      walkLinks(of: page, at: path)
      walkNotes(of: page, at: path)
      walkRequests(of: page, at: path)
    }
    for file in site.files where file.path.text.hasSuffix(".css") { walkSheet(file) }
  }

  private mutating func note(_ finding: String, at path: String) { findings.append("\(path): \(finding)") }

  // MARK: - One page

  /// Title, language, landmarks and headings.
  private static func outline(of page: ParsedPage) -> [String] {
    var found: [String] = []
    for name in ["h1", "main", "title", "html"] {
      // A drawing has titles of its own.
      let elements = page.elements.filter { element in
        element.name == name && (name != "title" || element.parent.map { page.elements[$0].name } == "head")
      }
      if elements.count != 1 { found.append("there are \(elements.count) <\(name)>") }
    }
    if page.all("html").first?["lang"]?.isEmpty != false { found.append("no language") }
    if page.all("title").first?.text.isEmpty != false { found.append("no title") }
    var level = 0
    for heading in page.elements {
      guard heading.name.utf8.count == 2, heading.name.hasPrefix("h"),
        let next = heading.name.last?.wholeNumberValue
      else { continue }
      if next > level + 1 { found.append("<h\(next)> “\(heading.text)” follows <h\(level)>") }
      if heading.text.isEmpty { found.append("<h\(next)> is empty") }
      level = next
    }
    return found
  }

  /// Elements in others of which they may be no part.
  private static func nesting(of page: ParsedPage) -> [String] {
    page.elements.indices.compactMap { index in
      let element = page.elements[index]
      let around = page.ancestors(of: index).map { page.elements[$0].name }
      if element.name == "a", around.contains("a") { return "a link “\(element.text)” is in a link" }
      let isBlock = ["p", "div", "aside", "details", "ul", "ol", "blockquote", "section"].contains(
        element.name)
      return isBlock && around.contains("p") ? "<\(element.name)> is in <p>" : nil
    }
  }

  /// Ids, and the attributes that name them.
  private static func identifiers(in page: ParsedPage) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    for id in page.elements.compactMap({ $0["id"] }) {
      if !seen.insert(id).inserted { found.append("the id “\(id)” is there twice") }
      if id.isEmpty || id.contains(" ") { found.append("“\(id)” is no id") }
    }
    for element in page.elements {
      for name in ["for", "aria-details", "aria-labelledby", "aria-describedby", "aria-controls"] {
        for id in (element[name] ?? "").split(separator: " ") where !seen.contains(String(id)) {
          found.append("\(name)=“\(id)” names nothing")
        }
      }
      if element.name == "img", element["alt"] == nil { found.append("an image has no alt") }
      if element.name == "label", element["for"] == nil { found.append("a label is for nothing") }
      if element.name == "a", element["href"] == nil { found.append("<a> leads nowhere") }
    }
    let labelled = Set(page.all("label").compactMap { $0["for"] })
    for input in page.all("input") where !labelled.contains(input["id"] ?? "") {
      found.append("an input has no label")
    }
    return found
  }

  // MARK: - Links

  private mutating func walkLinks(of page: ParsedPage, at path: String) {
    for element in page.elements {
      for name in ["href", "src"] {
        guard let address = element[name], !Self.isExternal(address) else { continue }
        linkCount += 1
        if let fault = fault(of: address, from: path) { note("\(name)=“\(address)” \(fault)", at: path) }
      }
      if element.name == "meta", element["http-equiv"] == "refresh" {
        let address = (element["content"] ?? "").split(separator: "url=").last.map(String.init) ?? ""
        if let fault = fault(of: address, from: path) {
          note("the page moves to “\(address)”, which \(fault)", at: path)
        }
      }
    }
  }

  private static func isExternal(_ address: String) -> Bool {
    ["https://", "http://", "mailto:", "tel:", "data:"].contains { address.hasPrefix($0) }
  }

  private func fault(of address: String, from page: String) -> String? {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var folders = page.split(separator: "/").dropLast().map(String.init)
    if address.isEmpty { return "is empty" }
    if address.hasPrefix("/") { return "is absolute" }
    for name in parts[0].split(separator: "/", omittingEmptySubsequences: false).map({
      percentDecoded(String($0))
    }) {
      if name == ".." {
        guard folders.popLast() != nil else { return "leaves the site" }
      } else if name != "." {
        folders.append(name)
      }
    }
    let target = parts[0].isEmpty ? page : folders.joined(separator: "/")
    guard paths.contains(target) else { return "leads to no file" }
    guard parts.count > 1 else { return nil }
    let id = percentDecoded(parts[1])
    return ids[target]?.contains(id) == true ? nil : "leads to no place of \(target)"
  }

  // MARK: - Notes

  /// Each call leads to a note, and that note leads back to the call or to the words it marks.
  private mutating func walkNotes(of page: ParsedPage, at path: String) {
    let indices = Dictionary(
      page.elements.indices.compactMap { index in page.elements[index]["id"].map { ($0, index) } }
    ) {
      first, _ in first
    }
    var called: Set<String> = []
    for call in page.elements where call["role"] == "doc-noteref" {
      let id = String((call["href"] ?? "").dropFirst())
      called.insert(id)
      guard let index = indices[id], page.elements[index]["role"] == "doc-footnote" else {
        note("the call “\(call.text)” leads to no note", at: path)
        continue
      }
      let backs = page.indices(within: index).map { page.elements[$0] }.filter {
        $0["role"] == "doc-backlink"
      }
      let returns = backs.contains { back in
        let target = String((back["href"] ?? "").dropFirst())
        return target == call["id"] || indices[target].map { page.elements[$0]["aria-details"] == id } == true
      }
      if !returns { note("the note “\(id)” does not lead back to its call", at: path) }
      if call["aria-label"]?.contains(call.text) != true {
        note("the call “\(call.text)” is spoken otherwise", at: path)
      }
    }
    for element in page.elements where element["role"] == "doc-footnote" {
      noteCount += 1
      if !called.contains(element["id"] ?? "") {
        note("the note “\(element["id"] ?? "")” is never called", at: path)
      }
    }
    for role in ["doc-endnote", "doc-biblioentry"] where page.elements.contains(where: { $0["role"] == role })
    {
      note("the role \(role) is deprecated", at: path)
    }
  }

  // MARK: - Requests

  /// What a browser loads by itself has to come from the site, or be in the page.
  private mutating func walkRequests(of page: ParsedPage, at path: String) {
    for element in page.elements {
      let isLoadedLink = element.name == "link" && !["canonical", "alternate"].contains(element["rel"] ?? "")
      for (name, value) in element.attributes {
        let isLoaded = ["src", "srcset", "data", "poster"].contains(name) || (name == "href" && isLoadedLink)
        guard isLoaded, value.contains(":") || value.hasPrefix("//"), !value.hasPrefix("data:") else {
          continue
        }
        note("<\(element.name) \(name)> loads “\(value)”", at: path)
      }
      if element["style"] != nil { note("<\(element.name)> has a style", at: path) }
      for name in element.attributes.map(\.name) where name.hasPrefix("on") {
        note("\(name) runs a script", at: path)
      }
      if ["iframe", "object", "embed", "base"].contains(element.name) {
        note("there is <\(element.name)>", at: path)
      }
    }
  }

  private mutating func walkSheet(_ file: SiteFile) {
    let text = String(decoding: file.bytes, as: UTF8.self)
    for words in ["@import", "http:", "https:", "url(//"] where text.contains(words) {
      note("the sheet has “\(words)”", at: file.path.text)
    }
  }
}

/// `%C3%A9` → `é`; each escape is a byte.
func percentDecoded(_ text: String) -> String {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.first {
    let digits = String(Substring(rest.dropFirst().prefix(2)))
    if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
      bytes.append(value)
      rest = rest.dropFirst(3)
    } else {
      bytes.append(byte)
      rest = rest.dropFirst()
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
