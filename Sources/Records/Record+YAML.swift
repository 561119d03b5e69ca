package import Diagnostics

extension Record {
  /// How many bytes of YAML are read at most: 64 KiB.
  package static let yamlSizeLimit = 65_536

  /// Reads one YAML 1.2 document that is a mapping; a text without a value is an empty mapping.
  ///
  /// Taken are mappings with scalar keys, lists, and scalars in every style. Refused, by name, are anchors,
  /// aliases, tags, merge keys, keys that are not scalars, keys after `?`, a second document, more than
  /// `depthLimit` levels and more than `yamlSizeLimit` bytes. There is no value where YAML or one of these
  /// limits is broken; a key written twice is an error, and the first one stands.
  ///
  /// `offsets` are the UTF-8 offsets to read, the whole text unless given.
  package static func readingYAML(_ source: SourceText, in offsets: Range<Int>? = nil) -> Diagnosed<Record?> {
    let offsets = offsets ?? 0..<source.utf8.count
    guard offsets.count <= yamlSizeLimit else {
      return Diagnosed(nil, [.isTooLarge(source.range(offsets.lowerBound..<offsets.lowerBound))])
    }
    var reader = YAMLReader(source, offsets)
    do throws(Refusal) {
      let record = try reader.read()
      return Diagnosed(record, reader.findings)
    } catch {
      return Diagnosed(nil, reader.findings + [error.diagnostic])
    }
  }
}

/// The state of reading one YAML text.
private struct YAMLReader {
  private let source: SourceText
  private let marks: CodePointMarks
  private let offsets: Range<Int>
  private var assembly: RecordAssembly
  /// Where the last event ended: up to the next one there are only blanks, comments and indicators.
  private var previousEnd: Int

  init(_ source: SourceText, _ offsets: Range<Int>) {
    self.source = source
    self.offsets = offsets
    marks = CodePointMarks(of: source.utf8[offsets])
    assembly = RecordAssembly(of: source)
    previousEnd = offsets.lowerBound
  }

  var findings: [Diagnostic] { assembly.findings }

  mutating func read() throws(Refusal) -> Record {
    var events = YAMLEvents(of: source.utf8[offsets])
    var hasDocument = false
    while true {
      let event: YAMLEvent
      do throws(YAMLFault) {
        event = try events.next()
      } catch {
        throw Refusal(YAMLExplanation(of: error, in: source, offsets, marks).diagnostic)
      }
      let range = marks.offset(of: event.start)..<marks.offset(of: event.end)
      switch event.kind {
      case .streamStart, .documentEnd: break
      case .documentStart:
        if hasDocument { throw Refusal(.isSecondDocument(source.range(range))) }
        hasDocument = true
      case .streamEnd: return try top()
      case .scalar, .alias, .listStart, .mappingStart, .listEnd, .mappingEnd: try take(event, at: range)
      }
      previousEnd = range.upperBound
    }
  }

  private func top() throws(Refusal) -> Record {
    guard let record = assembly.result, !(record.isNull && record.range.offsets.isEmpty) else {
      return Record(.mapping([]), at: source.range(offsets.lowerBound..<offsets.lowerBound))
    }
    guard record.fields != nil else { throw Refusal(.isNotMapping(record)) }
    return record
  }

  private mutating func take(_ event: YAMLEvent, at range: Range<Int>) throws(Refusal) {
    try refuseFeatures(of: event, at: range)
    switch event.kind {
    case .scalar(let text, let isQuoted) where assembly.wantsKey:
      if range.isEmpty && !isQuoted { throw Refusal(.lacksKey(source.range(range))) }
      if text == "<<" && !isQuoted { throw Refusal(.isMergeKey(source.range(range))) }
      assembly.key(text, at: range)
    case .scalar(let text, let isQuoted):
      assembly.scalar(Scalar(text: text, isQuoted: isQuoted), at: withoutBlanksBehind(range))
    case .listStart: try assembly.openList(at: range.lowerBound)
    case .mappingStart: try assembly.openMapping(at: range.lowerBound)
    case .listEnd, .mappingEnd:
      // A block ends where the next one begins, so its last value tells better where it ends.
      assembly.close(at: range.isEmpty ? nil : range.upperBound)
    case .alias, .streamStart, .streamEnd, .documentStart, .documentEnd:
      preconditionFailure("only events that build a record are taken")
    }
  }

