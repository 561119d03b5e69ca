import Diagnostics
import HTML
import Publishing
import Records

/// Lets the pages of the preview have notes written beside their words.
struct MarginWriter: Sendable {
  /// The absolute path of the site’s folder.
  let site: String
  let editor: EditorAddress?
  /// New for each run, so that no page of another run or site can have anything written.
  let token: String

  init(site: String, editor: EditorAddress?) {
    self.site = site
    self.editor = editor
    var generator = SystemRandomNumberGenerator()
    token = (0..<4).map { _ in
      let digits = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  /// What can be annotated on a page, and where each of its notes stands, by the sources that it was made from.
  func offer(at target: String, in sources: SourceFiles) -> Response {
    let address = target.utf8.dropFirst(LiveFiles.marginPath.utf8.count - 1)
    guard let page = MarginWriter.page(at: String(Substring(address))),
      let reading = OpenReading(of: page, in: sources)
    else { return .plain(404, "nothing can be annotated there") }
    return .json(
      200,
      .object([
        ("token", .string(token)), ("text", .string(reading.textHash.description)),
        ("targets", .array(reading.targets.map(json))), ("subjects", .array(reading.subjects.map(json))),
        (
          "notes",
          .array(
            reading.places.map {
              .object([("note", .string($0.note))] + place($0.range.source.path, $0.line))
            })
        ),
      ]))
  }

  /// Writes the note that a page sends, unless a file has changed since the page was made.
  func write(_ body: [UInt8]) -> Response {
    let read = MarginWriter.annotation(in: body)
    guard let (address, annotation) = read.value else {
      return refused(400, read.diagnostics.first?.summary ?? "that is no note")
    }
    do throws(FileError) {
      let files = try SourceFiles.load(site: site).value
      guard let page = MarginWriter.page(at: address), let reading = OpenReading(of: page, in: files) else {
        return refused(404, "nothing can be annotated there")
      }
      return try write(annotation, beside: reading, in: files)
    } catch {
      return refused(500, error.description)
    }
  }

  private func write(
    _ annotation: Annotation, beside reading: OpenReading, in files: SourceFiles
  ) throws(FileError) -> Response {
    let plan: AnnotationPlan
    do throws(AnnotationFault) {
      plan = try AnnotationPlan.making(annotation, beside: reading, in: files)
    } catch {
      if case .isChanged = error { return refused(409, error.reason) }
      return refused(422, error.reason)
    }
    // Once more, right before the file takes the other’s place: an editor may have saved it meanwhile.
    let present = try readFile(plan.file.path, ofSite: site).map { ContentHash(of: $0).description }
    guard present == annotation.hash else {
      return refused(409, AnnotationFault.isChanged(path: annotation.path).reason)
    }
    try Publishing.write(plan.file, inSite: site)
    return .json(200, .object([("note", .string(plan.note))] + place(plan.file.path.text, plan.line)))
  }

  private func refused(_ status: Int, _ reason: String) -> Response {
    .json(status, .object([("reason", .string(reason))]))
  }
}

extension MarginWriter {
  /// The file of the output that an address means; `nil` where it can mean none.
  private static func page(at address: String) -> String? {
    guard let path = decodedPath(of: address) else { return nil }
    let name = String(path.dropFirst())
    return name.isEmpty || name.utf8.last == UInt8(ascii: "/") ? name + "index.html" : name
  }

  /// Reads what the script of our pages sends.
  private static func annotation(in body: [UInt8]) -> Diagnosed<(page: String, annotation: Annotation)?> {
    let source = SourceText.reading(body, path: "")
    guard let text = source.value else { return Diagnosed(nil, source.diagnostics) }
    let parsed = Record.readingJSON(text)
    guard let record = parsed.value, !parsed.diagnostics.hasErrors else {
      return Diagnosed(nil, parsed.diagnostics)
    }
    var fields = FieldReader(record, of: "a note")
    let page = fields.requiredString("page")
    let annotation = Annotation(
      path: fields.requiredString("path") ?? "", hash: fields.string("hash"),
      textHash: fields.requiredString("text") ?? "", words: fields.strings("words"),
      before: fields.string("before") ?? "", after: fields.string("after") ?? "",
      title: fields.string("title") ?? "", body: fields.string("body") ?? "",
      subject: fields.string("subject"))
    let findings = fields.finish()
    guard let page, !findings.hasErrors else { return Diagnosed(nil, findings) }
    return Diagnosed((page, annotation), findings)
  }

  private func json(_ target: OpenReading.Target) -> JSONValue {
    .object([
      ("path", .string(target.path)), ("hash", string(target.hash?.description)),
      ("label", .string(target.kindLabel)), ("audience", string(target.audience)),
    ])
  }

  private func json(_ subject: OpenReading.Subject) -> JSONValue {
    .object([
      ("name", .string(subject.name)), ("title", .string(subject.title)),
      ("kind", .string(subject.kindLabel)),
    ])
  }

  /// A line of a file in words, and as an address that opens an editor.
  private func place(_ path: String, _ line: Int) -> [(String, JSONValue)] {
    let address = editor?.address(path: site + "/" + path, line: line, column: 1)
    return [("place", .string("\(path):\(line)")), ("editor", string(address))]
  }

  private func string(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
