package import Diagnostics
import Records

/// A file of sources: CSL-JSON 1.0.2, an array of items, as Zotero exports it.
package enum SourceList {
  /// Reads all items that have an `id` and a `type`, in the order written.
  ///
  /// Keys and types that this program does not know are let pass, since CSL-JSON may carry custom data. Errors
  /// are a missing `id` or `type`, an `id` used twice, a value of the wrong shape, a date that does not exist
  /// and a `URL` that is no web address.
  package static func reading(_ source: SourceText) -> Diagnosed<[Source]> {
    let read = Record.readingJSON(source)
    var findings = read.diagnostics
    guard let record = read.value else { return Diagnosed([], findings) }
    guard let items = record.items else { return Diagnosed([], findings + [.isNotList(record)]) }
    var sources: [Source] = []
    var firsts: [String: SourceRange] = [:]
    for item in items {
      var reader = SourceReader(item)
      guard let source = reader.read().unwrapped(into: &findings) else { continue }
      if let first = firsts[source.id] {
        findings.append(.isDuplicateID(source, first: first))
      } else {
        firsts[source.id] = source.idRange
        sources.append(source)
      }
    }
    return Diagnosed(sources, findings)
  }
}

extension Diagnostic {
  fileprivate static func isNotList(_ record: Record) -> Diagnostic {
    .error("sources.not-a-list", "a list of sources is wanted, not \(record.shape)", at: record.range)
  }

  fileprivate static func isDuplicateID(_ source: Source, first: SourceRange) -> Diagnostic {
    .error(
      "sources.duplicate-id", "the id “\(source.id)” is used by two sources", at: source.idRange,
      notes: [Note("“\(source.id)” is first used here", at: first)])
  }
}
