import HTML

/// What the search page looks through: every text of the site once, plain, under the address of its passage.
///
/// There is no list of words. A browser scans a megabyte in a few milliseconds, and texts alone make the smallest file.
struct SearchIndex: Sendable {
  /// What is found together, under a heading of its own in the template.
  enum Group: String, CaseIterable, Sendable { case essays, notes, entries, pages, sources }

  /// A place that a reader can be sent to.
  struct Passage: Sendable, Hashable {
    /// The id of the place on its page; `nil` is the top.
    let fragment: String?
    /// What the place is called, or nothing where its text is name enough.
    let title: String
    let text: String

    /// White space of any length becomes one space.
    init(_ title: String, at fragment: String?, text: String) {
      self.fragment = fragment
      self.title = title.onOneLine
      self.text = text.onOneLine
    }

    /// The same of a text in UTF-8.
    init(_ title: String, at fragment: String?, text: ArraySlice<UInt8>) {
      self.fragment = fragment
      self.title = title.onOneLine
      self.text = String(onOneLine: text.span)
    }
  }

  /// Successive passages of one page.
  struct Section: Sendable {
    let page: Address
    /// What the page is, said of each passage: “The Ferry, Short”, “Precedent”.
    let title: String
    /// `nil` where it is the site’s.
    var language: String?
    var passages: [Passage]
  }

  /// Sections as they are written, with commas between them.
  struct Chunk: Sendable {
    fileprivate let bytes: ArraySlice<UInt8>

    init(_ sections: [Section]) {
      bytes = Array(sections.map { ScriptJSON($0.value).bytes }.joined(separator: [UInt8(ascii: ",")]))[...]
    }
  }

  let chunks: [Group: [Chunk]]
}

extension SearchIndex.Chunk: Storable {
  func print(in ink: inout Ink) { ink.put(bytes: bytes) }

  init?(printed reader: inout InkReader) {
    guard let bytes = reader.bytes(reader.rest.count) else { return nil }
    self.bytes = bytes
  }
}

extension SearchIndex {
  /// One index of two: in each group, what the other finds comes last.
  func followed(by other: SearchIndex) -> SearchIndex {
    SearchIndex(chunks: chunks.merging(other.chunks) { $0 + $1 })
  }

  /// A script that sets `glossIndex`, or adds to it: a page opened from disk may load scripts and nothing else.
  func script(isFirst: Bool) -> [UInt8] {
    let (head, end) =
      isFirst
      ? ("window.glossIndex = ", ";\n")
      : (
        "for (const [group, pages] of Object.entries(",
        ")) glossIndex[group] = glossIndex[group].concat(pages);\n"
      )
    var script = Array(head.utf8)
    script.reserveCapacity(chunks.values.joined().reduce(256) { $0 + $1.bytes.count + 1 })
    for (index, group) in Group.allCases.enumerated() {
      script += Array("\(index == 0 ? "{" : ",")\"\(group.rawValue)\":[".utf8)
      let written = chunks[group, default: []].map(\.bytes).filter { !$0.isEmpty }
      for (index, bytes) in written.enumerated() {
        if index > 0 { script.append(UInt8(ascii: ",")) }
        script += bytes
      }
      script.append(UInt8(ascii: "]"))
    }
    script += Array(("}" + end).utf8)
    return script
  }
}

extension SearchIndex.Section {
  fileprivate var value: JSONValue {
    var members: [(String, JSONValue)] = [
      ("url", .string(page.url(from: Publication.search.path).address)), ("title", .string(title.onOneLine)),
    ]
    if let language { members.append(("language", .string(language))) }
    members.append(("passages", .array(passages.map(\.value))))
    return .object(members)
  }
}

extension SearchIndex.Passage {
  /// Fragment, title and text; an array, since names would be half of a short one.
  fileprivate var value: JSONValue {
    let place = fragment.map { SafeURL(relative: "", fragment: $0).address } ?? ""
    return .array([.string(place), .string(title), .string(text)])
  }
}

extension String {
  /// The text with each run of spaces, tabs and line ends as one space, and none at its ends.
  var onOneLine: String {
    let utf8 = utf8
    return String(onOneLine: utf8.span)
  }

  /// Some UTF-8 with each run of spaces, tabs and line ends as one space, and none at its ends.
  fileprivate init(onOneLine text: Span<UInt8>) {
    var line: [UInt8] = []
    line.append(addingCapacity: text.count) { line in
      var isBetweenWords = false
      for index in text.indices {
        let byte = text[index]
        if byte == 0x20 || (0x09...0x0D).contains(byte) {
          isBetweenWords = true
        } else {
          if isBetweenWords, !line.isEmpty { line.append(0x20) }
          isBetweenWords = false
          line.append(byte)
        }
      }
    }
    self = String(decoding: line, as: UTF8.self)
  }
}
