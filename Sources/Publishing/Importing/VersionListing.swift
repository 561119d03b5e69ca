import Diagnostics
import Records

/// How a version comes into the list of an `essay.yaml` that belongs to its author.
enum VersionListing {
  case listed
  /// The file with the version inserted and not another byte changed.
  case inserted([UInt8])
  /// The list is written in a way that a program should not touch; these lines are to be added by hand.
  case byHand(String)

  /// Finds the version in the list, or puts it at the list's end.
  ///
  /// The insertion is made in text and proved by reading the result: it must be what was there before and one
  /// version more.
  init(of version: String, in essay: SourceText, _ bytes: [UInt8], record: Record) {
    self.init(of: VersionItem(id: version, label: capitalized(version)), in: essay, bytes, record: record)
  }

  /// `bytes` are those that the text was read from, with their own line ends and byte order mark.
  init(of version: VersionItem, in essay: SourceText, _ bytes: [UInt8], record: Record) {
    if versionIDs(record).contains(where: { $0.utf8.elementsEqual(version.id.utf8) }) {
      self = .listed
      return
    }
    let lines = essay.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let (index, indent) = endOfList(lines) else {
      self = .byHand(version.lines(indent: "  "))
      return
    }
    let item = version.lines(indent: indent)
    var longer = FileLines(bytes)
    longer.insert(item.split(separator: "\n").map(String.init), at: index)
    let read = SourceText.reading(longer.bytes, path: essay.path).value.map { Record.readingYAML($0) }
    guard let read, let after = read.value, !read.diagnostics.hasErrors,
      outline(after) == outline(record, adding: version)
    else {
      self = .byHand(item)
      return
    }
    self = .inserted(longer.bytes)
  }
}

/// A version as its essay lists it.
struct VersionItem {
  let id: String
  let label: String
  /// Further keys, with their values as YAML.
  var further: [(key: String, yaml: String)] = []

  /// A line for each key, indented as an item of a list.
  func lines(indent: String) -> String {
    let rows =
      ["id: \(yamlQuoted(id))", "label: \(yamlQuoted(label))"] + further.map { "\($0.key): \($0.yaml)" }
    return rows.enumerated().map { "\(indent)\($0 == 0 ? "- " : "  ")\($1)\n" }.joined()
  }

  /// The item alone, as a record.
  fileprivate var record: Record? {
    Record.readingYAML(SourceText(path: "", text: "versions:\n" + lines(indent: "  "))).value?["versions"]?
      .items?
      .first
  }
}

/// “Plain english” for `plain-english`.
func capitalized(_ id: String) -> String {
  let words = String(
    decoding: id.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  return words.prefix(1).uppercased() + words.dropFirst()
}

private func versionIDs(_ record: Record) -> [String] {
  let versions = record.fields?.first { $0.key == "versions" }?.value.items ?? []
  return versions.compactMap { $0.fields?.first { $0.key == "id" }?.value.scalar?.text }
}

/// The line after the last item of a block list under `versions:`, and the blanks before its dashes.
private func endOfList(_ lines: [Substring]) -> (index: Int, indent: String)? {
  guard let head = lines.firstIndex(where: { $0.utf8.elementsEqual("versions:".utf8) }) else { return nil }
  var indent: String?
  var end = head + 1
  for (index, line) in lines.enumerated().dropFirst(head + 1) {
    let blanks = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    let text = line.utf8.dropFirst(blanks)
    guard let first = text.first, first != UInt8(ascii: "#") else { continue }
    let isItem = first == UInt8(ascii: "-") && text.dropFirst().first == UInt8(ascii: " ")
    if indent == nil {
      guard isItem else { return nil }
      indent = String(repeating: " ", count: blanks)
    }
    guard blanks > 0 || isItem else { break }
    end = index + 1
  }
  return indent.map { (end, $0) }
}

/// The values of a record without the places they were read from, with a version added to its list.
private func outline(_ record: Record, adding version: VersionItem? = nil) -> String {
  switch record.content {
  case .scalar(let scalar): return yamlQuoted(scalar.text) + (scalar.isQuoted ? "q" : "p")
  case .list(let items): return "[" + items.map { outline($0) }.joined(separator: ",") + "]"
  case .mapping(let fields):
    let parts = fields.map { field in
      var value = outline(field.value)
      if let version, field.key == "versions" {
        let item = version.record.map { outline($0) } ?? ""
        value = String(value.dropLast()) + (field.value.items?.isEmpty == true ? "" : ",") + item + "]"
      }
      return yamlQuoted(field.key) + ":" + value
    }
    return "{" + parts.joined(separator: ",") + "}"
  }
}
