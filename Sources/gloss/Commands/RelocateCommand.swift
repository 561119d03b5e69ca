import Commentary
import Diagnostics
import HTML
import Publishing
import Records

/// `gloss relocate`: quotes from one text are found again in the next.
struct RelocateCommand: Command {
  static let form = CommandForm(
    name: "relocate", summary: "find quotes again in a text that was edited",
    operands: [], options: [.from, .to, .noOld, .floor],
    discussion: """
      Reads selectors from standard input, one JSON object a line:
        {"id": 1, "exact": "…", "prefix": "…", "suffix": "…", "start": 0, "end": 9}
      or Web Annotations with a TextQuoteSelector or TextPositionSelector, and writes
      for each, in the same order, where it stands in the new text:
        {"id": 1, "verdict": "moved", "start": 5, "end": 14, "score": 0.97}
      The verdict is “unchanged”, “moved” or “reworded”, or without a place “lost” or
      “ambiguous”. All but “id” and “exact” can be left out. Offsets count Unicode
      characters (code points) of the file, without a byte order mark. Empty lines
      part paragraphs.
      """)

  private let old: String?
  private let new: String
  private let floor: Double

  init(_ arguments: Arguments) throws(UsageError) {
    guard let new = arguments[.to] else { throw .missingOption(.to) }
    guard arguments.has(.noOld) || arguments.has(.from) else { throw .missingOption(.from) }
    old = arguments.has(.noOld) ? nil : arguments[.from]
    self.new = new
    for (option, path) in [(Option.from, old), (.to, new)] where path == "-" {
      throw .wrongValue(option, value: "-", reason: "standard input brings the selectors")
    }
    guard let floor = arguments[.floor] else {
      self.floor = Relocator.defaultFloor
      return
    }
    guard let number = Double(floor), (0...1).contains(number) else {
      throw .wrongValue(.floor, value: floor, reason: "it is a number from 0 to 1")
    }
    self.floor = number
  }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    var findings: [Diagnostic] = []
    let newText = try RelocatedText.reading(new).unwrapped(into: &findings)
    let oldText = try old.map { path throws(FileError) in
      try RelocatedText.reading(path).unwrapped(into: &findings)
    }
    let input = SourceText.reading(try readInput("-"), path: "standard input")
    let requests = input.unwrapped(into: &findings).map(RelocationRequest.reading)?.unwrapped(into: &findings)
    var quotes: [QuoteSelector] = []
    for request in requests ?? [] {
      quotes.append(selector(of: request, in: oldText ?? nil, for: newText).unwrapped(into: &findings))
    }
    console.report(findings)
    guard let newText, let requests, !findings.hasErrors else {
      console.say("\(findings.tally); nothing was relocated\n")
      return .failure
    }
    let relocator =
      if let oldText, let oldText {
        Relocator(TextAlignment(from: oldText.text, to: newText.text), floor: floor)
      } else {
        Relocator(to: newText.text, floor: floor)
      }
    let answers = zip(requests, relocator.relocations(of: quotes)).map { answer($0, $1, in: newText) }
    try console.show(answers.joined())
    return .success
  }

  private func selector(
    of request: RelocationRequest, in old: RelocatedText?, for new: RelocatedText?
  ) -> Diagnosed<QuoteSelector> {
    let start = request.start.flatMap { old?.offset(ofScalar: $0) }
    let end = request.end.flatMap { old?.offset(ofScalar: $0) }
    let length = request.exact?.utf8.count
    let position = start.flatMap { start in
      (end ?? length.map { start + $0 }).map { start..<max(start, min($0, old?.text.utf8.count ?? 0)) }
    }
    guard let exact = request.exact ?? position.flatMap({ old?.text[$0] }) else {
      return Diagnosed(QuoteSelector(exact: ""), [.hasNoWords(request.id)])
    }
    let likelyStart = request.start.flatMap { start in
      new.map { $0.likelyOffset(ofScalar: start) }
    }
    return Diagnosed(
      QuoteSelector(
        exact: exact, prefix: request.prefix, suffix: request.suffix, position: position,
        likelyStart: likelyStart), [])
  }

  /// One line of JSON.
  private func answer(_ request: RelocationRequest, _ relocation: Relocation, in new: RelocatedText) -> String
  {
    let id = request.id.scalar.map { $0.isQuoted ? json(.string($0.text)) : $0.text } ?? "null"
    let verdict = json(.string(relocation.verdict.rawValue))
    guard let range = relocation.range else { return "{\"id\":\(id),\"verdict\":\(verdict)}\n" }
    let (start, end) = (new.scalars(before: range.lowerBound), new.scalars(before: range.upperBound))
    let score = json(.number((relocation.score * 1000).rounded() / 1000))
    return "{\"id\":\(id),\"verdict\":\(verdict),\"start\":\(start),\"end\":\(end),\"score\":\(score)}\n"
  }

  private func json(_ value: JSONValue) -> String { String(decoding: value.compact, as: UTF8.self) }
}

/// A plain text as it stands in its file, without a byte order mark, whose offsets can be told in scalars.
private struct RelocatedText {
  let text: ParagraphedText
  /// The UTF-8 offset of each scalar.
  private let offsets: [Int32]

  static func reading(_ path: String) throws(FileError) -> Diagnosed<RelocatedText?> {
    let bytes = try readInput(path)
    let checked = SourceText.reading(bytes, path: path)
    guard checked.value != nil else { return Diagnosed(nil, checked.diagnostics) }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return Diagnosed(RelocatedText(Array(bytes.dropFirst(hasMark ? 3 : 0)), path), checked.diagnostics)
  }

  private init(_ utf8: [UInt8], _ path: String) {
    text = ParagraphedText(plain: SourceText(path: path, text: String(decoding: utf8, as: UTF8.self)))
    var offsets: [Int32] = []
    for (offset, byte) in utf8.enumerated() where byte & 0xC0 != 0x80 { offsets.append(Int32(offset)) }
    self.offsets = offsets
  }

  /// The UTF-8 offset of a scalar or of the end; `nil` behind it.
  func offset(ofScalar index: Int) -> Int? {
    index < offsets.count ? Int(offsets[index]) : index == offsets.count ? text.utf8.count : nil
  }

  /// The same; behind the end, as if the text went on in ASCII.
  func likelyOffset(ofScalar index: Int) -> Int {
    offset(ofScalar: index) ?? text.utf8.count + min(index - offsets.count, text.utf8.count)
  }

  /// How many scalars begin before a UTF-8 offset.
  func scalars(before offset: Int) -> Int {
    offsets.bisection { Int(offsets[$0]) >= offset }
  }
}

extension Diagnostic {
  fileprivate static func hasNoWords(_ id: Record) -> Diagnostic {
    .error(
      "relocate.no-words",
      "a selector without “exact” is read out of the old text, and there is none at its position",
      at: id.range, fixes: [Fix("give “exact”, or the old text with --from")])
  }
}
