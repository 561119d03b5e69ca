import FoundationEssentials

/// A file of a test suite that others wrote.
///
/// The suites stand beside the repository in `shared`, or where `GLOSS_SHARED` says.
package enum SharedSuite {
  /// Decodes a suite, or says loudly that it is absent and returns `nil`.
  package static func reading<Value: Decodable>(
    _ path: String, as type: Value.Type, root: String = #filePath
  ) throws -> Value? {
    let folders = root.split(separator: "/")
    let repository = folders.prefix(upTo: folders.lastIndex(of: "Tests") ?? 0).joined(separator: "/")
    let shared = ProcessInfo.processInfo.environment["GLOSS_SHARED"] ?? "/\(repository)/../shared"
    let url = URL(filePath: "\(shared)/suites/\(path)")
    guard FileManager.default.fileExists(atPath: url.path) else {
      print("SKIPPED: the suite \(path) is absent")
      return nil
    }
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}

/// Any JSON value of a suite.
package indirect enum SuiteValue: Decodable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([SuiteValue])
  case object([String: SuiteValue])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let object = try? container.decode([String: SuiteValue].self) {
      self = .object(object)
    } else if let array = try? container.decode([SuiteValue].self) {
      self = .array(array)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? container.decode(Int.self) {
      self = .integer(integer)
    } else {
      self = .number(try container.decode(Double.self))
    }
  }
}
