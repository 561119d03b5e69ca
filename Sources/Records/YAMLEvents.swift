private import CYAML

/// One event of libyaml; `start` and `end` count code points from the start of the input.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd, listEnd
    case mappingEnd
    case alias
    case scalar(text: String, isQuoted: Bool)
    case listStart(isFlow: Bool)
    case mappingStart(isFlow: Bool)
  }

  let kind: Kind
  let hasAnchor: Bool
  let hasTag: Bool
  let start: Int
  let end: Int
}

/// Why libyaml stopped, in its own words.
struct YAMLFault: Error {
  enum Place {
    /// A code point from the start of the input.
    case codePoint(Int)
    /// A byte from the start of the input.
    case byte(Int)
  }

  let problem: String
  let place: Place
  let context: String
  /// A code point.
  let contextStart: Int
}

/// What libyaml finds in a text, one event at a time and as Swift values; the one file that knows libyaml.
@safe
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  init(of utf8: ArraySlice<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    precondition(unsafe yaml_parser_initialize(parser) != 0, "there is memory for a YAML parser")
    // libyaml cuts a block scalar short that ends with the text instead of with its line.
    let lines = utf8.last == UInt8(ascii: "\n") ? utf8 : utf8 + [UInt8(ascii: "\n")]
    unsafe input = .allocate(capacity: lines.count)
    _ = unsafe input.initialize(fromContentsOf: lines)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, lines.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event; after the end of the stream there is none to be asked for.
  mutating func next() throws(YAMLFault) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) != 0 else { throw fault }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe YAMLEvent(event)
  }

  private var fault: YAMLFault {
    let state = unsafe parser.pointee
    let isAboutBytes = unsafe state.error == YAML_READER_ERROR
    return unsafe YAMLFault(
      problem: text(of: state.problem),
      place: isAboutBytes
        ? .byte(Int(state.problem_offset)) : .codePoint(Int(state.problem_mark.index)),
      context: text(of: state.context),
      contextStart: Int(state.context_mark.index))
  }

  private func text(of message: UnsafePointer<CChar>?) -> String {
    guard let message = unsafe message else { return "" }
    return unsafe String(cString: message)
  }
}

extension YAMLEvent {
  /// Copies an event that libyaml filled in; nothing of it is kept.
  fileprivate init(_ event: yaml_event_t) {
    var anchor: UnsafeMutablePointer<UInt8>?
    var tag: UnsafeMutablePointer<UInt8>?
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      unsafe (anchor, tag) = unsafe (scalar.anchor, scalar.tag)
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let isQuoted = unsafe scalar.style != YAML_PLAIN_SCALAR_STYLE
      kind = .scalar(text: unsafe String(decoding: bytes, as: UTF8.self), isQuoted: isQuoted)
    case YAML_SEQUENCE_START_EVENT:
      let list = unsafe event.data.sequence_start
      unsafe (anchor, tag) = unsafe (list.anchor, list.tag)
      kind = .listStart(isFlow: unsafe list.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.data.mapping_start
      unsafe (anchor, tag) = unsafe (mapping.anchor, mapping.tag)
      kind = .mappingStart(isFlow: unsafe mapping.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_ALIAS_EVENT:
      unsafe anchor = unsafe event.data.alias.anchor
      kind = .alias
    case YAML_SEQUENCE_END_EVENT: kind = .listEnd
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_STREAM_START_EVENT: kind = .streamStart
    default: kind = .streamEnd
    }
    hasAnchor = unsafe anchor != nil
    hasTag = unsafe tag != nil
    start = unsafe Int(event.start_mark.index)
    end = unsafe Int(event.end_mark.index)
  }
}
