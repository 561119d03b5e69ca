import Diagnostics

/// Thrown inside a reader at the first mistake after which the rest of the text cannot be understood.
struct Refusal: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

/// Puts a record together from what a YAML or JSON reader meets, on a stack of its own instead of by recursion.
///
/// Keys that are written twice are found here; the first one stands.
struct RecordAssembly {
  private struct Open {
    let isMapping: Bool
    let start: Int
    var end: Int
    var items: [Record] = []
    private(set) var fields: [Field] = []
    var key: (text: String, range: SourceRange, isRepeated: Bool)?
    /// Where keys are written, once there are too many to look through.
    private var keyRanges: [String: SourceRange] = [:]
    private static let fewFields = 16

    init(isMapping: Bool, start: Int) {
      self.isMapping = isMapping
      self.start = start
      end = start
    }

    func range(of key: String) -> SourceRange? {
      guard fields.count > Self.fewFields else { return fields.first { $0.key == key }?.keyRange }
      return keyRanges[key]
    }

    mutating func add(_ field: Field) {
      fields.append(field)
      guard fields.count > Self.fewFields else { return }
      let unlisted = keyRanges.isEmpty ? fields[...] : fields.suffix(1)
      for field in unlisted { keyRanges[field.key] = field.keyRange }
    }
  }

  private let source: SourceText
  private var stack: [Open] = []
  /// The finished record.
  private(set) var result: Record?
  private(set) var findings: [Diagnostic] = []

  init(of source: SourceText) { self.source = source }

  /// Whether nothing is open, before the first value or after the last.
  var isEmpty: Bool { stack.isEmpty }

  var isInMapping: Bool { stack.last?.isMapping ?? false }

  /// Whether the next scalar is a key.
  var wantsKey: Bool { stack.last.map { $0.isMapping && $0.key == nil } ?? false }

  /// The UTF-8 offset at which the innermost open list or mapping starts.
  var innermostStart: Int? { stack.last?.start }

  mutating func openList(at offset: Int) throws(Refusal) { try open(isMapping: false, at: offset) }

  mutating func openMapping(at offset: Int) throws(Refusal) { try open(isMapping: true, at: offset) }

  private mutating func open(isMapping: Bool, at offset: Int) throws(Refusal) {
    guard stack.count < Record.depthLimit else {
      throw Refusal(.isTooDeep(source.range(offset..<min(offset + 1, source.utf8.count))))
    }
    stack.append(Open(isMapping: isMapping, start: offset))
  }

  mutating func key(_ text: String, at offsets: Range<Int>) {
    precondition(wantsKey, "a key is given where a mapping wants one")
    let range = source.range(offsets)
    let last = stack.count - 1
    let first = stack[last].range(of: text)
    stack[last].key = (text, range, isRepeated: first != nil)
    stack[last].end = offsets.upperBound
    if let first { findings.append(.isDuplicateKey(text, at: range, first: first)) }
  }

  mutating func scalar(_ scalar: Scalar, at offsets: Range<Int>) {
    add(Record(.scalar(scalar), at: source.range(offsets)))
  }

  /// Closes the innermost list or mapping; without an `end` it reaches to the end of its last value.
  mutating func close(at end: Int?) {
    guard let closed = stack.popLast() else { preconditionFailure("something is open when it is closed") }
    let range = source.range(closed.start..<max(closed.start, end ?? closed.end))
    add(Record(closed.isMapping ? .mapping(closed.fields) : .list(closed.items), at: range))
  }

  private mutating func add(_ record: Record) {
    guard !stack.isEmpty else {
      result = record
      return
    }
    let last = stack.count - 1
    stack[last].end = max(stack[last].end, record.range.offsets.upperBound)
    guard stack[last].isMapping else {
      stack[last].items.append(record)
      return
    }
    guard let key = stack[last].key else { preconditionFailure("a value of a mapping follows its key") }
    stack[last].key = nil
    if !key.isRepeated {
      stack[last].add(Field(key: key.text, keyRange: key.range, value: record))
    }
  }
}

extension Diagnostic {
  fileprivate static func isTooDeep(_ range: SourceRange) -> Diagnostic {
    .error("record.too-deep", "lists and mappings nest deeper than \(Record.depthLimit) levels", at: range)
  }

  fileprivate static func isDuplicateKey(
    _ key: String, at range: SourceRange, first: SourceRange
  ) -> Diagnostic {
    .error(
      "record.duplicate-key", "the key “\(key)” is written twice; keep one of them", at: range,
      notes: [Note("“\(key)” is first written here", at: first)])
  }
}
