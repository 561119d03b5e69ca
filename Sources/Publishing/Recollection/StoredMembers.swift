import Templates

extension Members: Storable {
  func print(in ink: inout Ink) {
    ink.put(pairs.count)
    for (name, value) in pairs {
      ink.put(name)
      ink.put(value)
    }
  }

  init?(printed reader: inout InkReader) {
    let pairs = reader.list { reader -> (String, TemplateValue)? in
      guard let name = reader.text(), let value = TemplateValue(printed: &reader) else { return nil }
      return (name, value)
    }
    guard let pairs else { return nil }
    self.init(pairs)
  }
}
