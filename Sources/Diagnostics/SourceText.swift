/// One file as an author wrote it: its path in the site and its text, lines ended by LF alone.
///
/// Offsets everywhere in `gloss` are UTF-8 offsets into `utf8`. Line and column are worked out only when a
/// message is printed, so nothing pays for them before.
package struct SourceText: Sendable, Hashable {
  /// What it holds, shared by all the ranges in it: thousands are copied, and each copy counts one reference.
  private final class Storage: Sendable {
    let path: String
    let utf8: [UInt8]
    let lineStarts: [Int]

    init(path: String, utf8: [UInt8]) {
      self.path = path
      self.utf8 = utf8
      var starts = [0]
      let bytes = utf8.span
      for index in 0..<max(0, bytes.count - 1) where bytes[index] == 0x0A { starts.append(index + 1) }
      lineStarts = starts
    }
  }

  private let storage: Storage

  package init(path: String, text: String) {
    self.init(path: path, utf8: Array(text.utf8))
  }

  private init(path: String, utf8: [UInt8]) { storage = Storage(path: path, utf8: utf8) }

  /// The path relative to the site's folder, with `/` between components.
  package var path: String { storage.path }

  /// Valid UTF-8 without byte order mark, NUL or CR.
  package var utf8: [UInt8] { storage.utf8 }

  /// The offset at which each line begins; nothing behind the last line feed is no line.
  package var lineStarts: [Int] { storage.lineStarts }

  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// The whole text as a range.
  package var whole: SourceRange { SourceRange(source: self, offsets: 0..<utf8.count) }

  package func range(_ offsets: Range<Int>) -> SourceRange { SourceRange(source: self, offsets: offsets) }

  /// The range of a line without its line feed; `number` counts from 1 and is clamped to the text.
  package func line(_ number: Int) -> SourceRange {
    let index = min(max(number, 1), lineStarts.count) - 1
    let isLast = index + 1 == lineStarts.count
    let next = isLast ? utf8.count : lineStarts[index + 1]
    let hasFeed = next > lineStarts[index] && utf8[next - 1] == 0x0A
    return range(lineStarts[index]..<(hasFeed ? next - 1 : next))
  }

  package subscript(offsets: Range<Int>) -> String { String(decoding: utf8[offsets], as: UTF8.self) }

  package static func == (left: SourceText, right: SourceText) -> Bool {
    left.storage === right.storage || left.path == right.path && left.utf8 == right.utf8
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

extension SourceText {
  /// Reads a file's bytes: drops a byte order mark, turns CRLF and CR into LF and NUL into U+FFFD.
  ///
  /// Returns no text, and an error that names line and byte, where the bytes are not UTF-8.
  package static func reading(_ bytes: [UInt8], path: String) -> Diagnosed<SourceText?> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnosed(nil, [.isUTF16(path: path)])
    }
    let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let body = marked ? Array(bytes.dropFirst(3)) : bytes
    if let fault = firstInvalidOffset(in: body) {
      return Diagnosed(nil, [.isNotUTF8(path: path, bytes: body, at: fault)])
    }
    guard hasReturnsOrNULs(body.span) else {
      return Diagnosed(SourceText(path: path, utf8: body), [])
    }
    let (clean, firstNUL) = cleaned(body)
    let source = SourceText(path: path, utf8: clean)
    return Diagnosed(source, firstNUL.map { [.hasNUL(source.range($0..<$0 + 3))] } ?? [])
  }

  private static func hasReturnsOrNULs(_ bytes: Span<UInt8>) -> Bool {
    var found = false
    // Without a way out of it, many bytes are looked at together.
    for index in bytes.indices where bytes[index] == 0x0D || bytes[index] == 0 { found = true }
    return found
  }

  private static func cleaned(_ bytes: [UInt8]) -> (utf8: [UInt8], firstNUL: Int?) {
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count)
    var firstNUL: Int?
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0D:
        let next = index + 1
        if next == bytes.count || bytes[next] != 0x0A { clean.append(0x0A) }
      case 0:
        firstNUL = firstNUL ?? clean.count
        clean.append(contentsOf: [0xEF, 0xBF, 0xBD])
      default: clean.append(byte)
      }
    }
    return (clean, firstNUL)
  }

  private static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}

extension Diagnostic {
  fileprivate static func isUTF16(path: String) -> Diagnostic {
    .error(
      "source.utf16", "“\(path)” is UTF-16; gloss reads UTF-8", in: path,
      fixes: [Fix("save the file as UTF-8")])
  }

  fileprivate static func isNotUTF8(path: String, bytes: [UInt8], at offset: Int) -> Diagnostic {
    let hex = String(bytes[offset], radix: 16, uppercase: true)
    // What is before the byte is valid, so offsets up to it are the same in a text that can be shown.
    let shown = SourceText(path: path, text: String(decoding: bytes, as: UTF8.self))
    return .error(
      "source.not-utf8", "byte 0x\(hex) at offset \(offset) is not valid UTF-8",
      at: shown.range(offset..<offset + 3), fixes: [Fix("save the file as UTF-8")])
  }

  fileprivate static func hasNUL(_ range: SourceRange) -> Diagnostic {
    .warning("source.nul", "NUL character; it is read as U+FFFD", at: range)
  }
}