  private func refuseFeatures(of event: YAMLEvent, at range: Range<Int>) throws(Refusal) {
    switch event.kind {
    case .alias: throw Refusal(.isAlias(source.range(range)))
    case .listEnd, .mappingEnd, .streamStart, .streamEnd, .documentStart, .documentEnd: return
    case .scalar, .listStart, .mappingStart: break
    }
    if event.hasAnchor { throw Refusal(.isAnchor(firstWord("&", in: range))) }
    if event.hasTag { throw Refusal(.isTag(firstWord("!", in: range))) }
    guard assembly.wantsKey else { return }
    guard case .scalar = event.kind else {
      throw Refusal(.isKeyOfManyParts(source.range(range.lowerBound..<range.lowerBound)))
    }
    let mark = firstIndicator("?", in: previousEnd..<range.lowerBound)
    if !mark.offsets.isEmpty { throw Refusal(.isComplexKey(mark)) }
  }

  /// The first such byte outside comments, or the empty range at the start.
  private func firstIndicator(_ indicator: Unicode.Scalar, in range: Range<Int>) -> SourceRange {
    let wanted = UInt8(ascii: indicator)
    var isComment = false
    let utf8 = source.utf8
    for offset in range {
      switch utf8[offset] {
      case wanted where !isComment: return source.range(offset..<offset + 1)
      case UInt8(ascii: "#"): isComment = true
      case UInt8(ascii: "\n"): isComment = false
      default: break
      }
    }
    return source.range(range.lowerBound..<range.lowerBound)
  }

  /// Such a byte outside comments and what follows it up to a blank.
  private func firstWord(_ indicator: Unicode.Scalar, in range: Range<Int>) -> SourceRange {
    let start = firstIndicator(indicator, in: range).offsets.lowerBound
    let end = source.utf8[start..<offsets.upperBound].firstIndex { [0x20, 0x09, 0x0A].contains($0) }
    return source.range(start..<(end ?? offsets.upperBound))
  }

  /// A block scalar reaches over the line feeds that follow it; a message need not.
  private func withoutBlanksBehind(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, [0x20, 0x0A].contains(source.utf8[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }
}

extension Diagnostic {
  fileprivate static func isTooLarge(_ range: SourceRange) -> Diagnostic {
    .error("yaml.too-large", "this YAML is larger than 64 KiB", at: range)
  }

  fileprivate static func isNotMapping(_ record: Record) -> Diagnostic {
    .error(
      "yaml.not-a-mapping", "a mapping is wanted, lines of “key: value”; this is \(record.shape)",
      at: record.range)
  }

  fileprivate static func isSecondDocument(_ range: SourceRange) -> Diagnostic {
    .error("yaml.second-document", "a second YAML document is not taken; one file holds one", at: range)
  }

  fileprivate static func isAlias(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.alias", "YAML aliases are not taken; put a value that starts with “*” in quotes", at: range)
  }

  fileprivate static func isAnchor(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.anchor",
      "YAML anchors such as “\(range.text)” are not taken; put a value that starts with “&” in quotes",
      at: range)
  }

  fileprivate static func isTag(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.tag",
      "YAML tags such as “\(range.text)” are not taken; put a value that starts with “!” in quotes",
      at: range)
  }

  fileprivate static func isMergeKey(_ range: SourceRange) -> Diagnostic {
    .error("yaml.merge-key", "YAML merge keys (“<<”) are not taken; write the keys out", at: range)
  }

  fileprivate static func isComplexKey(_ range: SourceRange) -> Diagnostic {
    .error("yaml.complex-key", "complex keys (“? key”) are not taken; write “key: value”", at: range)
  }

  fileprivate static func isKeyOfManyParts(_ range: SourceRange) -> Diagnostic {
    .error(
      "yaml.complex-key", "complex keys, a list or mapping before the “:”, are not taken; write “key: value”",
      at: range)
  }

  fileprivate static func lacksKey(_ range: SourceRange) -> Diagnostic {
    .error("yaml.empty-key", "empty keys are not taken; write one before the “:”", at: range)
  }
}
