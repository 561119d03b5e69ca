/// A JSON value to be written; the members of an object keep their order.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A finite number.
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// Members with unique keys, in the order they are written.
  case object([(String, JSONValue)])
}

extension JSONValue {
  /// JSON for a file: two spaces to a level, one member to a line, LF at the end (RFC 8259, UTF-8).
  package var file: [UInt8] {
    var writer = JSONWriter(style: .file)
    writer.append(self, depth: 0)
    writer.bytes.append(0x0A)
    return writer.bytes
  }

  /// JSON without a space that is not needed, for files that only machines read.
  package var compact: [UInt8] {
    var writer = JSONWriter(style: .compact)
    writer.append(self, depth: 0)
    return writer.bytes
  }
}

/// JSON that may stand inside `<script>`: nothing in it can end the script, begin a comment or a line.
///
/// `<`, `>`, `&`, U+2028, U+2029, controls and noncharacters are written `\u…`, so that the text of the page
/// holds none of them and a JSON parser gives back what went in.
package struct ScriptJSON: Sendable, Hashable {
  package let bytes: [UInt8]

  package init(_ value: JSONValue) {
    var writer = JSONWriter(style: .script)
    writer.append(value, depth: 0)
    bytes = writer.bytes
  }
}
