import Records

/// What a record says under the core schema of YAML, without positions, to compare YAML with JSON.
enum Meaning: Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([Meaning])
  case mapping([String: Meaning])

  init(of record: Record) {
    switch record.content {
    case .list(let items): self = .list(items.map(Meaning.init(of:)))
    case .mapping(let fields):
      let pairs = fields.map { ($0.key, Meaning(of: $0.value)) }
      self = .mapping(Dictionary(pairs) { first, _ in first })
    case .scalar(let scalar):
      if scalar.isNull {
        self = .null
      } else if let bool = scalar.bool {
        self = .bool(bool)
      } else if let number = scalar.number {
        self = .number(number)
      } else {
        self = .text(scalar.text)
      }
    }
  }
}
