import Diagnostics
import Records

/// What an `essay.yaml` came to, to be known without reading YAML; ranges are kept as offsets into the file.
extension EssaySettings: Stampable {
  func print(in ink: inout Ink) {
    ink.put([title, language])
    ink.put([author, authorNote, published?.iso, source, rights, deck, credit])
    ink.put(formerIDs)
    ink.put(sourceRange.offsets)
    ink.put(versions)
  }

  /// Reads them again; `file` is the text that they were read from.
  init?(printed reader: inout InkReader, of file: SourceText) {
    guard let texts = [String](printed: &reader), texts.count == 2,
      let fields = [String?](printed: &reader), fields.count == 7,
      let formerIDs = [String](printed: &reader),
      let sourceRange = reader.range(in: file),
      let versions = reader.list({ Version(printed: &$0, of: file) })
    else { return nil }
    let published = fields[2].flatMap(CalendarDate.init(iso:))
    guard (published == nil) == (fields[2] == nil) else { return nil }
    self.init(
      title: texts[0], author: fields[0], authorNote: fields[1], published: published, source: fields[3],
      sourceRange: sourceRange, rights: fields[4], deck: fields[5], credit: fields[6], language: texts[1],
      formerIDs: formerIDs, versions: versions)
  }
}

extension EssaySettings.Version: Stampable {
  func print(in ink: inout Ink) {
    ink.put([id, label, language])
    ink.put(description)
    ink.put(isOptional)
    ink.put(range.offsets)
    ink.put(revision)
  }

  fileprivate init?(printed reader: inout InkReader, of file: SourceText) {
    guard let texts = [String](printed: &reader), texts.count == 3,
      let description = String?(printed: &reader),
      let isOptional = Bool(printed: &reader), let range = reader.range(in: file),
      let revision = reader.optional({ EssaySettings.Revision(printed: &$0, of: file) })
    else { return nil }
    self.init(
      id: texts[0], label: texts[1], description: description, language: texts[2], isOptional: isOptional,
      revision: revision, range: range)
  }
}

extension EssaySettings.Revision: Stampable {
  func print(in ink: inout Ink) {
    ink.put([version, date.iso])
    ink.put(range.offsets)
  }

  fileprivate init?(printed reader: inout InkReader, of file: SourceText) {
    guard let texts = [String](printed: &reader), texts.count == 2, let date = CalendarDate(iso: texts[1]),
      let range = reader.range(in: file)
    else { return nil }
    self.init(version: texts[0], date: date, range: range)
  }
}

extension Ink {
  fileprivate mutating func put(_ offsets: Range<Int>) { put([offsets.lowerBound, offsets.upperBound]) }
}

extension InkReader {
  fileprivate mutating func range(in file: SourceText) -> SourceRange? {
    guard let offsets = [Int](printed: &self), offsets.count == 2, 0 <= offsets[0], offsets[0] <= offsets[1],
      offsets[1] <= file.utf8.count
    else { return nil }
    return SourceRange(source: file, offsets: offsets[0]..<offsets[1])
  }
}

extension CalendarDate {
  fileprivate init?(iso text: String) {
    do throws(CalendarDate.Fault) {
      try self.init(parsing: text)
    } catch {
      return nil
    }
  }
}
